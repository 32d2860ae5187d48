# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conditions on how long a router has been up. No documented function tells; the WAN that has been connected for longest does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from .condition import Condition, Verdict, negative
from .links import WANS, Wans


def _longest(wans: Wans) -> float:
    """Seconds for which a WAN has been connected, 0 if none is."""
    return max((wan["uptime"] for wan in wans if isinstance(wan.get("uptime"), (int, float))), default=0)


def _min_uptime(least: int, wans: Wans, now: float) -> Verdict:
    longest = _longest(wans)
    seen = f"a WAN has been connected for {longest:.0f} s" if longest else "no WAN is connected"
    return Verdict(f"it has not been up for {least} s" if longest < least else "", seen)


def _restarted_after(wanted: str, wans: Wans, now: float) -> Verdict:
    longest = _longest(wans)
    up_since = now - longest
    seen = f"a WAN has been connected since {_shown(up_since)}" if longest else "no WAN is connected"
    return Verdict("" if longest and up_since > moment(wanted) else f"it has not restarted after {wanted}", seen)


def moment(text: str) -> float:
    """Seconds since the epoch, of these or of an ISO 8601 time; without a time zone that is UTC. Raises ValueError."""
    try:
        return float(text)
    except ValueError:
        found = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
        return (found if found.tzinfo else found.replace(tzinfo=timezone.utc)).timestamp()


def _shown(time: float) -> str:
    return datetime.fromtimestamp(time, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _no_moment(wanted: Any) -> Iterator[str]:
    try:
        moment(wanted)
    except ValueError:
        yield f"is {wanted!r}, which is no time such as 2026-01-31T06:00:00Z"


MIN_UPTIME = Condition({"type": "int"}, WANS, _min_uptime, negative)
RESTARTED_AFTER = Condition({"type": "str"}, WANS, _restarted_after, _no_moment)
