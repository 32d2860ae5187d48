# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All that is known of a router, as one value, and what a decision still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from ..._common.errors import PeplinkError
from ..._wan.status import WanStatus
from ..description import Item
from .plan import RecordedValue


class Fact(Enum):
    """What costs a request or a look-up, and is asked for only when a decision depends on it."""

    WAN_STATUS = auto()
    FIRMWARE = auto()
    HOST_ADDRESSES = auto()
    WIFI = auto()
    GPIO = auto()


@dataclass(frozen=True)
class Facts:
    """``items`` by section, in the router's order, or the error in place of them; the rest as far as it is ``known``.

    ``host`` is how the router is reached, ``host_addresses`` what that stands for. ``left_over``: changes of an earlier run may still be
    pending. ``firmware`` and ``has_wifi`` are None where the router does not tell; ``gpio`` is the value of that subject. ``remembered`` says
    by record key whether the wanted value is surely the last one written; only of values that were asked about.
    """

    items: Mapping[str, list[Item] | PeplinkError]
    host: str = ""
    left_over: bool = False
    known: frozenset[Fact] = frozenset()
    wan_status: WanStatus = field(default_factory=dict)
    firmware: str | None = None
    host_addresses: frozenset[str] = frozenset()
    has_wifi: bool | None = None
    gpio: Mapping[str, Any] = field(default_factory=dict)
    remembered: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Needs:
    """What must be known before it can be decided."""

    facts: frozenset[Fact] = frozenset()
    records: tuple[RecordedValue, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts or self.records)
