# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What users read is what the code does: documentation and argument specification of every module say the same."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.transaction import TRANSACTION_SPEC

PLUGINS = Path(__file__).resolve().parents[3] / "plugins"
RUNTIME = PLUGINS.parent / "meta" / "runtime.yml"
COLLECTION = "wanfleet.peplink"

MODULES = sorted(path.stem for path in (PLUGINS / "modules").glob("*.py"))

# What the core adds to the result of every module, and what the transaction adds to those that configure.
COMMON_RETURN = {"calls", "device"}
TRANSACTION_RETURN = {"before", "after", "diff", "staged", "applied"}
COMMON_ATTRIBUTES = {"check_mode", "diff_mode", "idempotent", "async", "action_group"}
SUPPORT = {"full", "partial", "none", "N/A"}

# The arguments of an option that the documentation repeats, with what their absence means on either side.
REPEATED: dict[str, Any] = {"type": "str", "elements": None, "required": False, "default": None, "aliases": []}


def module(name: str) -> Any:
    return importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.modules.{name}")


def fragment(reference: str) -> dict[str, Any]:
    assert reference.startswith(f"{COLLECTION}."), f"{reference} is not of this collection"
    name, _dot, attribute = reference.removeprefix(f"{COLLECTION}.").partition(".")
    plugin = importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.doc_fragments.{name}").ModuleDocFragment
    return dict(yaml.safe_load(getattr(plugin, attribute.upper() or "DOCUMENTATION")))


def documentation(name: str) -> dict[str, Any]:
    """DOCUMENTATION with its fragments, merged as ansible-doc does it: the module's own words win."""
    doc = dict(yaml.safe_load(module(name).DOCUMENTATION))
    options, attributes = dict(doc.get("options") or {}), {key: dict(value) for key, value in (doc.get("attributes") or {}).items()}
    for reference in doc.get("extends_documentation_fragment") or ():
        part = fragment(reference)
        twice = options.keys() & (part.get("options") or {}).keys()
        assert not twice, f"{name} documents {sorted(twice)} although the fragment {reference} does"
        options |= part.get("options") or {}
        for key, value in (part.get("attributes") or {}).items():
            attributes[key] = {**value, **attributes.get(key, {})}
    return doc | {"options": options, "attributes": attributes}


def returned(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load(module(name).RETURN) or {})


def differences(documented: Mapping[str, Any], specified: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Where the documentation of some options and their specification part."""
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
def test_documentation_and_specification_say_the_same(name: str) -> None:
    assert list(differences(documentation(name)["options"], module(name).MODULE.spec)) == []


@pytest.mark.parametrize("name", MODULES)
def test_names_itself_and_its_first_version(name: str) -> None:
    doc = documentation(name)
    assert (doc["module"], doc["version_added"]) == (name, "0.1.0")
    assert all(doc[part] for part in ("short_description", "description", "author"))


@pytest.mark.parametrize("name", MODULES)
def test_states_its_support_of_every_common_attribute(name: str) -> None:
    attributes = documentation(name)["attributes"]
    assert attributes.keys() >= COMMON_ATTRIBUTES
    for attribute in attributes.values():
        assert attribute["description"]
        assert attribute["support"] in SUPPORT
    assert attributes["action_group"]["membership"] == [f"{COLLECTION}.peplink"]


@pytest.mark.parametrize("name", MODULES)
def test_explains_what_it_always_returns(name: str) -> None:
    explained = returned(name)
    expected = COMMON_RETURN | (TRANSACTION_RETURN if module(name).MODULE.options.keys() >= TRANSACTION_SPEC.keys() else set())
    assert expected <= explained.keys()
    for key, value in explained.items():
        assert all(value[part] for part in ("description", "type", "returned")), key
        assert "sample" in value or "contains" in value, f"{key} has no sample"
    assert {key for key in expected if explained[key]["returned"] != "always"} == set()


@pytest.mark.parametrize("name", MODULES)
def test_descriptions_are_sentences(name: str) -> None:
    texts = itertools.chain(descriptions(documentation(name)), descriptions(returned(name)))
    assert [text for text in texts if not isinstance(text, str) or not text.endswith((".", ")."))] == []


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_tasks_with_options_that_exist(name: str) -> None:
    tasks = yaml.safe_load(module(name).EXAMPLES)
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
    groups = yaml.safe_load(RUNTIME.read_text(encoding="utf-8"))["action_groups"]
    assert list(groups) == ["peplink"]
    assert sorted(groups["peplink"]) == MODULES


def test_every_module_runs_through_the_same_front() -> None:
    """By an action plugin of its own name: a redirect would make tools take the name it leads to for the module's."""
    front = importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.plugin_utils._action_plugin").ActionModule
    assert sorted(path.stem for path in (PLUGINS / "action").glob("*.py")) == MODULES
    for name in MODULES:
        assert importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.action.{name}").ActionModule is front
    assert "plugin_routing" not in yaml.safe_load(RUNTIME.read_text(encoding="utf-8"))


def test_inventory_variables_and_environment_are_documented() -> None:
    front = importlib.import_module(f"ansible_collections.{COLLECTION}.plugins.plugin_utils._action_plugin")
    options = fragment(f"{COLLECTION}.connection")["options"]
    for name in front.CONNECTION_SPEC:
        text = " ".join(options[name]["description"])
        variables = [f"peplink_{name}", *filter(None, [front.ORDINARY_VARIABLES.get(name)])]
        for source in (*(f"C({variable})" for variable in variables), f"E(PEPLINK_{name.upper()})"):
            assert source in text, f"{name} does not mention {source}"
