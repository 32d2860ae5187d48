# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which form of a value is sent."""

from __future__ import annotations

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.forms import Forms

from .toy import lamp, update


def test_the_first_form_is_sent_unless_another_was_switched_to() -> None:
    plan, other = update({"owner": "x"}), update({"owner": "x"}, lamp(2))
    forms = Forms({("lamps", 1, "owner"): 1, ("lamps", 1, "inverted"): 1, ("lamps", 2, "owner"): 2})
    assert Forms().of(plan) == {}
    assert forms.of(plan) == {"owner": 1, "inverted": 1}
    assert forms.of(other) == {"owner": 2}
    assert Forms({("beams", 1, "owner"): 1}).of(plan) == {}


def test_forms_follow_each_other_and_end() -> None:
    plan = update({"owner": "x"})
    first = Forms().next(plan, plan.changes, refused=False)
    assert first == Forms({("lamps", 1, "owner"): 1})
    second = first.next(plan, plan.changes, refused=True)
    assert second == Forms({("lamps", 1, "owner"): 2})
    assert second.next(plan, plan.changes, refused=False) is None


def test_values_without_another_form_stay_as_they_are() -> None:
    plan = update({"brightness": 60, "owner": "x"})
    assert Forms().next(plan, plan.changes, refused=False) == Forms({("lamps", 1, "owner"): 1})
    assert Forms().next(plan, plan.changes[:1], refused=False) is None


def test_some_forms_are_no_answer_to_a_refusal() -> None:
    plan = update({"inverted": True})
    assert Forms().next(plan, plan.changes, refused=True) is None
    assert Forms().next(plan, plan.changes, refused=False) == Forms({("lamps", 1, "inverted"): 1})
    both = update({"inverted": True, "owner": "x"})
    assert Forms().next(both, both.changes, refused=True) == Forms({("lamps", 1, "owner"): 1})


def test_what_was_switched_before_stays_switched() -> None:
    plan, other = update({"owner": "x"}), update({"owner": "x"}, lamp(2))
    forms = Forms({("lamps", 2, "owner"): 2})
    assert forms.next(plan, plan.changes, refused=False) == Forms({("lamps", 2, "owner"): 2, ("lamps", 1, "owner"): 1})
    assert forms.next(other, other.changes, refused=False) is None
    assert forms == Forms({("lamps", 2, "owner"): 2})
