# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What CONTRIBUTING.md says that an addition takes: toys are added to a copy of the tree, and the tests that look at everything run there.

A toy is a file in ``toys``. ``known`` is what docs/router-api learns first, ``hand`` what is written by hand, ``sentences`` what is filled in
where ``make docs-fragments`` has made room. A step creates a file, copies it from one that it is ``like``, or inserts text at a mark.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[3]
TOYS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (Path(__file__).parent / "toys").glob("*.yml")}
ROWS = dict(re.findall(r"^\| (?:a|an) (\w+) .*\| (\d+ files, \d+ lines) \|$", (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE))

# The tests that look at everything, and what they have about the toys.
CHECKS = ("test_documentation.py", "test_docs_fragments.py", "test_intent_schema.py", "test_firmware.py", "test_packages.py", "plugins/test_coverage.py")
CHECKS += ("simulator/test_coverage.py", "test_sections.py", "test_wan_commands.py", "transaction/test_facts.py", "test_network_status.py")
ABOUT_TOYS = "beacon or mesh_profiles or peplink_mesh or peplink_config or peplink_facts or group or front or alike or step or described or listed or body"
# The toys are alike on all routers.
LEFT_OUT = ("balance", "fusionhub", "8.1.1", "8.3.0", "8.5.0")

Step = Mapping[str, str]


def place(tree: Path, pattern: str) -> Path:
    """The file that a pattern means; a pattern that nothing fits is the name of a new one."""
    found = sorted(tree.glob(pattern))
    assert len(found) <= 1, f"{pattern} fits several files"
    return found[0] if found else tree / pattern


def text_of(tree: Path, step: Step) -> str:
    """What a step writes, with the parts that are the same everywhere."""
    if "like" in step:
        return (tree / step["like"]).read_text(encoding="utf-8")
    gpio = (tree / "plugins/modules/peplink_gpio.py").read_text(encoding="utf-8")
    parts = {
        "licence": "".join(gpio.splitlines(keepends=True)[1:4]),
        "transaction": gpio[gpio.index("diff:\n  description") : gpio.index('"""\n\nfrom ')],
        "tail": gpio[gpio.index("calls:\n  description") : gpio.index('"""\n\nfrom ')],
        "main": gpio[gpio.index("\n\ndef main(") :].rstrip(),
    }
    parts |= {"sections": "tests/component/configuration/sections.py", "test_wan_commands": "tests/component/commands/test_wan_commands.py"}
    parts["facts"] = "tests/component/status/test_facts.py"
    return re.sub(r"@(\w+)@", lambda match: parts[match[1]], step["text"])


def carry_out(tree: Path, steps: Iterable[Step]) -> None:
    for step in steps:
        file, text = place(tree, step["file"]), text_of(tree, step)
        if "after" not in step and "before" not in step:
            file.write_text(text, encoding="utf-8")
            continue
        before = file.read_text(encoding="utf-8")
        mark = step.get("after") or step["before"]
        assert mark in before, f"{file}: {mark!r} is not there any more"
        at = before.index(mark) + (len(mark) if "after" in step else 0)
        file.write_text(before[:at] + text + before[at:], encoding="utf-8")


def fill_in(tree: Path, steps: Iterable[Step]) -> None:
    """Write sentences where there are none yet, one after the other."""
    for step in steps:
        file = tree / step["file"]
        before = file.read_text(encoding="utf-8")
        room = re.search(r"^( *)description: \[\]$", before, re.MULTILINE)
        assert room, f"{file} has no room for {step['text']}"
        file.write_text(before.replace(room[0], f"{room[1]}description:\n{room[1]}  - {step['text'].rstrip()}", 1), encoding="utf-8")


def run(tree: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_", "COVERAGE_"))}
    environment |= {"PYTHONPATH": os.pathsep.join([str(tree / "build" / "tree"), str(tree / "tests" / "simulator")])}
    return subprocess.run([sys.executable, *command], cwd=tree, env=environment, capture_output=True, text=True, check=False)


def written(toy: Mapping[str, Any], tree: Path) -> str:
    """How much a toy takes by hand."""
    steps = [*toy["hand"], *toy.get("sentences", ())]
    files = {place(tree, step["file"]) for step in steps}
    lines = sum(max(1, text_of(tree, step).count("\n")) for step in steps)
    return f"{len(files)} files, {lines} lines"


def test_every_toy_has_its_row() -> None:
    assert sorted(ROWS) == sorted(TOYS)


@pytest.mark.parametrize("name", TOYS)
def test_the_counts_are_those_of_the_toy(name: str) -> None:
    assert ROWS[name] == written(TOYS[name], REPOSITORY)


@pytest.mark.timeout(900)
def test_nothing_else_is_needed(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(REPOSITORY, tree, symlinks=True, ignore=shutil.ignore_patterns("build", ".git", "__pycache__", ".*cache"))
    namespace = tree / "build" / "tree" / "ansible_collections" / "wanfleet"
    namespace.mkdir(parents=True)
    (namespace / "peplink").symlink_to("../../../..")
    for toy in TOYS.values():
        carry_out(tree, [*toy["known"], *toy["hand"]])
    asked = run(tree, "tools/docs_fragments.py")
    for toy in TOYS.values():
        fill_in(tree, toy.get("sentences", ()))
    assert asked.stderr.count("has no description") == sum(len(toy.get("sentences", ())) for toy in TOYS.values())
    assert run(tree, "tools/docs_fragments.py").stderr == ""
    (tree / "docs" / "intent.schema.json").write_text(run(tree, "tools/intent_schema.py").stdout, encoding="utf-8")
    checks = [str(path) for name in CHECKS for path in tree.glob(f"tests/**/{name}")]
    assert len(checks) == len(CHECKS)
    result = run(tree, "-m", "pytest", "-q", "-p", "no:xdist", "-k", f"({ABOUT_TOYS}) and not {' and not '.join(LEFT_OUT)}", *checks)
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
