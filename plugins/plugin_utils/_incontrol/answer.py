# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an HTTP answer of InControl means: data, an obstacle that may pass, or an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from ...module_utils._client.answer import decode
from ...module_utils._client.transport import RawAnswer
from ...module_utils._common.errors import PeplinkError, ProtocolError, Rejected, Unauthorized
from ...module_utils._common.redaction import printable, redact_text


class Obstacle(Enum):
    """Why to ask again. The value: how long to wait before each further try, in seconds."""

    PENDING = (2.0, 2.0, 2.0, 4.0)
    TOO_MANY = (1.0, 2.0, 4.0, 8.0, 16.0)
    TROUBLE = (0.5, 1.0, 2.0)
    NOT_ADMITTED = (0.0,)


class Declined(Rejected):
    """The request itself is not acceptable: asking again would not help."""


@dataclass(frozen=True)
class Data:
    """What InControl answered."""

    value: Any = field(repr=False)


@dataclass(frozen=True)
class Setback:
    """An obstacle, the error that it is if it does not pass, and how long InControl says to wait, None if it does not say."""

    obstacle: Obstacle
    error: PeplinkError
    wait: float | None = None


@dataclass(frozen=True)
class AnswerReader:
    """Reads answers to one request. ``doing`` and ``device`` as in PeplinkError; ``secrets`` are kept out of messages."""

    doing: str
    device: str
    now: float
    secrets: Iterable[str] = field(repr=False, default=())

    def read(self, raw: RawAnswer) -> Data | Setback:
        """The data of ``raw``, from its envelope or bare, or the obstacle. Raises ProtocolError, Declined and Unauthorized."""
        if raw.status == 429:
            error = self._rejected("too many requests (HTTP status 429)", "Wait, and check what else sends requests for this organisation.")
            return Setback(Obstacle.TOO_MANY, error, self._retry_after(raw))
        if raw.status == 401:
            return self._not_admitted("HTTP status 401")
        if 300 <= raw.status < 400:
            raise self._protocol(f"answered with a redirect (HTTP status {raw.status}) to {_target(raw)}", "Redirects are not followed. Check url.")
        if raw.status >= 500:
            return Setback(Obstacle.TROUBLE, self._protocol(f"answered HTTP status {raw.status}", "InControl has a problem: try again later."))
        try:
            value = decode(raw.body)
        except ValueError:
            return self._not_json(raw)
        if raw.status >= 400:
            raise self._refusal(raw.status, value)
        if isinstance(value, Mapping) and "resp_code" in value:
            return self._opened(value)
        return Data(value)

    def _opened(self, envelope: Mapping[str, Any]) -> Data | Setback:
        code = str(envelope["resp_code"]).strip().upper()
        if code == "SUCCESS":
            return Data(envelope.get("data"))
        said = self._said(envelope)
        if code == "PENDING":
            return Setback(Obstacle.PENDING, self._rejected("was still preparing its answer", "The device may be slow: try again later."))
        if code == "AUTH_FAILED":
            return self._not_admitted(said)
        if code == "INTERNAL_ERROR":
            return Setback(Obstacle.TROUBLE, self._rejected(f"failed ({said})", "InControl has a problem: try again later."))
        raise self._declined(f"refused the request ({said})")

    def _refusal(self, status: int, value: Any) -> PeplinkError:
        said = self._said(value) if isinstance(value, Mapping) else ""
        answer = f"HTTP status {status}{f', {said}' if said else ''}"
        if status == 403:
            advice = "The client has the rights of the user who made it: that user must see the organisation."
            return Unauthorized(self.doing, self.device, f"does not allow it ({answer})", advice)
        if status == 404:
            return self._declined(f"does not know it ({answer})")
        return self._declined(f"refused the request ({answer})")

    def _not_admitted(self, said: str) -> Setback:
        advice = "A fresh token was refused too: the user who made the client must see the organisation."
        return Setback(Obstacle.NOT_ADMITTED, Unauthorized(self.doing, self.device, f"refused the client ({said})", advice))

    def _not_json(self, raw: RawAnswer) -> Setback:
        start = raw.body[:200].lstrip()
        if start.startswith((b"{", b"[")) or not start:
            return Setback(Obstacle.TROUBLE, self._protocol("answered with truncated or damaged JSON", "The connection may be bad: try again."))
        raise self._protocol(f"gave an answer that is not from the API (HTTP status {raw.status})", "Check url, and that no captive portal is in between.")

    def _retry_after(self, raw: RawAnswer) -> float | None:
        value = next((value for name, value in raw.headers if name.lower() == "retry-after"), "").strip()
        if value.isascii() and value.isdigit():
            return float(value[:9])
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - self.now)
        except (TypeError, ValueError, OverflowError):
            return None

    def _said(self, value: Mapping[str, Any]) -> str:
        parts = [value.get(name) for name in ("resp_code", "error", "message", "error_description")]
        return printable(redact_text(", ".join(str(part)[:4096] for part in parts if part), self.secrets))

    def _declined(self, answer: str) -> Declined:
        return Declined(self.doing, self.device, answer, "Check url and the options.", code=None)

    def _rejected(self, answer: str, advice: str) -> Rejected:
        return Rejected(self.doing, self.device, answer, advice, code=None)

    def _protocol(self, answer: str, advice: str) -> ProtocolError:
        return ProtocolError(self.doing, self.device, answer, advice, maybe_processed=True)


def _target(raw: RawAnswer) -> str:
    location = next((value for name, value in raw.headers if name.lower() == "location"), "")
    try:
        return printable(urlsplit(location).netloc.rpartition("@")[2], 200) or "nowhere"
    except ValueError:
        return "an unreadable address"
