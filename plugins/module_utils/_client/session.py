# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One task's conversation with one router: the calls of the API by name, everything else behind them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from .._common.connection_options import ConnectionOptions
from .._common.errors import PeplinkError, ProtocolError, Refused, Rejected, TransportError, Unauthorized, Unsupported
from .._common.firmware import since, unlisted_since
from .._common.read import Read
from .._common.redaction import printable, redact
from .._recording.recording import Call
from .advice import Credentials, on_rights, on_support
from .answer import Envelope
from .credentials import GRANT_PAUSES, RATE_ADVICE, GivenToken, Scheme, ask_patiently, choose, has_any
from .exchange import Exchange, Request
from .parallel_reads import ReadUnderWay, read_in_parallel
from .transport import Clock, RequestsTransport, Transport

__all__ = ["Clock", "Session", "Unit"]

_FIRMWARE = "info.firmware"
_BUSY_ADVICE = "It may be activating its configuration or restarting: try again later."
_UNSURE = "The router may have carried it out or not."
_FUNCTION = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")


@dataclass(frozen=True)
class Unit:
    """What tells one router from another that is reached at the same address: its certificate (SHA-256), and who is known to it."""

    device: str
    fingerprint: str | None
    user: str | None


class Session:
    """A conversation with one router, opened by the first call that needs it and closed by :meth:`close`.

    ``calls`` lists every request that was sent, in order: ``method``, ``function``, ``query`` and ``body`` (if any, without
    secrets) and ``outcome``: ``ok``, ``fail`` with code and text, ``cut``, or what answered instead of the API. ``acted``: the router has
    carried out something that acts or writes, or may have. ``warnings`` are texts
    for the user that name no host, ``notices`` what routers remark about their functions. ``secrets`` are the credentials, tokens and
    cookies in use, for the front to mask; it does not hold what the router answers to a query for secrets.
    """

    def __init__(self, options: ConnectionOptions, transport: Transport | None = None, clock: Clock | None = None) -> None:
        self.device = options.device
        self._options = options
        self._transport: Transport = transport or RequestsTransport(options)
        self._siblings: Callable[[], Transport] | None = (lambda: RequestsTransport(options)) if transport is None else None
        self._exchange = Exchange(options, self._transport, clock or Clock())
        self._exchange.secrets.update(secret for secret in (options.password, options.client_secret, options.access_token) if secret)
        self._scheme: Scheme | None = None
        self.acted = False
        self._known: list[tuple[Read, Any]] = []
        self._accepted: set[tuple[str, str]] = set()
        self._running: str | None = None
        self._running_asked: set[bool] = set()

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Every request that was sent, in order."""
        return self._exchange.calls

    @property
    def warnings(self) -> list[str]:
        """What the user should know, each once."""
        return self._exchange.warnings

    @property
    def notices(self) -> list[str]:
        """What the router remarked, such as that a function is beta, each once. Nothing to act upon."""
        return self._exchange.notices

    @property
    def secrets(self) -> set[str]:
        """Everything that must not be shown."""
        return self._exchange.secrets

    def record(self) -> list[Call]:
        """A list that every call from now on is added to, with the whole answer: it holds secrets, tokens included."""
        tape: list[Call] = []
        self._exchange.tape = tape
        return tape

    def start_over(self) -> None:
        """Begin another round with the same connection and credentials: everything is asked anew, and the record is empty."""
        self._known.clear()
        self._running = None
        self._running_asked.clear()
        self._exchange.start_over()

    def with_token(self, token: str) -> Session:
        """A conversation over the same connection and with the same record, admitted by another token. It needs no closing."""
        other = Session(self._options, self._transport, self._exchange.clock)
        other._exchange = self._exchange
        other._exchange.secrets.add(token)
        other._scheme = GivenToken(token)
        return other

    def get(self, function: str, /, *, retry: bool = True, **query: Any) -> Any:
        """Read a function: the ``response`` member as the router sent it, None if there is none.

        ``query`` is that of a Read. ``retry`` false is for those who ask repeatedly themselves. info.firmware answers without
        credentials if none were given, then for the running slot only. Raises PeplinkError.
        """
        return self._call(_reading(Read(function, query=query)), None if retry else 0)

    def post(self, function: str, body: Mapping[str, Any] | None = None) -> Any:
        """Call a function that acts or writes: the ``response`` member, None if there is none.

        Sent once. If the answer is lost, or says no more than that the router is busy, the TransportError says by ``maybe_processed``
        and ``aftermath`` that the router may have carried it out; then read again before repeating. Raises PeplinkError.
        """
        try:
            answer = self._call(Request("POST", function, f"posting {function}", body=body or {}), None)
        except TransportError as error:
            if error.maybe_processed:
                error.aftermath = _UNSURE
                self.acted = True
            raise
        self.acted = True
        return answer

    def read_all(self, reads: Sequence[Read], *, retry: bool = True, parallel: int = 1) -> list[Any]:
        """Several reads; for each the ``response`` member, or the PeplinkError in place of it. Raises PeplinkError if there is no way in.

        Up to ``parallel`` at the same time, each on a connection of its own, which costs a TLS handshake and saves a round trip.
        """
        requests = [_reading(read) for read in reads]
        retries = None if retry else 0
        with self._ahead(requests[1:], retries, parallel - 1) as begun:
            return [self._outcome(request, retries, begun.get(request)) for request in requests]

    def read_once(self, reads: Sequence[Read], *, parallel: int = 1) -> list[Any]:
        """As ``read_all``, but what this has read before is not asked again."""
        new: list[Read] = []
        for read in reads:
            if not any(read.same(other) for other in [*new, *(known for known, _answer in self._known)]):
                new.append(read)
        self._known += zip(new, self.read_all(new, parallel=parallel), strict=True)
        return [next(answer for known, answer in self._known if known.same(read)) for read in reads]

    def _ahead(self, requests: list[Request], retries: int | None, threads: int) -> AbstractContextManager[dict[Request, ReadUnderWay]]:
        if not requests or threads < 1 or self._siblings is None:
            return nullcontext({})
        scheme = self._scheme = self._scheme or choose(self._exchange)
        with _nothing_sent():
            admitted = scheme.admit()
        allowed = [request for request in requests if request.method == "GET" or scheme.may_write]
        return read_in_parallel(self._exchange, self._siblings, allowed, admitted, retries, threads)

    def _outcome(self, request: Request, retries: int | None, begun: ReadUnderWay | None) -> Any:
        try:
            return self._call(request, retries, begun)
        except PeplinkError as error:
            if error.doing != request.doing:
                raise  # it is not about this function, but about being admitted at all
            return error

    @property
    def known_firmware(self) -> str | None:
        """The running firmware if this task has met it already; asks nothing."""
        return self._running

    def firmware(self) -> str | None:
        """The text of the running firmware (``8.5.2s011 build 5401``) from info.firmware; None if it cannot be told.

        Needs no credentials and never logs in. Asked once in a task, or twice if the router first refused without a login.
        """
        held = self._scheme.held if self._scheme else None
        if self._running is None and bool(held) not in self._running_asked:
            self._running_asked.add(bool(held))
            with suppress(TransportError):
                envelope = self._exchange.run(Request("GET", _FIRMWARE, f"reading {_FIRMWARE}"), held)
                self._running = _running_version(envelope.response) if envelope.ok else None
        return self._running

    def unit(self) -> Unit:
        """Which router this is, whatever the address leads to; asks for the firmware if none was met yet. Raises TransportError."""
        if self._options.use_tls and self._transport.fingerprint is None:
            self._exchange.run(Request("GET", _FIRMWARE, f"reading {_FIRMWARE}"))
        return Unit(self.device, self._transport.fingerprint, self._options.client_id or self._options.username)

    def close(self) -> None:
        """Log out, or revoke a token that is not cached, and close the connection. Never raises."""
        if self._scheme is not None:
            self._scheme.close()
        with suppress(OSError):
            self._transport.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _call(self, request: Request, retries: int | None, begun: ReadUnderWay | None = None) -> Any:
        if not _FUNCTION.fullmatch(request.function):
            raise Refused(
                "checking the call",
                self.device,
                f"{printable(request.function, 80)} is not a function of the Router API",
                "Give the name alone, such as status.wan.connection: no slash, no /api/, no query.",
            )
        if request.function == _FIRMWARE and not has_any(self._options):
            envelope = self._exchange.run(request, retries=retries)
        else:
            envelope = (begun.finish(self._exchange) if begun else None) or self._authenticated(request, retries)
        if envelope.ok:
            self._accepted.add((request.method, request.function))
            if request.function == _FIRMWARE:
                self._running = _running_version(envelope.response) or self._running
            return envelope.response
        raise self._failure(request, envelope)

    def _authenticated(self, request: Request, retries: int | None) -> Envelope:
        if self._scheme is None:
            self._scheme = choose(self._exchange)
        scheme = self._scheme
        with _nothing_sent():
            admitted = scheme.admit()
        self._require_right(scheme, request)
        if request.function.startswith("auth."):
            envelope = ask_patiently(self._exchange, lambda: self._exchange.run(request, admitted, retries=retries))
        else:
            envelope = self._exchange.run(request, admitted, retries=retries)
        if envelope.transient or not envelope.unauthorized:
            return envelope
        with _nothing_sent():
            fresh = scheme.renew(admitted)
        if fresh is None:
            return envelope
        self._require_right(scheme, request)
        again = self._exchange.run(request, fresh, retries=retries)
        if again.unauthorized:
            scheme.give_back(admitted)
        return again

    def _require_right(self, scheme: Scheme, request: Request) -> None:
        if request.method == "POST" and not scheme.may_write and request.function != "logout":
            raise Unauthorized(
                request.doing,
                self.device,
                "this user may only read (the login said so), so nothing was sent",
                "Use a user with full access, or an API client of scope api.",
            )

    def _failure(self, request: Request, envelope: Envelope) -> PeplinkError:
        said = envelope.said
        if envelope.transient and request.function.startswith("auth."):
            return Rejected(request.doing, self.device, f"failed {1 + len(GRANT_PAUSES)} times ({said})", RATE_ADVICE, code=envelope.code)
        if envelope.unauthorized:
            kind = self._scheme.kind if self._scheme else Credentials.NONE
            known = (request.method, request.function) in self._accepted
            advice = on_rights(kind, request.function, writing=request.method != "GET", accepted_before=known)
            return Unauthorized(request.doing, self.device, f"refused it as unauthorised ({said})", advice)
        if envelope.code == 301:
            return Unauthorized(request.doing, self.device, f"does not accept these credentials ({said})", "Check username and password.")
        if envelope.code in (404, 999):
            running = self.firmware()
            runs = f"; it runs firmware {running}" if running else ""
            what = "does not know this function" if envelope.code == 999 else "does not support this request"
            name = request.method, request.function
            advice = on_support(*name, envelope.code, needed=since(*name), unlisted=unlisted_since(*name), running=running)
            return Unsupported(request.doing, self.device, f"{what} ({said}){runs}", advice, code=envelope.code)
        if envelope.busy and request.method != "GET" and not request.harmless:
            return ProtocolError(request.doing, self.device, f"is busy ({said})", _BUSY_ADVICE, maybe_processed=True)
        advice = _BUSY_ADVICE if envelope.busy else self._advice_on_arguments(request)
        return Rejected(request.doing, self.device, f"refused it ({said})", advice, code=envelope.code)

    def _advice_on_arguments(self, request: Request) -> str:
        shown = redact(request.body or request.query, self.secrets)
        if not shown:
            return "It had no arguments; the event log of the router may say why."
        return f"Check the arguments: {printable(json.dumps(shown, default=str, ensure_ascii=False), 500)}."


@contextmanager
def _nothing_sent() -> Iterator[None]:
    """``maybe_processed`` speaks of the caller's request; while credentials are obtained it has not been carried out."""
    try:
        yield
    except TransportError as error:
        error.maybe_processed = False
        raise


def _reading(read: Read) -> Request:
    if read.body is None:
        query = {name: _query_value(value) for name, value in read.sent.items()}
        return Request("GET", read.function, f"reading {read.function}", query=query)
    return Request("POST", read.function, f"reading {read.function}", body=read.body, harmless=True)


def _query_value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, set, frozenset)):
        return " ".join(_query_value(item) for item in value)
    return str(value)


def _running_version(response: Any) -> str | None:
    slots = [slot for slot in response.values() if isinstance(slot, Mapping)] if isinstance(response, Mapping) else []
    running = [slot for slot in slots if slot.get("inUse") in (True, "yes", "true", "1")] or (slots if len(slots) == 1 else [])
    version = running[0].get("version") if running else None
    return printable(version.strip(), 80) if isinstance(version, str) and version.strip() else None
