# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that do not exist or cannot hold what they should: named, with what was meant, and without their values."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.places import entry_place
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.arguments import BadForm, optional, require_form

CHECK = {"type": "dict", "options": {"method": {"type": "str"}, "interval": {"type": "int"}}}
ENTRY = {"id": {"type": "int"}, "mtu": {"type": "str"}, "password": {"type": "str", "no_log": True}, "health_check": CHECK}
SPEC: dict[str, Any] = {"config": {"type": "list", "elements": "dict", "options": ENTRY}, "apply": {"type": "bool"}, "body": {"type": "dict"}}
SPEC["words"] = {"type": "list", "elements": "str"}
SINGLE: dict[str, Any] = {
    "name": {"type": "str"},
    "key": {"type": "str", "no_log": True},
    "ca_path": {"type": "path"},
    "mode": {"type": "str", "choices": ["on", "off"]},
    "hosts": {"type": "list", "elements": "str"},
    "ids": {"type": "list", "elements": "int"},
    "enable": {"type": "bool"},
    "vlan": {"type": "int"},
    "level": {"type": "float"},
    "sim": {"type": "int", "choices": [1, 2]},
    "words": {"type": "list", "elements": "str", "choices": ["vpn", "gpio"]},
}
NEEDING: dict[str, Any] = {
    "config": {"type": "list", "elements": "dict", "required": True, "options": {"id": {"type": "int"}, "policy": {"type": "str", "required": True}}},
}

BAD: dict[str, tuple[dict[Any, Any], str]] = {
    "option": ({"aply": True}, "there is no option aply; did you mean apply?"),
    "nothing-like-it": ({"zzz": 1}, "there is no option zzz; there are apply, body, config, words"),
    "not-a-name": ({5: 1}, "there is no option 5; there are"),
    "of-a-few": (
        {"config": [{"id": 7, "health_check": {"interval_s": 1}}]},
        "there is no option config[id 7].health_check.interval_s; there are interval, method",
    ),
    "sub-option": ({"config": [{"id": 1}, {"mtuu": 1}]}, "there is no option config[entry 2].mtuu; did you mean mtu?"),
    "sub-sub-option": (
        {"config": [{"health_check": {"intervall": 1}}]},
        "there is no option config[entry 1].health_check.intervall; there are interval, method",
    ),
    "in-text": ({"config": ["id=1 mtuu=5"]}, "there is no option config[entry 1].mtuu; did you mean mtu?"),
    "truth-value": ({"config": [{"health_check": True}]}, "config[entry 1].health_check must be a mapping, not a truth value"),
    "text": ({"config": [{"health_check": "planted"}]}, "config[entry 1].health_check must be a mapping, not text"),
    "list": ({"config": [{"health_check": [1]}]}, "config[entry 1].health_check must be a mapping, not a list"),
    "number": ({"config": [{"health_check": 5}]}, "config[entry 1].health_check must be a mapping, not a number"),
    "mapping": ({"config": {"id": 1}}, "config must be a list of mappings, not a mapping"),
    "not-a-list": ({"config": True}, "config must be a list of mappings, not a truth value"),
    "text-for-a-free-mapping": ({"body": "planted"}, "body must be a mapping, not text"),
    "mapping-for-a-plain-list": ({"words": {"planted": 1}}, "words must be a list, not a mapping"),
    "entry": ({"config": [5]}, "config[entry 1] must be a mapping, not a number"),
    "empty-entry": ({"config": [None]}, "config[entry 1] must be a mapping, not nothing"),
    "secret": ({"config": [{"passwd": "planted"}]}, "there is no option config[entry 1].passwd; did you mean password?"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_form(name: str) -> None:
    arguments, message = BAD[name]
    with pytest.raises(BadForm) as caught:
        require_form(arguments, SPEC)
    assert message in str(caught.value)
    assert "planted" not in str(caught.value)


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"config": None, "apply": None},
        {"config": [{"id": 1, "health_check": {"method": 5}}, {"health_check": None}], "body": {"anything": {"psk": "x"}}},
        {"config": ['{"id": 1}', "id=1 mtu=5"]},
    ],
)
def test_good_form(arguments: dict[str, Any]) -> None:
    require_form(arguments, SPEC)


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"id": 3, "name": "Fibre"}, "config[id 3]"),
        ({"id": 0}, "config[id 0]"),
        ({"id": "3"}, "config[id 3]"),
        ({"id": "planted"}, "config[entry 2]"),
        ({"id": True, "name": "planted"}, "config[entry 2]"),
        ({"id": None}, "config[entry 2]"),
        ({"mtu": 1400}, "config[entry 2]"),
        (7, "config[entry 2]"),
    ],
)
def test_entries_are_named_in_one_way(entry: Any, place: str) -> None:
    assert entry_place("config", 1, entry) == place


@pytest.mark.parametrize("value", [34, 0, 1e5, True])
def test_a_secret_that_is_no_text_any_longer_is_refused(value: Any) -> None:
    with pytest.raises(BadForm) as caught:
        require_form({"config": [{"mtu": 5}, {"id": 1, "password": value}]}, SPEC)
    assert str(caught.value).startswith("config[id 1].password must be text in quotes, not a ")
    assert str(value) not in str(caught.value).partition(":")[0].replace("id 1", "")


QUOTES = "must be text in quotes, not a truth value: YAML turns 0042 into 34, and yes into true"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"key": ["planted"]}, "key must be a single value, not a list"),
        ({"key": {"planted": 1}}, "key must be a single value, not a mapping"),
        ({"name": ["a", "b"]}, "name must be a single value, not a list"),
        ({"name": []}, "name must be a single value, not a list"),
        ({"name": True}, f"name {QUOTES}"),
        ({"ca_path": ["planted"]}, "ca_path must be a single value, not a list"),
        ({"ca_path": False}, f"ca_path {QUOTES}"),
        ({"mode": ["on"]}, "mode must be a single value, not a list"),
        ({"hosts": ["a", ["planted"]]}, "hosts[entry 2] must be a single value, not a list"),
        ({"hosts": [{"planted": 1}]}, "hosts[entry 1] must be a single value, not a mapping"),
        ({"hosts": [None]}, "hosts[entry 1] must be a single value, not nothing"),
        ({"hosts": ["a", False]}, f"hosts[entry 2] {QUOTES}"),
        ({"ids": [1, "planted"]}, "ids[entry 2] must be a whole number, not text"),
        ({"enable": "maybe"}, "enable must be true or false, not text"),
        ({"enable": [True]}, "enable must be a single value, not a list"),
        ({"vlan": "planted"}, "vlan must be a whole number, not text"),
        ({"vlan": 1.5}, "vlan must be a whole number, not a number"),
        ({"vlan": True}, "vlan must be a whole number, not a truth value"),
        ({"vlan": {"planted": 1}}, "vlan must be a single value, not a mapping"),
        ({"level": "planted"}, "level must be a number, not text"),
        ({"mode": "planted"}, "mode must be one of: on, off"),
        ({"mode": "onn"}, "mode must be one of: on, off; did you mean on?"),
        ({"mode": 5}, "mode must be one of: on, off"),
        ({"sim": "3"}, "sim must be one of: 1, 2"),
        ({"words": ["gpio", "vnp"]}, "words[entry 2] must be one of: vpn, gpio; did you mean vpn?"),
    ],
)
def test_what_is_not_a_single_value_of_the_type_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(BadForm) as caught:
        require_form(arguments, SINGLE)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "arguments",
    [
        {"name": 7, "key": "0042", "ca_path": "~/ca.pem", "hosts": ["a", 5], "ids": [1, "2"], "enable": "yes", "vlan": "5", "level": 3},
        {"name": 1.5, "mode": True, "hosts": "a, b", "ids": 5, "enable": False, "vlan": 5, "level": "0.5"},
        {"name": "", "key": None, "hosts": [], "enable": 1},
        {"mode": "off", "sim": "2", "words": ["gpio"]},
        {"mode": "False", "sim": 1, "words": "gpio,vpn"},
    ],
)
def test_what_ansible_makes_the_value_of_that_was_meant_passes(arguments: dict[str, Any]) -> None:
    require_form(arguments, SINGLE)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "config must be given"),
        ({"config": None}, "config must be given"),
        ({"config": [{"id": 7}]}, "config[id 7].policy must be given"),
        ({"config": [{"policy": "x"}, {"policy": None}]}, "config[entry 2].policy must be given"),
    ],
)
def test_what_is_required_and_missing_is_named_where_it_belongs(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(BadForm) as caught:
        require_form(arguments, NEEDING)
    assert str(caught.value) == message


def test_what_is_required_within_what_is_left_out_is_not_missed() -> None:
    require_form({"config": []}, NEEDING)
    require_form({}, {"security": {"type": "dict", "options": {"policy": {"type": "str", "required": True}}}})


def test_nothing_is_missed_where_not_all_is_known() -> None:
    require_form({"config": [{"policy": None}]}, optional(NEEDING))
    with pytest.raises(BadForm, match="polici"):
        require_form({"config": [{"polici": 1}]}, optional(NEEDING))
