# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which item of the router each entry of the intent means."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.scalar import Text
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.identification import identify
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import PlanError
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.identity import Identity

from .toy import LAMP, NEW, lamp

ITEMS = [lamp(1), lamp(2, name="Stern"), lamp(4, name="Mast"), lamp(5, name="Mast"), lamp(6, name="")]
FIXED = replace(LAMP, creation=())
EMPTY: list[dict[str, Any]] = []


@pytest.mark.parametrize(
    ("intent", "number", "values"),
    [
        ({"id": 2}, 2, {}),
        ({"id": "2", "name": "Bow"}, 2, {"name": "Bow"}),
        ({"name": "Stern"}, 2, {}),
        ({"name": "Stern", "enable": False}, 2, {"enable": False}),
        ({"id": 4, "brightness": 7, "blink": {"period": 3}}, 4, {"brightness": 7, "blink.period": 3}),
        ({"id": 4, "name": None, "slots": [{"day": 1, "hour": 3}, {"day": 7, "hour": 4}]}, 4, {"slots.1": {"hour": 3}, "slots.7": {"hour": 4}}),
    ],
)
def test_an_item_is_found_by_its_key_or_its_label(intent: dict[str, Any], number: int, values: dict[str, Any]) -> None:
    (found,) = identify(LAMP, [intent], ITEMS)
    assert (found.item.id, found.values, found.verb, found.named) == (number, values, "update", True)


@pytest.mark.parametrize(
    ("intent", "number", "label"),
    [
        (NEW | {"name": "Port"}, 3, "Port"),
        (NEW | {"id": 9}, 9, "Stern"),
    ],
)
def test_what_the_router_does_not_have_is_added_under_a_free_number(intent: dict[str, Any], number: int, label: str) -> None:
    (found,) = identify(LAMP, [intent], ITEMS)
    assert (found.verb, found.named, found.item.id, found.item.label) == ("add", True, number, label)
    assert (found.item.flat, found.item.raw) == ({}, {})
    assert found.values == {"name": intent["name"], "password": "harbour"}


def test_new_items_get_numbers_of_their_own() -> None:
    found = identify(LAMP, [NEW | {"name": name} for name in ("a", "b", "c")], [lamp(2)])
    assert [one.item.id for one in found] == [1, 3, 4]
    assert [one.item.id for one in identify(LAMP, [NEW], [])] == [1]


def test_what_a_kind_does_not_have_is_not_needed_to_add_one() -> None:
    resource = replace(LAMP, creation=("colour",), kind=lambda raw: "led" if raw.get("id") == 1 else "gas")
    (found,) = identify(resource, [{"id": 2}], [])
    assert (found.verb, found.item.kind) == ("add", "gas")
    with pytest.raises(PlanError, match="to add it takes colour as well"):
        identify(resource, [{"id": 1}], [])


@pytest.mark.parametrize(
    ("state", "config", "found"),
    [
        ("merged", [{"id": 1}], [(1, "update", True)]),
        ("overridden", [{"id": 2}], [(2, "update", True), (1, "remove", False), (4, "remove", False), (5, "remove", False), (6, "remove", False)]),
        ("overridden", EMPTY, [(number, "remove", False) for number in (1, 2, 4, 5, 6)]),
        ("deleted", [{"id": 1}, {"name": "Stern"}, {"id": 77}, {"name": "nobody"}], [(1, "remove", True), (2, "remove", True)]),
        # An entry that is not there does not keep those after it from being found.
        ("deleted", [{"id": 77}, {"id": 1}], [(1, "remove", True)]),
    ],
)
def test_the_state_says_what_becomes_of_the_others(state: str, config: list[dict[str, Any]], found: list[tuple[int, str, bool]]) -> None:
    assert [(one.item.id, one.verb, one.named) for one in identify(LAMP, config, ITEMS, state)] == found


def test_what_is_to_go_has_no_values() -> None:
    assert [one.values for one in identify(LAMP, [{"id": 1, "enable": True}], ITEMS, "deleted")] == [{}]
    assert [one.values for one in identify(LAMP, [], ITEMS[:1], "overridden")] == [{}]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ([{"id": 1}, {"name": "Bow"}], "config names lamp 1 (Bow) twice; merge the two entries"),
        ([{"name": "Mast"}], "config[entry 1]: the router has several lamps with the name 'Mast'; use their id: 4, 5"),
        ([{"id": 1}, {}], "config[entry 2]: it has neither id nor name, so it names no lamp; the router has 1 (Bow), 2 (Stern), 4 (Mast), 5 (Mast), 6"),
        ([{"id": 0}], "config[id 0]: id must be a whole number from 1 to 99"),
        ([{"id": "x"}], "config[entry 1]: id must be a whole number from 1 to 99"),
        ([{"id": 7, "name": "Port"}], "config[id 7]: the router has no lamp 7 (Port) yet, and to add it takes password as well"),
        ([{"id": 7}], "config[id 7]: the router has no lamp 7 yet, and to add it takes name, password as well"),
        ([{"id": 1, "brightness": "x"}], "config[id 1]: lamp 1 (Bow): brightness must be a whole number from 1 to 100 percent"),
        ([{"id": 9, "brightness": "x"}], "config[id 9]: lamp 9: brightness must be a whole number from 1 to 100 percent"),
        ([{"name": "Port", "brightness": "x"}], "config[entry 1]: lamp Port: brightness must be a whole number from 1 to 100 percent"),
        ([{"id": 1, "slots": [{"day": 1}, {"day": 1}]}], "config[id 1]: lamp 1 (Bow): slots must not name day 1 twice"),
        ([NEW | {"name": "Port"}, {"name": "Port"}], "config names lamp 3 (Port) twice; merge the two entries"),
    ],
)
def test_an_entry_that_names_nothing_or_too_much_is_refused(config: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(PlanError) as caught:
        identify(LAMP, config, ITEMS)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("intent", "items", "message"),
    [
        ({"name": "Port"}, ITEMS[:2], "lamps[entry 1]: the router has no lamp with the name 'Port'; it has 1 (Bow), 2 (Stern)"),
        ({"id": 7}, [], "lamps[id 7]: the router has no lamp with id 7; it has none"),
    ],
)
def test_items_that_cannot_be_added_must_be_there(intent: dict[str, Any], items: Any, message: str) -> None:
    with pytest.raises(PlanError) as caught:
        identify(FIXED, [intent], items, "merged", "lamps")
    assert str(caught.value) == message
    assert identify(FIXED, [intent], items, "deleted", "lamps") == []


def test_without_a_label_only_the_key_names_an_item() -> None:
    nameless = replace(LAMP, identity=replace(LAMP.identity, label=""))
    with pytest.raises(PlanError, match="it has neither id, so it names no lamp"):
        identify(nameless, [{"name": "Bow"}], ITEMS)
    (found,) = identify(nameless, [{"id": 1, "name": "Bow"}], ITEMS)
    assert found.values == {"name": "Bow"}


def test_a_key_of_two_options_is_named_by_both() -> None:
    resource = replace(LAMP, identity=Identity(({"module": Text(), "port": Text()},)), creation=())
    with pytest.raises(PlanError, match="the router has no lamp with module a and port 2; it has none"):
        identify(resource, [{"module": "a", "port": "2"}], [])
