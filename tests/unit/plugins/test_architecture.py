# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What docs/guides/architecture.md and its diagram name exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .test_packages import LAYERS

REPOSITORY = Path(__file__).resolve().parents[3]
PLUGINS = REPOSITORY / "plugins"
TEXT = (REPOSITORY / "docs" / "guides" / "architecture.md").read_text(encoding="utf-8")
GROUPS = ElementTree.parse(REPOSITORY / "docs" / "guides" / "architecture.svg").findall(".//{*}g[@data-path]")
CODE = sorted(set(re.findall(r"`([^`\n]+)`", TEXT)))


def defined(path: Path) -> set[str]:
    """Functions, classes and methods of a file, a method with its class."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{method.name}" for method in node.body if isinstance(method, ast.FunctionDef)}
    return found


def test_packages_are_listed_from_the_bottom_up() -> None:
    rows = re.findall(r"^\| `(_\w+)` \|", TEXT, re.MULTILINE)
    others = {path.parent.name for path in (PLUGINS / "plugin_utils").glob("*/__init__.py")}
    assert rows[: len(LAYERS)] == LAYERS
    assert set(rows[len(LAYERS) :]) == others


@pytest.mark.parametrize("name", [name for name in CODE if "/" in name])
def test_files_in_the_text_exist(name: str) -> None:
    assert (PLUGINS / name).exists() or (REPOSITORY / name).exists()


@pytest.mark.parametrize("name", [name.removesuffix("()") for name in CODE if name.endswith("()")])
def test_functions_in_the_text_exist(name: str) -> None:
    assert any(name in defined(path) for path in PLUGINS.rglob("*.py"))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.get("data-path", ""))
def test_the_diagram_shows_what_exists(group: ElementTree.Element) -> None:
    path, names = group.get("data-path", ""), group.get("data-names", "").split(", ")
    assert set(names) <= defined(PLUGINS / path)
    shown = [text.text or "" for text in group.findall("{*}text")]
    assert any(path.endswith(text) for text in shown if text.endswith(".py"))
    assert any(text.split(", ") in (names, [name.rpartition(".")[2] for name in names]) for text in shown)


def test_the_diagram_has_the_steps_of_a_transaction() -> None:
    """The order of the boxes is that in which the transaction calls them."""
    source = (PLUGINS / "module_utils" / "_configuration" / "transaction.py").read_text(encoding="utf-8")
    calls = [group.get("data-names", "").split(", ")[0].rpartition(".")[2] for group in GROUPS if "_configuration/" in group.get("data-path", "")]
    assert [name for name in calls if name != "run" and f"{name}(" not in source] == []
