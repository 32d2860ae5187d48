# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What snapshots of several days tell about a router: the course of each WAN, and what changed last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .document import seconds
from .snapshot import Period, same_state

_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Course:
    """A value for each day, None where there is none. ``kind``: ``used_bytes`` of a day, ``signal_dbm``, or ``up``, the share of the time."""

    kind: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Change:
    """What changed and when, at the latest: nobody looked between two readings."""

    time: str
    what: str


def histories(snapshots: Sequence[Mapping[str, Any]]) -> dict[str, list[list[Period]]]:
    """The periods of each router, by day, from snapshots in the order of their days; an empty list for a day without any."""
    names = dict.fromkeys(name for snapshot in snapshots for name in snapshot["routers"])
    return {name: [list(snapshot["routers"].get(name, ())) for snapshot in snapshots] for name in names}


def course(days: Sequence[Sequence[Period]], wan: str) -> Course | None:
    """The course of a WAN: its use, else its signal, else whether it was up. None if there are fewer than two days to compare."""
    for kind, tell in (("used_bytes", _uses), ("signal_dbm", _signals), ("up", _shares)):
        values = tell(days, wan)
        if sum(value is not None for value in values) > 1:
            return Course(kind, tuple(values))
    return None


def last_change(days: Sequence[Sequence[Period]]) -> Change | None:
    """The last change of state. None if none was seen."""
    periods = [period for day in days for period in day]
    for former, latter in reversed(list(pairwise(periods))):
        if not same_state(former, latter) and (what := told(former, latter)):
            return Change(latter["since"], what)
    return None


def told(former: Period, latter: Period) -> str:
    """What became different from one period to the next, in words; empty if it is nothing to tell, such as a new billing cycle."""
    if former["read"] != latter["read"]:
        return "answers again" if latter["read"] else "no answer"
    parts = []
    if former.get("firmware") != latter.get("firmware"):
        parts.append(f"firmware {latter.get('firmware')}")
    before, after = former.get("wans", {}), latter.get("wans", {})
    for number, wan in after.items():
        parts += _told_of_wan(before.get(number), wan)
    parts += [f"{wan.get('name')} is gone" for number, wan in before.items() if number not in after]
    return ", ".join(parts)


def _told_of_wan(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterable[str]:
    name = after.get("name")
    if before is None:
        yield f"{name} is new"
    elif before.get("up") != after.get("up"):
        yield f"{name} {'up' if after.get('up') else 'down'}"
    elif before.get("sim") != after.get("sim") and after.get("sim") is not None:
        yield f"{name} on SIM {after['sim']}"
    elif before.get("carrier") != after.get("carrier") and after.get("carrier"):
        yield f"{name} on {after['carrier']}"


def _uses(days: Sequence[Sequence[Period]], wan: str) -> list[float | None]:
    """How much was used on each day. A SIM or a cycle of its own begins anew at 0, so what it shows first was used since then."""
    found: list[float | None] = []
    last: tuple[Any, int] | None = None
    for day in days:
        used: float | None = None
        for period in day:
            seen = period.get("wans", {}).get(wan, {})
            if "used_bytes" not in seen:
                continue
            now = (seen.get("sim"), int(seen["used_bytes"]))
            if last is not None and last[0] == now[0]:
                used = (used or 0) + (now[1] - last[1] if now[1] >= last[1] else now[1])
            last = now
        found.append(used)
    return found


def _signals(days: Sequence[Sequence[Period]], wan: str) -> list[float | None]:
    """The last one of each day."""
    seen = [[period["wans"][wan]["signal_dbm"] for period in day if "signal_dbm" in period.get("wans", {}).get(wan, {})] for day in days]
    return [signals[-1] if signals else None for signals in seen]


def _shares(days: Sequence[Sequence[Period]], wan: str) -> list[float | None]:
    """The share of the time of each day in which it was up, of the periods in which the router was read."""
    return [_share([(period, period["wans"][wan]) for period in day if wan in period.get("wans", {})]) for day in days]


def _share(seen: Sequence[tuple[Period, Mapping[str, Any]]]) -> float | None:
    if not seen:
        return None
    # A period that was seen once lasted for some time too.
    lasted = [max(1, min(_DAY, seconds(period["until"]) - seconds(period["since"]))) for period, _wan in seen]
    return sum(time for time, (_period, wan) in zip(lasted, seen, strict=True) if wan.get("up")) / sum(lasted)
