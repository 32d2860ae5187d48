# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Data allowance of a WAN or SIM: the monitor in status.wan.connection, the use in status.wan.connection.allowance."""

from __future__ import annotations

import math

from ..device import Device
from ..living import fraction
from ..store import Item, present
from .cellular_slots import SLOTS

MB_PER_SECOND = 0.02
LARGEST_SHARE_AT_FIRST = 0.6


def monitor(source: Item) -> Item:
    if not source.get("enable"):
        return {"enable": False, "hasSmtp": False}
    return {"enable": True, "hasSmtp": True, **present(source, "action", "start", "monthlyAllowance")}


def allowance_of(device: Device, key: int, item: Item) -> Item:
    """Figures of a WAN; of a cellular one by SIM."""
    if item["kind"] != "cellular":
        return _use(device, item.get("bandwidthAllowanceMonitor", {}), key)
    configured = {sim["id"]: sim for sim in item["cellular"].get("sim", [])}
    shown: Item = {str(slot): _use(device, configured.get(slot, {}).get("bandwidthAllowanceMonitor", {}), key, slot) for slot in SLOTS}
    return {**shown, "order": list(SLOTS)} if device.unknowns.sim_allowance_order == "shown" else shown


def _use(device: Device, source: Item, *place: int) -> Item:
    if not source.get("enable"):
        return {"enable": False}
    shown: Item = {"enable": True}
    limit = source.get("monthlyAllowance", {}).get("value")
    started = device.states["billing"].get("/".join(map(str, ("wan", *place))))
    scheduled = device.scheduled("allowance", wan=place[0], sim=place[1] if len(place) > 1 else None)
    at_first = 0 if started is not None else int((limit or 0) * LARGEST_SHARE_AT_FIRST * fraction(device.seed, "allowance", *place))
    if scheduled is not None:
        shown["usage"] = math.ceil(limit * scheduled["percent"] / 100)
    elif device.living.steady:
        shown["usage"] = at_first
    else:
        shown["usage"] = at_first + device.living.counter(MB_PER_SECOND, device.time.age - (started or 0), "allowance", *place)
    if limit:
        shown |= {"limit": limit, "percent": min(100, shown["usage"] * 100 // limit)}
    return {**shown, **present(source, "start"), "unit": "MB"}
