# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions that show a change of running values later than it happens, each by a delay of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]
KEPT_CHANGES = 64


@dataclass
class Change:
    """Running values of all resources since a time, and how often each function has been read since."""

    values: Values
    at: float
    reads: dict[str, int] = field(default_factory=dict)


@dataclass
class History:
    """The last changes; the oldest one that is known is shown however young it is."""

    changes: deque[Change] = field(default_factory=lambda: deque(maxlen=KEPT_CHANGES))

    def note(self, values: Values, at: float) -> None:
        """Values of which none has changed since are no change."""
        if not self.changes or any(self.changes[-1].values.get(name) is not value for name, value in values.items()):
            self.changes.append(Change(values, at))

    def seen_by(self, function: str, seconds: float, polls: int, now: float) -> Values:
        """What a read shows of a function that lags by so many seconds and reads of its own; counts the read."""
        old = [change for change in self.changes if now - change.at >= seconds and change.reads.get(function, 0) >= polls]
        for change in self.changes:
            change.reads[function] = change.reads.get(function, 0) + 1
        return (old[-1] if old else self.changes[0]).values
