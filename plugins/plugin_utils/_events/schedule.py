# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When to ask a router about what. Pure: times are seconds on any clock that does not step back."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

MINUTE = 60.0

# What the families of readings are read from, as far as it is not asked for in every round.
SUBJECT_OF = {"vpn": "vpn", "allowance": "allowance", "clients": "clients", "gpio": "gpio", "area": "location", "configuration": "configuration"}


@dataclass(frozen=True)
class Pace:
    """Seconds between looks: usually, at details, at the configuration; and at most, at a router that does not answer."""

    interval: float = 60.0
    detail_interval: float = 300.0
    configuration_interval: float = 3600.0
    longest_pause: float = 900.0

    def of(self, subject: str) -> float:
        """The interval of a subject beside the base."""
        return self.configuration_interval if subject == "configuration" else self.detail_interval


@dataclass(frozen=True)
class Timetable:
    """When a router was asked about which subject, and how many looks in a row failed."""

    asked: Mapping[str, float] = field(default_factory=dict)
    failures: int = 0

    def details(self, wanted: Collection[str], pace: Pace, now: float, moved: bool, unsettled: Collection[str]) -> list[str]:
        """The subjects to ask about now: those whose time has come, those that are unsettled, and all but the configuration when
        something else has moved. Those that were not asked about for longest come first: there may be no more requests for the others."""
        pending = {SUBJECT_OF[family] for family in unsettled if family in SUBJECT_OF}
        asked = {subject: self.asked.get(subject, float("-inf")) for subject in wanted}
        due = [s for s, time in asked.items() if now - time >= pace.of(s) or s in pending or (moved and s != "configuration")]
        return sorted(due, key=lambda subject: asked[subject])

    def after(self, subjects: Collection[str], now: float) -> Timetable:
        """After they were asked about."""
        return replace(self, asked={**self.asked, **dict.fromkeys(subjects, now)})

    def counted(self, failed: bool) -> Timetable:
        """After a look that failed or did not."""
        return replace(self, failures=self.failures + 1 if failed else 0)

    def pause(self, pace: Pace, settled: bool, jitter: float) -> float:
        """Seconds until the next look. ``jitter`` from -1 to 1 moves it by up to a tenth.

        A router that is known to be away is asked ever more rarely; one that has just gone or changed is not.
        """
        pause = pace.interval
        if settled and self.failures:
            pause = max(pause, min(pace.longest_pause, pace.interval * 2 ** min(self.failures - 1, 16)))
        return pause * (1 + jitter / 10)


class Window:
    """The requests of the last minute: never more than ``most`` in any sixty seconds."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: deque[float] = deque()

    def take(self, now: float) -> bool:
        """Count a request if there may be one now."""
        while self._times and now - self._times[0] >= MINUTE:
            self._times.popleft()
        if len(self._times) >= self._most:
            return False
        self._times.append(now)
        return True
