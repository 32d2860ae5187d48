# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a parsed HTTP request to the answer of the API: permission, availability, masking, envelope."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import errors
from .call import Call
from .credentials import LEVELS, Principal
from .device import Device
from .errors import ApiError
from .families import newer_than, version_key
from .faults import Fault
from .journal import Request, reads_only
from .masking import MASK, places_of_mask
from .query import TOKEN_PARAMETER, QueryPairs, typed_query
from .registry import OPERATIONS, Operation, new_enough
from .specification import OperationFacts, Specification
from .store import Items

FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass
class Incoming:
    """A request as it came in; problem is set for a body that is no JSON object or form."""

    method: str
    function: str
    pairs: QueryPairs
    body: dict[str, Any] | None
    form: bool
    cookie: str | None
    problem: str | None = None


@dataclass
class Answer:
    payload: bytes
    status: int = 200
    cookies: list[str] = field(default_factory=list)
    outcome: str = "ok"
    no_answer: bool = False


def process(device: Device, specification: Specification, incoming: Incoming, faults: tuple[Fault, ...], entry: Request) -> Answer:
    """Runs the function. The caller holds the lock of the device."""
    operation = OPERATIONS.get((incoming.method, incoming.function))
    principal = _identify(device, operation, incoming)
    entry.processed = True
    entry.credential = principal.kind
    try:
        return _run(device, specification, operation, principal, incoming, faults)
    except ApiError as error:
        status = device.unknowns.unauthorised_status if error.unauthorised else 200
        return Answer(_encode(error.payload()), status, outcome=f"fail:{error.code}")


def _identify(device: Device, operation: Operation | None, incoming: Incoming) -> Principal:
    token = next((value for name, value in incoming.pairs if name == TOKEN_PARAMETER), None)
    if token is None and incoming.form and operation is not None and operation.form(device.unknowns):
        token = (incoming.body or {}).get(TOKEN_PARAMETER)
    return device.credentials.identify(incoming.cookie, token)


def _run(
    device: Device,
    specification: Specification,
    operation: Operation | None,
    principal: Principal,
    incoming: Incoming,
    faults: tuple[Fault, ...],
) -> Answer:
    unknowns = device.unknowns
    documented = operation.documented if operation else incoming.function
    facts = specification.facts(incoming.method, documented)
    permission = (operation.permission if operation else None) or (facts.permission if facts else _general_rule(incoming.method))
    if LEVELS[permission] > 0 and principal.level == 0:
        raise principal.refusal()
    if operation is None or not _available(device, specification, operation):
        raise _no_such_operation(device, specification, incoming, operation)
    if not _supported(device, operation, facts):
        raise errors.unsupported_hardware(unknowns)
    if principal.level < LEVELS[permission] or _refused_read(device, incoming, principal):
        raise errors.unauthorised()
    if incoming.form and not operation.form(unknowns):
        raise errors.bad_value(unknowns, "content type")
    if incoming.problem is not None:
        raise errors.bad_value(unknowns, incoming.problem)

    body, pairs = dict(incoming.body or {}), incoming.pairs
    if incoming.form:
        body.pop(TOKEN_PARAMETER, None)
        body = specification.typed_form(documented, body) if facts and incoming.method == "POST" else body
    if not body and operation.arguments_in_query(unknowns):
        body, pairs = specification.typed_form(documented, {name: value for name, value in pairs if name != TOKEN_PARAMETER}), []
    known = specification.facts("GET", operation.parameters_of) if operation.parameters_of else facts
    parameters = known.parameters if known else {parameter.name: parameter for parameter in operation.parameters}
    call = Call(device, documented, body, typed_query(parameters, pairs, unknowns), principal, specification, faults)
    looks = reads_only(incoming.method, incoming.function, body)
    device.advance_jobs(looks and incoming.function.startswith(("cmd.", "config.", "status.")))
    reads = looks and incoming.function.startswith(("config.", "status."))
    if reads:
        device.stores.poll()
        call.lagging = _lagging_values(device, documented)
    if incoming.method != "GET":
        _judge_mask(call)
        if not operation.checks_body:
            call.body = call.checked(call.body)
    response = operation.handler(call)
    if reads:
        device.stores.end_read()
    payload: dict[str, Any] = {"stat": "ok"}
    maturity = facts.maturity if facts else "internal"
    if maturity == "beta" or (unknowns.notices == "all" and maturity != "released"):
        call.notice = call.notice or maturity
    if call.notice is not None:
        payload["notice"] = {"status": call.notice}
    if response is not None:
        payload["response"] = response
    return Answer(_encode(payload), cookies=call.cookies, no_answer=call.no_answer)


def _lagging_values(device: Device, function: str) -> Mapping[str, Items] | None:
    seconds = device.unknowns.status_lag_seconds.get(function, 0.0)
    polls = device.unknowns.status_lag_polls.get(function, 0)
    return device.stores.seen_by(function, seconds, polls) if seconds or polls else None


def _general_rule(method: str) -> str:
    return "read-only" if method == "GET" else "read-write"


def _available(device: Device, specification: Specification, operation: Operation) -> bool:
    if not _new_enough(device, specification, operation) or _dropped(device, specification, operation):
        return False
    return operation.available is None or operation.available(device.spec, device.unknowns)


def _supported(device: Device, operation: Operation, facts: OperationFacts | None) -> bool:
    if facts is not None and device.family in facts.unsupported_on:
        return False
    return operation.supported is None or operation.supported(device.spec)


def _new_enough(device: Device, specification: Specification, operation: Operation) -> bool:
    facts = specification.facts(operation.method, operation.documented)
    return new_enough(device.firmware, operation.since or (facts.since if facts else "0"))


def _dropped(device: Device, specification: Specification, operation: Operation) -> bool:
    facts = specification.facts(operation.method, operation.documented)
    listed = facts.listed_in if facts else ()
    return bool(listed) and device.unknowns.dropped_functions == "unknown" and newer_than(device.firmware, max(listed, key=version_key))


def _no_such_operation(device: Device, specification: Specification, incoming: Incoming, operation: Operation | None) -> ApiError:
    if operation is not None and not _new_enough(device, specification, operation):
        return errors.unknown_function()
    other = OPERATIONS.get(("GET" if incoming.method != "GET" else "POST", incoming.function))
    if other is not None and _available(device, specification, other):
        return errors.unsupported_request()
    return errors.unknown_function()


def _refused_read(device: Device, incoming: Incoming, principal: Principal) -> bool:
    return (
        device.unknowns.read_only_token_on_config == "refuse"
        and incoming.method == "GET"
        and incoming.function.startswith("config.")
        and principal.session is None
        and principal.token is not None
        and principal.token.scope == "api.read-only"
    )


def _judge_mask(call: Call) -> None:
    places = places_of_mask(call.body)
    call.device.masked_literals_received += [(call.function, place) for place in places]
    if places and call.unknowns.masked_literal == "fail":
        raise call.bad_value(f"{places[0]} ({MASK} sent back)")


def _encode(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, separators=(",", ":")).encode()
