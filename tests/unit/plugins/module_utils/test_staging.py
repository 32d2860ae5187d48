# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Staging: the order of requests, lost answers, refusals and what is cleaned up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import PeplinkError, Rejected, Unauthorized, Unreachable
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan

from .decision.toy import NEW, add, lamp, remove, update
from .lamp_router import LampRouter, lost, records_at, refused, stager_of, task_of, unauthorized, unknown

OFF = update({"enable": False})
OWNER = update({"owner": "hold"})


def test_items_go_before_others_come_and_both_before_the_rest_changes(tmp_path: Path) -> None:
    router = LampRouter(lamp1={}, lamp3={})
    subject = stager_of(task_of(router, tmp_path))
    subject.stage([OFF, add(NEW | {"id": 2}), remove(lamp(3))])
    assert router.calls == ["remove 3", "add 2", "update 1"]
    assert router.bodies[-1] == {"action": "update", "id": 1, "enable": False}
    assert subject.records.staged
    subject.apply([OFF])
    assert router.calls[3:] == ["apply"]
    assert subject.task.result["applied"] is True
    assert list(router.running) == ["1", "2"]


def test_values_count_as_written_once_they_are_applied(tmp_path: Path) -> None:
    subject = stager_of(task_of(LampRouter(), tmp_path))
    subject.stage([OFF])
    (value,) = OFF.to_record()
    assert not subject.records.knows(value)
    subject.records.applied()
    assert subject.records.knows(value)


def test_what_was_known_of_a_removed_item_is_forgotten(tmp_path: Path) -> None:
    subject = stager_of(task_of(LampRouter(lamp1={}), tmp_path))
    subject.stage([OFF])
    subject.records.applied()
    subject.stage([remove()])
    subject.records.applied()
    assert not subject.records.knows(OFF.to_record()[0])


def test_secrets_of_a_request_are_known_before_it_is_sent(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [refused()]})
    with pytest.raises(Rejected):
        stager_of(task_of(router, tmp_path)).stage([update({"password": "harbour"})])
    assert "harbour" in router.secrets


# ---- lost answers ----------------------------------------------------------------------------------------------------


def test_a_request_whose_answer_was_lost_is_repeated_after_a_look(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [lost()], "ping": [lost(), None]})
    stager_of(task_of(router, tmp_path)).stage([OFF])
    assert router.calls == ["update 1", "ping", "ping", "read", "update 1"]


def test_what_is_there_already_is_not_sent_again(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [lost()]}, lamp1={"enable": False})
    stager_of(task_of(router, tmp_path)).stage([OFF])
    assert router.calls == ["update 1", "ping", "read"]


def test_a_second_lost_answer_is_an_error(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [lost(), lost()]})
    with pytest.raises(Unreachable):
        stager_of(task_of(router, tmp_path)).stage([OFF])
    assert router.posts == ["update 1", "update 1", "discard"]


def test_a_request_that_was_never_sent_is_not_repeated(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [lost(arrived=False)]})
    subject = stager_of(task_of(router, tmp_path))
    with pytest.raises(Unreachable) as caught:
        subject.stage([OFF])
    assert router.calls == ["update 1"]
    assert caught.value.aftermath == "Nothing was staged, and what others may have pending on the router was left alone."
    assert not subject.records.staged


def test_an_item_that_the_lost_request_added_is_updated(tmp_path: Path) -> None:
    router = LampRouter({"add 2": [lost(), refused("it exists")]})
    stager_of(task_of(router, tmp_path)).stage([add(NEW | {"id": 2})])
    assert router.posts == ["add 2", "add 2", "update 2"]
    assert router.bodies[-1] == {"action": "update", "id": 2, "name": "Stern", "password": "harbour"}


def test_an_item_that_the_lost_request_removed_is_gone(tmp_path: Path) -> None:
    router = LampRouter({"remove 1": [lost(), refused("there is none")]})
    subject = stager_of(task_of(router, tmp_path))
    subject.stage([remove()])
    assert router.posts == ["remove 1", "remove 1"]
    assert subject.records.staged


def test_what_a_killed_run_staged_counts_as_maybe_there(tmp_path: Path) -> None:
    stager_of(task_of(LampRouter(), tmp_path)).records.begin()
    router = LampRouter({"remove 1": [refused("there is none")]})
    stager_of(task_of(router, tmp_path)).stage([remove()])
    assert router.posts == ["remove 1"]


# ---- refusals --------------------------------------------------------------------------------------------------------


def test_a_refusal_is_answered_in_the_other_form(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [refused()]})
    subject = stager_of(task_of(router, tmp_path))
    subject.stage([OWNER])
    assert [body.get("ownerName") for body in router.bodies] == [None, "hold"]
    assert subject.forms.of(OWNER) == {"owner": 1}


@pytest.mark.parametrize(
    ("plans", "failures", "posts"),
    [
        ([OWNER], [refused(), refused(), refused("no owner at all")], ["update 1"] * 3),
        ([OFF], [refused()], ["update 1"]),
        ([OWNER], [unknown()], ["update 1"]),
    ],
)
def test_what_stays_refused_leaves_nothing_pending(plans: list[ItemPlan], failures: list[Exception | None], posts: list[str], tmp_path: Path) -> None:
    router = LampRouter({"update 1": failures})
    subject = stager_of(task_of(router, tmp_path))
    with pytest.raises(Rejected) as caught:
        subject.stage(plans)
    assert router.posts == posts
    assert caught.value.aftermath == "Nothing was staged, and what others may have pending on the router was left alone."
    assert not subject.records.staged


def test_a_failure_on_the_way_discards_what_came_before(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [lost(arrived=False)]}, lamp1={}, lamp3={})
    with pytest.raises(Unreachable) as caught:
        stager_of(task_of(router, tmp_path)).stage([OFF, remove(lamp(3))])
    assert router.calls == ["remove 3", "update 1", "discard", "read"]
    assert caught.value.aftermath == "Everything pending on the router was discarded; the running configuration was not changed."


def test_what_is_live_all_the_same_is_said(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [refused()]}, lamp1={})
    plans = [OFF, remove(lamp(3))]
    with pytest.raises(Rejected) as caught:
        stager_of(task_of(router, tmp_path)).stage(plans)
    assert caught.value.aftermath == "Everything pending on the router was discarded; these were changed all the same: lamp 3 (Bow)."


def test_what_cannot_be_seen_is_said(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [refused()], "read": [lost()]}, lamp1={}, lamp3={})
    with pytest.raises(Rejected) as caught:
        stager_of(task_of(router, tmp_path)).stage([OFF, remove(lamp(3))])
    assert caught.value.aftermath == (
        "Everything pending on the router was discarded; whether the running configuration was changed cannot be seen (the connection was cut)."
    )


def test_a_discard_that_fails_is_said_and_remembered(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [refused()], "discard": [refused("busy")]}, lamp1={}, lamp3={})
    subject = stager_of(task_of(router, tmp_path))
    with pytest.raises(Rejected) as caught:
        subject.stage([OFF, remove(lamp(3))])
    assert caught.value.aftermath == "Discarding what was staged failed as well (busy); changes may be pending on the router."
    assert subject.records.staged


def test_what_was_staged_is_kept_if_that_is_asked_for(tmp_path: Path) -> None:
    router = LampRouter({"update 1": [refused()]}, lamp1={}, lamp3={})
    subject = stager_of(task_of(router, tmp_path, on_failure="keep"))
    with pytest.raises(Rejected) as caught:
        subject.stage([OFF, remove(lamp(3))])
    assert router.posts == ["remove 3", "update 1"]
    assert caught.value.aftermath == "What was staged stays pending on the router (on_failure: keep)."
    assert subject.records.staged


@pytest.mark.parametrize("before", [False, True])
def test_who_is_not_let_in_discards_nothing(before: bool, tmp_path: Path) -> None:
    router = LampRouter({"update 1": [unauthorized()]})
    subject = stager_of(task_of(router, tmp_path))
    if before:
        with records_at(tmp_path) as killed:
            killed.begin()
    with pytest.raises(Unauthorized):
        subject.stage([OFF])
    assert router.posts == ["update 1"]
    assert subject.records.staged is before


# ---- apply -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failures", "posts", "aftermath"),
    [
        ([refused()], ["apply", "discard"], "Everything pending on the router was discarded; the running configuration was not changed."),
        ([unauthorized()], ["apply", "discard"], "Everything pending on the router was discarded; the running configuration was not changed."),
        ([lost(arrived=False)], ["apply", "discard"], "Everything pending on the router was discarded; the running configuration was not changed."),
        (
            [lost(), lost()],
            ["apply", "apply"],
            "The change was staged and apply was sent, and for 60 s the router has given no usable answer since (the connection was cut). "
            "It may have cut itself off, and nothing can be reverted from here: look at it on site, or in InControl.",
        ),
    ],
)
def test_an_apply_that_fails(failures: list[Exception | None], posts: list[str], aftermath: str, tmp_path: Path) -> None:
    router = LampRouter({"apply": failures})
    subject = stager_of(task_of(router, tmp_path))
    subject.stage([OFF])
    with pytest.raises(PeplinkError) as caught:
        subject.apply([OFF])
    assert router.posts == ["update 1", *posts]
    assert caught.value.aftermath == aftermath
    assert "applied" not in subject.task.result


def test_a_change_that_is_live_although_apply_was_refused_is_applied(tmp_path: Path) -> None:
    router = LampRouter({"apply": [refused("nothing to apply")]}, lamp1={"enable": False})
    subject = stager_of(task_of(router, tmp_path))
    subject.stage([OFF])
    subject.apply([OFF])
    assert subject.task.result["applied"] is True
    assert router.warnings == ["sending a request was refused (nothing to apply), yet the change is live."]


@pytest.mark.parametrize(
    ("failures", "plan", "params"),
    [
        # Not to be told from what is pending.
        ({"discard": [refused()]}, OFF, {}),
        ({}, OFF, {"on_failure": "keep"}),
        ({"read": [None, lost()]}, OFF, {}),
        # Nothing of it can be seen.
        ({}, update({"token": "t"}), {}),
    ],
)
def test_what_cannot_be_confirmed_is_not_called_live(failures: dict[str, Any], plan: ItemPlan, params: dict[str, str], tmp_path: Path) -> None:
    router = LampRouter({"apply": [refused()], **failures}, lamp1={"enable": False})
    subject = stager_of(task_of(router, tmp_path, **params))
    subject.stage([plan])
    with pytest.raises(Rejected):
        subject.apply([plan])
    assert router.warnings == []
