# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The README says what the places of publication ask for, in an order for those who decide in ten minutes, and every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from addresses import KEYS, of_galaxy, replaced
from release import texts

REPOSITORY = Path(__file__).resolve().parents[3]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
SECTIONS = (
    *("What it looks like", "Try it without a router", "The first real router", "What it can and cannot do", "Guides"),
    *("Requirements and tested versions", "Communication", "Support", "Release notes, versioning, code of conduct, licence"),
)
ADDRESSES = yaml.safe_load((REPOSITORY / "docs" / "docsite" / "addresses.yml").read_text(encoding="utf-8"))
GALAXY = yaml.safe_load((REPOSITORY / "galaxy.yml").read_text(encoding="utf-8"))
SHOWN = ("README.md", "SECURITY.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "docs/guides/*.md", ".github/workflows/*.yml", ".gitlab-ci.yml")


def test_the_readme_is_short_and_in_order() -> None:
    assert len(README.splitlines()) <= 150
    assert tuple(re.findall(r"^## (.+)$", README, re.MULTILINE)) == SECTIONS


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md", "CONTRIBUTING.md", "docs/modules.md", "docs/inclusion.md"])
def test_links_lead_to_files(name: str) -> None:
    path = REPOSITORY / name
    assert [link for link in texts.links(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()] == []


def test_the_readme_leads_to_every_guide() -> None:
    guides = {str(path.relative_to(REPOSITORY)) for path in (REPOSITORY / "docs" / "guides").glob("*.md")}
    assert guides - set(texts.links(README)) == set()


def test_the_readme_has_what_the_ansible_package_asks_for() -> None:
    for wanted in ("https://forum.ansible.com/c/help/6", "code_of_conduct", "semver.org", "CHANGELOG.md", "GPL-3.0-or-later"):
        assert wanted in README, wanted


def test_every_module_and_playbook_is_listed() -> None:
    listed = set(re.findall(r"`(?:wanfleet\.peplink\.)?(\w+)`", (REPOSITORY / "docs" / "modules.md").read_text(encoding="utf-8")))
    roles_use = {"peplink_options", "peplink_outcome", "peplink_saved_plan"}
    modules = {path.stem for path in (REPOSITORY / "plugins" / "modules").glob("*.py")} - roles_use
    playbooks = {path.stem for path in (REPOSITORY / "playbooks").glob("*.yml")}
    assert (modules | playbooks) - listed == set()


def test_the_addresses_are_those_of_one_file() -> None:
    assert {key: GALAXY[key] for key in KEYS} == {key: ADDRESSES[key] for key in KEYS}
    known = tuple(sorted(ADDRESSES.values()))
    for path in (path for pattern in SHOWN for path in REPOSITORY.glob(pattern)):
        for found in re.findall(r"https://example\.org/wanfleet[^\s)\"'`>]*", path.read_text(encoding="utf-8")):
            assert found.startswith(known), f"{path.name}: {found}"


def test_new_addresses_replace_the_former_ones_wherever_they_stand() -> None:
    former = {"repository": "https://a.test/x", "issues": "https://a.test/x/issues", "documentation": "https://a.test/x/docs", "homepage": "https://h.test"}
    new = {"repository": "https://b.test/y", "issues": "https://t.test/9", "documentation": "https://d.test", "homepage": "https://b.test"}
    text = "[x](https://a.test/x), https://a.test/x/issues/3 https://a.test/x/docs/a.html https://a.test/xylophone https://h.test"
    assert replaced(text, former, new) == "[x](https://b.test/y), https://t.test/9/3 https://d.test/a.html https://a.test/xylophone https://b.test"
    assert of_galaxy("a: b\nissues: https://a.test\nrepository: c\n", new) == "a: b\nissues: https://t.test/9\nrepository: https://b.test/y\n"


def test_a_galaxy_shows_a_readme_with_links_to_the_site_and_to_the_forge() -> None:
    text = "[a](docs/guides/a.md#b) [b](docs/modules.md) [c](LICENSE) [d](https://d.test) [e](#e)"
    site, forge = ADDRESSES["documentation"], ADDRESSES["files"]
    assert texts.absolute(text, ADDRESSES) == f"[a]({site}/guides/a.html#b) [b]({site}/modules.html) [c]({forge}/LICENSE) [d](https://d.test) [e](#e)"
    assert texts.links(texts.absolute(README, ADDRESSES)) == []
