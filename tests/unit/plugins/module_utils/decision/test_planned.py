# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was planned, beside what there is to do now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.decide import Decision, Intent, Policy, decide
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.facts import Facts
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.planned import Change, Planned, moved, withheld

from .toy import LAMP, add, lamp, remove, update

MASKED = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"
WHOLE = {"name": "Stern", "password": "********"}


def change(option: str | None, before: Any = None, after: Any = None, *, item: str = "lamp 1 (Bow)", section: str = "lamps", unseen: bool = False) -> Change:
    return Change(section, item, option, before, after, unseen)


DIM = change("brightness", 50, 60)
GONE = change(None, {"name": "Bow", "limit": "none", "note": "", "blink": {"mode": "steady"}})


LISTED = remove(replace(lamp(), flat={"note": ["a", {"b": "c", "d": "e"}]}))


def decision(*plans: ItemPlan) -> Decision:
    return Decision(plans, {})


def texts(*plans: ItemPlan, planned: list[Change], same_intent: bool = True) -> list[str]:
    return moved(decision(*plans), Planned(tuple(planned), same_intent))


@pytest.mark.parametrize(
    ("plans", "planned"),
    [
        pytest.param([update({"brightness": 60})], [DIM], id="to do as planned"),
        pytest.param([update({"brightness": 50})], [DIM], id="in place already"),
        pytest.param([update({"brightness": 60}, lamp(name="Renamed"))], [DIM], id="an item that got another label"),
        pytest.param([update({"brightness": 60})], [replace(DIM, item="lamp 1")], id="an item that had none"),
        pytest.param([update({"brightness": 60}, lamp(light=...), known=True)], [DIM], id="no longer shown"),
        pytest.param([update({"brightness": 60, "owner": "deck"})], [replace(DIM, before=MASKED, after="x ********")], id="masked in the plan"),
        pytest.param([update({"blink": {"period": 6}})], [change("blink.period", 5, 6)], id="a value in a group"),
        pytest.param([update({"password": "harbour"}, lamp(password="abcd"))], [change("password", "********", "******** (changed)")], id="secrets"),
        pytest.param([update({"token": "t"})], [], id="a secret that cannot be compared"),
        pytest.param([update({"token": "t"}, known=True)], [change("token", unseen=True)], id="a secret that was written"),
        pytest.param([], [change("token", unseen=True)], id="a secret of a section that is skipped now"),
        pytest.param([add()], [change(None, None, WHOLE, item="lamp 1 (Stern)")], id="an item to add"),
        pytest.param([update({"name": "Stern"}, lamp(name="Stern"))], [change(None, None, WHOLE, item="lamp 1 (Stern)")], id="an item that was added"),
        pytest.param([], [GONE], id="an item that was removed"),
        pytest.param([LISTED], [change(None, {"note": ["a", {"b": MASKED, "d": "e"}]})], id="masked deep down"),
        pytest.param([], [], id="nothing to do, and nothing planned"),
    ],
)
def test_what_was_planned_may_be_done_or_in_place(plans: list[ItemPlan], planned: list[Change]) -> None:
    assert texts(*plans, planned=planned) == []


@pytest.mark.parametrize(
    ("plans", "planned", "text"),
    [
        pytest.param([update({"brightness": 60}, lamp(light={"brightness": 40}))], [DIM], "planned from brightness 50, it is 40 now", id="before"),
        pytest.param([update({"brightness": 70})], [DIM], "planned to brightness 60, it would be 70 now", id="after"),
        pytest.param([update({"brightness": 60})], [], "brightness is 50 now and would become 60, which is not planned", id="unplanned"),
        pytest.param(
            [update({"limit": "none"}, lamp(limit=3))], [DIM], "limit is 3 now and would become none, which is not planned", id="unplanned beside planned"
        ),
        pytest.param([update({"brightness": 60})], [replace(DIM, section="beams")], "brightness is 50 now", id="another section"),
        pytest.param([update({"brightness": 60})], [replace(DIM, item="lamp 11 (Bow)")], "brightness is 50 now", id="another item"),
        pytest.param([update({"note": "x"}, lamp(note="y"))], [change("note", None, "x")], "planned from note not set, it is y now", id="not set"),
        pytest.param([update({"password": "harbour"}, lamp(password="abcd"))], [], "password is ******** now", id="a secret that differs"),
        pytest.param([update({"owner": "deck"})], [DIM], "brightness was to be changed, but it is not part of what is wanted", id="left out now"),
        pytest.param([remove()], [], "it would be removed, which is not planned", id="unplanned removal"),
        pytest.param([LISTED], [change(None, {"note": ["a"]})], 'planned from note ["a"], it is ["a", {"b": "c", "d": "e"}] now', id="a longer list"),
        pytest.param([LISTED], [change(None, {"note": ["a", {"b": MASKED}]})], 'planned from note ["a", {', id="another mapping in a list"),
        pytest.param([LISTED], [change(None, {"note": ["x ********", {"b": "c", "d": "f"}]})], 'planned from note ["x ', id="masked beside another value"),
        pytest.param([LISTED], [change(None, {})], 'planned from note not set, it is ["a", {', id="a list where nothing was set"),
        pytest.param([LISTED], [change(None, {"note": ["a", "b"]})], 'planned from note ["a", "b"], it is ["a", {', id="a mapping where a text was"),
        pytest.param(
            [add({"name": "Bow", "password": "harbour"})],
            [GONE],
            'planned to the entry not set, it would be {"name": "Bow", "password": "********"} now',
            id="an addition of what was to go",
        ),
        pytest.param([remove()], [GONE], "planned from blink.mode steady, it is blink now", id="a removal of something else"),
    ],
)
def test_what_moved_is_said(plans: list[ItemPlan], planned: list[Change], text: str) -> None:
    found = texts(*plans, planned=planned)
    assert any(entry.startswith("lamp 1 (Bow): " + text) for entry in found), found
    assert not any("abcd" in entry or "harbour" in entry for entry in found)


def test_an_unplanned_item_is_said() -> None:
    assert texts(add(), planned=[]) == ["lamp 1 (Stern): it would be added, which is not planned"]


def test_another_intent_is_said_with_the_settings_that_moved() -> None:
    assert texts(update({"brightness": 70}), planned=[DIM], same_intent=False) == [
        "the intent is not the one that was planned",
        "lamp 1 (Bow): planned to brightness 60, it would be 70 now",
    ]
    assert texts(update({"brightness": 50}), planned=[], same_intent=False) == ["the intent is not the one that was planned"]


@pytest.mark.parametrize(
    ("planned", "kept_back"),
    [
        ([], {"lamps/1/token": "lamp 1 (Bow) token"}),
        ([DIM], {"lamps/1/token": "lamp 1 (Bow) token"}),
        ([change("token", unseen=True)], {}),
        ([change("token", "********", "********")], {}),
        ([change(None, None, WHOLE)], {}),
        ([change("token", unseen=True, item="lamp 2 (Stern)")], {"lamps/1/token": "lamp 1 (Bow) token"}),
    ],
)
def test_what_cannot_be_compared_is_withheld_unless_it_is_planned(planned: list[Change], kept_back: dict[str, str]) -> None:
    assert withheld(decision(update({"token": "t", "brightness": 60})), Planned(tuple(planned))) == kept_back


@pytest.mark.parametrize("plan", [update({"token": "t"}, known=True), update({"token": "t"}, unreadable="never"), add()])
def test_what_is_not_written_need_not_be_withheld(plan: ItemPlan) -> None:
    assert withheld(decision(plan), Planned(())) == {}


@pytest.mark.parametrize(("unreadable", "looked_up"), [("once", {"lamps/1/token": False}), ("always", {})])
def test_a_withheld_value_is_not_written_and_the_rest_is(unreadable: str, looked_up: dict[str, bool]) -> None:
    facts = Facts({"lamps": [lamp()]}, remembered=looked_up)
    intent = Intent(LAMP, [{"id": 1, "token": "t", "brightness": 60}])
    found = decide([intent], facts, Policy(unreadable, withheld=frozenset({"lamps/1/token"})))
    assert isinstance(found, Decision)
    assert found.plans[0].values == {"brightness": 60}
    assert found.comparison["lamps"]["unknown"] == [{"item": "lamp 1 (Bow)", "option": "token", "remembered": False, "written": False}]
