# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.extap.mesh, status.extap.mesh.link, and the last result of a discovery."""
from __future__ import annotations

from ..call import Call
from ..extap import YARD, access_points, has_mesh, mesh_links, mesh_status, rssi_of
from ..registry import operation
from ..store import Item

CANDIDATE, CANDIDATE_BSS = "00:00:5E:00:53:20", "00:00:5E:00:53:21"
SCAN_INTERVAL = 30


@operation("GET", "status.extap.mesh", supported=has_mesh)
def peers(call: Call) -> Item:
    return mesh_status(call.device.stores.running("mesh"), call.device.living, call.unknowns)


@operation("GET", "status.extap.mesh.link", supported=has_mesh)
def links(call: Call) -> Item | None:
    if call.unknowns.mesh_link_answer == "bare":
        return None
    return mesh_links(call.device.stores.running("mesh"), call.device.living)


@operation("GET", "cmd.mesh.discover.result", supported=has_mesh)
def discovery(call: Call) -> Item:
    stations = access_points(call.device.family)
    found = {CANDIDATE: _candidate(call)} if stations else {}
    shown: Item = {"apList": [{"serialNumber": station["serialNumber"], "status": "online"} for station in stations]}
    if call.unknowns.mesh_candidates == "map":
        return {**shown, "candidates": {**found, "order": list(found)}}
    return {**shown, "candidateList": [{"id": key, **candidate} for key, candidate in found.items()]}


def _candidate(call: Call) -> Item:
    sighting = {"bssid": CANDIDATE_BSS, "serialNumber": YARD["serialNumber"], "rssi": rssi_of(call.device.living, CANDIDATE), "channel": 6,
                "lastUpdate": call.device.time.age % SCAN_INTERVAL}
    return {"bssList": [sighting], "status": "new"}
