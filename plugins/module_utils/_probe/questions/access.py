# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the protocol is like: tokens, failures, queries, notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..._common.untrusted import as_map
from ..evidence import Evidence
from ..question import Question, Third

_GRANT = "auth.token.grant"
READ_ONLY = "api.read-only"


def _granted(evidence: Evidence) -> Iterator[Any]:
    for call in evidence.of(_GRANT):
        answer = as_map(call.answer)
        if answer.get("stat") == "ok":
            yield as_map(answer.get("response"))


def _grant_numbers(evidence: Evidence) -> Iterator[Any]:
    for grant in _granted(evidence):
        for name in ("expiresIn", "authorizationType"):
            value = grant.get(name)
            if value is not None:
                yield "string" if isinstance(value, str) else "number" if isinstance(value, int) else Third(f"{name} is no number and no text")


def _unauthorised(evidence: Evidence) -> Iterator[Any]:
    call = evidence.call("wrong token")
    if call and evidence.failed("wrong token"):
        yield call.status if call.status in (200, 401) else Third(f"HTTP status {call.status}")


def _comma(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("status WANs comma"):
        call = evidence.call("status WANs comma")
        asked = set(str(call.arguments.get("id", "")).split(",")) if call else set()
        shown = {key for key, _wan in evidence.entries("status WANs comma")}
        yield "lenient" if asked == shown else Third(f"ids with a comma give {len(shown)} of {len(asked)} WANs")
    elif evidence.failed("status WANs comma") and evidence.ok("status WANs"):
        yield "strict"


def _unsupported(evidence: Evidence) -> Iterator[Any]:
    code = evidence.code("carrier scan elsewhere")
    everywhere = evidence.failed("carrier scan") and evidence.code("carrier scan") == code
    if evidence.failed("carrier scan elsewhere") and code != 401 and not everywhere:
        yield code if isinstance(code, int) else Third("a failure without a code")


def _notices(evidence: Evidence) -> list[Any]:
    if not evidence.ok("VPN") or not evidence.ok("firmware"):
        return []
    beta, internal = ("notice" in evidence.answer(step) for step in ("VPN", "firmware"))
    return ["all" if internal else "beta"] if beta else [Third("a beta function carries no notice")]


def _undocumented_get(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("GPIO by GET"):
        yield "answer"
    if evidence.ok("priority by GET"):
        yield "answer"
    elif evidence.code("priority by GET") in (404, 999):
        yield "refuse"


def is_hub(evidence: Evidence) -> bool:
    """Whether this seems to be a FusionHub: it has no position, no mesh and no Connect Protect, which all others have."""
    refused = all(evidence.failed(step) for step in ("mesh", "Connect Protect"))
    return evidence.at_least("8.5.0") and evidence.code("location") == 999 and refused


def _hub_clients(evidence: Evidence) -> Iterator[Any]:
    grants = [as_map(call.answer) for call in evidence.of(_GRANT)]
    if evidence.code("API clients") == 999 or any(grant.get("code") == 999 for grant in grants):
        yield "none"
    elif is_hub(evidence) and (evidence.ok("API clients") or any(grant.get("stat") == "ok" for grant in grants)):
        yield "offered"


def _read_only(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("read-only token") and as_map(evidence.response("read-only token")).get("scope") == READ_ONLY:
        if evidence.ok("read-only WANs"):
            yield "allow"
        elif evidence.code("read-only WANs") == 401:
            yield "refuse"
    elif any(grant.get("scope") == READ_ONLY for grant in _granted(evidence)):
        if evidence.ok("WANs"):
            yield "allow"
        elif evidence.code("WANs") == 401 and evidence.ok("status WANs"):
            yield "refuse"


def _grant_scope(evidence: Evidence) -> Iterator[Any]:
    if evidence.answer("token with scope"):
        yield "accepted" if evidence.ok("token with scope") else "refused"


def _revoke(evidence: Evidence) -> Iterator[Any]:
    if evidence.ok("unknown token"):
        yield "ok"
    elif evidence.failed("unknown token") and evidence.code("unknown token") != 401:
        yield "fail"


QUESTIONS = (
    Question(
        "read_only_token_on_config",
        "20",
        ("allow", "refuse"),
        ("read-only token", "read-only WANs", "WANs"),
        _read_only,
        "no token of scope api.read-only was used",
        "Where it is refused, reading the configuration needs an API client of scope api.",
    ),
    Question(
        "unsupported_code",
        "37",
        (404,),
        ("carrier scan elsewhere", "carrier scan"),
        _unsupported,
        "no function was asked for hardware that is not there",
        "Modules take codes 404 and 999 for a function that is not supported. With another code, their message does not say so.",
        open=True,
    ),
    Question(
        "unauthorised_status",
        "39",
        (200, 401),
        ("wrong token",),
        _unauthorised,
        "the router did not refuse a wrong token",
        "Modules judge the body first, and work with both.",
    ),
    Question(
        "notices",
        "55",
        ("beta", "all"),
        ("VPN", "firmware"),
        _notices,
        "status.pepvpn or info.firmware was not shown",
        "Modules show notices with -v only.",
    ),
    Question(
        "query_arrays",
        "66",
        ("strict", "lenient"),
        ("status WANs comma", "status WANs"),
        _comma,
        "there is only one WAN",
        "Modules separate values by blanks.",
    ),
    Question(
        "undocumented_get",
        "70",
        ("refuse", "answer"),
        ("priority by GET", "GPIO by GET"),
        _undocumented_get,
        "the router failed in another way",
        "Modules do not use it.",
    ),
    Question(
        "grant_numbers",
        "quirk 1",
        ("number", "string"),
        (),
        _grant_numbers,
        "no token was granted: one from the cache was used, or a login",
        "Modules read both.",
    ),
    Question(
        "grant_scope",
        "section 2",
        ("accepted", "refused"),
        ("token with scope",),
        _grant_scope,
        "no token was granted with a scope",
        "Modules do not send the scope.",
    ),
    Question(
        "unknown_token_revoke",
        "43",
        ("ok", "fail"),
        ("unknown token",),
        _revoke,
        "only a login with admin rights may revoke other tokens",
        "peplink_api_token takes a token that is unknown for revoked where the router says so.",
    ),
    Question(
        "fusionhub_clients",
        "section 9",
        ("offered", "none"),
        ("API clients",),
        _hub_clients,
        "this does not seem to be a FusionHub",
        "Without API clients, use username and password.",
    ),
)
