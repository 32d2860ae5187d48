# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a change has taken effect, and when it is written in another form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.effect import Effect, LostApply, after_lost_apply, judge
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.forms import Forms
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.observation import Seen

from .toy import NEW, add, lamp, remove, update

OWNER = update({"owner": "hold"})
BOTH = update({"owner": "hold", "brightness": 60})
TWO_FORMS = update({"owner": "hold", "inverted": True})


def test_what_is_in_effect_is_neither_wrong_nor_rewritten() -> None:
    assert judge([OWNER], Seen({OWNER.key: lamp(owner="hold")}), Forms(), 59, 60) == Effect((), None)


@pytest.mark.parametrize(
    ("elapsed", "due"),
    [(0, False), (29.9, False), (30, True), (59, True)],
)
def test_the_first_form_gets_half_of_the_time(elapsed: float, due: bool) -> None:
    effect = judge([OWNER], Seen({OWNER.key: lamp()}), Forms(), elapsed, 60)
    assert [found.setting and found.setting.path for found in effect.wrong] == ["owner"]
    assert effect.forms == (Forms({("lamps", 1, "owner"): 1}) if due else None)


def test_half_is_of_the_limit_that_was_set() -> None:
    seen = Seen({OWNER.key: lamp()})
    assert judge([OWNER], seen, Forms(), 4, 10).forms is None
    assert judge([OWNER], seen, Forms(), 5, 10).forms is not None
    assert judge([OWNER], seen, Forms(), 30, 100).forms is None


def test_once_the_rest_has_arrived_the_other_form_is_tried_at_once() -> None:
    effect = judge([BOTH], Seen({BOTH.key: lamp(light={"brightness": 60})}), Forms(), 0, 60)
    assert effect.forms == Forms({("lamps", 1, "owner"): 1})


def test_all_that_is_wrong_is_switched() -> None:
    effect = judge([TWO_FORMS], Seen({TWO_FORMS.key: lamp()}), Forms(), 30, 60)
    assert effect.forms == Forms({("lamps", 1, "owner"): 1, ("lamps", 1, "inverted"): 1})


def test_only_what_is_wrong_is_switched() -> None:
    effect = judge([TWO_FORMS], Seen({TWO_FORMS.key: lamp(inverted=True)}), Forms(), 0, 60)
    assert effect.forms == Forms({("lamps", 1, "owner"): 1})


def test_what_has_no_other_form_is_waited_for() -> None:
    assert judge([BOTH], Seen({BOTH.key: lamp()}), Forms(), 59, 60).forms is None
    gone = remove()
    effect = judge([gone], Seen({gone.key: lamp()}), Forms(), 59, 60)
    assert (len(effect.wrong), effect.forms) == (1, None)


def test_forms_that_were_used_up_are_not_tried_again() -> None:
    seen = Seen({OWNER.key: lamp()})
    assert judge([OWNER], seen, Forms({("lamps", 1, "owner"): 1}), 30, 60).forms == Forms({("lamps", 1, "owner"): 2})
    assert judge([OWNER], seen, Forms({("lamps", 1, "owner"): 2}), 30, 60).forms is None


# ---- values that somebody else had pending ---------------------------------------------------------------------------

# The name is as wanted, so it is not written; the brightness is.
KEPT = update({"name": "Bow", "colour": "red", "brightness": 60})
DONE = {"light": {"brightness": 60}}


@pytest.mark.parametrize(
    ("shown", "written_back"),
    [
        ({}, None),
        ({"name": "Keel"}, {"name": "Bow"}),
        ({"name": "Keel", "colour": "blue"}, {"name": "Bow", "colour": "red"}),
        # What is not in the intent is nobody's business.
        ({"name": "Keel", "owner": "hold"}, {"name": "Bow"}),
        # While our own change is missing, nothing has gone live yet.
        ({"name": "Keel", "light": {"brightness": 50}}, None),
    ],
)
def test_what_was_as_wanted_and_is_not_any_more_is_written_back(shown: dict[str, Any], written_back: dict[str, Any] | None) -> None:
    effect = judge([KEPT], Seen({KEPT.key: lamp(**{**DONE, **shown})}), Forms(), 59, 60)
    assert [plan.values for plan in effect.overwritten] == ([written_back] if written_back else [])
    assert effect.forms is None


def test_it_is_written_back_to_the_item_that_lost_it_with_what_goes_with_it() -> None:
    two = update({"blink": {"mode": "blink"}, "brightness": 60}, lamp(2))
    effect = judge([KEPT, two], Seen({KEPT.key: lamp(**DONE), two.key: lamp(2, **DONE, blink={"mode": "steady"})}), Forms(), 0, 60)
    (plan,) = effect.overwritten
    assert (plan.key, plan.verb, plan.values) == (("lamps", 2), "update", {"blink.mode": "blink", "blink.period": 5, "brightness": 60})


def test_what_cannot_be_written_back_stays_wrong() -> None:
    two = update({"blink": {"mode": "blink"}, "brightness": 60}, lamp(2, blink={"mode": "blink"}))
    shown = {KEPT.key: lamp(**DONE, name="Keel"), two.key: lamp(2, **DONE, blink={"mode": "steady"})}
    effect = judge([two, KEPT], Seen(shown), Forms(), 0, 60)
    assert [found.setting and found.setting.path for found in effect.wrong] == ["blink.mode", "name"]
    assert [(plan.key, plan.values) for plan in effect.overwritten] == [(KEPT.key, {"name": "Bow"})]


def test_what_a_new_item_was_to_have_is_written_to_it() -> None:
    new = replace(add(), changes=add().changes[:1])
    (plan,) = judge([new], Seen({new.key: lamp(name="Stern", password="other")}), Forms(), 0, 60).overwritten
    assert (plan.verb, plan.values) == ("update", {"password": NEW["password"]})


def test_a_value_of_somebody_else_has_no_other_form() -> None:
    mixed = update({"owner": "deck", "inverted": True})
    effect = judge([mixed], Seen({mixed.key: lamp(owner="hold")}), Forms(), 59, 60)
    assert (len(effect.wrong), effect.forms, effect.overwritten) == (2, None, ())


# ---- an apply whose answer was lost ----------------------------------------------------------------------------------

BRIGHT = update({"brightness": 60})


@pytest.mark.parametrize(
    ("configured", "running", "found"),
    [
        (60, 60, LostApply.APPLIED),
        # The configuration may show what is only pending.
        (60, 50, LostApply.APPLY_AGAIN),
        # The status does not tell.
        (60, None, LostApply.APPLY_AGAIN),
        # What was staged is gone.
        (50, 50, LostApply.STAGE_AGAIN),
        (50, 60, LostApply.STAGE_AGAIN),
    ],
)
def test_an_apply_whose_answer_was_lost(configured: int, running: int | None, found: LostApply) -> None:
    states = (Seen({BRIGHT.key: lamp(light={} if value is None else {"brightness": value})}) for value in (configured, running))
    assert after_lost_apply([BRIGHT], *states) is found


def test_a_lost_apply_counts_only_if_all_that_is_shown_is_as_wanted() -> None:
    assert after_lost_apply([BOTH], Seen({BOTH.key: lamp(owner="hold", **DONE)}), Seen({BOTH.key: lamp(**DONE)})) is LostApply.APPLY_AGAIN
