# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading half of cmd.carrier.scan and cmd.channelPci.scan, and the SIM choice of old firmware.

A scan that ended just before the device came into its initial state is what there is to read.
"""
from __future__ import annotations

from .. import errors
from ..call import Call
from ..device_spec import DeviceSpec
from ..families import newer_than
from ..registry import operation
from ..store import Item, present
from ..unknowns import Unknowns
from ..wan.air import CARRIERS, CELLS
from ..wan.cellular_slots import SLOTS, active_slot
from ..wan.choice import chosen_wan, has_cellular

CARRIER, CELL = "cmd.carrier.scan", "cmd.channelPci.scan"
SIMS_READABLE_BEFORE = "8.3.0"
IDENTIFIED = {"mcc", "mnc", "pcs"}


def _refuse_start(call: Call) -> None:
    if "action" in call.body:
        raise errors.unsupported_request()


def _carriers(call: Call, conn_id: int | str, reference: bool) -> Item:
    item = chosen_wan(call, conn_id, "cellular")[1]
    by_example = call.unknowns.carrier_scan_style == "example"
    shown: Item = {"scanStatus": "done"}
    if not by_example:
        shown["timestamp"] = int(call.device.time.born)
    shown["list"] = [{**carrier, "mnc": _short(carrier["mnc"])} if by_example else carrier for carrier in CARRIERS]
    if reference:
        shown["reference"] = {"activeSim": _active_sim(item, by_example) if item["enable"] else None}
    return shown


def _short(mnc: str) -> str:
    return mnc.lstrip("0") or "0"


def _active_sim(item: Item, by_example: bool) -> Item:
    slot = active_slot(item)
    sims = {sim["id"]: sim for sim in item["cellular"].get("sim", [])}
    stored = next((entry for entry in sims.get(slot, {}).get("carrierSelection") or [] if set(entry) >= IDENTIFIED), None)
    chosen = None if stored is None else present(stored, "name", "mcc", "mnc", "pcs")
    if chosen and by_example:
        chosen["mnc"] = _short(chosen["mnc"])
    return {"simId": slot, "cellularNetwork" if by_example else "selectedCarrier": chosen}


@operation("GET", CARRIER, supported=has_cellular)
def carriers(call: Call) -> Item:
    return _carriers(call, call.query["connId"], call.query["reference"])


@operation("POST", CARRIER, supported=has_cellular)
def carriers_by_post(call: Call) -> Item:
    _refuse_start(call)
    return _carriers(call, call.body["connId"], call.body.get("reference") == "yes")


@operation("POST", CELL, supported=has_cellular)
def cells(call: Call) -> Item:
    _refuse_start(call)
    chosen_wan(call, call.body["connId"], "cellular")
    return {"scanStatus": "done", "timestamp": int(call.device.time.born), "list": list(CELLS)}


def _shows_sims(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return newer_than(SIMS_READABLE_BEFORE, spec.firmware)


@operation("GET", "cmd.wan.cellular", available=_shows_sims, supported=has_cellular, parameters_of="cmd.sms.get")
def sims(call: Call) -> Item:
    item = chosen_wan(call, call.query["connId"], "cellular")[1]
    scheme = item["cellular"].get("simCardScheme", "")
    return {"enabledSim": [int(scheme)] if scheme in ("1", "2") else list(SLOTS), "preferredSim": item["cellular"].get("preferredSim")}
