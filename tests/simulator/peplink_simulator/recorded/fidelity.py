# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks a simulated router what a recorded one was asked, and tells where the answers differ in shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from ..device import Device
from ..dispatch import Incoming, process
from ..journal import Request
from ..specification import Specification
from .reading import Recorded, RecordedCall
from .shape import Difference, Shape, differences
from .state import NOT_UNDERSTOOD, twin_of

# Old enough for everything that takes its time after a start.
AGE = 7200.0
# Texts for people that have a list of words in one place only.
FREE_TEXTS = frozenset({"message"})
SESSION = ("login", "logout", "auth.token.grant", "auth.token.revoke")
UNAUTHORIZED = 401
COOKIES = ("bauth=", "pauth=")


def compare(recorded: Recorded, specification: Specification) -> list[Difference]:
    """Call by call; what differs in several calls of a function is told once."""
    twin = twin_of(recorded)
    device = Device(twin.spec)
    device.stop_clock(AGE)
    cookie = _login(device, specification)
    enumerated = specification.enumerated_members() - FREE_TEXTS
    found = {Difference(function, "state", f"the twin cannot take it over: {why}"): None for function, why in twin.left_out.items()}
    for call in filter(_comparable(recorded), recorded.calls):
        # A strange word in the configuration is one of the twin's too, which would hide it.
        for path, word in specification.strange_words(call.method, call.function, call.answer):
            place = ".".join((f"{call.method} {call.function}", *map(str, path)))
            found[Difference(place, "word", f"no list of words has the recorded {word}")] = None
        try:
            answer = _ask(device, specification, call, cookie)
        except NOT_UNDERSTOOD as error:
            found[Difference(f"{call.method} {call.function}", "state", f"the twin cannot show what it took over: {error!r}")] = None
        else:
            found.update(dict.fromkeys(_of_call(call, answer, enumerated)))
    return list(found)


def _comparable(recorded: Recorded) -> Callable[[RecordedCall], bool]:
    """A recording does not say who asked: without calls of the session, and those refused to somebody that others were granted."""
    granted = {(call.method, call.function) for call in recorded.calls if _result(call.answer) == "ok"}
    refused = f"failure {UNAUTHORIZED}"

    def comparable(call: RecordedCall) -> bool:
        return call.function not in SESSION and not (_result(call.answer) == refused and (call.method, call.function) in granted)

    return comparable


def _of_call(call: RecordedCall, answer: Any, enumerated: frozenset[str]) -> Iterator[Difference]:
    place = f"{call.method} {call.function}"
    recorded_result, simulated_result = _result(call.answer), _result(answer)
    if recorded_result != simulated_result:
        yield Difference(place, "answer", f"recorded {recorded_result}, simulated {simulated_result}")
        return
    yield from differences(Shape().add(call.answer, "", enumerated), Shape().add(answer, "", enumerated), place)


def _result(answer: Any) -> str:
    if not isinstance(answer, dict):
        return "no API answer"
    return "ok" if answer.get("stat") == "ok" else f"failure {answer.get('code', 'without a code')}"


def _login(device: Device, specification: Specification) -> str:
    body = {"username": device.username, "password": device.password}
    answer = process(device, specification, Incoming("POST", "login", [], body, False, None), (), _entry("POST", "login"))
    line = next(line for line in answer.cookies if line.startswith(COOKIES))
    return line.split(";")[0].split("=", 1)[1]


def _ask(device: Device, specification: Specification, call: RecordedCall, cookie: str) -> Any:
    is_get = call.method == "GET"
    pairs = [(name, str(value)) for name, value in call.arguments.items()] if is_get else []
    incoming = Incoming(call.method, call.function, pairs, None if is_get else dict(call.arguments), False, cookie)
    return json.loads(process(device, specification, incoming, (), _entry(call.method, call.function)).payload)


def _entry(method: str, function: str) -> Request:
    return Request(method, function, {}, None, False, 0.0)
