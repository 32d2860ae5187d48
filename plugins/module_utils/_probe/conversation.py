# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The conversation of a probe: every call is made once, and whatever comes back is kept as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from .._client.session import Session
from .._common.errors import PeplinkError, Refused, TlsError, Unreachable
from .._common.read import Read
from .evidence import Evidence
from .reads import Ask

# At level read, with those that obtain credentials and give them back.
MOST_REQUESTS = 60
_FAREWELL = 2

# The router is gone when so many functions in a row found no connection. A single one may be what breaks it.
_LOST_IN_A_ROW = 3

WRONG_TOKEN = "0" * 32


class Conversation:
    """Calls and what they brought. ``evidence`` grows with each."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.evidence = Evidence()
        self._tape = session.record()
        self._lost: set[str] = set()
        self._met = False

    def ask_all(self, asks: Iterable[Ask]) -> None:
        """Take the steps, as far as the limit of requests allows. Raises PeplinkError if there is no way in, or the router is lost."""
        for ask in asks:
            arguments = ask.arguments(self.evidence)
            if arguments is not None and len(self._tape) < MOST_REQUESTS - _FAREWELL:
                self.read(ask.step, Read(ask.function, dict(arguments) if ask.post else None, {} if ask.post else arguments))

    def read(self, step: str, read: Read, session: Session | None = None) -> None:
        """Take a step that reads. A failure of the function is evidence; no way in, or a router that is lost, is raised as PeplinkError."""
        [outcome] = self._kept(step, read.function, lambda: (session or self.session).read_all([read], retry=False))
        self._require_router(read.function, outcome)

    def write(self, step: str, function: str, body: Mapping[str, Any], session: Session | None = None) -> None:
        """Take a step that writes. What goes wrong is evidence: a read that follows shows whether the router is lost."""

        def post() -> None:
            with suppress(PeplinkError):
                (session or self.session).post(function, body)

        self._kept(step, function, post)

    def ask_with_wrong_token(self) -> None:
        """Take the step that shows how a router refuses."""
        self.read("wrong token", Read("status.wan.connection"), self.session.with_token(WRONG_TOKEN))

    def _kept(self, step: str, function: str, call: Any) -> Any:
        before = len(self._tape)
        try:
            return call()
        finally:
            self.evidence = self.evidence.with_step(step, self._tape[before:], function)

    def _require_router(self, function: str, outcome: Any) -> None:
        if isinstance(outcome, (TlsError, Refused)):
            raise outcome
        self._met = self._met or any(call.status is not None and not call.error for call in self.evidence.calls)
        self._lost = {*self._lost, function} if isinstance(outcome, Unreachable) else set()
        if isinstance(outcome, Unreachable) and (not self._met or len(self._lost) >= _LOST_IN_A_ROW):
            raise outcome

    def require_api(self) -> None:
        """Raises PeplinkError unless something has answered as the Router API."""
        if not self._met:
            self.session.get("info.firmware")
