# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Living failures: what happens to a device at which second of its age. Data; what holds at an age is a function of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

# The members of an entry that say where it happens, e.g. (("wan", 2),).
Place = tuple[tuple[str, Any], ...]
Values = dict[str, Any]
Check = Callable[[Any], bool]

TECHNOLOGIES = ("LTE", "5G", "3G")
PEER_STATES = ("START", "AUTHEN", "TUNNEL", "ROUTE", "CONFLICT")
SLOTS = (1, 2)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_curve(value: Any) -> bool:
    """A number, or numbers that are passed evenly from the beginning to the end of an entry."""
    return _is_number(value) or (isinstance(value, list) and bool(value) and all(map(_is_number, value)))


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


@dataclass(frozen=True)
class Kind:
    """What an entry of a kind is made of.

    place: the members that say where. members: the others, all of which must be there but those with a default. end: whether `until` may,
    must or cannot be given. stays: at `until` its last values are reached, and stay; otherwise they are over.
    """

    place: tuple[str, ...] = ()
    members: Mapping[str, Check] = field(default_factory=dict)
    defaults: Values = field(default_factory=dict)
    some_of: Mapping[str, Check] = field(default_factory=dict)
    end: Literal["may", "must", "cannot"] = "may"
    stays: bool = False


# Of a cellular WAN, of a USB modem (rssi), of a Wi-Fi WAN (strength).
SIGNALS = ("rssi", "rsrp", "rsrq", "sinr", "snr", "ecio", "rscp", "strength")
KINDS: dict[str, Kind] = {
    "wan_down": Kind(("wan",), {"message": _is_text}, {"message": "Disconnected"}),
    "sim": Kind(("wan",), {"slot": lambda value: value in SLOTS}),
    "signal": Kind(("wan",), some_of=dict.fromkeys(SIGNALS, _is_curve)),
    "radio": Kind((), {"technology": lambda value: value in TECHNOLOGIES}),
    "roaming": Kind(("wan",)),
    "peer_down": Kind(("peer",), {"status": lambda value: value in PEER_STATES}, {"status": "START"}),
    "allowance": Kind(("wan", "sim"), {"percent": _is_curve}, stays=True),
    "clients": Kind((), {"count": _is_count}),
    "client_gone": Kind(("client",)),
    "gpio": Kind(("pin",), {"level": _is_curve}),
    "position": Kind((), {"latitude": _is_curve, "longitude": _is_curve}, stays=True),
    "reboot": Kind((), {"other_firmware": _is_flag}, {"other_firmware": False}, end="must"),
    "unreachable": Kind((), {"silent": _is_flag}, {"silent": False}),
    "configuration": Kind(("resource", "id"), {"values": lambda value: value is None or isinstance(value, dict)}, end="cannot", stays=True),
}
# These change the device once; all others only what it shows.
ACTS = ("reboot", "configuration")


@dataclass(frozen=True)
class Entry:
    """at, until: seconds of the age of the device; until None is for ever."""

    at: int
    what: str
    place: Place
    values: Values
    until: int | None = None

    def as_dict(self) -> dict[str, Any]:
        end = {} if self.until is None else {"until": self.until}
        return {"at": self.at, "what": self.what, **dict(self.place), **self.values, **end}

    def values_at(self, age: int) -> Values:
        progress = 0.0 if self.until is None else min(1.0, (age - self.at) / (self.until - self.at))
        return {name: _point(value, progress) if isinstance(value, list) else value for name, value in self.values.items()}


@dataclass(frozen=True)
class Change:
    """What moved when: the values of before and after, None where there is nothing unusual."""

    at: int
    what: str
    place: Place
    before: Values | None
    after: Values | None

    def as_dict(self) -> dict[str, Any]:
        return {"at": self.at, "what": self.what, **dict(self.place), "before": self.before, "after": self.after}


class Schedule:
    """Entries in the order of time. Of several that hold at once for the same place, the last one counts."""

    def __init__(self, entries: Iterable[Mapping[str, Any]] = ()) -> None:
        """Raises ValueError for an entry that cannot be."""
        self.entries = tuple(sorted(map(entry_of, entries), key=lambda entry: entry.at))
        self.acts = tuple(entry for entry in self.entries if entry.what in ACTS)
        self._by_place: dict[tuple[str, Place], list[Entry]] = {}
        for entry in self.entries:
            self._by_place.setdefault((entry.what, entry.place), []).append(entry)

    def value(self, age: int, what: str, **place: Any) -> Values | None:
        """What is unusual at this age, None if nothing is."""
        return self._value(age, what, tuple(place.items()))

    def _value(self, age: int, what: str, place: Place) -> Values | None:
        for entry in reversed(self._by_place.get((what, place), ())):
            if entry.at <= age and (entry.until is None or age < entry.until or KINDS[what].stays):
                return entry.values_at(age)
        return None

    def last_end(self, age: int, what: str, **place: Any) -> int | None:
        """The age at which such an entry was last over."""
        entries = self._by_place.get((what, tuple(place.items())), ())
        return max((entry.until for entry in entries if entry.until is not None and entry.until <= age), default=None)

    def slots(self, wan: int) -> set[int]:
        """SIM slots that are ever used: a card is in each of them all the time."""
        return {entry.values["slot"] for entry in self._by_place.get(("sim", (("wan", wan),)), ())}

    def changes(self, until: int | None = None) -> list[Change]:
        """All that moves up to an age, in the order of time; of a curve, where it begins and where it ends."""
        found: list[Change] = []
        for (what, place), entries in self._by_place.items():
            edges = {edge for entry in entries for edge in (entry.at, entry.until) if edge is not None}
            before: Values | None = None
            for edge in sorted(edges):
                after = self._value(edge, what, place)
                if before != after and (until is None or edge <= until):
                    found.append(Change(edge, what, place, before, after))
                before = after
        return sorted(found, key=lambda change: change.at)


def entry_of(data: Mapping[str, Any]) -> Entry:
    """From its form in JSON. Raises ValueError."""
    given = dict(data)
    what, at, until = given.pop("what", None), given.pop("at", None), given.pop("until", None)
    if what not in KINDS:
        raise ValueError(f"entry of a schedule: {what!r} is not one of {', '.join(KINDS)}")
    kind, title = KINDS[what], f"entry {what} of a schedule"
    if not _is_count(at) or not (until is None or (_is_count(until) and until > at)):
        raise ValueError(f"{title}: at {at!r} until {until!r} are no seconds in this order")
    if (kind.end == "must" and until is None) or (kind.end == "cannot" and until is not None):
        raise ValueError(f"{title}: until {kind.end} be given")
    place = tuple((name, given.pop(name, None)) for name in kind.place)
    values = {**kind.defaults, **given}
    checks = {**kind.some_of, **kind.members}
    for name in (*kind.members, *values):
        if name not in checks or name not in values or not checks[name](values[name]):
            raise ValueError(f"{title}: {name} cannot be {values.get(name)!r}")
        if isinstance(values[name], list) and len(values[name]) > 1 and until is None:
            raise ValueError(f"{title}: {name} needs until")
    if kind.some_of and not values:
        raise ValueError(f"{title}: none of {', '.join(kind.some_of)} is given")
    return Entry(at, what, place, values, until)


def _point(points: list[float], progress: float) -> float:
    """Where one is on a way of points that are evenly apart."""
    position = progress * (len(points) - 1)
    index = min(int(position), max(0, len(points) - 2))
    if len(points) == 1:
        return points[0]
    return points[index] + (points[index + 1] - points[index]) * (position - index)
