# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Change the decision core in small ways, one at a time (mutmut), and require that the unit tests notice most of them.

    mutants.py DIRECTORY [ARGUMENT OF mutmut run ...]

Run it with the Python of a virtual environment that has mutmut (requirements-mutants.txt). What is changed and which tests run is in
mutants.toml, what cannot be killed and why in survivors.yml. Names of mutants as arguments, with ``*``, try only those again.
``mutmut show NAME`` in DIRECTORY shows a change.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import yaml
from working_tree import REPOSITORY

TOOLS = REPOSITORY / "tools"
# In percent.
LEAST_KILLED = 90
MUTMUT = (sys.executable, "-m", "mutmut")
KILLED = {"killed", "timeout"}
# The name of a mutant: module, class if there is one, function, number.
NAME = re.compile(r"(?P<module>\w+)\.x(?:ǁ(?P<of>\w+)ǁ|_)(?P<function>\w+)__mutmut_\d+")


def prepare(directory: Path) -> None:
    """Make the place that mutmut works in: links to the collection and its tests, and the settings."""
    directory.mkdir(parents=True, exist_ok=True)
    for link, target in (("ansible_collections", "build/tree/ansible_collections"), ("tests", "tests")):
        path = directory / link
        path.unlink(missing_ok=True)
        path.symlink_to(REPOSITORY / target)
    shutil.copyfile(TOOLS / "mutants.toml", directory / "pyproject.toml")


def results(directory: Path) -> dict[str, str]:
    """What became of each mutant that was tried, by name."""
    listed = subprocess.run([*MUTMUT, "results", "--all", "true"], cwd=directory, check=True, capture_output=True, text=True).stdout
    found = dict(line.strip().rsplit(": ", 1) for line in listed.splitlines() if NAME.search(line))
    return {name: result for name, result in found.items() if result != "not checked"}


def function_of(name: str) -> str:
    """The function that a mutant changes, as survivors.yml names it."""
    found = NAME.search(name)
    assert found, name
    return ".".join(filter(None, found.groups()))


def table(found: Mapping[str, str]) -> list[str]:
    """The score of each module, and of all, as lines."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for name, result in found.items():
        for row in (function_of(name).partition(".")[0], "all"):
            counts[row][result in KILLED] += 1
    rows = [*sorted(counts.keys() - {"all"}), "all"]
    lines = [f"{row:16} {c.total():7} {c[True]:7} {c[False]:9} {100 * c[True] / c.total():6.1f} %" for row in rows for c in (counts[row],)]
    return [f"{'module':16} {'mutants':>7} {'killed':>7} {'survived':>9} {'score':>8}", *lines]


def main() -> int:
    """Run mutmut, list the survivors, and fail if there are too many."""
    directory, arguments = Path(sys.argv[1]).resolve(), sys.argv[2:]
    prepare(directory)
    if not arguments:
        shutil.rmtree(directory / "mutants", ignore_errors=True)
    subprocess.run([*MUTMUT, "run", *arguments], cwd=directory, check=True)
    found = results(directory)
    explained = yaml.safe_load((TOOLS / "survivors.yml").read_text(encoding="utf-8"))
    survivors = [name for name, result in found.items() if result not in KILLED]
    print("\n\nNot killed:")
    for name in survivors:
        print(f"  {name}: {explained.get(function_of(name), 'NOT EXPLAINED')}")
    print("", *table(found), f"At least {LEAST_KILLED} % must be killed.", sep="\n")
    return 0 if 100 * len(survivors) <= (100 - LEAST_KILLED) * len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
