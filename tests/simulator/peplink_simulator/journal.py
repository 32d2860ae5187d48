# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Record of the requests that one device received."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

SESSION_FUNCTIONS = frozenset({"login", "logout", "auth.token.grant", "auth.token.revoke"})
READS_WITHOUT_LIST = frozenset({"config.gpio"})
READS_WITHOUT_ACTION = frozenset({"cmd.carrier.scan", "cmd.channelPci.scan"})
READS = frozenset({"status.cellularModule.temperature", "status.wan.connection.allowance", "info.location", "cmd.sms.get"})
RECEIVED = "received"
KEPT_REQUESTS = 20000


def reads_only(method: str, function: str, body: dict[str, Any] | None) -> bool:
    """A GET, or a POST that the document uses for reading."""
    if method == "GET" or function in READS:
        return True
    return (function in READS_WITHOUT_LIST and not (body or {}).get("list")) or (
        function in READS_WITHOUT_ACTION and "action" not in (body or {})
    )


@dataclass
class Request:
    """One request.

    query is without the token; body is the parsed JSON object or form, None without one; at is Unix time. outcome is `received` while it
    is worked on, `ok`, `fail:<code>`, `dark` for a router that cannot be reached, else the kind of the fault that decided the answer
    (`held` while an answer is held, `abandoned` if the client left meanwhile). processed tells whether the function ran. credential is
    token, cookie or none.
    """

    method: str
    function: str
    query: dict[str, str]
    body: dict[str, Any] | None
    form: bool
    at: float
    outcome: str = RECEIVED
    processed: bool = False
    credential: str = "none"

    @property
    def writes(self) -> bool:
        """Whether it is a POST that does more than open or close a session or token, or read."""
        return self.method == "POST" and self.function not in SESSION_FUNCTIONS and not reads_only(self.method, self.function, self.body)

    def as_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


@dataclass
class Journal:
    lock: threading.RLock
    entries: deque[Request] = field(default_factory=lambda: deque(maxlen=KEPT_REQUESTS))
    requests: int = 0
    writes: int = 0
    applies: int = 0

    def __post_init__(self) -> None:
        self._changed = threading.Condition(self.lock)

    def add(self, entry: Request) -> None:
        with self.lock:
            self.entries.append(entry)
            self.requests += 1
            self.writes += entry.writes
            self.applies += entry.method == "POST" and entry.function == "cmd.config.apply"

    def settle(self, entry: Request, outcome: str) -> None:
        with self._changed:
            entry.outcome = outcome
            self._changed.notify_all()

    def snapshot(self) -> list[Request]:
        with self.lock:
            return list(self.entries)

    def posts(self) -> list[Request]:
        """POSTs except those that only open or close a session or token, or only read."""
        return [entry for entry in self.snapshot() if entry.writes]

    def clear(self) -> None:
        with self.lock:
            self.entries.clear()
            self.requests = self.writes = self.applies = 0

    def wait_for(self, function: str, method: str, count: int, timeout: float, outcome: str | None = None) -> list[Request]:
        """Returns when that many such requests were worked on or are held, or have that outcome; TimeoutError otherwise."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while True:
                found = [
                    entry
                    for entry in self.entries
                    if (entry.function, entry.method) == (function, method)
                    and outcome in (None, entry.outcome)
                    and entry.outcome != RECEIVED
                ]
                if len(found) >= count:
                    return found
                left = deadline - time.monotonic()
                if left <= 0 or (not self._changed.wait(left) and time.monotonic() >= deadline):
                    raise TimeoutError(f"{len(found)} of {count} requests {method} {function} within {timeout} s")
