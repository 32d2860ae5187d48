# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Change the decision core in small ways, one at a time (mutmut), and require that the unit tests notice most of them.

    mutants.py DIRECTORY [ARGUMENT OF mutmut run ...]

Run it with the Python of a virtual environment that has mutmut (requirements-mutants.txt). What is changed and which tests run is in
mutants.toml. Names of mutants as arguments, with ``*``, try only those again. ``mutmut show NAME`` in DIRECTORY shows a change.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from working_tree import REPOSITORY

# In percent; what survives at present and why is in CONTRIBUTING.md.
LEAST_KILLED = 90


def prepare(directory: Path) -> None:
    """Make the place that mutmut works in: links to the collection and its tests, and the settings."""
    directory.mkdir(parents=True, exist_ok=True)
    for link, target in (("ansible_collections", "build/tree/ansible_collections"), ("tests", "tests")):
        path = directory / link
        path.unlink(missing_ok=True)
        path.symlink_to(REPOSITORY / target)
    shutil.copyfile(REPOSITORY / "tools" / "mutants.toml", directory / "pyproject.toml")


def main() -> int:
    """Run mutmut, list the survivors, and fail if there are too many."""
    directory, arguments = Path(sys.argv[1]).resolve(), sys.argv[2:]
    prepare(directory)
    if not arguments:
        shutil.rmtree(directory / "mutants", ignore_errors=True)
    mutmut = [sys.executable, "-m", "mutmut"]
    subprocess.run([*mutmut, "run", *arguments], cwd=directory, check=True)
    print("\n\nNot killed:", flush=True)
    subprocess.run([*mutmut, "results"], cwd=directory, check=True)
    subprocess.run([*mutmut, "export-cicd-stats"], cwd=directory, check=True, stdout=subprocess.DEVNULL)
    counts = json.loads((directory / "mutants" / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
    killed = counts["killed"] + counts["timeout"]
    score = 100 * killed / counts["total"]
    print(f"{killed} of {counts['total']} mutants killed: {score:.1f} %, at least {LEAST_KILLED} % required")
    return 0 if score >= LEAST_KILLED else 1


if __name__ == "__main__":
    sys.exit(main())
