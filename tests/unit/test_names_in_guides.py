# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options of roles, playbooks and connections that guides name in a sentence or a table exist. Blocks are executed, so they need no such test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import CONNECTION_SPEC
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.names import OPTIONS

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDES = sorted(REPOSITORY.glob("docs/guides/*.md"))
MODULES = {path.stem for path in REPOSITORY.glob("plugins/modules/*.py")}
VARIABLES = {f"peplink_{option}" for option in CONNECTION_SPEC}
OPTION = re.compile(r"`((?:audit|backup|bootstrap|figures|fingerprints|plan|probe|provision|rollout)_\w+)")
PEPLINK = re.compile(r"`((?:wanfleet\.peplink\.)?peplink_\w+)[`:]")
# Layers, groups of the InControl inventory, and figures for Prometheus begin like modules and variables.
OTHERS = re.compile(r"peplink_(config_\d+_\w+|config_|firmware_\d_\d|tag_\w+|no_address)")
# Not of this collection: a playbook of an example.
EXAMPLES = {"audit_router"}


def prose(path: Path) -> str:
    """The text of a guide without its blocks."""
    return re.sub(r"^( *)```.*?^\1```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_named_options_of_roles_and_playbooks_exist(path: Path) -> None:
    assert set(OPTION.findall(prose(path))) <= OPTIONS | EXAMPLES


@pytest.mark.parametrize("path", [path for path in GUIDES if path.stem != "figures"], ids=lambda path: path.stem)
def test_named_modules_and_variables_exist(path: Path) -> None:
    names = {name.rpartition(".")[2] for name in PEPLINK.findall(prose(path))}
    assert {name for name in names if not OTHERS.fullmatch(name)} <= MODULES | VARIABLES


def test_the_guide_to_inventories_has_all_connection_options() -> None:
    table = (REPOSITORY / "docs" / "guides" / "inventory.md").read_text(encoding="utf-8").partition("## Connection options")[2].partition("\n## ")[0]
    first_cells = " ".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE))
    assert sorted(re.findall(r"`(\w+)`", first_cells)) == sorted(CONNECTION_SPEC)
