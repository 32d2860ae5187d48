# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Failures that a test arms on the cloud."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

FaultKind = Literal["latency", "cut", "html", "truncated", "http_status", "redirect", "too_many", "pending", "resp_code", "odd_data"]
KINDS: tuple[str, ...] = get_args(FaultKind)


@dataclass
class CloudFault:
    """A failure and the requests that it strikes: those of `path` (None: every one) after the first `skip`, `times` times (None: for ever).

    status is that of http_status, location that of redirect, retry_after the header of too_many (None: without one), resp_code and
    message stand in the envelope of resp_code, seconds is the wait of latency, data replaces that of the answer for odd_data.
    """

    kind: FaultKind
    path: str | None = None
    skip: int = 0
    times: int | None = 1
    status: int = 500
    location: str = "https://relay.example.net/login"
    retry_after: str | None = None
    resp_code: str = "INTERNAL_ERROR"
    message: str = ""
    seconds: float = 0.0
    data: object = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"fault kind {self.kind!r} is not one of {', '.join(KINDS)}")

    def strikes(self, path: str) -> bool:
        """Counts a request and tells whether it is struck."""
        if self.path not in (None, path) or self.times == 0:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


@dataclass
class CloudFaults:
    armed: list[CloudFault] = field(default_factory=list)

    def add(self, fault: CloudFault) -> None:
        self.armed.append(fault)

    def clear(self) -> None:
        self.armed.clear()

    def strike(self, path: str) -> CloudFault | None:
        """The first fault that strikes a request."""
        return next((fault for fault in self.armed if fault.strikes(path)), None)
