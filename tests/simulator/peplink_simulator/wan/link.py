# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The state of the WANs of a device, shared by several status functions."""

from __future__ import annotations

from typing import Literal

from ..device import Device
from ..store import Items

Link = Literal["lan", "disabled", "down", "standby", "up"]


def link_of(device: Device, items: Items, key: int) -> Link:
    """standby: enabled with an address, but carrying nothing."""
    item = items[key]
    if item["asLan"]:
        return "lan"
    if not item["enable"]:
        return "disabled"
    if _is_down(device, key):
        return "down"
    if device.unknowns.spare_wans == "cold_standby" and not leads(device, items, key):
        return "standby"
    return "up"


def outage(device: Device, key: int) -> str | None:
    """What keeps a WAN that is enabled from being connected: a command, the schedule, nothing to connect to."""
    job = device.jobs.outage(key)
    if job is not None:
        return job.message
    failure = device.scheduled("wan_down", wan=key)
    if failure is not None:
        return str(failure["message"])
    if device.states["starlink"].get(key, {}).get("stowed"):
        return "Stowed"
    return "No network" if key in device.states["wifi"] and device.states["wifi"][key]["connected"] is None else None


def _is_down(device: Device, key: int) -> bool:
    return outage(device, key) is not None or device.wan_status.get(key, {}).get("statusLed") not in (None, "green")


def leads(device: Device, items: Items, key: int) -> bool:
    """Whether no WAN that works has a lower priority number."""
    working = [item for other, item in items.items() if item["enable"] and not item["asLan"] and not _is_down(device, other)]
    return bool(items[key]["connection"]["priority"] == min(item["connection"]["priority"] for item in working))


def is_sparse(device: Device) -> bool:
    """Whether a connected modem hides its signal and network at this time (quirk 10)."""
    detail = device.unknowns.cellular_detail
    return detail == "sparse" or (detail == "changing" and device.time.age // 60 % 2 == 1)
