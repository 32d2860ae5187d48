# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One call of a function, as its handler sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .credentials import Principal
from .errors import ApiError, bad_value
from .faults import Fault
from .masking import without_mask
from .specification import Specification
from .store import Items
from .unknowns import Unknowns

if TYPE_CHECKING:
    from .device import Device


@dataclass
class Call:
    """query is typed by the specification; cookies, no_answer and notice are set by handlers for the server.

    lagging: running values as a function shows them that lags behind them.
    """

    device: Device
    function: str
    body: dict[str, Any]
    query: Mapping[str, Any]
    principal: Principal
    specification: Specification
    faults: tuple[Fault, ...] = ()
    cookies: list[str] = field(default_factory=list)
    no_answer: bool = False
    notice: str | None = None
    lagging: Mapping[str, Items] | None = None

    def running(self, resource: str) -> Items:
        """Running values as this function shows them."""
        return self.device.stores.running(resource) if self.lagging is None else self.lagging[resource]

    @property
    def unknowns(self) -> Unknowns:
        return self.device.unknowns

    def fault(self, kind: str) -> Fault | None:
        return next((fault for fault in self.faults if fault.kind == kind), None)

    def bad_value(self, what: str) -> ApiError:
        return bad_value(self.unknowns, what)

    def checked(self, body: dict[str, Any]) -> dict[str, Any]:
        """The body, without unknown members where the device ignores those; raises ApiError for a bad one."""
        if self.unknowns.unknown_members == "ignore":
            body = self.specification.without_unknown_members(self.function, body)
        problem = self.specification.body_problem(self.function, body)
        if problem is not None:
            raise self.bad_value(problem)
        if self.unknowns.masked_literal == "ignore":
            body = without_mask(body)
        return body
