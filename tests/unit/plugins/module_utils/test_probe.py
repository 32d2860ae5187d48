# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The questions of the probe are those of the simulator's switches, and an answer is never a guess."""

from __future__ import annotations

import re
import typing
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import Unknowns

from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.evidence import Evidence, entries, shape
from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.fitness import choose, pending, unconfirmed
from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.question import Kind, Question, Third, find, names, word_of
from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.questions.catalogue import QUESTIONS
from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.reads import ADMIN_READS, READING_POSTS, READS
from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Call

ROUTER_API = Path(__file__).resolve().parents[4] / "docs" / "router-api"
BEHAVIOUR = ROUTER_API / "behaviour.md"
SIMULATED = [question for question in QUESTIONS if question.simulated]


def test_every_switch_has_a_question() -> None:
    assert sorted(question.switch for question in SIMULATED) == sorted(Unknowns().as_dict())
    assert len({question.switch for question in QUESTIONS}) == len(QUESTIONS)


def test_every_row_of_the_table_of_unknowns_has_a_question() -> None:
    table = BEHAVIOUR.read_text(encoding="utf-8").partition("\n## 10. ")[2].partition("\n## 11. ")[0]
    rows = set(re.findall(r"^\| (\d+) \|", table, re.MULTILINE))
    assert len(rows) > 70
    assert rows - {question.row for question in QUESTIONS} == set()


def test_every_function_that_reads_is_asked() -> None:
    functions = {path.removeprefix("/api/"): how for path, how in yaml.safe_load((ROUTER_API / "openapi.yaml").read_text(encoding="utf-8"))["paths"].items()}
    asked = {ask.function for ask in (*READS, *ADMIN_READS) if not ask.post}
    assert {function for function, how in functions.items() if "get" in how} - asked == set()
    sometimes = {"status.system.info", "status.cpu", "status.traffic", "status.lan", "status.wan.latency"}
    assert asked - {function for function, how in functions.items() if "get" in how} == sometimes | {"config.gpio", "config.wan.connection.priority"}
    # Of those that only POST has, these read.
    assert {"config.gpio", "status.cellularModule.temperature", "cmd.channelPci.scan"} <= {ask.function for ask in READING_POSTS if ask.post}


@pytest.mark.parametrize("question", SIMULATED, ids=lambda question: question.switch)
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


def named(name: str) -> Call:
    return call({"stat": "ok", "response": {"2": {"name": name}, "order": [2]}}, "config.wan.connection")


RENAMED = Call("POST", "config.wan.connection", {"list": [{"id": 2, "name": "Probe"}]}, 200, {}, {"stat": "ok"})
DONE = Call("POST", "cmd.config.discard", status=200, answer={"stat": "ok"})
REFUSED = Call("POST", "cmd.config.discard", status=200, answer={"stat": "fail", "code": 404})


@pytest.mark.parametrize(
    ("discard", "shown", "discarded", "kind", "value"),
    [
        (DONE, "Probe", "Old", Kind.DECIDED, "pending"),
        (DONE, "Old", "Old", Kind.DECIDED, "running"),
        (DONE, "Probe", "Probe", Kind.OTHER, None),
        (DONE, "Third", "Old", Kind.UNDECIDED, None),
        (REFUSED, "Probe", "Probe", Kind.UNDECIDED, None),
    ],
)
def test_what_get_shows_of_a_change_that_is_staged_and_discarded(discard: Call, shown: str, discarded: str, kind: Kind, value: Any) -> None:
    steps = {"WANs": named("Old"), "name": RENAMED, "name shown": named(shown), "name discard": discard, "name discarded": named(discarded)}
    question = next(question for question in QUESTIONS if question.switch == "config_get")
    finding = find(question, evidence(**steps))
    assert (finding.kind, finding.value) == (kind, value)


NO = {"stat": "fail", "code": 400}
NEW = {"stat": "fail", "code": 999}
BUSY = {"stat": "fail", "message": "timeout"}


@pytest.mark.parametrize(
    ("name", "answers", "kind", "value"),
    [
        ("missing_wan_id", {"missing id": NO}, Kind.DECIDED, "fail"),
        ("missing_wan_id", {"missing id": OK}, Kind.DECIDED, "accept"),
        ("missing_wan_id", {"missing id": BUSY}, Kind.UNDECIDED, None),
        ("discard_with_nothing_pending", {"wrong value discard": OK, "missing id": NO, "missing id discard": OK}, Kind.DECIDED, "ok"),
        ("discard_with_nothing_pending", {"wrong value discard": OK, "missing id": NO, "missing id discard": NO}, Kind.DECIDED, "fail"),
        # Something may be pending.
        ("discard_with_nothing_pending", {"wrong value discard": OK, "missing id": OK, "missing id discard": OK}, Kind.UNDECIDED, None),
        ("discard_with_nothing_pending", {"wrong value discard": NO, "missing id": NO, "missing id discard": OK}, Kind.UNDECIDED, None),
        ("wrong_method_code", {"priority by GET": NO, "GPIO by GET": NO}, Kind.DECIDED, 400),
        ("wrong_method_code", {"priority by GET": NO}, Kind.UNDECIDED, None),
        ("wrong_method_code", {"priority by GET": NO, "GPIO by GET": {**NO, "code": 7}}, Kind.UNDECIDED, None),
        ("wrong_method_code", {"priority by GET": NEW, "GPIO by GET": NEW}, Kind.UNDECIDED, None),
        ("wrong_method_code", {"priority by GET": OK, "GPIO by GET": OK}, Kind.UNDECIDED, None),
        ("wifi_result_before_any", {"Wi-Fi result": {"stat": "ok", "response": {"result": "UNKNOWN_FAIL", "timestamp": 0}}}, Kind.DECIDED, "unknown_fail"),
        ("wifi_result_before_any", {"Wi-Fi result": {"stat": "ok", "response": {"result": "SUCCESS", "timestamp": 1}}}, Kind.UNDECIDED, None),
    ],
)
def test_what_is_no_switch_is_decided_where_the_calls_tell(name: str, answers: dict[str, Any], kind: Kind, value: Any) -> None:
    question = next(question for question in QUESTIONS if question.switch == name)
    finding = find(question, evidence(**{step: call(answer) for step, answer in answers.items()}))
    assert (finding.kind, finding.value) == (kind, value)


LAN = {"0": {"ip": "192.0.2.1"}, "order": [0]}


def wans(**more: Any) -> dict[str, Any]:
    entry = {"enable": True, "connection": {"method": "dhcp", "priority": 1}, "physical": {"type": "ethernet"}, **more}
    return {"1": {"name": "One", **entry}, "2": {"name": "Two", **entry}, "order": [1, 2]}


def statuses(**second: Any) -> dict[str, Any]:
    up = {"enable": True, "uptime": 60, "message": "Connected", "statusLed": "green"}
    return {"1": {"name": "One", "ip": "198.51.100.1", **up}, "2": {"name": "Two", "ip": "198.51.100.2", **up, **second}, "order": [1, 2]}


def answering(**steps: Any) -> Evidence:
    return evidence(**{step: call({"stat": "ok", "response": response}) for step, response in steps.items()})


def situation(status: Any = None) -> Evidence:
    return answering(**{"WANs": wans(), "status WANs": status or statuses(), "LAN": LAN})


def test_the_wan_that_carries_the_connection_is_not_chosen() -> None:
    assert choose(situation(), None, "gate", {"198.51.100.2"}) == 1
    assert choose(situation(), None, "gate", {"198.51.100.1"}) == 2
    assert choose(situation(), "Two", "gate", ()) == 1
    assert choose(situation(), None, "gate", {"192.0.2.1"}) == 2


@pytest.mark.parametrize(
    ("status", "named_wan", "addresses", "text"),
    [
        (statuses(), None, (), "set management_wan"),
        (statuses(statusLed="red", message="No cable", uptime=0, ip=None), "1", (), "no other way in"),
        (statuses(), "7", (), "management_wan names '7'"),
    ],
)
def test_it_is_said_why_no_wan_can_be_chosen(status: Any, named_wan: str | None, addresses: Any, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        choose(situation(status), named_wan, "gate", addresses)


def test_another_name_in_the_status_may_be_a_pending_change() -> None:
    assert pending(situation()) == ""
    changed = statuses()
    changed["2"]["name"] = "Before"
    assert pending(situation(changed)).startswith("WAN 2 has another name")


@pytest.mark.parametrize(
    ("confirm", "fingerprint", "accepted"),
    [
        ("AB:CD", "abcd", True),
        ("ab", "abcd", False),
        (None, "abcd", False),
        ("gate", "abcd", False),
        ("gate", None, True),
        ("Gate", None, False),
        ("", None, False),
    ],
)
def test_consent_is_typed_out(confirm: str | None, fingerprint: str | None, accepted: bool) -> None:
    assert (unconfirmed(confirm, fingerprint, "gate") == "") is accepted


@pytest.mark.parametrize(("version", "expected"), [("8.5.2s011 build 5401", True), ("8.5.1", False), (None, False)])
def test_the_running_firmware_counts(version: str | None, expected: bool) -> None:
    slots = {"1": {"version": "9.0.0", "inUse": False}, "2": {"version": version, "inUse": True}, "order": [1, 2]}
    assert evidence(firmware=call({"stat": "ok", "response": slots})).at_least("8.5.2") is expected
