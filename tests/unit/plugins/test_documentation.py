# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation of every module matches its argument specification."""

from __future__ import annotations

import functools
import importlib
import itertools
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.options import TRANSACTION_SPEC

PLUGINS = Path(__file__).resolve().parents[3] / "plugins"
RUNTIME = PLUGINS.parent / "meta" / "runtime.yml"
COLLECTION = "wanfleet.peplink"
# Those that are released, and the one that the next release may change to its own (`make release`).
CHANGELOG = PLUGINS.parent / "changelogs" / "changelog.yaml"
VERSIONS = [
    yaml.safe_load((PLUGINS.parent / "galaxy.yml").read_text(encoding="utf-8"))["version"],
    *(yaml.safe_load(CHANGELOG.read_text(encoding="utf-8"))["releases"] if CHANGELOG.exists() else ()),
]

# The documentation of action plugins that have no module behind them.
ACTIONS_ONLY = [
    "peplink_controller_files",
    "peplink_fleet_facts",
    "peplink_fleet_plan",
    "peplink_fleet_validate",
    "peplink_options",
    "peplink_outcome",
    "peplink_saved_plan",
]
MODULES = sorted({path.stem for path in (PLUGINS / "modules").glob("*.py")}.difference(ACTIONS_ONLY))

# What the core adds to the result of every module, and what the transaction adds to those that configure.
TRANSACTION_RETURN = {"before", "after", "diff", "staged", "applied"}
# Where these are described in full; everywhere else are a few lines that lead there, the same ones in every module.
FULL = {"peplink_api": {"calls", "device"}, "peplink_config": {"diff"}}
POINTER = f"See RV({COLLECTION}."
COMMON_ATTRIBUTES = {"check_mode", "diff_mode", "idempotent", "async", "action_group"}
SUPPORT = {"full", "partial", "none", "N/A"}

# The arguments of an option that the documentation repeats, with what their absence means on either side.
REPEATED: dict[str, Any] = {"type": "str", "elements": None, "required": False, "default": None, "aliases": []}


def module(name: str) -> Any:
    return importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.modules.{name}")


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@functools.cache
def fragment(reference: str) -> dict[str, Any]:
    assert reference.startswith(f"{COLLECTION}."), f"{reference} is not of this collection"
    name, _dot, attribute = reference.removeprefix(f"{COLLECTION}.").partition(".")
    plugin = importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.doc_fragments.{name}").ModuleDocFragment
    return dict(loaded(getattr(plugin, attribute.upper() or "DOCUMENTATION")))


@functools.cache
def documentation(name: str) -> dict[str, Any]:
    """DOCUMENTATION with its fragments, merged as ansible-doc does it: the module takes precedence."""
    doc = dict(loaded(module(name).DOCUMENTATION))
    options, attributes = dict(doc.get("options") or {}), {key: dict(value) for key, value in (doc.get("attributes") or {}).items()}
    for reference in doc.get("extends_documentation_fragment") or ():
        part = fragment(reference)
        for key, value in (part.get("options") or {}).items():
            twice = options.get(key, {}).keys() & value.keys()
            assert not twice, f"{name} documents {sorted(twice)} of {key} although the fragment {reference} does"
            options[key] = {**value, **options.get(key, {})}
        for key, value in (part.get("attributes") or {}).items():
            attributes[key] = {**value, **attributes.get(key, {})}
    return doc | {"options": options, "attributes": attributes}


@functools.cache
def returned(name: str) -> dict[str, Any]:
    return dict(loaded(module(name).RETURN) or {})


def differences(documented: Mapping[str, Any], specified: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The differences between the documentation of some options and their specification."""
    for name in sorted(specified.keys() - documented.keys()):
        yield f"{path}{name} is not documented"
    for name in sorted(documented.keys() - specified.keys()):
        yield f"{path}{name} is documented, but does not exist"
    for name in sorted(documented.keys() & specified.keys()):
        yield from _option_differences(documented[name], specified[name], f"{path}{name}")


def _option_differences(doc: Mapping[str, Any], spec: Mapping[str, Any], path: str) -> Iterator[str]:
    if not doc.get("description"):
        yield f"{path} has no description"
    for argument, absent in REPEATED.items():
        said, meant = doc.get(argument, absent), spec.get(argument, absent)
        if said != meant or type(said) is not type(meant):
            yield f"{path}: {argument} is {said!r} in the documentation and {meant!r} in the specification"
    said, meant = list(doc.get("choices") or ()), list(spec.get("choices") or ())
    if len(said) != len(meant) or any(choice not in meant or isinstance(choice, bool) for choice in said):
        yield f"{path}: choices are {said!r} in the documentation and {meant!r} in the specification"
    yield from differences(doc.get("suboptions") or {}, spec.get("options") or {}, f"{path}.")


def descriptions(tree: Any) -> Iterator[str]:
    """Every description and detail in a piece of documentation."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if key in ("description", "details", "notes") and isinstance(value, (str, list)):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from descriptions(value)


@pytest.mark.parametrize("name", MODULES)
def test_documentation_matches_the_argument_specification(name: str) -> None:
    assert list(differences(documentation(name)["options"], module(name).MODULE.spec)) == []


@pytest.mark.parametrize("name", MODULES)
def test_has_its_name_and_version_added(name: str) -> None:
    doc = documentation(name)
    assert doc["module"] == name
    assert doc["version_added"] in VERSIONS
    assert all(doc[part] for part in ("short_description", "description", "author"))


@pytest.mark.parametrize("name", MODULES)
def test_documents_every_common_attribute(name: str) -> None:
    attributes = documentation(name)["attributes"]
    assert attributes.keys() >= COMMON_ATTRIBUTES
    for attribute in attributes.values():
        assert attribute["description"]
        assert attribute["support"] in SUPPORT
    assert attributes["action_group"]["membership"] == [f"{COLLECTION}.peplink"]


@pytest.mark.parametrize("name", MODULES)
def test_documents_the_common_return_values(name: str) -> None:
    explained = returned(name)
    expected = set(module(name).MODULE.tells) | (TRANSACTION_RETURN if module(name).MODULE.options.keys() >= TRANSACTION_SPEC.keys() else set())
    assert expected <= explained.keys()
    for key, value in explained.items():
        assert all(value[part] for part in ("description", "type", "returned")), key
        assert "sample" in value or "contains" in value or POINTER in str(value["description"]), f"{key} has no sample"
    assert {key for key in expected if explained[key]["returned"] != "always"} == set()


@pytest.mark.parametrize("keys", [("calls", "device"), ("diff", "staged", "applied", "reverted", "calls", "device")], ids=" ".join)
def test_what_modules_return_alike_is_described_alike_and_last(keys: tuple[str, ...]) -> None:
    tails = {}
    for name in MODULES:
        if set(keys) <= returned(name).keys() and not FULL.get(name, set()) & set(keys):
            text = module(name).RETURN
            tails[name] = text[text.index(f"\n{keys[0]}:\n") :]
    assert len(tails) > 1
    assert {name for name, tail in tails.items() if list(loaded(tail)) != list(keys)} == set()
    assert len(set(tails.values())) == 1


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in FULL.items() for key in sorted(keys)])
def test_what_others_point_to_is_described_in_full(name: str, key: str) -> None:
    described = returned(name)[key]
    assert described["contains"]
    pointer = f"RV({COLLECTION}.{name}#module:{key})"
    assert [other for other in MODULES if pointer in str(returned(other).get(key))], f"no module points to {pointer}"


@pytest.mark.parametrize("name", MODULES)
def test_descriptions_are_sentences(name: str) -> None:
    texts = itertools.chain(descriptions(documentation(name)), descriptions(returned(name)))
    assert [text for text in texts if not isinstance(text, str) or not text.endswith((".", ")."))] == []


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_tasks_with_options_that_exist(name: str) -> None:
    tasks = loaded(module(name).EXAMPLES)
    own = [task for task in tasks if f"{COLLECTION}.{name}" in task]
    assert own, "no example uses the module"
    for task in tasks:
        assert task["name"], "an example without a name"
        for action, arguments in task.items():
            if action.startswith(f"{COLLECTION}."):
                used = module(action.removeprefix(f"{COLLECTION}."))
                assert list(_unknown(arguments or {}, used.MODULE.spec)) == [], task["name"]


def _unknown(given: Mapping[str, Any], specified: Mapping[str, Any]) -> Iterator[str]:
    for name, value in given.items():
        if name not in specified:
            yield name
        elif "options" in specified[name] and not (isinstance(value, str) and value.startswith("{{")):
            for entry in value if isinstance(value, list) else [value]:
                yield from _unknown(entry, specified[name]["options"])


def test_every_module_is_in_the_action_group_and_nothing_else() -> None:
    groups = loaded(RUNTIME.read_text(encoding="utf-8"))["action_groups"]
    assert list(groups) == ["peplink"]
    assert sorted(groups["peplink"]) == MODULES


def test_every_module_has_an_action_plugin() -> None:
    """Each module has an action plugin of its own name, because tools would take the target of a redirect for the module's name."""
    front = importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.plugin_utils._action_plugin").ActionModule
    assert sorted(path.stem for path in (PLUGINS / "action").glob("*.py")) == sorted([*MODULES, *ACTIONS_ONLY])
    for name in MODULES:
        assert importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.action.{name}").ActionModule is front
    assert "plugin_routing" not in loaded(RUNTIME.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ACTIONS_ONLY)
def test_the_documentation_of_an_action_plugin_has_its_options(name: str) -> None:
    action = importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.action.{name}")
    assert list(differences(documentation(name)["options"], action.SPEC)) == []


@pytest.mark.parametrize("name", ACTIONS_ONLY)
def test_ansible_doc_shows_an_action_plugin(name: str) -> None:
    environment = {**os.environ, "ANSIBLE_COLLECTIONS_PATH": str(Path(module(name).__file__).parents[5])}
    command = ["ansible-doc", "--type", "module", f"{COLLECTION}.{name}"]
    shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert loaded(module(name).DOCUMENTATION)["options"].keys() <= set(re.findall(r"\w+", shown.stdout))


def test_inventory_variables_and_environment_are_documented() -> None:
    front = importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.plugin_utils._task_options")
    options = fragment(f"{COLLECTION}.connection")["options"]
    for name in front.CONNECTION_SPEC:
        text = " ".join(options[name]["description"])
        variables = [f"peplink_{name}", *filter(None, [front.ORDINARY_VARIABLES.get(name)])]
        for source in (*(f"C({variable})" for variable in variables), f"E(PEPLINK_{name.upper()})"):
            assert source in text, f"{name} does not mention {source}"
