# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a plan says of an item: what is written, what is remembered, before and after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.codecs.base import HIDDEN, HIDDEN_NEW, Secrets
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import RecordedValue, render
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Write

from .toy import LAMP, NEW, add, lamp, remove, update


def test_a_plan_is_named_by_its_section_and_id_and_for_people() -> None:
    plan = update({"brightness": 60})
    assert (plan.key, plan.label) == (("lamps", 1), "lamp 1 (Bow)")


def test_a_plan_is_due_if_it_changes_something() -> None:
    assert update({"brightness": 60}).due
    assert not update({"brightness": 50}).due
    assert add().due
    assert remove().due


def test_the_router_is_told_the_verb_the_key_and_the_changes() -> None:
    plan = update({"brightness": 60, "owner": "hold", "enable": True})
    assert plan.write() == Write("update", {"id": 1}, {"light": {"brightness": 60}, "owner": "hold"})
    assert plan.write("add").verb == "add"
    assert plan.write(forms={"owner": 2}).body == {"light": {"brightness": 60}, "ownerId": "hold"}
    assert add().write() == Write("add", {"id": 1}, {"name": "Stern", "password": "harbour"})
    assert remove().write() == Write("remove", {"id": 1}, {})


def test_records_hold_what_was_written_and_what_the_change_may_hide() -> None:
    plan = update({"enable": False, "brightness": 50, "password": "harbour", "token": "t"})
    assert plan.to_record() == [
        RecordedValue("lamps/1/enable", False, False),
        RecordedValue("lamps/1/brightness", 50, False),
        RecordedValue("lamps/1/password", "harbour", True),
        RecordedValue("lamps/1/token", "t", True),
    ]


def test_a_secret_that_the_router_shows_is_not_hashed_for_nothing() -> None:
    plan = update({"enable": False, "password": "harbour"}, lamp(password="harbour"))
    assert [value.key for value in plan.to_record()] == ["lamps/1/enable"]


def test_what_was_not_written_is_not_recorded() -> None:
    plan = update({"enable": False, "token": "t", "password": "harbour"}, unreadable="never")
    assert [value.key for value in plan.to_record()] == ["lamps/1/enable"]
    # What only goes along is not wanted, so it is not remembered.
    assert [value.key for value in update({"blink": {"period": 6}}).to_record()] == ["lamps/1/blink.period"]


def test_all_records_of_an_item_that_goes_are_outdated() -> None:
    assert remove().outdated_records() == [f"lamps/1/{field.option}" for field in LAMP.fields]
    assert update({"enable": False}).outdated_records() == add().outdated_records() == []


def test_records_of_what_belongs_to_a_choice_that_is_left_are_outdated() -> None:
    assert update({"blink": {"mode": "steady"}}).outdated_records() == ["lamps/1/blink.period", "lamps/1/blink.text"]


def test_replaced_are_the_changes_of_what_is_shown() -> None:
    plan = update({"brightness": 60, "token": "t", "blink": {"period": 6}})
    assert [setting.path for setting in plan.replaced()] == ["brightness", "blink.period"]


def test_states_before_and_after() -> None:
    plan = update({"brightness": 60, "token": "t", "limit": "none", "blink": {"period": 6}})
    assert plan.before() == {"brightness": 50, "limit": "none", "blink.period": 5, "blink.mode": "blink"}
    assert plan.predicted() == {"brightness": 60, "token": "t", "limit": "none", "blink.period": 6, "blink.mode": "blink"}
    assert (add().before(), add().predicted()) == (None, dict(NEW))
    assert (remove().before(), remove().predicted()) == (lamp().flat, None)


def test_the_before_image_is_a_copy() -> None:
    plan = remove()
    before = plan.before()
    assert before is not None
    before.clear()
    assert plan.item.flat == lamp().flat


def test_members_that_are_not_written_stay() -> None:
    item = replace(lamp(), flat={"slots.1": {"hour": 3}})
    assert update({"slots": [{"day": 1, "hour": 4}]}, item).predicted() == {"slots.1": {"hour": 4}}


@pytest.mark.parametrize(
    ("secrets", "changed", "password"),
    [
        (Secrets.HIDE, (), HIDDEN),
        (Secrets.HIDE, ("password",), HIDDEN_NEW),
        (Secrets.INCLUDE, (), "harbour"),
        (Secrets.OMIT, (), None),
    ],
)
def test_a_state_is_rendered_in_the_shape_of_the_options(secrets: Secrets, changed: tuple[str, ...], password: str | None) -> None:
    shown = render(LAMP, lamp(), {"blink.mode": "blink", "password": "harbour"}, secrets, changed)
    assert shown == {"id": 1, "name": "Bow", "blink": {"mode": "blink"}} | ({} if password is None else {"password": password})


def test_rendering_hides_secrets_unless_told_otherwise() -> None:
    assert render(LAMP, lamp(1, name=""), {"password": "harbour"}) == {"id": 1, "password": HIDDEN}
