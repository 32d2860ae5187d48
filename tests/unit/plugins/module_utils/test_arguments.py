# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that do not exist or cannot hold what they should: named, with what was meant, and without their values."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._module.arguments import BadForm, entry_place, require_form, require_quotes

CHECK = {"type": "dict", "options": {"method": {"type": "str"}, "interval": {"type": "int"}}}
ENTRY = {"id": {"type": "int"}, "mtu": {"type": "str"}, "password": {"type": "str", "no_log": True}, "health_check": CHECK}
SPEC: dict[str, Any] = {"config": {"type": "list", "elements": "dict", "options": ENTRY}, "apply": {"type": "bool"}, "body": {"type": "dict"}}

BAD: dict[str, tuple[dict[Any, Any], str]] = {
    "option": ({"aply": True}, "there is no option aply; there are apply, body, config"),
    "nothing-like-it": ({"zzz": 1}, "there is no option zzz; there are apply, body, config"),
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
        require_quotes({"config": [{"mtu": 5}, {"id": 1, "password": value}]}, SPEC)
    assert str(caught.value).startswith("config[id 1].password must be text in quotes, not a ")
    assert str(value) not in str(caught.value).partition(":")[0].replace("id 1", "")


@pytest.mark.parametrize(
    "arguments", [{"config": [{"password": "0042", "mtu": 1400, "id": 1}]}, {"config": 5}, {"config": [7]}, {"other": 7}, {"config": None}]
)
def test_text_in_quotes_and_what_is_no_secret_pass(arguments: dict[str, Any]) -> None:
    require_quotes(arguments, SPEC)
