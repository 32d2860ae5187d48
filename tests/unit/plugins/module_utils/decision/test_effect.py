# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a change has taken effect, and when it is written in another form."""

from __future__ import annotations

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.effect import Effect, judge
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.forms import Forms
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.observation import Seen

from .toy import lamp, remove, update

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
