# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looks at one router: one session that stays open, its requests counted, what it answers as values of subjects."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...module_utils._client.session import Session
from ...module_utils._client.transport import Clock, RawAnswer, RequestsTransport, Transport
from ...module_utils._common.codecs.base import Secrets
from ...module_utils._common.connection_options import ConnectionOptions
from ...module_utils._common.errors import PeplinkError, Refused, TransportError, Unsupported
from ...module_utils._configuration.reader import ConfigReader
from ...module_utils._configuration.resources.catalogue import RESOURCES
from ...module_utils._configuration.view import view_config
from ...module_utils._status.reader import gather
from ...module_utils._status.subject import Subject, always
from ...module_utils._status.subjects.allowance import ALLOWANCE
from ...module_utils._status.subjects.clients import CLIENTS
from ...module_utils._status.subjects.gpio import GPIO_STATUS, LEVEL_READS
from ...module_utils._status.subjects.location import LOCATION
from ...module_utils._status.subjects.vpn import VPN
from ...module_utils._status.subjects.wan import WAN
from .decisions import BASE, Look
from .schedule import Window

# The subjects by their names in looks, with the options that ask for no more than is needed.
ASKED: Mapping[str, tuple[Subject, Mapping[str, Any]]] = {
    "wan": (WAN, {"include": ["cellular"]}),
    "vpn": (VPN, {"sections": ["peers"]}),
    "allowance": (ALLOWANCE, {}),
    "clients": (CLIENTS, {"active_only": True, "limit": 0, "fields": ["mac", "active"]}),
    "gpio": (replace(GPIO_STATUS, asks=(always(inputs=LEVEL_READS["inputs"]),), spare=frozenset()), {}),
    "location": (LOCATION, {}),
}
CONFIGURATION = "configuration"

# What a configuration takes at most: each section, and where else it may be found on older firmware.
MOST_CONFIGURATION_REQUESTS = 2 * len(RESOURCES)


class Postponed(Refused):
    """The router has had as many requests in the last minute as it may have."""


class MeteredTransport:
    """A transport that sends no more requests than the window lets pass, logins and retries included."""

    def __init__(self, inner: Transport, window: Window, clock: Clock, device: str) -> None:
        self._inner = inner
        self._window = window
        self._clock = clock
        self._device = device

    @property
    def fingerprint(self) -> str | None:
        """That of the transport."""
        return self._inner.fingerprint

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: object | None, headers: Mapping[str, str]) -> RawAnswer:
        """Send a request. Raises Postponed, and what the transport raises."""
        if not self._window.take(self._clock.monotonic()):
            advice = "It is asked later. Raise max_requests_per_minute if that happens often."
            raise Postponed("watching it", self._device, "it has had max_requests_per_minute requests in the last minute", advice)
        return self._inner.send(method, url, query=query, json_body=json_body, headers=headers)

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()


class Conversation:
    """The looks at one router. Opened by the first one; for one thread at a time. ``missing`` are subjects that it does not have."""

    def __init__(self, options: ConnectionOptions, most_requests: int, clock: Clock, transport: Callable[[ConnectionOptions], Transport]) -> None:
        metered = MeteredTransport(transport(options), Window(most_requests), clock, options.device)
        self._session = Session(options, metered, clock)
        self._clock = clock
        self._logins = 0
        self.missing: set[str] = set()

    def look(self, subjects: Sequence[str]) -> Look | None:
        """Ask about subjects; None if that is to wait. Only the base tells whether the router can be reached."""
        self._session.start_over()
        found: dict[str, Any] = {}
        try:
            for subject in subjects:
                self._ask(subject, found)
        except Postponed:
            return Look(self._clock.time(), found) if found else None
        except PeplinkError as error:
            if BASE in subjects and BASE not in found:
                word = "unreachable" if isinstance(error, TransportError) else "refused"
                return Look(self._clock.time(), failure=word, message=str(error))
        renewed = self._renewed()
        if renewed:
            # It may have another firmware now.
            self.missing.clear()
        return Look(self._clock.time(), found, renewed=renewed)

    def close(self) -> None:
        """Log out, and close the connection. Never raises."""
        self._session.close()

    def _ask(self, subject: str, found: dict[str, Any]) -> None:
        try:
            found[subject] = fingerprint(self._session) if subject == CONFIGURATION else _value(self._session, *ASKED[subject])
        except Unsupported:
            if subject == BASE:
                raise
            self.missing.add(subject)

    def _renewed(self) -> bool:
        """Whether it had to log in, or get a token, again."""
        logins = sum(call["function"] in ("login", "auth.token.grant") and call["outcome"] == "ok" for call in self._session.calls)
        before, self._logins = self._logins, self._logins + logins
        return bool(before and logins)


def fingerprint(session: Session) -> str:
    """The SHA-256 of the configuration without secrets, in hexadecimal digits. Raises PeplinkError."""
    sections = dict(view_config(session, ConfigReader(session, once=True), RESOURCES, Secrets.OMIT, lenient=True))
    return hashlib.sha256(json.dumps(sections, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def default_transport(options: ConnectionOptions) -> Transport:
    """A connection to the router. Raises Refused."""
    return RequestsTransport(options)


def _value(session: Session, subject: Subject, options: Mapping[str, Any]) -> Any:
    [found] = gather(session, [subject], options)
    if found.error:
        raise found.error
    return found.shown(options, Secrets.OMIT, [])
