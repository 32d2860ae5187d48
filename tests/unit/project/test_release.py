# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a release changes, what it refuses, and what it looks for in an artefact."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from importer import COMPLETED, complaints
from release import artefact, texts
from release.trial import PLAYBOOKS

REPOSITORY = Path(__file__).resolve().parents[3]
FINE = dict.fromkeys((*artefact.NEEDED, "plugins/modules/a.py"), 1000)


@pytest.mark.parametrize(
    ("version", "present", "released", "fragments", "expected"),
    [
        ("1.0.0", "0.1.0", [], ["a.yml"], ""),
        ("1.0.0", "1.0.0", ["1.0.0"], [], ""),
        ("1.1.0", "1.0.0", ["1.0.0"], ["a.yml"], ""),
        ("1.0.0", "1.0.0-rc.1", ["1.0.0-rc.1"], ["a.yml"], ""),
        ("1.0.0", "0.1.0", [], [], "changelogs/fragments has nothing to say of it"),
        ("1.0.0", "1.1.0", ["1.0.0"], [], "changelogs/changelog.yaml has 1.0.0 already, and galaxy.yml says 1.1.0"),
        ("1.0.0", "1.0.0", ["1.0.0"], ["b.yml"], "b.yml came after the changelog of 1.0.0 was written"),
        ("1.0.0", "1.9.0", ["1.9.0", "1.10.0"], ["a.yml"], "1.10.0 is released already"),
        ("1.0.0-rc.1", "1.0.0", ["1.0.0"], ["a.yml"], "1.0.0 is released already"),
    ],
)
def test_what_can_be_released(version: str, present: str, released: list[str], fragments: list[str], expected: str) -> None:
    assert "\n".join(texts.objections(version, present, released, fragments)) == expected


@pytest.mark.parametrize("version", ["1", "1.0", "v1.0.0", "1.0.0 ", "01.0.0", "1.0.0;x"])
def test_only_semantic_versions_are_released(version: str) -> None:
    with pytest.raises(ValueError, match="is not a version such as"):
        texts.order(version)


def test_what_was_added_in_an_unreleased_version_was_added_in_the_release() -> None:
    assert texts.versioned("galaxy.yml", "name: a\nversion: 0.1.0\n", "0.1.0", "1.0.0", []) == "name: a\nversion: 1.0.0\n"
    assert texts.versioned("a.py", "version_added: 0.1.0\nx: 0.1.0\n", "0.1.0", "1.0.0", []) == "version_added: 1.0.0\nx: 0.1.0\n"
    assert texts.versioned("a.py", 'version_added: "0.1.0"', "0.1.0", "1.0.0", []) == 'version_added: "1.0.0"'
    assert texts.versioned("a.py", "version_added: 1.0.0", "1.0.0", "1.1.0", ["1.0.0"]) == "version_added: 1.0.0"


@pytest.mark.parametrize(
    ("more", "packed", "expected"),
    [
        ({}, 1000, []),
        ({"tests/unit/test_a.py": 1}, 1000, ["tests/unit/test_a.py is not what users need"]),
        ({"plugins/modules/a.pyc": 1}, 1000, ["plugins/modules/a.pyc is not what users need"]),
        ({"docs/guides/film.png": 9_000_000}, 1000, [f"docs/guides/film.png: 9000000 bytes are more than {artefact.LARGEST_FILE}"]),
        ({}, 9_000_000, [f"9000000 bytes are more than {artefact.LARGEST_ARTEFACT}"]),
    ],
)
def test_what_an_artefact_may_contain(more: dict[str, int], packed: int, expected: list[str]) -> None:
    assert artefact.objections(FINE | more, packed) == expected


def test_an_artefact_lacks_nothing_that_is_needed() -> None:
    assert artefact.objections({name: size for name, size in FINE.items() if name != "LICENSE"}, 1000) == ["LICENSE is missing"]


def test_every_playbook_is_tried() -> None:
    names = [str(path.relative_to(REPOSITORY)) for path in REPOSITORY.glob("playbooks/**/*.yml")]
    assert artefact.playbooks_of(names) <= PLAYBOOKS.keys()


def test_a_release_is_described_for_people() -> None:
    """Of each fragment: at least a sentence, and sections that antsibull-changelog knows."""
    sections = {"release_summary", *(name for name, _title in yaml.safe_load((REPOSITORY / "changelogs/config.yaml").read_text())["sections"])}
    for path in (REPOSITORY / "changelogs" / "fragments").glob("*.y*ml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8")).keys() <= sections, path.name


def test_warnings_of_the_importer_are_found() -> None:
    fine = f"Importing\n{COMPLETED}\n"
    assert complaints(fine) == []
    assert complaints(f"WARNING: no description\n{fine}") == ["WARNING: no description"]
    assert complaints("Importing\n") == ["The import was not completed."]
