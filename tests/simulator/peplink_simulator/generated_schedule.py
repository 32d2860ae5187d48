# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Schedules made by number: so many changes in so many seconds, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .device import Device
from .living import fraction
from .places import places_of
from .schedule import KINDS, Change, Entry, Place, Values

SHORTEST_WINDOW = 10
# Where in its window an entry begins, and for how much of it it lasts, as shares of the window.
EARLIEST, LATEST, SHORTEST, LONGEST = 0.05, 0.3, 0.3, 0.6
# These move once and stay; all others come and go, which are two changes.
STEPS = ("allowance", "position", "configuration")
Maker = Callable[[Device, int, float], Values]

# The values of the entry of this number, with a share from 0 to 1 that is its own; none equals that of the entry before.
_VALUES: dict[str, Maker] = {
    "sim": lambda device, number, share: {"slot": 2},
    "radio": lambda device, number, share: {"technology": [name for name in ("5G", "3G", "LTE") if name != device.radio][number % 2]},
    "peer_down": lambda device, number, share: {"status": ("START", "AUTHEN", "TUNNEL", "ROUTE")[number % 4]},
    "allowance": lambda device, number, share: {"percent": 7 * (number + 1) % 101},
    "clients": lambda device, number, share: {"count": (device.client_count or 12) + 5 + int(40 * share)},
    "gpio": lambda device, number, share: {"level": 1},
    "position": lambda device, number, share: {"latitude": round(52 + share, 6), "longitude": round(4 + (number % 7) / 10, 6)},
}


def generate(device: Device, seed: str, seconds: int, changes: int, kinds: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Entries for a device as it is now, with that many changes until that age.

    Every entry has a window of time for itself, so that no two things are unusual at once but those that stay. `kinds` are those that may
    happen, None = all that can. Raises ValueError when there is not enough time, or only kinds that come and go for an odd number.
    """
    places = {what: found for what, found in places_of(device).items() if found and (kinds is None or what in kinds)}
    places["configuration"] = [place for place in places.get("configuration", []) if dict(place) == {"resource": "wan", "id": 1}]
    whats = [what for what in KINDS if places.get(what)]
    drawn = _drawn(whats, seed, changes)
    window = seconds / max(1, len(drawn))
    if window < SHORTEST_WINDOW:
        raise ValueError(f"device {device.name}: {changes} changes do not fit into {seconds} s")
    numbers: dict[tuple[str, Place], int] = {}
    entries = []
    for index, what in enumerate(drawn):
        place = places[what][_choice(len(places[what]), seed, index, "place")]
        numbers[what, place] = number = numbers.get((what, place), -1) + 1
        begin = 1 + int(window * (index + EARLIEST + (LATEST - EARLIEST) * fraction(seed, index, "at")))
        end = begin + max(1, int(window * (SHORTEST + (LONGEST - SHORTEST) * fraction(seed, index, "until"))))
        values = _values(device, what, place, number, fraction(seed, index, "value"))
        entries.append(Entry(begin, what, place, values, None if what in STEPS else end).as_dict())
    return entries


def spread(devices: Iterable[Device], seed: str, seconds: int, changes: int, kinds: Iterable[str] | None = None) -> None:
    """Gives each device a schedule of its own, all with about as many changes, together exactly so many."""
    fleet, chosen = list(devices), None if kinds is None else tuple(kinds)
    for index, device in enumerate(fleet):
        share = changes * (index + 1) // len(fleet) - changes * index // len(fleet)
        device.set_schedule(generate(device, f"{seed}/{device.name}", seconds, share, chosen))


def expected(devices: Iterable[Device], until: int | None = None) -> list[tuple[str, Change]]:
    """What moves on which device until they are so old, in the order of time."""
    found = [(device.name, change) for device in devices for change in device.schedule.changes(until)]
    return sorted(found, key=lambda one: one[1].at)


def _drawn(whats: list[str], seed: str, changes: int) -> list[str]:
    steps = [what for what in whats if what in STEPS]
    drawn: list[str] = []
    left = changes
    while left:
        possible = whats if left > 1 else steps
        if not possible:
            raise ValueError(f"{changes} changes cannot be made of {', '.join(whats) or 'nothing'}")
        drawn.append(possible[_choice(len(possible), seed, len(drawn), "what")])
        left -= 1 if drawn[-1] in STEPS else 2
    return drawn


def _choice(count: int, *place: object) -> int:
    return min(count - 1, int(count * fraction(*map(str, place))))


def _values(device: Device, what: str, place: Place, number: int, share: float) -> Values:
    if what == "signal":
        return _weak_signal(device, place, share)
    if what == "configuration":
        return {"values": {"physical": {"mtu": 1300 + number % 100}}}
    return {**KINDS[what].defaults, **(_VALUES[what](device, number, share) if what in _VALUES else {})}


def _weak_signal(device: Device, place: Place, share: float) -> Values:
    kind = device.stores.running("wan")[dict(place)["wan"]]["kind"]
    if kind == "cellular":
        return {"rsrp": -112 - int(10 * share), "sinr": -4 + int(4 * share)}
    return {"strength" if kind == "wifi" else "rssi": -97 - int(10 * share)}
