# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What there is to tell about a router: each thing with one value at a time. Pure.

A reading is one such value, in words that events show. What has a threshold depends on what it read before, because of its hysteresis.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...module_utils._common.names import same_name
from ...module_utils._wan.status import is_on_standby
from .rules import METRICS, Rules, SignalRule

# What the thing with this key read before; None if it is new.
Before = Callable[[str], Any]

_EARTH_RADIUS = 6_371_000.0

# Use of an allowance only grows within a billing cycle. It is corrected now and then, but never by so much.
_NEW_CYCLE = 0.9


@dataclass(frozen=True)
class Reading:
    """``key`` tells it from all others of the router, its first part is the family. ``measured`` is the number behind the value."""

    key: str
    value: Any
    subject: Mapping[str, Any] = field(default_factory=dict)
    rule: str | None = None
    measured: float | None = None

    @property
    def family(self) -> str:
        """What kind of thing it is."""
        return self.key.partition("/")[0]


def wan_readings(wans: Sequence[Mapping[str, Any]], rules: Rules, before: Before) -> Iterator[Reading]:
    """What the subject wan tells, its cellular details included."""
    for wan in wans:
        subject = _subject("wan", wan["id"], wan.get("name"))
        yield Reading(f"wan/{wan['id']}", _link_of(wan), subject)
        yield from _cellular_readings(wan, subject)
        for rule in rules.signals:
            yield from _signal_reading(wan, rule, before, subject)
    yield _traffic_reading(wans)


def allowance_readings(allowances: Sequence[Mapping[str, Any]], rules: Rules, before: Before) -> Iterator[Reading]:
    """What the subject allowance tells, by WAN or SIM. A value holds the use at which the threshold was reached, in MB."""
    for wan in allowances:
        for sim in wan.get("sims") or [wan]:
            slot = {"sim": sim["id"]} if sim is not wan else {}
            subject = {**_subject("wan", wan["id"], wan.get("name")), **slot}
            place = "/".join(map(str, (wan["id"], *slot.values())))
            percent, used = _number(sim.get("percent")), _number(sim.get("usage_mb"))
            if sim.get("enable") is False or percent is None or used is None:
                continue
            for rule in rules.allowances:
                key = f"allowance/{place}/{rule.name}"
                yield Reading(key, _reached(percent, used, rule.threshold, before(key)), subject, rule.name, percent)


def vpn_readings(vpn: Mapping[str, Any], rules: Rules, before: Before) -> Iterator[Reading]:
    """What the subject vpn tells about peers."""
    for peer in vpn.get("peers", []):
        place = peer.get("peer_id") or peer.get("serial_number") or peer.get("name")
        if place is not None and "connected" in peer:
            yield Reading(f"vpn/{place}", "up" if peer["connected"] else "down", _subject("vpn_peer", place, peer.get("name")))


def client_readings(clients: Sequence[Mapping[str, Any]], rules: Rules, before: Before) -> Iterator[Reading]:
    """How many active clients there are."""
    count = len(clients)
    for rule in rules.clients:
        key = f"clients/{rule.name}"
        value = _switched(count > rule.limit, count <= rule.limit - rule.hysteresis, ("above", "below"), before(key))
        yield Reading(key, value, _subject("clients"), rule.name, count)


def gpio_readings(gpio: Mapping[str, Any], rules: Rules, before: Before) -> Iterator[Reading]:
    """The levels of digital inputs; analog ones are never still."""
    for pin in gpio.get("inputs", []):
        if pin.get("state") is not None and "analog" not in str(pin.get("type")):
            yield Reading(f"gpio/{pin['id']}", pin["state"], _subject("gpio_input", pin["id"], pin.get("name")))


def area_readings(location: Mapping[str, Any], rules: Rules, before: Before) -> Iterator[Reading]:
    """Whether the position is in an area; nothing without a position."""
    latitude, longitude = _number(location.get("latitude")), _number(location.get("longitude"))
    if location.get("fix") is False or latitude is None or longitude is None:
        return
    for rule in rules.areas:
        key = f"area/{rule.name}"
        away = distance(latitude, longitude, rule.latitude, rule.longitude)
        value = _switched(away <= rule.radius, away > rule.radius + rule.hysteresis, ("inside", "outside"), before(key))
        yield Reading(key, value, _subject("area", rule.name), rule.name, round(away))


def configuration_readings(fingerprint: str, rules: Rules, before: Before) -> Iterator[Reading]:
    """The fingerprint of the configuration."""
    yield Reading("configuration", fingerprint, _subject("configuration"))


# By the names of the subjects that a router is asked about.
READERS: Mapping[str, Callable[[Any, Rules, Before], Iterator[Reading]]] = {
    "wan": wan_readings,
    "vpn": vpn_readings,
    "allowance": allowance_readings,
    "clients": client_readings,
    "gpio": gpio_readings,
    "location": area_readings,
    "configuration": configuration_readings,
}

# The subjects whose answers list all that there is: of which family it is, as what events show it, and how it reads when it is gone.
ABSENT = {"wan": ("wan", "wan", "disconnected"), "vpn": ("vpn", "vpn_peer", "down")}


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Metres between two positions in degrees, on a sphere."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    east = math.radians(other_longitude - longitude)
    half = math.sin((other_north - north) / 2) ** 2 + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    return 2 * _EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))


def _subject(kind: str, number: Any = None, name: Any = None) -> dict[str, Any]:
    return {"type": kind, "id": number, "name": name}


def _link_of(wan: Mapping[str, Any]) -> str:
    if wan.get("enable") is False:
        return "disabled"
    if wan.get("connected"):
        return "connected"
    return "standby" if wan.get("cold_standby") or is_on_standby(wan) else "disconnected"


def _traffic_reading(wans: Sequence[Mapping[str, Any]]) -> Reading:
    """The ids of the WANs that carry traffic: connected, of the lowest priority number."""
    able = [wan for wan in wans if wan.get("connected") and not wan.get("as_lan") and not wan.get("management_only")]
    best = min((wan["priority"] for wan in able if wan.get("priority") is not None), default=None)
    carriers = [wan for wan in able if best is None or wan.get("priority") == best]
    names = ", ".join(str(wan.get("name", wan["id"])) for wan in carriers)
    return Reading("traffic", sorted(wan["id"] for wan in carriers), _subject("traffic", None, names or None))


def _cellular_readings(wan: Mapping[str, Any], subject: Mapping[str, Any]) -> Iterator[Reading]:
    cellular = wan.get("cellular", {})
    active = next((sim["id"] for sim in cellular.get("sims", []) if sim.get("active")), None)
    if active is not None:
        yield Reading(f"sim/{wan['id']}", active, subject)
    if cellular.get("roaming") is not None:
        yield Reading(f"roaming/{wan['id']}", cellular["roaming"], subject)
    radio = cellular.get("data_technology") or cellular.get("mobile_type")
    if radio is not None and wan.get("connected"):
        yield Reading(f"radio/{wan['id']}", radio, subject)


def _signal_reading(wan: Mapping[str, Any], rule: SignalRule, before: Before, subject: Mapping[str, Any]) -> Iterator[Reading]:
    if rule.wans and not any(named == str(wan["id"]) or same_name(named, wan.get("name")) for named in rule.wans):
        return
    measured = next(_signals(wan, rule.metric), None)
    if measured is not None:
        key = f"signal/{wan['id']}/{rule.name}"
        value = _switched(measured >= rule.threshold + rule.hysteresis, measured < rule.threshold, ("above", "below"), before(key))
        yield Reading(key, value, {**subject, "metric": rule.metric, "unit": METRICS[rule.metric]}, rule.name, measured)


def _signals(wan: Mapping[str, Any], metric: str) -> Iterator[float]:
    """The values of a metric, that of the primary cell first."""
    for place in ("cellular", "modem"):
        for band in wan.get(place, {}).get("bands", []):
            value = _number(band.get("signal", {}).get(metric))
            if value is not None:
                yield value
    value = _number(wan.get("wifi", {}).get("signal", {}).get(metric))
    if value is not None:
        yield value


def _switched(on: bool, off: bool, words: tuple[str, str], before: Any) -> str:
    """The word for on or off; between the two what it was, off at first."""
    if on:
        return words[0]
    return words[1] if off or before not in words else str(before)


def _reached(percent: float, used: float, threshold: float, before: Any) -> str:
    """``below``, or ``reached`` with the use at which it was. It stays reached until a new cycle has begun, whatever the limit."""
    word, _blank, then = str(before).partition(" ")
    if word == "reached" and not (percent < threshold and used < float(then) * _NEW_CYCLE):
        return str(before)
    return f"reached {used:g}" if percent >= threshold else "below"


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
