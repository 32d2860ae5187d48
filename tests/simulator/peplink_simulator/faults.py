# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults that a test arms on a device."""

from __future__ import annotations

import dataclasses
import threading
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_type_hints

from .drip import PARTS, DripPart
from .registry import RESOURCES

FaultKind = Literal[
    "latency",
    "cut_before",
    "cut_after",
    "hold_before",
    "hold",
    "html",
    "truncated",
    "drip",
    "http_status",
    "redirect",
    "fail",
    "token_expiry",
    "session_expiry",
    "grant_error",
    "login_without_cookie",
    "apply_refused",
    "apply_warning",
    "apply_hang",
    "slow_activation",
    "link_loss",
    "foreign_edit",
]
KINDS: tuple[str, ...] = get_args(FaultKind)

DEFAULT_FUNCTIONS = {
    "grant_error": "auth.token.grant",
    "login_without_cookie": "login",
    "apply_refused": "cmd.config.apply",
    "apply_warning": "cmd.config.apply",
    "apply_hang": "cmd.config.apply",
    "slow_activation": "cmd.config.apply",
}
PROCESSED_BY_DEFAULT = {"truncated": True, "drip": True}


@dataclass
class Fault:
    """A fault and the requests that it strikes.

    function and method: None strikes every one (some kinds have an obvious default function). The first `skip` matching requests pass,
    the next `times` are struck; times None strikes for ever. processed: whether the function runs although its answer is replaced.
    The other members belong to single kinds, see the table in README.md.
    """

    kind: FaultKind
    function: str | None = None
    method: str | None = None
    skip: int = 0
    times: int | None = 1
    seconds: float | None = None
    processed: bool | None = None
    status: int = 500
    location: str = "https://relay.example.net/login"
    code: int | None = 400
    message: str = "Unable to process the request"
    member: Literal["message", "response"] = "message"
    text: str = "Some connections restart"
    limit: int = 0
    polls: int = 0
    wan: int = 1
    when: Literal["changed", "disabled"] = "changed"
    answered: bool = True
    silent: bool = False
    part: DripPart = "body"
    edit: dict[str, Any] | None = field(default_factory=dict)
    resource: str = "wan"
    item: int | str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"fault kind {self.kind!r} is not one of {', '.join(KINDS)}")
        if self.when not in ("changed", "disabled"):
            raise ValueError("fault member when is changed or disabled")
        if self.part not in PARTS:
            raise ValueError(f"fault member part {self.part!r} is not one of {', '.join(PARTS)}")
        if self.member not in ("message", "response"):
            raise ValueError("fault member member is message or response")
        if self.resource not in RESOURCES:
            raise ValueError(f"fault member resource {self.resource!r} is not one of {', '.join(RESOURCES)}")
        if self.function is None:
            self.function = DEFAULT_FUNCTIONS.get(self.kind)
        if self.processed is None:
            self.processed = PROCESSED_BY_DEFAULT.get(self.kind, False)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Fault:
        wrong = set(data) - set(get_type_hints(cls))
        if wrong:
            raise ValueError(f"no such member of a fault: {', '.join(sorted(wrong))}")
        return cls(**data)

    def strikes(self, method: str, function: str) -> bool:
        """Counts a request and tells whether it is struck."""
        if self.function not in (None, function) or self.method not in (None, method):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0

    @property
    def spent(self) -> bool:
        return self.times is not None and self.times <= 0


@dataclass
class Faults:
    """The armed faults of one device."""

    lock: threading.RLock
    armed: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> Fault:
        """Arms a copy, so that one Fault object can be armed on several devices; returns the armed one."""
        with self.lock:
            self.armed.append(dataclasses.replace(fault))
            return self.armed[-1]

    def remove(self, fault: Fault) -> None:
        with self.lock:
            self.armed = [one for one in self.armed if one is not fault]

    def clear(self) -> None:
        with self.lock:
            self.armed.clear()

    def strike(self, method: str, function: str) -> tuple[Fault, ...]:
        """The faults that strike this request; link_loss waits for a change of its WAN instead."""
        if not self.armed:
            return ()
        with self.lock:
            struck = tuple(fault for fault in self.armed if fault.kind != "link_loss" and fault.strikes(method, function))
            self.armed = [fault for fault in self.armed if not fault.spent]
            return struck

    def take_link_loss(self, wan: int, disabled: bool) -> Fault | None:
        with self.lock:
            for fault in self.armed:
                waits = fault.kind == "link_loss" and fault.wan == wan and (disabled or fault.when == "changed")
                if waits and fault.strikes(fault.method or "", fault.function or ""):
                    self.armed = [one for one in self.armed if not one.spent]
                    return fault
        return None
