# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The packages of module_utils: dependencies run one way, and files stay below the line limit."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parents[3] / "plugins"
ROOT = PLUGINS / "module_utils"
ABSOLUTE = ["ansible_collections", "wanfleet", "peplink", "plugins"]

# From the bottom up: a package imports itself and those before it.
LAYERS = ["_common", "_recording", "_client", "_module", "_wan", "_status", "_conditions", "_configuration", "_facts", "_commands", "_probe"]

# What decisions may depend on: values, what is known of WANs, what status says, conditions, descriptions and each other.
PURE = (
    "_common.",
    "_wan.",
    "_status.notes",
    "_status.subjects",
    "_conditions.vocabulary",
    "_configuration.decision",
    "_configuration.description",
    "_configuration.identity",
    "_configuration.resources",
)

# The same for the events of routers, which take options and readings.
PURE_FOR_EVENTS = (
    *("module_utils._common.", "module_utils._wan.status", "module_utils._module.arguments", "module_utils._module.masking", "plugin_utils._task_options"),
    *(f"plugin_utils._events.{name}" for name in ("rules", "readings", "state", "kinds", "decisions", "schedule")),
)

# Documentation makes these long, not logic.
DOCUMENTED = ("modules", "doc_fragments", "inventory")

FILES = sorted(ROOT.rglob("*.py"))
LOGIC = sorted(path for path in PLUGINS.rglob("*.py") if path.relative_to(PLUGINS).parts[0] not in DOCUMENTED)


def module_of(path: Path) -> list[str]:
    parts = [*ABSOLUTE, *path.relative_to(PLUGINS).with_suffix("").parts]
    return parts[:-1] if parts[-1] == "__init__" else parts


def imported(path: Path) -> Iterator[list[str]]:
    """The modules of the collection that a file imports, with the imported names."""
    here = module_of(path)
    package = here if path.name == "__init__.py" else here[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            base = [*base, *(node.module.split(".") if node.module else [])]
            if base[:4] == ABSOLUTE:
                yield from ([*base, name.name] for name in node.names)


def layer(module: list[str]) -> int | None:
    parts = module[len(ABSOLUTE) :]
    return LAYERS.index(parts[1]) if len(parts) > 1 and parts[0] == "module_utils" else None


def _first(known: Collection[str], target: list[str]) -> str | None:
    """The module that an import means: what is imported, if it is one, else where it is taken from."""
    return next((name for name in (".".join(target), ".".join(target[:-1])) if name in known), None)


def test_every_package_has_its_line_in_the_table_and_a_place_in_the_order() -> None:
    packages = {str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_dir() and path.name != "__pycache__"}
    rows = re.findall(r"^\| `([\w/]+)` \| [^|]+ \| [^|]+ \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name in rows if "/" not in name] == LAYERS
    assert sorted(rows) == sorted(packages)
    assert [path.name for path in ROOT.glob("*.py")] == []


def test_the_init_files_are_empty() -> None:
    """As sanity of ansible-core 2.16 demands; README.md has what they would say."""
    found = {path.parent for path in FILES if path.name == "__init__.py" and path.stat().st_size == 0}
    assert found == {path.parent for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_imports_only_itself_and_those_below(path: Path) -> None:
    own = layer(module_of(path))
    assert own is not None
    above = [".".join(target[5:]) for target in imported(path) if (other := layer(target)) is None or other > own]
    assert above == []


@pytest.mark.parametrize("path", sorted((ROOT / "_configuration" / "decision").glob("*.py")), ids=lambda path: path.name)
def test_decisions_import_nothing_that_acts(path: Path) -> None:
    known = {".".join(module_of(file)) for file in FILES}
    found = {name.removeprefix(f"{'.'.join(ABSOLUTE)}.module_utils.") for target in imported(path) if (name := _first(known, target))}
    assert [name for name in sorted(found) if not name.startswith(PURE)] == []


@pytest.mark.parametrize("name", ["rules", "readings", "state", "kinds", "decisions", "schedule", "options"])
def test_the_decisions_on_events_import_nothing_that_acts(name: str) -> None:
    path = PLUGINS / "plugin_utils" / "_events" / f"{name}.py"
    known = {".".join(module_of(file)) for file in LOGIC}
    found = {name.removeprefix(f"{'.'.join(ABSOLUTE)}.") for target in imported(path) if (name := _first(known, target))}
    assert [name for name in sorted(found) if not name.startswith(PURE_FOR_EVENTS)] == []


def test_there_are_no_import_cycles() -> None:
    known = {".".join(module_of(path)): path for path in FILES}
    graph = {name: {found for target in imported(path) if (found := _first(known, target)) and found != name} for name, path in known.items()}
    # Raises CycleError, which names the cycle.
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("path", LOGIC, ids=lambda path: str(path.relative_to(PLUGINS)))
def test_files_stay_below_the_line_limit(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_action_plugins_are_all_alike() -> None:
    modules = [path.name for path in (PLUGINS / "modules").glob("*.py") if "MODULE = " in path.read_text(encoding="utf-8")]
    texts = {(PLUGINS / "action" / name).read_text(encoding="utf-8") for name in modules}
    assert len(modules) > 40
    assert len(texts) == 1
