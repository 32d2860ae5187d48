# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In which order plans are staged, and what a refusal means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.forms import Forms
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.staging_order import (
    Answer,
    Batch,
    after_refusal,
    batches,
    may_be_pending,
)

from .toy import LAMP, NEW, add, lamp, remove, update

BEAM = replace(LAMP, section="beams")
OWNER = Forms({("lamps", 1, "owner"): 1})


def test_items_go_before_others_come_and_both_before_the_rest_changes() -> None:
    plans = [update({"enable": False}), add(NEW | {"id": 2}), remove(lamp(3)), update({"enable": False}, lamp(4)), remove(lamp(5))]
    lists = [replace(plan, resource=replace(LAMP, one_by_one=False)) for plan in plans]
    assert [(batch.verb, [plan.item.id for plan in batch.plans]) for batch in batches(lists)] == [("remove", [3, 5]), ("add", [2]), ("update", [1, 4])]
    assert [(batch.verb, [plan.item.id for plan in batch.plans]) for batch in batches(plans)] == [
        ("remove", [3]),
        ("remove", [5]),
        ("add", [2]),
        ("update", [1]),
        ("update", [4]),
    ]
    assert [batch.resource for batch in batches(lists)] == [lists[0].resource] * 3
    assert list(batches([])) == []


def test_sections_keep_their_order_and_stay_apart() -> None:
    beams = [replace(plan, resource=BEAM) for plan in (update({"enable": False}), remove(lamp(3)))]
    plans = [beams[0], update({"enable": False}), beams[1]]
    assert [(batch.resource.section, batch.verb) for batch in batches(plans)] == [("beams", "remove"), ("beams", "update"), ("lamps", "update")]
    assert [batch.resource for batch in batches(plans)] == [BEAM, BEAM, LAMP]


def test_a_batch_is_written_as_its_verb_and_in_its_forms() -> None:
    listed = replace(LAMP, body=lambda writes: {"list": [(write.verb, write.key, write.body) for write in writes]})
    batch = Batch(listed, "update", (update({"owner": "x"}), add(NEW | {"id": 2})))
    assert batch.body(OWNER) == {"list": [("update", {"id": 1}, {"ownerName": "x"}), ("update", {"id": 2}, {"name": "Stern", "password": "harbour"})]}
    assert batch.without(batch.plans[:1]).plans == batch.plans[1:]
    assert batch.without([]) == batch


@pytest.mark.parametrize(
    ("plans", "taken", "refused", "arrived", "pending"),
    [
        (1, 0, False, False, False),
        (1, 0, True, False, False),
        (2, 0, True, False, True),
        (2, 0, False, False, False),
        (1, 1, False, False, True),
        (1, 0, False, True, True),
    ],
)
def test_what_may_be_pending_after_a_failure(plans: int, taken: int, refused: bool, arrived: bool, pending: bool) -> None:
    batch = Batch(LAMP, "update", (update({"enable": False}), update({"enable": False}, lamp(2)))[:plans])
    assert may_be_pending(batch, taken=taken, refused=refused, arrived=arrived) is pending


REMOVE, ADD = Batch(LAMP, "remove", (remove(),)), Batch(LAMP, "add", (add(),))
PLAIN, FORMED = Batch(LAMP, "update", (update({"enable": False}),)), Batch(LAMP, "update", (update({"owner": "x"}),))
ADD_FORMED = Batch(LAMP, "add", (add(NEW | {"owner": "x"}),))


@pytest.mark.parametrize(
    ("batch", "maybe_there", "unknown", "answer", "tried"),
    [
        (REMOVE, True, False, Answer.DONE, (REMOVE, Forms())),
        (REMOVE, False, False, Answer.FAIL, (REMOVE, Forms())),
        (ADD, True, False, Answer.TRY_AGAIN, (replace(ADD, verb="update"), Forms())),
        (ADD, False, False, Answer.FAIL, (ADD, Forms())),
        (ADD_FORMED, False, False, Answer.TRY_AGAIN, (ADD_FORMED, OWNER)),
        (ADD_FORMED, True, False, Answer.TRY_AGAIN, (replace(ADD_FORMED, verb="update"), Forms())),
        (PLAIN, True, False, Answer.FAIL, (PLAIN, Forms())),
        (FORMED, True, False, Answer.TRY_AGAIN, (FORMED, OWNER)),
        (FORMED, False, False, Answer.TRY_AGAIN, (FORMED, OWNER)),
        # A function that the router does not know is no matter of forms, and nothing of it can be there.
        (FORMED, False, True, Answer.FAIL, (FORMED, Forms())),
        (REMOVE, True, True, Answer.FAIL, (REMOVE, Forms())),
        (ADD, True, True, Answer.FAIL, (ADD, Forms())),
    ],
)
def test_what_a_refusal_means(batch: Batch, maybe_there: bool, unknown: bool, answer: Answer, tried: tuple[Batch, Forms]) -> None:
    reaction = after_refusal(batch, Forms(), maybe_there=maybe_there, unknown_function=unknown)
    assert (reaction.answer, reaction.batch, reaction.forms) == (answer, *tried)


def test_all_plans_of_a_batch_are_switched_until_no_form_is_left() -> None:
    batch = Batch(LAMP, "update", (update({"owner": "x"}), update({"enable": False}, lamp(3)), update({"owner": "x"}, lamp(2))))
    forms, answers = Forms(), []
    while not answers or answers[-1] is Answer.TRY_AGAIN:
        reaction = after_refusal(batch, forms, maybe_there=False, unknown_function=False)
        answers.append(reaction.answer)
        forms = reaction.forms
    assert answers == [Answer.TRY_AGAIN, Answer.TRY_AGAIN, Answer.FAIL]
    assert forms == Forms({("lamps", 1, "owner"): 2, ("lamps", 2, "owner"): 2})


def test_a_form_that_means_the_opposite_is_no_answer_to_a_refusal() -> None:
    batch = Batch(LAMP, "update", (update({"inverted": True}),))
    assert after_refusal(batch, Forms(), maybe_there=False, unknown_function=False).answer is Answer.FAIL
