# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A router for tests: answers from a script, fails on any request that is not in it, and keeps what it was sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import Clock, RawAnswer
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import PeplinkError, Unreachable

DEVICE = "192.0.2.1:443"


class FakeClock(Clock):
    """Time that passes only by sleeping; ``sleeps`` are the pauses in seconds."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now
        self.sleeps: list[float] = []

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds


@dataclass
class Sent:
    """A request that came in."""

    method: str
    function: str
    query: dict[str, str]
    body: Any
    headers: dict[str, str]


@dataclass
class FakeRouter:
    """A transport. Each step is ("GET config.mesh", answer); the answer is a RawAnswer or an error to raise."""

    steps: list[tuple[str, RawAnswer | PeplinkError]]
    sent: list[Sent] = field(default_factory=list)
    closed: bool = False
    fingerprint: str | None = None

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        origin, _api, function = url.partition("/api/")
        assert origin in ("https://192.0.2.1:443", "http://192.0.2.1:80")
        assert self.steps, f"unexpected request: {method} {function} {query} {json_body}"
        expected, answer = self.steps.pop(0)
        assert f"{method} {function}" == expected
        self.sent.append(Sent(method, function, dict(query), json_body, dict(headers)))
        if isinstance(answer, PeplinkError):
            raise answer
        return answer

    def close(self) -> None:
        self.closed = True

    def done(self) -> None:
        """Every scripted request was made."""
        assert not self.steps, f"never asked: {[step for step, _answer in self.steps]}"


def options(**given: Any) -> ConnectionOptions:
    """Connection options of the fake router; no credentials and no token cache unless given."""
    return ConnectionOptions(**{"host": "192.0.2.1", "port": 443, "token_cache": False, **given})


def ok(response: Any = None, headers: list[tuple[str, str]] | None = None, **more: Any) -> RawAnswer:
    """A success; without ``response`` a bare one."""
    return RawAnswer(200, headers or [], json.dumps({"stat": "ok", **({} if response is None else {"response": response}), **more}).encode())


def fail(code: Any = None, message: Any = None, status: int = 200) -> RawAnswer:
    """A failure of the API."""
    members = {"stat": "fail", **({} if code is None else {"code": code}), **({} if message is None else {"message": message})}
    return RawAnswer(status, [], json.dumps(members).encode())


def raw(body: bytes | str, status: int = 200, **headers: str) -> RawAnswer:
    """Anything else; headers by name."""
    return RawAnswer(status, list(headers.items()), body.encode() if isinstance(body, str) else body)


def cut(*, maybe_processed: bool) -> Unreachable:
    """A connection that was lost."""
    return Unreachable("sending a request", DEVICE, "the connection was cut", "Check the link.", maybe_processed=maybe_processed)


def login(cookie: str = "bauth=x1y2z3w4; HttpOnly; SameSite=Strict", permission: Any = None) -> RawAnswer:
    """An accepted login; the session cookie is in the second Set-Cookie line."""
    lines = [("Server", "bauth=no; x"), ("Set-Cookie", "lang=en; Path=/"), ("set-cookie", cookie)]
    return ok({"permission": permission or {"GET": 1, "POST": 1}}, lines)


def granted(token: str = "9999aaaabbbbccccddddeeeeffff0000", expires_in: Any = 172800) -> RawAnswer:
    """An access token."""
    return ok({"accessToken": token, "authorizationType": 3, "scope": "api", "expiresIn": expires_in})
