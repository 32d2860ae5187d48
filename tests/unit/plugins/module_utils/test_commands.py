# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Commands against routers with unexpected answers; the format for each firmware; waiting."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.wanfleet.peplink.plugins.module_utils import _commands
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Unit
from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.variants import Variant, in_turn, variant_for
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import (
    NotInEffect,
    PeplinkError,
    Refused,
    Rejected,
    Unauthorized,
    Unreachable,
    Unsupported,
)
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.module import Module, Task
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.waiting import Wait, until

from .fake_router import FakeClock

CELLULAR = {"name": "Cellular", "enable": True, "type": "cellular", "message": "Connected"}
WIFI = {"name": "Wi-Fi WAN", "enable": True, "type": "wifi", "message": "Connected"}
STATUS = {"1": {"name": "WAN", "message": "Connected"}, "2": CELLULAR, "3": WIFI, "order": [1, 2, 3]}
ODD: list[Any] = [None, "x", 7, [], {}, [None, 1, "x", [], {}], {"order": [1, None, {}], "1": 5, "2": {}}]
ODD_MEMBERS: list[Any] = [None, "²", 7, True, [], {}, [{}], [[1]], {"a": 1}]

OPTIONS: dict[str, list[dict[str, Any]]] = {
    "API": [{"function": "cmd.config.apply", "method": "POST"}],
    "API_CLIENT": [{"name": "fleet"}, {"name": "fleet", "state": "absent"}],
    "API_CLIENT_INFO": [{}],
    "API_TOKEN": [{"name": "fleet"}, {"name": "fleet", "state": "revoked"}],
    "REBOOT": [{"firmware_id": 1, "wait": False, "record_dir": "/nonexistent/records"}],
    "SMS": [{"wan": "2", "state": "deleted", "all": True}],
    "SMS_INFO": [{"wan": "2"}],
    "SIM_PRIORITY": [{"wan": "2", "sims": ["2", "1"]}],
    "CELLULAR_MODULE": [{"wan": "2", "state": "reset", "wait": True}],
    "CARRIER_SCAN": [{"wan": "2", "allow_interruption": True}],
    "CARRIER_SCAN_INFO": [{"wan": "2"}],
    "CHANNEL_SCAN": [{"wan": "2", "allow_interruption": True}],
    "CHANNEL_SCAN_INFO": [{"wan": "2"}],
    "CARRIER": [{"wan": "2", "name": "x"}, {"wan": "2", "mcc": "001", "mnc": "01", "sim": 1}],
    "WIFI_SCAN_INFO": [{"wan": "3"}],
    "WIFI_WAN": [{"wan": "3", "ssid": "x"}, {"wan": "3", "state": "disconnected"}, {"wan": "3", "ssid": "x", "state": "forgotten"}],
    "ACCESS_POINT": [{"state": "disabled"}],
    "POE": [{"state": "enabled", "ports": [{"id": 1}]}],
    "CHANNEL_LOCK": [{"wan": "2", "sims": [{"id": 1, "channel": 1, "pci": 1}]}],
    "BILLING_CYCLE": [{"wan": "2"}],
    "STARLINK": [{"wan": "1", "state": "stowed"}],
    "USSD": [{"wan": "2", "code": "*1#", "sim": 1}],
    "MESH_DISCOVERY": [{}, {"state": "requested", "candidate": "00:00:5E:00:53:20"}],
    "FACTORY_RESET": [{"confirm": "192.0.2.1", "record_dir": "/nonexistent/records"}],
}
# Members that the commands look into, each with a value that is right but for what is put below it.
MEMBERS = {
    "list": [{"name": "x", "mcc": "001", "mnc": "01", "pcs": 0}],
    "reference": {"activeSim": {"simId": 1, "selectedCarrier": {}}},
    "sms": [{"sender": "x", "message": [{"id": 1, "timestamp": 1}]}],
    "apList": [{"serialNumber": "x", "status": "online"}],
    "candidateList": [{"id": "00:00:5E:00:53:20", "bssList": [{}]}],
    "candidates": {"x": {}},
    "enabledSim": [1],
    "scanStatus": "done",
    "support": True,
    "time": 1,
    "timestamp": 1,
}


def modules() -> dict[str, Module]:
    found: dict[str, Module] = {}
    for module in pkgutil.iter_modules(_commands.__path__):
        loaded = importlib.import_module(f"{_commands.__name__}.{module.name}")
        found |= {name: value for name, value in vars(loaded).items() if isinstance(value, Module)}
    return found


MODULES = modules()
CALLS = [(name, options) for name, variants in OPTIONS.items() for options in variants]


class OddSession(SimpleNamespace):
    """A session whose router knows its WANs and answers everything else with the same odd value."""

    def __init__(self, answer: Any, firmware: str) -> None:
        super().__init__(device="192.0.2.1:443", secrets=set(), warnings=[], answer=answer)
        self._firmware = firmware

    def unit(self) -> Unit:
        return Unit("192.0.2.1:443", None, None)

    def get(self, function: str, **_options: Any) -> Any:
        return STATUS if function == "status.wan.connection" else self.answer

    def post(self, function: str, body: Any = None, **_options: Any) -> Any:
        return self.answer

    def read_all(self, reads: Any, **_options: Any) -> list[Any]:
        return [self.answer for _read in reads]

    def firmware(self) -> str:
        return self._firmware


def attempt(name: str, options: Mapping[str, Any], answer: Any, firmware: str) -> Task:
    module = MODULES[name]
    checked = ArgumentSpecValidator(module.spec, **module.rules).validate(dict(options))
    assert not checked.error_messages
    session: Any = OddSession(answer, firmware)
    task = Task(checked.validated_parameters, False, "192.0.2.1", session, FakeClock())
    try:
        module.run(task)
    except PeplinkError as error:
        task.result["msg"] = str(error)
    return task


def test_every_command_is_attempted() -> None:
    assert set(OPTIONS) == set(MODULES)


@pytest.mark.parametrize(("name", "options"), CALLS, ids=str)
def test_odd_answers_give_a_result_or_a_readable_error(name: str, options: dict[str, Any]) -> None:
    for answer, firmware in itertools.product(ODD, ("8.1.1", "8.5.2")):
        attempt(name, options, answer, firmware)
    for member, odd in itertools.product(MEMBERS, ODD_MEMBERS):
        attempt(name, options, MEMBERS | {member: odd}, "8.1.1")
        for inner in (part for part in (MEMBERS[member],) if isinstance(part, list) and isinstance(part[0], dict)):
            for key in inner[0]:
                attempt(name, options, MEMBERS | {member: [{**inner[0], key: odd}, inner[0]]}, "8.1.1")
    for key, odd in itertools.product(("name", "clientId", "clientSecret", "scope", "accessToken", "ssid", "signal", "status"), ODD_MEMBERS):
        attempt(name, options, [{"name": "fleet", "ssid": "x", key: odd}, {"name": "x", "signal": 1}], "8.5.2")


@pytest.mark.parametrize(
    ("running", "expected"), [("8.5.2s011 build 5401", "new"), ("8.3.0", "new"), ("8.2.9", "old"), ("7.0.0", "old"), ("unheard of", "new"), (None, "new")]
)
def test_the_request_has_the_format_of_the_firmware(running: str | None, expected: str) -> None:
    session: Any = SimpleNamespace(firmware=lambda: running)
    assert variant_for(session, (Variant("8.3.0", "new"), Variant("8.0.0", "old"))).content == expected


def test_the_other_formats_follow_in_turn() -> None:
    new, old = Variant("8.3.0", "new"), Variant("8.0.0", "old")
    for running, expected in (("8.5.2", [new, old]), ("8.1.1", [old, new])):
        session: Any = SimpleNamespace(firmware=lambda running=running: running)
        assert in_turn(session, (new, old)) == expected


def waiting(limit: float = 60.0) -> tuple[Wait, FakeClock, list[str]]:
    clock, messages = FakeClock(), list[str]()
    task = Task({}, False, "192.0.2.1", SimpleNamespace(), clock, say=messages.append)
    return Wait(task, limit, "something"), clock, messages


def overdue() -> NotInEffect:
    return NotInEffect("waiting", "192.0.2.1:443", "nothing came", "Wait longer.")


def test_pauses_grow_until_the_timeout() -> None:
    wait, clock, messages = waiting(30)
    with pytest.raises(NotInEffect, match="nothing came"):
        until(wait, lambda: None, overdue())
    assert clock.sleeps == [0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0, 5.0, 2.5]
    assert messages == ["waiting for something: 12 of at most 30 s", "waiting for something: 22 of at most 30 s"]


def test_a_silent_router_is_retried_and_finally_reported() -> None:
    silence = Unreachable("reading", "192.0.2.1:443", "no answer", "Check the link.", maybe_processed=False)
    answers: list[Any] = [silence, None, silence, "found"]

    def ask() -> Any:
        answer = answers.pop(0) if answers else silence
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert until(waiting()[0], ask, overdue()) == "found"
    with pytest.raises(Unreachable, match=r"nothing came \(the last time, it no answer\) \(while waiting\). Wait longer."):
        until(waiting()[0], ask, overdue())


ARGUMENTS = ("reading", "192.0.2.1:443")


@pytest.mark.parametrize(
    "last",
    [
        Rejected(*ARGUMENTS, "refused it without a code: timeout", "It had no arguments; the event log of the router may say why.", code=None),
        Unsupported(*ARGUMENTS, "does not know this function", "It needs firmware 8.5.2.", code=999),
        Unauthorized(*ARGUMENTS, "ended the session", "Log in again."),
        NotInEffect(*ARGUMENTS, "is not there yet", "Wait."),
    ],
    ids=lambda last: last.kind,
)
def test_any_other_answer_is_waited_out_and_the_last_one_told(last: PeplinkError) -> None:
    answers: list[Any] = [last, None, last, "found"]

    def ask() -> Any:
        answer = answers.pop(0) if answers else last
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert until(waiting()[0], ask, overdue()) == "found"
    with pytest.raises(NotInEffect) as raised:
        until(waiting()[0], ask, overdue())
    assert str(raised.value) == f"192.0.2.1:443: nothing came (the last time, it {last.answer}) (while waiting). Wait longer."


def test_a_refusal_of_ours_ends_the_wait() -> None:
    wait, clock, _messages = waiting()

    def ask() -> Any:
        raise Refused(*ARGUMENTS, "nothing of the kind", "Nothing was done.")

    with pytest.raises(Refused):
        until(wait, ask, overdue())
    assert clock.sleeps == []


@pytest.mark.parametrize("yes", [True, 1, "yes"])
@pytest.mark.parametrize("no", [False, 0, "no"])
def test_a_bootable_slot_in_any_spelling(yes: Any, no: Any) -> None:
    slots = {"1": {"version": "8.1.0", "bootable": yes, "inUse": no}, "2": {"version": "8.5.2", "bootable": yes, "inUse": yes}}
    options = {"firmware_id": 1, "wait": False, "record_dir": "/nonexistent/records"}
    result = attempt("REBOOT", options, slots, "8.5.2").result
    assert (result.get("msg"), result["changed"], result["firmware_before"]) == (None, True, "8.5.2")
    broken = {**slots, "1": {**slots["1"], "bootable": no}}
    assert "1: 8.1.0 (not bootable), 2: 8.5.2" in attempt("REBOOT", options, broken, "8.5.2").result["msg"]


@pytest.mark.parametrize("yes", [True, 1, "yes"])
@pytest.mark.parametrize("no", [False, 0, "no"])
def test_the_switch_of_an_access_point_in_any_spelling(yes: Any, no: Any) -> None:
    result = attempt("ACCESS_POINT", {"state": "disabled"}, {"support": yes, "enable": no, "wanDependent": yes}, "8.5.2").result
    assert (result.get("msg"), result["changed"], result["before"]) == (None, False, {"enabled": False, "wan_dependent": True})
    assert "has no access point" in attempt("ACCESS_POINT", {"state": "disabled"}, {"support": no, "enable": no}, "8.5.2").result["msg"]
