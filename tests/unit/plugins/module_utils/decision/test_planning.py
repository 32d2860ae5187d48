# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is written to an item, and what goes with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import Match
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.read import Read
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.identification import Identified
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan, PlanError
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.planning import (
    compared,
    completed,
    conflicts,
    hidden,
    missing_company,
    plan_item,
    require_writable,
    still_valid,
)
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Together

from .toy import LAMP, NEW, add, lamp, matches, remove, update

SECRET = {"token": "t0ken", "brightness": 50}


@pytest.mark.parametrize(
    ("wanted", "shown", "written"),
    [
        ({"brightness": 50}, {}, {}),
        ({"brightness": 60}, {}, {"brightness": 60}),
        ({"brightness": "50", "enable": True, "owner": "deck"}, {}, {}),
        ({"limit": "none"}, {}, {}),
        ({"limit": "none"}, {"limit": 3}, {"limit": "none"}),
        ({"limit": 3}, {}, {"limit": 3}),
        ({"enable": False, "owner": "deck"}, {}, {"enable": False}),
        # The mode goes with the period, the brightness too where it is known.
        ({"blink": {"period": 6}}, {}, {"blink.period": 6, "blink.mode": "blink", "brightness": 50}),
        ({"blink": {"period": 6}}, {"light": ...}, {"blink.period": 6, "blink.mode": "blink"}),
        ({"blink": {"period": 6}, "brightness": 60}, {}, {"blink.period": 6, "brightness": 60, "blink.mode": "blink"}),
        ({"blink": {"mode": "steady"}}, {}, {"blink.mode": "steady"}),
        ({"blink": {"mode": "blink", "period": 7}}, {"blink": {"mode": "steady"}}, {"blink.mode": "blink", "blink.period": 7, "brightness": 50}),
    ],
)
def test_a_value_that_the_router_shows_is_written_when_it_differs(wanted: dict[str, Any], shown: dict[str, Any], written: dict[str, Any]) -> None:
    plan = update(wanted, lamp(**shown))
    assert plan.values == written
    assert plan.due is bool(written)


@pytest.mark.parametrize(
    ("unreadable", "known", "written"),
    [
        ("once", False, {"token": "t0ken"}),
        ("once", True, {}),
        ("always", True, {"token": "t0ken"}),
        ("always", False, {"token": "t0ken"}),
        ("never", False, {}),
    ],
)
def test_a_value_that_the_router_never_shows_is_written_as_unreadable_says(unreadable: str, known: bool, written: dict[str, Any]) -> None:
    assert update(SECRET, known=known, unreadable=unreadable).values == written


def test_what_the_records_do_not_speak_of_is_not_remembered() -> None:
    draft = compared(LAMP, Identified(lamp(), {"token": "a", "password": "harbour"}))
    assert plan_item(draft, {"lamps/1/token": True}, "once").values == {"password": "harbour"}
    assert plan_item(draft, {"token": True, "lamps/2/password": True}, "once").values == {"token": "a", "password": "harbour"}


def test_hidden_values_are_those_of_items_to_update_that_cannot_be_compared() -> None:
    draft = compared(LAMP, Identified(lamp(), {"token": "a", "brightness": 60, "owner": "deck"}))
    assert [setting.path for setting in hidden(draft)] == ["token"]
    assert (draft.changes, draft.verb, draft.named) == ((), "update", True)
    assert matches(draft.wanted) == {"token": Match.UNSURE, "brightness": Match.DIFFERENT, "owner": Match.SAME}
    assert hidden(compared(LAMP, Identified(lamp(), {"token": "a"}, "add"))) == []


def test_a_draft_keeps_what_was_identified() -> None:
    draft = compared(LAMP, Identified(lamp(4), {"enable": False}, "remove", named=False))
    assert (draft.resource, draft.item, draft.verb, draft.named) == (LAMP, lamp(4), "remove", False)
    assert [(setting.path, setting.wanted, setting.current) for setting in draft.wanted] == [("enable", False, True)]


@pytest.mark.parametrize(
    ("shown", "wanted", "written"),
    [
        # A period that is hidden just now goes with what else of its group is written, though it is remembered.
        ({"mode": "steady"}, {"mode": "blink", "period": 7}, {"blink.mode": "blink", "blink.period": 7}),
        # What belongs to a choice that is left may be forgotten, so it is written again.
        ({"mode": "blink", "period": 5}, {"mode": "morse", "text": "SOS"}, {"blink.mode": "morse", "blink.text": "SOS"}),
        ({"mode": "blink", "period": 5}, {"mode": "morse", "period": 5}, {"blink.mode": "morse", "blink.period": 5}),
        # What is never shown is as remembered, whatever is written beside it.
        ({"mode": "morse", "period": 5}, {"period": 6, "text": "SOS"}, {"blink.period": 6, "blink.mode": "morse"}),
        ({"mode": "steady"}, {"mode": "steady"}, {}),
    ],
)
def test_a_readable_value_that_is_hidden_goes_with_its_group(shown: dict[str, Any], wanted: dict[str, Any], written: dict[str, Any]) -> None:
    plan = update({"blink": wanted}, lamp(blink=shown, light=...), known=True)
    assert plan.values == written


def test_what_is_hidden_outside_of_a_group_stays_as_remembered() -> None:
    assert update({"enable": False, "password": "harbour"}, known=True).values == {"enable": False}


def test_what_was_chosen_is_not_written_twice() -> None:
    plan = update({"blink": {"mode": "blink", "period": 7}}, lamp(blink={"mode": "steady"}, light=...))
    assert [setting.path for setting in plan.changes] == ["blink.mode", "blink.period"]


def test_a_new_item_gets_all_that_is_wanted() -> None:
    plan = add(NEW | {"limit": "none", "blink": {"mode": "blink", "period": 3}})
    assert plan.values == {**NEW, "limit": "none", "blink.mode": "blink", "blink.period": 3}
    assert plan.write().body["limit"] is None


def test_an_item_that_goes_has_nothing_to_write() -> None:
    assert (remove().values, remove().due) == ({}, True)


@pytest.mark.parametrize(
    ("wanted", "shown", "message"),
    [
        ({"hours": 8}, {}, "lamp 1 (Bow): hours cannot be set here; it is 7, not 8"),
        ({"hours": 8}, {"hours": ...}, "lamp 1 (Bow): hours cannot be set here; it is 'unknown', not 8"),
        ({"brightness": 101}, {}, "lamp 1 (Bow): brightness must be a whole number from 1 to 100 percent"),
        ({"password": "abc"}, {}, "lamp 1 (Bow): password must have at least 4 characters"),
        ({"blink": {"mode": "dark"}}, {}, "lamp 1 (Bow): blink.mode must not be dark: the router shows it but does not accept it"),
        (
            {"blink": {"period": 6}},
            {"blink": ...},
            "lamp 1 (Bow): to change blink.period, the router needs blink.mode in the same request, and it does not show what is set now; add it to the item",
        ),
        (
            {"blink": {"mode": "blink"}},
            {"blink": {"mode": "steady"}},
            "lamp 1 (Bow): to change blink.mode, the router needs blink.period in the same request, and it does not show what is set now; add it to the item",
        ),
        ({"blink": {"period": 6}}, {"blink": {"mode": "steady"}}, "lamp 1 (Bow): blink.period goes only with blink.mode blink or morse; here it is steady"),
        ({"blink": {"mode": "steady", "period": 6}}, {}, "lamp 1 (Bow): blink.period goes only with blink.mode blink or morse; here it is steady"),
        ({"blink": {"text": "SOS"}}, {}, "lamp 1 (Bow): blink.text goes only with blink.mode morse; here it is blink"),
        ({"brightness": 1, "limit": 9}, {}, "lamp 1 (Bow): a dimmed lamp cannot have a limit of 9"),
        ({"limit": 9}, {"light": {"brightness": 1}}, "lamp 1 (Bow): a dimmed lamp cannot have a limit of 9"),
        ({"name": "Port"}, {"engraved": True}, "lamp 1 (Bow): its name is engraved"),
    ],
)
def test_what_cannot_be_is_refused(wanted: dict[str, Any], shown: dict[str, Any], message: str) -> None:
    with pytest.raises(PlanError) as caught:
        update(wanted, lamp(**shown))
    assert str(caught.value) == message


def test_a_governing_value_that_nobody_knows_is_called_unknown() -> None:
    loose = replace(LAMP, together=())
    draft = compared(loose, Identified(lamp(blink=...), {"blink.period": 6}))
    with pytest.raises(PlanError, match=r"here it is unknown$"):
        plan_item(draft, {}, "once")


def test_several_needs_are_named_with_the_options_that_were_given() -> None:
    together = (Together(("owner", "note", "token"), needs=("token", "blink.mode", "blink.period")),)
    with pytest.raises(PlanError, match=r"to change owner, note, the router needs token, blink\.mode, blink\.period in"):
        completed(updated(together, {"owner": "x", "note": "y"}))
    # Only the needed option itself was given: its group stands for what is changed.
    with pytest.raises(PlanError, match=r"to change owner, the router needs blink\.mode, blink\.period in"):
        completed(updated(together, {"token": "x"}))


def updated(together: tuple[Together, ...], values: dict[str, Any]) -> ItemPlan:
    resource = replace(LAMP, together=together)
    plan = compared(resource, Identified(lamp(blink=...), values))
    return replace(plan, changes=plan.wanted)


def test_every_rule_is_followed() -> None:
    rules = (Together(("owner",), along=("priority",)), Together(("note",), along=("enable",)), Together(("priority",), along=("limit",)))
    assert completed(updated(rules, {"note": "x"})).values == {"note": "x", "enable": True}
    assert completed(updated(rules, {"owner": "x"})).values == {"owner": "x", "priority": 1, "limit": "none"}


def test_a_rule_with_a_condition_waits_for_all_of_it() -> None:
    rules = (Together(("owner",), along=("priority",), when={"enable": True, "note": "on"}), Together(("owner",), along=("limit",)))
    assert completed(updated(rules, {"owner": "x"})).values == {"owner": "x", "limit": "none"}
    assert completed(updated(rules, {"owner": "x", "note": "on"})).values == {"owner": "x", "note": "on", "priority": 1, "limit": "none"}
    assert completed(updated(rules, {"owner": "x", "note": "on", "enable": False})).values == {"owner": "x", "note": "on", "enable": False, "limit": "none"}


def test_what_goes_along_is_compared_with_what_is_shown() -> None:
    plan = update({"blink": {"period": 6}})
    assert matches(plan.changes) == {"blink.period": Match.DIFFERENT, "blink.mode": Match.SAME, "brightness": Match.SAME}


def test_a_wanted_value_that_is_in_place_goes_along_as_wanted() -> None:
    assert update({"blink": {"period": 6, "mode": "blink"}, "brightness": 50}).values == {"blink.period": 6, "blink.mode": "blink", "brightness": 50}


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({"enable": False}, True),
        ({"blink": {"mode": "steady"}}, False),
        ({"blink": {"mode": "blink", "period": 6}}, True),
    ],
)
def test_what_belongs_to_a_choice_that_is_left_is_not_valid_any_more(wanted: dict[str, Any], kept: bool) -> None:
    valid = still_valid(update(wanted))
    assert ("blink.period" in valid) is kept
    assert valid["brightness"] == 50


def test_forms_are_tried_before_anything_is_sent() -> None:
    plan = update({"beacon": True}, lamp(beacon=False))
    require_writable(plan)
    require_writable(plan, {"owner": 1})
    with pytest.raises(PlanError) as caught:
        require_writable(plan, {"beacon": 1})
    assert str(caught.value) == "lamp 1 (Bow): beacon must not be on"


def test_plans_that_want_different_values_in_one_place_conflict() -> None:
    def section(plan: ItemPlan, name: str, read: Read = LAMP.read) -> ItemPlan:
        return replace(plan, resource=replace(plan.resource, section=name, read=read))

    first, second = update({"priority": 2, "owner": "x"}), section(update({"priority": 3, "owner": "x"}), "beams")
    assert conflicts([first, second]) == ["lamps and beams want a different priority for lamp 1 (Bow)"]
    both = section(update({"priority": 3, "owner": "y"}), "beams")
    assert len(conflicts([first, both])) == 2
    assert conflicts([first, section(update({"priority": 2}), "beams")]) == []
    assert conflicts([first, section(update({"priority": 3}, lamp(2)), "beams")]) == []
    assert conflicts([first, section(update({"priority": 3}), "beams", Read("config.beam"))]) == []
    assert conflicts([update({"token": "a"}), section(update({"token": "b"}), "beams")]) == []
    # A value is in one place, however many the router may show it in.
    fields = tuple(replace(f, read=("priority", "rank")) if f.option == "priority" else f for f in LAMP.fields)
    ranked = replace(LAMP, fields=fields)
    pair = [replace(plan, resource=replace(ranked, section=plan.resource.section), wanted=ranked.settings(plan.values, plan.item)) for plan in (first, second)]
    assert conflicts(pair) == ["lamps and beams want a different priority for lamp 1 (Bow)"]
    # What is wanted counts, written or not.
    assert conflicts([update({"priority": 1}), second]) == ["lamps and beams want a different priority for lamp 1 (Bow)"]


def test_where_all_that_a_rule_is_about_is_needed_its_group_is_named() -> None:
    resource = replace(LAMP, together=(Together(("blink.period",), needs=("blink.period", "token")),))
    with pytest.raises(PlanError, match="to change blink, the router needs token in the same request"):
        plan_item(compared(resource, Identified(lamp(), {"blink.period": 6})), {}, "once")


# ---- changes that are tried alone ------------------------------------------------------------------------------------

OFF = replace(
    LAMP,
    together=(
        Together(("enable", "beacon", "priority"), needs=("owner", "token"), alone={"enable": False, "beacon": False}),
        Together(("beacon",), needs=("inverted",)),
    ),
)


def off(number: int = 1, /, wanted: Any = None, **shown: Any) -> ItemPlan:
    """A lamp that is switched off, without what the router asks for in other changes."""
    item = lamp(number, **shown)
    return plan_item(compared(OFF, Identified(item, {"enable": False, "beacon": False, **(wanted or {})})), {}, "once")


def test_what_goes_alone_is_tried_without_company() -> None:
    assert off().values == {"enable": False, "beacon": False, "inverted": False}
    for more in ({"priority": 2}, {"beacon": True}):
        with pytest.raises(PlanError, match=r"to change enable.* the router needs token in the same request"):
            off(wanted=more)


def test_what_may_have_been_missing_is_said_of_each_item() -> None:
    def said(item: str, missing: str) -> str:
        return (
            f"{item}: it may want {missing} along with enable false, beacon false, and does not show what is set now; add it to the item, "
            "or leave enable, beacon out."
        )

    assert missing_company([off(), off(2, owner=...)]) == f"{said('lamp 1 (Bow)', 'token')} {said('lamp 2 (Bow)', 'owner, token')}"
    assert missing_company([off(wanted={"token": "t"}), update({"brightness": 60})]) == ""
