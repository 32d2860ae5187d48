# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is watched for: rules with thresholds, and how long a change must last. Data."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Rule:
    """Base of all rules. ``routers`` are names or patterns of those that it holds for, all if there are none."""

    name: str
    routers: tuple[str, ...] = ()

    def covers(self, router: str) -> bool:
        """Whether it holds for a router."""
        return not self.routers or any(fnmatchcase(router, pattern) for pattern in self.routers)


@dataclass(frozen=True)
class SignalRule(Rule):
    """``metric`` is one of METRICS, ``threshold`` in its unit, ``hysteresis`` in dB. ``wans`` are ids or names, all if there are none."""

    metric: str = "rsrp"
    threshold: float = -110.0
    hysteresis: float = 0.0
    wans: tuple[str, ...] = ()


@dataclass(frozen=True)
class AllowanceRule(Rule):
    """``threshold`` in percent of the allowance."""

    threshold: float = 90.0


@dataclass(frozen=True)
class ClientRule(Rule):
    """``limit`` and ``hysteresis`` are numbers of active clients."""

    limit: int = 0
    hysteresis: int = 0


@dataclass(frozen=True)
class AreaRule(Rule):
    """A circle: degrees, ``radius`` and ``hysteresis`` in metres."""

    latitude: float = 0.0
    longitude: float = 0.0
    radius: float = 0.0
    hysteresis: float = 0.0


@dataclass(frozen=True)
class Rules:
    """All rules, by kind."""

    signals: tuple[SignalRule, ...] = ()
    allowances: tuple[AllowanceRule, ...] = ()
    clients: tuple[ClientRule, ...] = ()
    areas: tuple[AreaRule, ...] = ()

    def of(self, router: str) -> Rules:
        """Those that hold for a router."""
        return Rules(
            tuple(rule for rule in self.signals if rule.covers(router)),
            tuple(rule for rule in self.allowances if rule.covers(router)),
            tuple(rule for rule in self.clients if rule.covers(router)),
            tuple(rule for rule in self.areas if rule.covers(router)),
        )


@dataclass(frozen=True)
class Settle:
    """How long a change must last to count: so many polls in a row, or so many seconds."""

    polls: int = 2
    seconds: float | None = None

    def reached(self, polls: int, seconds: float) -> bool:
        """Whether that much is enough."""
        return polls >= self.polls if self.seconds is None else seconds >= self.seconds


# The metrics of a signal, with their units.
METRICS = {"rsrp": "dBm", "rsrq": "dB", "rssi": "dBm", "sinr": "dB", "snr": "dB", "ecio": "dB", "rscp": "dBm", "strength": "dBm"}
