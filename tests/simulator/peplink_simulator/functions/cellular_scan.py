# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.carrier.scan and cmd.channelPci.scan. A scan ended just before the device came into its initial state.

A new one takes the link of the modem. Until it is done the old list, or part of it, is shown; then there is more in it.
"""

from __future__ import annotations

from ..call import Call
from ..registry import operation, register_state
from ..store import Item, present
from ..wan.air import STATE as AIR
from ..wan.cellular_slots import active_slot
from ..wan.choice import chosen_wan, has_cellular
from ..wan.reconnection import take_link

CARRIER, CELL, STATE = "cmd.carrier.scan", "cmd.channelPci.scan", "scans"
IDENTIFIED = {"mcc", "mnc", "pcs"}
# When the last scan that a command started was done, as Unix time: under the name of the function, a slash and the id of the WAN.
register_state(STATE, lambda spec: {})


def _start_if_asked(call: Call, key: int) -> None:
    """A scan that runs goes on when another one is asked for (unknown 48)."""
    device, unknowns, function = call.device, call.unknowns, call.function
    if "action" not in call.body or device.jobs.find(function, key):
        return

    def done() -> None:
        device.states[STATE][f"{function}/{key}"] = int(device.clock())

    take_link(call, function, key, "Scanning...", unknowns.scan_polls, unknowns.scan_seconds, done)


def _scan(call: Call, key: int, what: str) -> Item:
    device, ended, air = call.device, call.device.states[STATE].get(f"{call.function}/{key}"), call.device.states[AIR]
    return {
        "scanStatus": "scanning" if device.jobs.find(call.function, key) else "done",
        "timestamp": int(device.time.born) if ended is None else ended,
        "list": [*air[what], *([] if ended is None else air[f"{what}_found"])],
    }


def _carriers(call: Call, key: int, item: Item, reference: bool) -> Item:
    by_example = call.unknowns.carrier_scan_style == "example"
    shown = _scan(call, key, "carriers")
    if by_example:
        del shown["timestamp"]
        count = 1 if shown["scanStatus"] == "scanning" else None
        shown["list"] = [{**carrier, "mnc": _short(carrier["mnc"])} for carrier in shown["list"][:count]]
    if reference:
        shown["reference"] = {"activeSim": _active_sim(active_slot(call.device, key, item), item, by_example) if item["enable"] else None}
    return shown


def _short(mnc: str) -> str:
    return mnc.lstrip("0") or "0"


def _active_sim(slot: int, item: Item, by_example: bool) -> Item:
    sims = {sim["id"]: sim for sim in item["cellular"].get("sim", [])}
    stored = next((entry for entry in sims.get(slot, {}).get("carrierSelection") or [] if set(entry) >= IDENTIFIED), None)
    chosen = None if stored is None else present(stored, "name", "mcc", "mnc", "pcs")
    if chosen and by_example:
        chosen["mnc"] = _short(chosen["mnc"])
    return {"simId": slot, "cellularNetwork" if by_example else "selectedCarrier": chosen}


@operation("GET", CARRIER, supported=has_cellular)
def carriers(call: Call) -> Item:
    return _carriers(call, *chosen_wan(call, call.query["connId"], "cellular"), call.query["reference"])


@operation("POST", CARRIER, supported=has_cellular)
def carriers_by_post(call: Call) -> Item:
    key, item = chosen_wan(call, call.body["connId"], "cellular")
    _start_if_asked(call, key)
    return _carriers(call, key, item, call.body.get("reference") == "yes")


@operation("POST", CELL, supported=has_cellular)
def cells(call: Call) -> Item:
    key = chosen_wan(call, call.body["connId"], "cellular")[0]
    _start_if_asked(call, key)
    return _scan(call, key, "cells")
