# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tunnels of SpeedFusion VPN peers with their statistics, in the layouts before and since 8.1.0."""

from __future__ import annotations

from .device import Device
from .store import Item, Items
from .wan.link import leads, link_of

RATES = {
    "wan": 40.0,
    "forward": 38.0,
    "fragment": 0.05,
    "loss": 0.02,
    "outOfOrder": 0.03,
    "recover": 0.01,
    "discard": 0.004,
    "fec": 0.2,
    "redundant": 0.1,
}
RECEIVED = ("wan", "forward", "fragment", "loss", "outOfOrder", "recover", "discard")
TRANSMITTED = ("wan", "forward", "fragment", "loss", "outOfOrder", "fec", "redundant")
OVERALL = ("forward", "loss", "outOfOrder")
BYTES_PER_PACKET = 640
REMOTE_WANS = ("Uplink", "Backup uplink")


class Tunnels:
    """Tunnels of one device at one time; its WANs are those that run."""

    def __init__(self, device: Device, items: Items) -> None:
        self._device, self._items = device, items
        self._layout = device.unknowns.tunnel_layout

    def tunnel(self, peer: str, connected: bool) -> Item:
        wans = {key: self._wan(peer, key, connected) for key, item in self._items.items() if not item["asLan"]}
        shown: Item = {**{str(key): wan for key, wan in wans.items()}, "order": list(wans)}
        if self._layout == "before_810":
            return shown
        active = [key for key, wan in wans.items() if wan["state"] == "ACTIVE"]
        return {"wan": shown, "overall": self._overall(peer, active)} if active else {"wan": shown}

    def _wan(self, peer: str, key: int, connected: bool) -> Item:
        item, state = self._items[key], self._state(key, connected)
        head: Item = {"state": state, "name": item["name"]}
        if self._layout == "before_810":
            return {**head, "rtt": self._rtt(peer, key), **self._old_counters(peer, key)} if state == "ACTIVE" else head
        head["priority"] = item["connection"]["priority"]
        if state != "ACTIVE":
            return head
        seconds = self._device.uptime(key)
        shown: Item = {
            "id": key,
            **head,
            "time": _time(seconds),
            "rtt": self._rtt(peer, key),
            "receive": self._direction(peer, key, "receive", RECEIVED),
            "transmit": self._direction(peer, key, "transmit", TRANSMITTED),
            "remote": self._remote(peer, key),
        }
        return {**shown, **self._old_counters(peer, key)} if self._layout == "deprecated_too" else shown

    def _state(self, key: int, connected: bool) -> str:
        link = link_of(self._device, self._items, key)
        if link in ("disabled", "down"):
            return {"disabled": "WAN_DISABLED", "down": "WAN_DOWN"}[link]
        if not connected:
            return "DETECTING"
        if link == "standby":
            return "COLD"
        return "ACTIVE" if leads(self._device, self._items, key) else self._device.unknowns.tunnel_standby

    def _rtt(self, peer: str, key: int) -> int:
        return self._device.living.level(9, 64, "tunnel", peer, key, "rtt")

    def _count(self, name: str, peer: str, key: int, direction: str) -> int:
        return self._device.living.counter(RATES[name], self._device.uptime(key), "tunnel", peer, key, direction, name)

    def _bytes(self, peer: str, key: int, direction: str) -> int:
        return self._count("wan", peer, key, direction) * BYTES_PER_PACKET

    def _direction(self, peer: str, key: int, direction: str, names: tuple[str, ...]) -> Item:
        """Arrays of one element: the document prints no longer ones."""
        packet = {name: [self._count(name, peer, key, direction)] for name in names}
        return {"byte": [self._bytes(peer, key, direction)], "packet": packet}

    def _old_counters(self, peer: str, key: int) -> Item:
        return {
            "rx": [self._bytes(peer, key, "receive")],
            "tx": [self._bytes(peer, key, "transmit")],
            "loss": [self._count("loss", peer, key, "receive")],
        }

    def _remote(self, peer: str, key: int) -> Item:
        """The other end has received what this one has sent, over its first WAN."""
        first, second = REMOTE_WANS
        return {
            "1": {"state": "ACTIVE", "name": first, "receive": {"byte": self._bytes(peer, key, "transmit")}},
            "2": {"state": self._device.unknowns.tunnel_standby, "name": second},
            "order": [1, 2],
        }

    def _overall(self, peer: str, active: list[int]) -> Item:
        seconds = max(self._device.uptime(key) for key in active)
        sums = {
            direction: {"packet": {name: sum(self._count(name, peer, key, direction) for key in active) for name in OVERALL}}
            for direction in ("receive", "transmit")
        }
        return {"time": _time(seconds), **sums}


def _time(seconds: int) -> Item:
    return {"second": seconds, "nanoSecond": 120000}
