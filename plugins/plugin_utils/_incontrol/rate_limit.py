# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keeping below a limit of requests."""

from __future__ import annotations

from ...module_utils._client.transport import Clock

# InControl answers 429 above about 20 requests a second of an organisation. In no second more than RATE + BURST are sent.
RATE = 15.0
BURST = 4


class TokenBucket:
    """Lets ``burst`` requests pass at once and ``rate`` a second from then on."""

    def __init__(self, clock: Clock, rate: float = RATE, burst: int = BURST) -> None:
        self._clock = clock
        self._rate = rate
        self._burst = burst
        self._left = float(burst)
        self._filled = clock.monotonic()

    def take(self) -> None:
        """Wait until the next request may be sent."""
        now = self._clock.monotonic()
        self._left = min(self._burst, self._left + (now - self._filled) * self._rate)
        self._filled = now
        if self._left < 1:
            self._clock.sleep((1 - self._left) / self._rate)
            self._left, self._filled = 1.0, self._clock.monotonic()
        self._left -= 1
