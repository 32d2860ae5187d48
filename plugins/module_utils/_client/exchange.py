# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One call of the API: sent, answered, recorded, and sent again where that can do no harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .._common.connection_options import ConnectionOptions
from .._common.errors import Refused, TooSlow, TransportError, Unreachable
from .._common.redaction import printable, redact, redact_text
from .._recording.recording import Call
from .answer import Envelope, PassingFault, read_answer
from .taping import taped
from .transport import Clock, RawAnswer, Transport

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0

_LONGEST_TEXT = 4096


@dataclass(frozen=True)
class Admission:
    """What shows the router who asks: a token in the query, or a cookie in a header. ``secret`` is its value."""

    secret: str = field(repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, eq=False)
class Request:
    """A call before it is sent, and no other one that looks like it.

    ``query`` values are text already, ``doing`` continues "while" in messages.
    """

    method: str
    function: str
    doing: str
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)
    harmless: bool = False
    """A POST that changes nothing."""


class Exchange:
    """Sends requests for a session and keeps its record: ``calls``, ``warnings``, ``notices``, ``secrets``.

    ``tape`` gets whole answers, secrets included, once somebody has put a list there.
    """

    def __init__(self, options: ConnectionOptions, transport: Transport, clock: Clock) -> None:
        self.options = options
        self.clock = clock
        self.calls: list[dict[str, Any]] = []
        self.warnings: list[str] = []
        self.notices: list[str] = []
        self.secrets: set[str] = set()
        self.lost = False
        self.tape: list[Call] | None = None
        self.transport = transport

    def start_over(self) -> None:
        """Forget the record, but no secret."""
        self.calls.clear()
        self.warnings.clear()
        self.notices.clear()

    def sibling(self) -> Exchange:
        """An exchange for another thread, with a record of its own."""
        other = Exchange(self.options, self.transport, self.clock)
        other.secrets = set(self.secrets)
        other.tape = self.tape
        return other

    def run(self, request: Request, admitted: Admission | None = None, *, retries: int | None = None) -> Envelope:
        """Send a request and return the API's answer, a failure included.

        Tried ``retries`` times more (default: the option) with growing pauses: a GET after a lost connection, an HTTP 5xx or
        cut JSON; a POST only if nothing of it was sent, because otherwise it may have been carried out. Not after a TooSlow. Raises
        TransportError.
        """
        left = self.options.retries if retries is None else retries
        attempt = 1
        while True:
            try:
                return self._once(request, admitted)
            except TransportError as error:
                error.doing = request.doing
                error.answer = redact_text(error.answer, self.secrets)
                if attempt > left or not _repeatable(request, error):
                    if attempt > 1:
                        error.answer = f"{error.answer}; tried {attempt} times"
                    raise
            self.clock.sleep(min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE))
            attempt += 1

    def warn(self, text: str) -> None:
        """Remember a warning once."""
        _add(text, self.warnings)

    def merge(self, other: Exchange) -> None:
        """Add the record of a sibling."""
        self.calls += other.calls
        for text in other.warnings:
            _add(text, self.warnings)
        for text in other.notices:
            _add(text, self.notices)

    def _once(self, request: Request, admitted: Admission | None) -> Envelope:
        record = self._record(request)
        self.calls.append(record)
        started = self.clock.monotonic()
        raw: RawAnswer | None = None
        failure = ""
        try:
            raw = self.transport.send(
                request.method,
                self.options.base_url + request.function,
                query={**request.query, **(admitted.query if admitted else {})},
                json_body=None if request.method == "GET" else dict(request.body),
                headers=admitted.headers if admitted else {},
            )
            self.lost = False
            envelope = self._discreet(read_answer(raw, self.options))
        except Refused:
            self.calls.pop()
            raise
        except TransportError as error:
            self.lost = isinstance(error, Unreachable)
            if not error.maybe_processed:
                self.calls.pop()
            failure = redact_text(error.answer, self.secrets)
            record["outcome"] = "cut" if self.lost else failure
            raise
        finally:
            if self.tape is not None and (raw or failure):
                self.tape.append(taped(record, raw, self.clock.monotonic() - started, failure))
        record["outcome"] = envelope.outcome
        if envelope.notice:
            self._notice(request.function, envelope.notice)
        return envelope

    def _discreet(self, envelope: Envelope) -> Envelope:
        """Without secrets in the router's text, before it is cut to length anywhere: half a secret would not be recognised."""
        if not envelope.message:
            return envelope
        return replace(envelope, message=redact_text(envelope.message[:_LONGEST_TEXT], self.secrets))

    def _record(self, request: Request) -> dict[str, Any]:
        record: dict[str, Any] = {"method": request.method, "function": request.function}
        if request.query:
            record["query"] = redact(request.query, self.secrets)
        if request.body:
            record["body"] = redact(request.body, self.secrets)
        # Stays if the task is killed meanwhile.
        return {**record, "outcome": "cut"}

    def _notice(self, function: str, notice: Any) -> None:
        status = notice.get("status") if isinstance(notice, Mapping) and len(notice) == 1 else None
        text = f"marks it as {printable(status, 40)}" if isinstance(status, str) else f"says {printable(notice)}"
        _add(redact_text(f"{function}: the router {text}.", self.secrets), self.notices)


def _add(text: str, texts: list[str]) -> None:
    if text not in texts:
        texts.append(text)


def _repeatable(request: Request, error: TransportError) -> bool:
    if isinstance(error, TooSlow):
        return False
    if request.method == "GET" or request.harmless:
        return isinstance(error, (Unreachable, PassingFault))
    return isinstance(error, Unreachable) and not error.maybe_processed
