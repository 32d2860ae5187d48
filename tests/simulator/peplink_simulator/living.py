# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that live: uptime, use, signal, temperature. Functions of the seed of a device and of its time, never random."""

from __future__ import annotations

import hashlib
import math
import time

# What separates two sums of floating point numbers that stand for the same second.
ROUNDING = 1e-3
SHORTEST_PERIOD, LONGEST_PERIOD = 240, 900
OLDEST_AT_FIRST = 86400


def whole_seconds(difference: float) -> int:
    return math.floor(difference + ROUNDING)


def fraction(seed: str, *place: object) -> float:
    """A number from 0 to 1 that a place of a device always has."""
    text = "/".join(map(str, (seed, *place)))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big") / 0xFFFFFFFF


class DeviceTime:
    """The clock of a device: that of the host, shifted by tests, stopped by them where answers must not move, or made to go faster."""

    def __init__(self, seed: str, born: float | None = None) -> None:
        host = time.time()
        self.born = host if born is None else born
        # What it showed at a time of the host, and how fast it has gone since; one value, for it is read without the lock.
        self._state: tuple[float, float, float] = (self.born, host, 1.0)
        self.up_since = self.born - 3600 - int(OLDEST_AT_FIRST * fraction(seed, "uptime"))

    def now(self) -> float:
        shown, since, pace = self._state
        return shown + (time.time() - since) * pace if pace else shown

    def advance(self, seconds: float) -> None:
        shown, since, pace = self._state
        self._state = (shown + seconds, since, pace)

    def stop(self, age: float | None) -> None:
        self._state = (self.now() if age is None else self.born + age, time.time(), 0.0)

    def start(self, pace: float = 1.0) -> None:
        """Goes on from the time that it shows, so many times as fast as that of the host."""
        self._state = (self.now(), time.time(), pace)

    @property
    def age(self) -> int:
        """Seconds since the device was in its initial state."""
        return whole_seconds(self.now() - self.born)


class Living:
    """Values of one device at one time; two devices of the same seed and age have the same.

    steady: nothing swings, so that only what a schedule says moves; what is counted goes on.
    """

    def __init__(self, seed: str, age: int, steady: bool = False) -> None:
        self.seed, self.age, self.steady = seed, age, steady

    def wave(self, low: float, high: float, *place: object) -> float:
        """Swings between two values; places swing apart."""
        if self.steady:
            return (low + high) / 2
        period = SHORTEST_PERIOD + (LONGEST_PERIOD - SHORTEST_PERIOD) * fraction(self.seed, *place, "period")
        turn = self.age / period + fraction(self.seed, *place, "phase")
        return low + (high - low) * (0.5 + 0.5 * math.sin(2 * math.pi * turn))

    def level(self, low: int, high: int, *place: object) -> int:
        return round(self.wave(low, high, *place))

    def counter(self, rate: float, seconds: int, *place: object) -> int:
        """What has been counted in so many seconds; never falls while they grow."""
        return int(rate * (0.5 + fraction(self.seed, *place, "rate")) * seconds)
