# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The way back: what is restored, in which form, and what is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.forms import Forms
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.observation import Seen
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan, PlanError
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.revert import lost, never_landed, reversals, reverse, what_is_lost
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Form, Item, Write

from .toy import LAMP, NEW, add, lamp, remove, update

BEACON = Forms({("lamps", 1, "beacon"): 1})
OWNER = Forms({("lamps", 1, "owner"): 1})


def now(plan: ItemPlan) -> Item | None:
    """The item once the change has landed, as far as the router shows it."""
    shown = {path: value for path, value in (plan.predicted() or {}).items() if path in plan.item.flat or plan.verb == "add"}
    return None if plan.verb == "remove" else replace(plan.item, flat={**plan.item.flat, **shown})


def back(plan: ItemPlan, forms: Forms | None = None) -> Write:
    return reverse(plan, forms or Forms(), now(plan)).write()


@pytest.mark.parametrize(
    ("wanted", "shown", "body"),
    [
        ({"brightness": 60}, {}, {"light": {"brightness": 50}}),
        ({"limit": 3}, {}, {"limit": None}),
        ({"brightness": 60, "token": "t"}, {}, {"light": {"brightness": 50}}),
        ({"token": "t"}, {}, {}),
        ({"password": "harbour"}, {}, {}),
        ({"password": "harbour"}, {"password": "abcd"}, {"password": "abcd"}),
        # What the router shows but does not take, it is not sent.
        ({"brightness": 60}, {"light": {"brightness": 0}}, {}),
        ({"blink": {"mode": "steady"}}, {"blink": {"mode": "dark"}}, {}),
        # The way back follows the rules too.
        ({"blink": {"mode": "steady"}}, {}, {"blink": {"mode": "blink", "period": 5}, "light": {"brightness": 50}}),
        ({"blink": {"period": 6}}, {}, {"blink": {"period": 5, "mode": "blink"}, "light": {"brightness": 50}}),
    ],
)
def test_a_change_is_taken_back_as_far_as_it_was_shown(wanted: dict[str, Any], shown: dict[str, Any], body: dict[str, Any]) -> None:
    assert back(update(wanted, lamp(**shown))) == Write("update", {"id": 1}, body)


def test_what_was_added_goes_and_what_went_is_added() -> None:
    assert back(add()) == Write("remove", {"id": 1}, {})
    restored = back(remove(lamp(name="Bow", light=..., colour=..., blink=..., owner=..., password="abcd")))
    assert restored.verb == "add"
    assert restored.body == {
        "name": "Bow",
        "enable": True,
        "priority": 1,
        "limit": None,
        "note": "",
        "password": "abcd",
        "inverted": False,
        "beacon": True,
    }


def test_the_plan_of_the_way_back_is_a_plan_like_any_other() -> None:
    plan = update({"brightness": 60})
    restoring = reverse(plan, Forms(), now(plan))
    assert (restoring.key, restoring.item, restoring.verb, restoring.named, restoring.wanted) == (plan.key, plan.item, "update", True, ())
    assert [setting.wanted for setting in restoring.changes] == [50]
    assert reverse(remove(lamp(password="abcd"), named=False), Forms(), None).named


def test_what_never_landed_is_not_taken_back() -> None:
    assert not reverse(add(), Forms(), None).due
    assert not reverse(remove(), Forms(), lamp()).due
    plan = update({"brightness": 60})
    assert not reverse(plan, Forms(), lamp()).due
    for nothing in (plan, remove(lamp(name=...))):
        assert reverse(nothing, Forms(), None) == replace(nothing, verb="update", wanted=(), changes=())


def test_only_what_was_written_is_restored() -> None:
    plan = update({"brightness": 60})
    assert reverse(plan, Forms(), lamp(light={"brightness": 60}, owner="hold")).values == {"brightness": 50}


@pytest.mark.parametrize(("kind", "missing"), [("led", ["colour"]), ("gas", [])])
def test_what_an_item_to_add_takes_depends_on_its_kind(kind: str, missing: list[str]) -> None:
    resource = replace(LAMP, creation=("name", "colour"), kind=lambda key: kind if key["id"] == 1 else "")
    assert lost(replace(remove(lamp(colour=...)), resource=resource), Forms()) == missing
    landed, waiting = update({"brightness": 60}), update({"brightness": 60}, lamp(2))
    seen = Seen({landed.key: lamp(1, light={"brightness": 60}), waiting.key: lamp(2)})
    assert never_landed([landed, waiting], seen) == [waiting]
    assert [plan.key for plan in reversals([landed, waiting], Forms(), seen)] == [landed.key]


def test_the_way_back_takes_the_form_that_the_router_took() -> None:
    plan = update({"owner": "hold"})
    restoring = reverse(plan, OWNER, now(plan))
    assert restoring.write(forms=OWNER.of(plan)).body == {"ownerName": "deck"}


def test_what_the_form_in_use_cannot_say_is_not_restored() -> None:
    plan = update({"beacon": False, "brightness": 60})
    assert back(plan).body == {"beacon": True, "light": {"brightness": 50}}
    assert back(plan, BEACON).body == {"light": {"brightness": 50}}
    assert (lost(plan, Forms()), lost(plan, BEACON)) == ([], ["beacon"])


def test_a_value_that_only_the_form_in_use_can_say_is_restored() -> None:
    fields = tuple(replace(f, other_forms=(Form("rank", str),)) if f.option == "priority" else f for f in LAMP.fields)
    ranked = replace(LAMP, fields=fields)
    plan = update({"priority": 2}, lamp(priority=12))
    plan = replace(plan, resource=ranked, changes=ranked.settings(plan.values, plan.item))
    assert not reverse(plan, Forms(), now(plan)).due
    forms = Forms({("lamps", 1, "priority"): 1})
    assert reverse(plan, forms, now(plan)).write(forms=forms.of(plan)).body == {"rank": "12"}


def test_a_way_back_that_the_rules_forbid_is_refused() -> None:
    plan = update({"blink": {"mode": "steady"}}, lamp(blink={"mode": "blink"}))
    with pytest.raises(PlanError, match=r"to change blink\.mode, the router needs blink\.period"):
        reverse(plan, Forms(), now(plan))


@pytest.mark.parametrize(
    ("plan", "paths"),
    [
        (update({"brightness": 60}), []),
        (update({"brightness": 60, "token": "t", "password": "harbour"}), ["password", "token"]),
        (update({"brightness": 60}, lamp(light=...)), ["brightness"]),
        (update({"brightness": 60}, lamp(light={"brightness": 0})), ["brightness"]),
        (add(NEW | {"brightness": 60}), []),
        (remove(), ["password"]),
        # What goes only with another choice was not there before, if that was another one; if nobody knows, it may have been.
        (update({"blink": {"mode": "blink", "period": 6}}, lamp(blink={"mode": "steady"})), []),
        (update({"blink": {"mode": "morse", "text": "SOS"}}, lamp(blink={"mode": "morse"})), ["blink.text"]),
        (update({"blink": {"mode": "morse", "text": "SOS", "period": 2}}, lamp(blink=...)), ["blink.mode", "blink.period", "blink.text"]),
    ],
)
def test_what_is_lost(plan: ItemPlan, paths: list[str]) -> None:
    assert lost(plan, Forms()) == paths


def test_what_is_lost_is_said_with_its_reason() -> None:
    plans = [
        update({"token": "t", "brightness": 60}, lamp(1, light={"brightness": 0})),
        update({"token": "t"}, lamp(2, name="Stern")),
        update({"owner": "hold"}, lamp(3)),
    ]
    assert what_is_lost(plans, Forms()) == (
        " Not restored, because the API does not take its old value: lamp 1 (Bow) brightness."
        " Not restored, because the router never showed it: lamp 1 (Bow) token, lamp 2 (Stern) token."
    )
    assert what_is_lost(plans[2:], Forms()) == ""
    plan = update({"beacon": False})
    assert what_is_lost([plan], BEACON) == " Not restored, because the API does not take its old value: lamp 1 (Bow) beacon."


def test_only_plans_with_something_to_write_are_reversed() -> None:
    plans = [update({"token": "t"}), update({"brightness": 60}, lamp(2)), add(NEW | {"id": 3}), update({"beacon": False})]
    seen = Seen({plan.key: found for plan in plans if (found := now(plan))})
    assert [(plan.item.id, plan.verb) for plan in reversals(plans, BEACON, seen)] == [(2, "update"), (3, "remove")]
