# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a router showed after a change, judged against the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.observation import Mismatch, Seen
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Item

from .toy import NEW, add, lamp, remove, update

CHANGE = update({"brightness": 60, "owner": "hold"})
SECRET = update({"brightness": 60, "token": "t"})
HERE = lamp().flat
DONE = {**HERE, "brightness": 60, "owner": "hold"}
HALF = {**HERE, "brightness": 60}
STERN = {"name": "Stern", "password": "harbour"}


def state_of(flat: dict[str, Any]) -> Item:
    return Item({"id": 1}, "", "", flat, {})


def seen(plan: ItemPlan, state: dict[str, Any] | None) -> Seen:
    return Seen({} if state is None else {plan.key: state_of(state)})


@pytest.mark.parametrize(
    ("plan", "state", "wrong", "any_", "all_", "changed"),
    [
        (CHANGE, HERE, ["brightness", "owner"], False, False, False),
        (CHANGE, HALF, ["owner"], True, False, True),
        (CHANGE, DONE, [], True, True, True),
        (CHANGE, {}, [], False, False, False),
        # An item that nobody lists any more is no proof of anything but that it changed.
        (CHANGE, None, [], False, False, True),
        # What the router never shows cannot be confirmed.
        (SECRET, HALF, [], True, False, True),
        (SECRET, HERE, ["brightness"], False, False, False),
        (add(NEW), None, [None], False, False, False),
        (add(NEW), STERN, [], True, True, True),
        (add(NEW), {"name": "Port"}, ["name"], True, False, True),
        (remove(), HERE, [None], False, False, False),
        (remove(), None, [], True, True, True),
        (remove(), {**HERE, "enable": False}, [None], False, False, True),
    ],
)
def test_a_state_is_judged(plan: ItemPlan, state: dict[str, Any] | None, wrong: list[str | None], any_: bool, all_: bool, changed: bool) -> None:
    now = seen(plan, state)
    assert [found.setting and found.setting.path for found in now.mismatches([plan])] == wrong
    assert all(found.plan is plan for found in now.mismatches([plan]))
    assert now.confirms_any([plan]) is any_
    assert now.confirmed([plan]) == ([plan] if all_ else [])
    assert now.changed([plan]) == ([plan] if changed else [])


def test_of_several_plans_one_is_any_and_each_is_all() -> None:
    other = update({"enable": False}, lamp(2))
    one = Seen({CHANGE.key: state_of(DONE), other.key: lamp(2)})
    both = Seen({CHANGE.key: state_of(DONE), other.key: lamp(2, enable=False)})
    assert one.confirms_any([other, CHANGE])
    assert one.confirmed([CHANGE, other]) == [CHANGE]
    assert both.confirmed([CHANGE, other]) == [CHANGE, other]
    assert one.changed([other, CHANGE]) == [CHANGE]
    assert [found.plan for found in Seen({CHANGE.key: lamp(), other.key: lamp(2)}).mismatches([CHANGE, other])] == [CHANGE, CHANGE, other]


def test_an_item_of_another_section_is_another_item() -> None:
    assert Seen({("beams", 1): lamp()}).of(CHANGE) is None
    assert Seen({CHANGE.key: lamp()}).of(CHANGE) == lamp()
    assert Seen().of(CHANGE) is None


@pytest.mark.parametrize(
    ("plan", "state", "after"),
    [
        (CHANGE, DONE, {"brightness": 60, "owner": "hold"}),
        (CHANGE, HALF, {"brightness": 60, "owner": "deck"}),
        (CHANGE, {}, {"brightness": 60, "owner": "hold"}),
        (CHANGE, None, {"brightness": 60, "owner": "hold"}),
        (add(NEW), STERN, STERN),
        (add(NEW), {"name": "Port"}, {"name": "Port", "password": "harbour"}),
        (add(NEW), None, None),
        (remove(), None, None),
        (remove(), {"enable": False}, HERE),
    ],
)
def test_the_state_after_is_what_is_shown_where_that_differs_from_the_prediction(
    plan: ItemPlan, state: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    assert seen(plan, state).after(plan) == after


def test_mismatches_are_said_without_secrets() -> None:
    password = update({"password": "harbour"}, lamp(password="abcd"))
    said = [str(found) for found in Seen({CHANGE.key: lamp()}).mismatches([CHANGE])]
    assert said == ["lamp 1 (Bow) brightness is 50, wanted 60", "lamp 1 (Bow) owner is 'deck', wanted 'hold'"]
    assert [str(found) for found in seen(password, {"password": "abcd"}).mismatches([password])] == ["lamp 1 (Bow) password is '********', wanted '********'"]
    unsettled = replace(lamp(light={"brightness": 60}), unsettled=frozenset({"brightness"}))
    assert [str(found) for found in Seen({SECRET.key: unsettled}).mismatches([SECRET])] == [
        "lamp 1 (Bow) brightness is 60 in effect and another value in the configuration"
    ]
    assert str(Mismatch(add(NEW))) == "lamp 1 (Stern) is not there"
    assert str(Mismatch(remove())) == "lamp 1 (Bow) is still there"


def test_changed_looks_at_all_that_was_shown_not_only_at_what_was_planned() -> None:
    assert seen(CHANGE, {**HERE, "hours": 8}).changed([CHANGE]) == [CHANGE]
    forgetful = replace(CHANGE, item=replace(CHANGE.item, flat={}))
    assert seen(forgetful, HERE).changed([forgetful]) == []
