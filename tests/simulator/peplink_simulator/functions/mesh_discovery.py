# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.mesh.discover, .discover.result and cmd.mesh.request: access points look for new ones, which then can be adopted."""

from __future__ import annotations

from functools import partial

from ..call import Call
from ..device_spec import DeviceSpec
from ..extap import YARD, access_points, has_mesh, rssi_of
from ..mac_address import stored_mac
from ..registry import operation, register_state
from ..store import Item

STATE = "mesh_discovery"
FOUND_AT_FIRST, FOUND_BY_DISCOVERY = "00:00:5E:00:53:20", "00:00:5E:00:53:24"
BSSIDS = {FOUND_AT_FIRST: "00:00:5E:00:53:21", FOUND_BY_DISCOVERY: "00:00:5E:00:53:25"}
SERIAL_NUMBERS = {FOUND_AT_FIRST: "2A0B-7C11-D204", FOUND_BY_DISCOVERY: "2A0B-7C11-D205"}
SCAN_INTERVAL = 30


def _initial(spec: DeviceSpec) -> Item:
    """Serial numbers of the access points, and by MAC address what they have found: status, and which of them have seen it."""
    stations = [station["serialNumber"] for station in access_points(spec.family)]
    found = {FOUND_AT_FIRST: {"status": "new", "seen_by": [YARD["serialNumber"]]}} if stations else {}
    return {"access_points": stations, "candidates": found}


register_state(STATE, _initial)


@operation("POST", "cmd.mesh.discover", supported=has_mesh)
def discover(call: Call) -> Item:
    device, unknowns, state = call.device, call.unknowns, call.device.states[STATE]
    wanted = call.body["apList"]
    if set(wanted) - set(state["access_points"]):
        raise call.bad_value("apList")
    for serial in wanted:
        if not device.jobs.find(_job(serial)):
            device.jobs.start(_job(serial), unknowns.scan_polls, unknowns.scan_seconds, on_end=partial(_find, state, serial))
    return {"apList": _stations(call)}


def _job(serial: str) -> str:
    return f"discovery by {serial}"


def _find(state: Item, serial: str) -> None:
    """Unless it has been adopted meanwhile."""
    if SERIAL_NUMBERS[FOUND_BY_DISCOVERY] not in state["access_points"]:
        seen_by = state["candidates"].setdefault(FOUND_BY_DISCOVERY, {"status": "new", "seen_by": []})["seen_by"]
        seen_by += [serial] if serial not in seen_by else []


def _stations(call: Call) -> list[Item]:
    return [
        {"serialNumber": serial, "status": "scanning" if call.device.jobs.find(_job(serial)) else "online"}
        for serial in call.device.states[STATE]["access_points"]
    ]


@operation("GET", "cmd.mesh.discover.result", supported=has_mesh)
def result(call: Call) -> Item:
    found = {address: _candidate(call, address, candidate) for address, candidate in call.device.states[STATE]["candidates"].items()}
    shown: Item = {"apList": _stations(call)}
    if call.unknowns.mesh_candidates == "map":
        return {**shown, "candidates": {**found, "order": list(found)}}
    return {**shown, "candidateList": [{"id": address, **candidate} for address, candidate in found.items()]}


def _candidate(call: Call, address: str, candidate: Item) -> Item:
    living, age = call.device.living, call.device.time.age
    return {
        "bssList": [
            {
                "bssid": BSSIDS[address],
                "serialNumber": serial,
                "rssi": rssi_of(living, address, serial),
                "channel": 6,
                "lastUpdate": age % SCAN_INTERVAL,
            }
            for serial in candidate["seen_by"]
        ],
        "status": candidate["status"],
    }


@operation("POST", "cmd.mesh.request", supported=has_mesh)
def request(call: Call) -> None:
    """A candidate that is being adopted becomes one of the access points."""
    state, wanted = call.device.states[STATE], call.body["candidateId"]
    addresses = [stored_mac(address) for address in (wanted if isinstance(wanted, list) else [wanted])]
    form = "list" if isinstance(wanted, list) else "text"
    if call.unknowns.mesh_request_id not in ("both", form) or set(addresses) - set(state["candidates"]):
        raise call.bad_value("candidateId")
    for address in addresses:
        state["candidates"][address]["status"] = "adopting"
        if not call.device.jobs.find(f"adoption of {address}"):
            call.device.jobs.start(
                f"adoption of {address}",
                call.unknowns.reconnect_polls,
                call.unknowns.reconnect_seconds,
                on_end=partial(_adopt, state, address),
            )


def _adopt(state: Item, address: str) -> None:
    del state["candidates"][address]
    state["access_points"].append(SERIAL_NUMBERS[address])
