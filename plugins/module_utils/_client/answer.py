# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From an HTTP answer to the envelope of the Router API, or to an error that says what answered instead."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from .._common.connection_options import ConnectionOptions
from .._common.errors import ProtocolError
from .._common.redaction import printable
from .transport import RawAnswer

# Real answers nest about ten deep. Whatever walks through an answer later must not run out of stack.
DEEPEST_ANSWER = 64

# Values in an answer, each of which takes some sixty bytes to two hundred until a task is done. A list of 50,000 clients with all details has
# up to 850,000.
MOST_VALUES = 900_000

# Lists and maps among them. An empty one takes as much as four other values, and each is copied where secrets are masked. Such a list of
# clients has up to four of each client.
MOST_CONTAINERS = 220_000

# What a missing code may be guessed from. Only then: the letter case and wording differ between functions.
_UNAUTHORIZED_TEXTS = frozenset({"unauthorized", "invalid access token"})

# Real codes have three digits. A number of thousands of digits would fill every message.
_LARGEST_CODE = 999_999

# Real tokens and cookies have 32 characters.
LONGEST_SECRET = 4096

# The first one over HTTPS, the second one over plain HTTP.
_COOKIES = ("bauth", "pauth")


class PassingFault(ProtocolError):
    """A ProtocolError that the next try may not meet: an HTTP 5xx, or JSON that was cut off."""


@dataclass(frozen=True)
class Envelope:
    """The answer of the API (``stat``, ``response``, ``code``, ``message``, ``notice``); ``code`` is None if it sent none."""

    ok: bool
    response: Any = field(default=None, repr=False)
    code: int | None = None
    message: str = ""
    notice: Any = None
    headers: list[tuple[str, str]] = field(default_factory=list, repr=False)

    @property
    def unauthorized(self) -> bool:
        """No session, an expired one, or one that may not do this. Such a request was not executed."""
        return not self.ok and (self.code == 401 or (self.code is None and self.message.strip().casefold() in _UNAUTHORIZED_TEXTS))

    @property
    def transient(self) -> bool:
        """The "Internal Error" that auth.token.grant gives when asked too soon."""
        return not self.ok and self.code in (None, 401) and self.message.strip().casefold() == "internal error"

    @property
    def busy(self) -> bool:
        """The failure of a router that activates or restarts: no code, and the word timeout. It may have carried out the call."""
        return not self.ok and self.code is None and "timeout" in self.message.casefold()

    @property
    def cookie(self) -> tuple[str, str] | None:
        """Name and value of the session cookie. Its attributes do not matter: it goes back over the connection it came from."""
        for header, line in self.headers:
            if header.lower() == "set-cookie":
                name, _equals, value = line.partition(";")[0].partition("=")
                name, value = name.strip(), value.strip()
                if name in _COOKIES and usable_secret(value):
                    return name, value
        return None

    @property
    def outcome(self) -> str:
        """``ok``, or ``fail`` with code and text."""
        if self.ok:
            return "ok"
        code = "fail" if self.code is None else f"fail {self.code}"
        return f"{code} {printable(self.message, 120)}".rstrip()

    @property
    def said(self) -> str:
        """A failure in the router's own words, for a message."""
        code = "without a code" if self.code is None else f"code {self.code}"
        return f"{code}: {printable(self.message)}" if self.message else f"{code}, no text"


def usable_secret(value: Any) -> TypeGuard[str]:
    """Whether a token or cookie can be sent back: text of printable ASCII, and not endless."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_SECRET and value.isascii() and value.isprintable()


def read_answer(raw: RawAnswer, options: ConnectionOptions) -> Envelope:
    """The envelope in ``raw``. The body decides, then the HTTP status; HTTP 401 and 403 count as code 401.

    Raises ProtocolError, ``maybe_processed`` true: whoever answered had the request.
    """
    try:
        value, fault = decode(raw.body), None
    except ValueError as error:
        value, fault = None, error
    if isinstance(value, dict) and value.get("stat") in ("ok", "fail"):
        # A router that is busy may say so in the member of the data.
        message = value.get("message") or (value.get("response") if value["stat"] == "fail" and isinstance(value.get("response"), str) else None)
        return Envelope(
            ok=value["stat"] == "ok",
            response=value.get("response"),
            code=_code(value.get("code")),
            message="" if message is None else message if isinstance(message, str) else printable(message),
            notice=value.get("notice"),
            headers=raw.headers,
        )
    if raw.status in (401, 403):
        return Envelope(ok=False, code=401, message=f"HTTP status {raw.status}", headers=raw.headers)
    if not 200 <= raw.status < 300:
        raise _bad_status(raw, options)
    if fault is not None:
        raise _not_json(raw, options, fault)
    if not isinstance(value, dict):
        raise _error(options, "answered JSON that is not an object", "Check that port is that of Web Admin.")
    stat = printable(value.get("stat"), 40)
    raise _error(options, f"answered JSON whose stat is neither ok nor fail but {stat}", "This is not the Router API: check port.")


def decode(body: bytes) -> Any:
    """The JSON in ``body``, fit to be handed on: no broken text, no NaN, not nested too deeply. Raises ValueError.

    Whatever ``body`` holds, memory stays below ten times its largest size: values are counted before any is made.
    """
    containers = body.count(b"{") + body.count(b"[")
    if containers > MOST_CONTAINERS or containers + body.count(b",") > MOST_VALUES:
        raise ValueError(f"more than {MOST_VALUES} values, or {MOST_CONTAINERS} lists and maps")
    try:
        # One broken byte in the name of a neighbour's Wi-Fi must not hide the rest. JSON has no NaN; Ansible could not hand it on.
        value = json.loads(body.decode("utf-8-sig", "replace"), parse_constant=lambda word: None)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    _require_shallow(value)
    return _mended(value) if b"\\ud" in body.lower() else value


def _mended(value: Any) -> Any:
    """Half a surrogate pair is valid in JSON, but no text: it would break whatever prints it."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        # In place: a second copy would take as much memory again.
        for place, item in enumerate(value):
            value[place] = _mended(item)
    elif isinstance(value, dict):
        members = list(value.items())
        value.clear()
        value.update((_mended(name), _mended(item)) for name, item in members)
    return value


def _require_shallow(value: Any) -> None:
    level = [value]
    for _depth in range(DEEPEST_ANSWER):
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ())
            if isinstance(child, (dict, list))
        ]
        if not level:
            return
    raise ValueError("nested too deeply")


def _code(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    try:
        code = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return code if abs(code) <= _LARGEST_CODE else None


def _bad_status(raw: RawAnswer, options: ConnectionOptions) -> ProtocolError:
    status = f"HTTP status {raw.status}"
    if 300 <= raw.status < 400:
        target = _target(raw)
        check = "Check port" if options.use_tls else "Check port, and set use_tls: true"
        advice = f"Redirects are not followed, they could carry credentials elsewhere. {check}. A captive portal also answers like this."
        return _error(options, f"answered with a redirect ({status}) to {target}", advice)
    if raw.status >= 500:
        return _error(options, f"answered {status}", "Its web server is starting or in trouble: try again, or look at the router.", passing=True)
    if raw.status == 404:
        advice = "Check port, and that the firmware is 7.0 or later with the API switched on."
        return _error(options, f"has no Router API at this address ({status})", advice)
    if raw.status == 407:
        return _error(options, f"the proxy asks for a login ({status})", "Put it into the proxy's URL, or set use_proxy: false.")
    if raw.status == 400 and not options.use_tls:
        return _error(options, f"refused plain HTTP ({status})", "Web Admin probably expects TLS on this port: set use_tls: true.")
    advice = "Check that host and port are those of Web Admin, and that no proxy is in between."
    return _error(options, f"answered {status} without an API answer", advice)


def _target(raw: RawAnswer) -> str:
    location = next((value for name, value in raw.headers if name.lower() == "location"), "")
    try:
        parts = urlsplit(location)
    except ValueError:
        return "an unreadable address"
    # Neither query nor user part: the request's own query held the token and may be repeated there.
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else ""
    return printable(f"{origin}{parts.path}", 200) or "nowhere"


def _not_json(raw: RawAnswer, options: ConnectionOptions, fault: ValueError) -> ProtocolError:
    start = raw.body[:200].lstrip().lower()
    if not start:
        return _error(options, "answered with nothing", "The connection may be bad, or the port not that of Web Admin.", passing=True)
    kind = next((value for name, value in raw.headers if name.lower() == "content-type"), "")
    if start.startswith(b"<") or "html" in kind.lower():
        advice = "Check that port is that of Web Admin, that the API is switched on, and that no captive portal or relay is in between."
        return _error(options, "answered with a web page instead of the API", advice)
    if start.startswith((b"{", b"[")):
        if not isinstance(fault, json.JSONDecodeError):
            advice = "This is not the Router API: check port."
            return _error(options, "answered JSON that cannot be read: nested too deeply, too many values or a number too long", advice)
        return _error(options, "answered with truncated or damaged JSON", "The connection may be bad: try again.", passing=True)
    return _error(options, "answered something that is not JSON", "Check that port is that of Web Admin.")


def _error(options: ConnectionOptions, answer: str, advice: str, *, passing: bool = False) -> ProtocolError:
    kind = PassingFault if passing else ProtocolError
    return kind("reading an answer", options.device, answer, advice, maybe_processed=True)
