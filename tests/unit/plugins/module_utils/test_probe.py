# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The questions of the probe are those of the simulator's switches, and an answer is never a guess."""

from __future__ import annotations

import typing
from typing import Any

import pytest
from peplink_simulator import Unknowns

from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.evidence import Evidence, entries, shape
from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.question import Kind, Question, Third, find, names, word_of
from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.questions import QUESTIONS
from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.questions.closed import INJECTED
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call


def test_every_switch_has_a_question_or_is_no_property_of_a_router() -> None:
    asked = [question.switch for question in QUESTIONS]
    assert sorted([*asked, *INJECTED]) == sorted(Unknowns().as_dict())
    assert all(INJECTED.values())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.switch)
def test_the_words_are_those_of_the_simulator(question: Question) -> None:
    hint, default = typing.get_type_hints(Unknowns)[question.switch], Unknowns().as_dict()[question.switch]
    assert question.assumed == default
    assert question.open is (typing.get_origin(hint) is not typing.Literal)
    if not question.open:
        assert sorted(map(str, question.values)) == sorted(map(str, typing.get_args(hint)))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.switch)
def test_without_calls_nothing_is_decided_and_it_says_why(question: Question) -> None:
    finding = find(question, Evidence())
    assert (finding.kind, finding.value, finding.calls) == (Kind.UNDECIDED, None, ())
    assert finding.reason
    assert question.matters.endswith(".")


def call(answer: Any, function: str = "config.mesh", **members: Any) -> Call:
    return Call("GET", function, **{"status": 200, "answer": answer, **members})


def evidence(**steps: Call) -> Evidence:
    return Evidence(tuple(steps.values()), {step: place for place, step in enumerate(steps)})


def voting(*votes: Any, steps: tuple[str, ...] = ("mesh",), open: bool = False) -> Question:
    return Question("toy", "1", ("one", "two"), steps, lambda evidence: votes, "silence", "Nothing.", open)


OK = {"stat": "ok", "response": {}}


@pytest.mark.parametrize(
    ("votes", "kind", "value", "reason"),
    [
        (("one", "one"), Kind.DECIDED, "one", ""),
        (("one", "two"), Kind.OTHER, None, "the answers disagree: one, two"),
        (("three",), Kind.OTHER, None, "text"),
        (("one", Third("it sings")), Kind.OTHER, None, "it sings"),
        ((), Kind.UNDECIDED, None, "silence"),
    ],
)
def test_votes_decide(votes: tuple[Any, ...], kind: Kind, value: Any, reason: str) -> None:
    finding = find(voting(*votes), evidence(mesh=call(OK)))
    assert (finding.kind, finding.value, finding.reason, finding.calls) == (kind, value, reason, (0,))


def test_true_is_not_one() -> None:
    assert find(Question("toy", "1", (1,), (), lambda evidence: [True], "", ""), Evidence()).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("found", "kind", "reason"),
    [
        (call({"stat": "fail", "code": 7}), Kind.UNDECIDED, "silence; GET config.mesh failed with code 7"),
        (call({"stat": "fail"}), Kind.UNDECIDED, "silence; GET config.mesh failed"),
        (call(None, status=None, error="cut"), Kind.UNDECIDED, "silence; GET config.mesh got no answer"),
        (call("<html>", error="a page"), Kind.OTHER, "GET config.mesh was answered with HTTP status 200 and text"),
        (call({"wifi": "on"}, status=500), Kind.OTHER, "GET config.mesh was answered with HTTP status 500 and {wifi: text}"),
    ],
)
def test_what_kept_it_from_being_decided_is_said_without_values(found: Call, kind: Kind, reason: str) -> None:
    finding = find(voting(), evidence(mesh=found))
    assert (finding.kind, finding.reason) == (kind, reason)


def test_a_word_is_quoted_only_if_it_looks_like_one() -> None:
    meaning = {"dhcp": "camel"}
    assert word_of("dhcp", meaning, "method") == ["camel"]
    assert word_of(None, meaning, "method") == []
    assert word_of("Static", meaning, "method") == [Third("method is the word 'Static'")]
    assert word_of("me@example.net", meaning, "method") == [Third("method is text")]


def test_names_of_members() -> None:
    assert names({"a": 1}, {"a": "x", "b": "y"}) == ["x"]
    assert names({"a": 1, "b": 1}, {"a": "x", "b": "y"}, both="z") == ["z"]
    assert names({}, {"a": "x"}) == []


def test_entries_come_in_the_order_of_the_router() -> None:
    assert [key for key, _entry in entries({"1": {}, "2": {}, "note": 4, "9": {}, "order": [2, 1, 7]})] == ["2", "1", "9"]
    assert entries([1]) == []


def test_a_shape_has_no_values() -> None:
    assert shape({"name": "Depot", "list": [1, 2], "on": True, "none": None}) == "{name: text, list: [number, ...], on: boolean, none: null}"


def test_the_newest_call_to_the_function_is_the_step() -> None:
    grown = Evidence().with_step("mesh", [call(OK, "login"), call(OK), call(OK, "logout")], "config.mesh")
    assert grown.steps == {"mesh": 1}
    assert grown.with_step("time", [call(OK, "login")], "info.time").call("time") is None


@pytest.mark.parametrize(("version", "expected"), [("8.5.2s011 build 5401", True), ("8.5.1", False), (None, False)])
def test_the_running_firmware_counts(version: str | None, expected: bool) -> None:
    slots = {"1": {"version": "9.0.0", "inUse": False}, "2": {"version": version, "inUse": True}, "order": [1, 2]}
    assert evidence(firmware=call({"stat": "ok", "response": slots})).at_least("8.5.2") is expected
