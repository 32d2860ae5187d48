# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""docs/guides/versioning.md says which versions are supported and tested, as the matrix, the metadata and the firmware tables have them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import yaml
from peplink_simulator.families import FIRMWARE_TEXTS

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.firmware import RELEASES, version

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "guides" / "versioning.md").read_text()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| [^-]", line)]
SUPPORTED = {row[0].strip("`"): row[1] for row in ROWS if len(row) == 2}
TESTED = {row[0]: row for row in ROWS if len(row) == 4}
PREFERRED = subprocess.run([ROOT / "tools" / "matrix", "preferred"], capture_output=True, text=True, check=True).stdout.splitlines()
# Python, ansible-core and, but for the main row, the targets of make.
MATRIX = dict(zip(("main", "oldest", "older", "middle", "newer", "newest"), map(str.split, PREFERRED), strict=True))


def test_the_table_has_the_rows_of_the_matrix() -> None:
    shown = {name: [row[2], row[1]] for name, row in TESTED.items() if name != "row"}
    assert shown == {name: row[:2] for name, row in MATRIX.items()}


def test_a_row_says_what_runs_there() -> None:
    words = {"integration": "playbooks", "component": "modules", "units": "units", "sanity": "ansible-test sanity", "libraries": "oldest supported"}
    for name, (_python, _core, *targets) in MATRIX.items():
        if targets:
            assert {word for word in words.values() if word in TESTED[name][3]} == {words[target] for target in targets}, name


def test_the_oldest_versions_are_those_that_are_tested() -> None:
    python, core, *_targets = MATRIX["oldest"]
    oldest_core = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text())["requires_ansible"].removeprefix(">=")
    assert SUPPORTED["ansible-core"] == f"{oldest_core.removesuffix('.0')} or later"
    assert core.startswith(oldest_core.removesuffix("0"))
    (checked_by_mypy,) = re.findall(r'^python_version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert SUPPORTED["Python on the controller"] == f"{checked_by_mypy} or later"
    assert python == checked_by_mypy


def test_the_libraries_are_those_of_the_requirements() -> None:
    required = dict(re.findall(r"^(\w+)>=(.+)$", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert {name: SUPPORTED[name] for name in required} == {name: f"{oldest} or later" for name, oldest in required.items()}
    tested = dict(re.findall(r"^(\w+)==(\S+)", (ROOT / "tests" / "oldest-libraries.txt").read_text(), re.MULTILINE))
    assert {name: tested[name] for name in required} == required


def test_the_firmware_is_that_of_the_tables() -> None:
    oldest, newest = SUPPORTED["firmware"].split(" to ")
    played = sorted(FIRMWARE_TEXTS, key=version)
    assert [played[0], played[-1], RELEASES[-1].version] == [oldest, newest, newest]
    assert f"play firmware {', '.join(played[:-1])} and {played[-1]}." in PAGE
    assert oldest == next(release.version for release in RELEASES if "POST config.wan.connection" in release.adds)
