# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where on a device something can be scheduled to happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clients import clients_of, count_of
from .families import FAMILIES
from .gpio import OUTPUT
from .registry import RESOURCES
from .schedule import KINDS, Place, Schedule
from .store import Item
from .vpn import peer_ids

if TYPE_CHECKING:
    from .device import Device

WITH_SIGNAL = ("cellular", "wifi", "modem")
ANYWHERE: list[Place] = [()]


def places_of(device: Device) -> dict[str, list[Place]]:
    """By kind of entry. WANs are those that are enabled, clients those that are active."""
    wans = {key: item for key, item in device.stores.running("wan").items() if item["enable"] and not item["asLan"]}
    cellular = [_wan(key) for key, item in wans.items() if item["kind"] == "cellular"]
    clients = clients_of(device.family, device.seed, count_of(device.family, device.client_count))
    pins = device.stores.running("gpio")
    found: dict[str, list[Place]] = {
        "wan_down": [_wan(key) for key in wans],
        "sim": cellular,
        "signal": [_wan(key) for key, item in wans.items() if item["kind"] in WITH_SIGNAL],
        "radio": ANYWHERE if cellular else [],
        "roaming": cellular,
        "peer_down": [(("peer", key),) for key in peer_ids(device.family, device.vpn_peer_count)],
        "allowance": [place for key, item in wans.items() for place in _metered(key, item)],
        "client_gone": [(("client", client.index),) for client in clients if client.active],
        "gpio": [(("pin", key),) for key, pin in pins.items() if pin["enable"] and pin["type"] != OUTPUT],
        "position": ANYWHERE if FAMILIES[device.family].has_receiver else [],
        "configuration": [(("resource", name), ("id", key)) for name in RESOURCES for key in device.stores.running(name)],
    }
    return {what: found.get(what, ANYWHERE) for what in KINDS}


def checked(device: Device, schedule: Schedule) -> Schedule:
    """Raises ValueError for an entry about something that the device does not have."""
    places = places_of(device)
    for entry in schedule.entries:
        grows = entry.what == "configuration" and RESOURCES[str(dict(entry.place)["resource"])].grows
        if entry.place not in places[entry.what] and not grows:
            where = " ".join(f"{name} {value}" for name, value in entry.place)
            raise ValueError(f"device {device.name}: {entry.what} cannot happen to {where or 'it'}")
    return schedule


def _wan(key: int) -> Place:
    return (("wan", key),)


def _metered(key: int, item: Item) -> list[Place]:
    """With a monthly allowance, each SIM for itself."""
    sims = item["cellular"].get("sim", []) if item["kind"] == "cellular" else [{**item, "id": None}]
    limits = {sim["id"]: sim.get("bandwidthAllowanceMonitor", {}) for sim in sims}
    return [(("wan", key), ("sim", sim)) for sim, limit in limits.items() if limit.get("enable") and "monthlyAllowance" in limit]
