# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Errors of the collection.

Each one can be read at three in the morning: what was being done, to which router, what it answered, what to check.
The fronts turn them into a failed result; nothing else leaves the core.
"""

from __future__ import annotations

from typing import ClassVar


class PeplinkError(Exception):
    """Base of all errors a user may see.

    ``doing`` is a phrase that continues "while" (``reading config.wan.connection``), ``device`` is ``host:port``,
    ``answer`` says what happened, ``advice`` what to check, ``aftermath`` the state of earlier changes. None of
    them holds a secret. They may be made more precise on the way up: the transport does not know what is being done, the
    session fills that in; only the transaction knows the aftermath.

    ``kind`` names the class for playbooks, which find it as ``error`` in the result of a failed task.
    """

    kind: ClassVar[str]

    def __init__(self, doing: str, device: str, answer: str, advice: str) -> None:
        self.doing = doing
        self.device = device
        self.answer = answer
        self.advice = advice
        self.aftermath = ""
        super().__init__(doing, device, answer, advice)

    def __str__(self) -> str:
        return f"{self.device}: {self.answer} (while {self.doing}). {self.advice} {self.aftermath}".rstrip()


class TransportError(PeplinkError):
    """The router gave no usable answer.

    ``maybe_processed`` is true when the request may have reached the router: then a POST must not be repeated before
    the router's state was read again.
    """

    def __init__(self, doing: str, device: str, answer: str, advice: str, *, maybe_processed: bool) -> None:
        super().__init__(doing, device, answer, advice)
        self.maybe_processed = maybe_processed


class Unreachable(TransportError):
    """No connection, a time-out, or a connection that was cut."""

    kind = "unreachable"


class TooSlow(Unreachable):
    """The connection was there, but the answer did not come in time. Asking again would make it slower still."""


class TlsError(TransportError):
    """The certificate could not be verified, or the TLS handshake failed."""

    kind = "tls"


class ProtocolError(TransportError):
    """Something answered, but not this API: HTML, truncated JSON, a redirect, an HTTP error, no session cookie."""

    kind = "protocol"


class Unauthorized(PeplinkError):
    """Wrong credentials (code 301), an expired session or a scope that is too small (code 401)."""

    kind = "unauthorized"


class Rejected(PeplinkError):
    """The router refused the call. ``code`` is its error number, None if it sent none."""

    kind = "rejected"

    def __init__(self, doing: str, device: str, answer: str, advice: str, *, code: int | None) -> None:
        super().__init__(doing, device, answer, advice)
        self.code = code


class Unsupported(Rejected):
    """The router does not know the function (code 999), or not for this model or these arguments (code 404)."""

    kind = "unsupported"


class Refused(PeplinkError):
    """The collection itself declined, before anything was written: bad intent, a missing sibling value, a guard."""

    kind = "refused"


class Stale(PeplinkError):
    """The collection itself declined, before anything was written: the router, or its intent, is no longer what was planned."""

    kind = "stale"


class NotInEffect(PeplinkError):
    """The router took the change but does not show its effect, or is not healthy with it."""

    kind = "not_in_effect"
