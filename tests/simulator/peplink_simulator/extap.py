# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access points that mesh with a router, as the mesh functions show them."""

from __future__ import annotations

from .device_spec import DeviceSpec
from .families import FAMILIES
from .living import Living
from .store import Item, Items
from .unknowns import Unknowns

GATEWAY = {"serialNumber": "2A0B-7C11-D201", "name": "Gateway"}
YARD = {"serialNumber": "2A0B-7C11-D202", "name": "Yard AP"}
DOCK = {"serialNumber": "2A0B-7C11-D203", "name": "Dock AP"}
PEER_ID, PEER_MAC = 501, "00:00:5E:00:53:71"
LINK_TYPES = {"2.4 GHz": "2.4GHz", "5 GHz": "5GHz"}
BYTES_PER_PACKET = 700


def has_mesh(spec: DeviceSpec) -> bool:
    return FAMILIES[spec.family].has_mesh


def access_points(family: str) -> list[Item]:
    return [YARD, DOCK] if FAMILIES[family].has_wifi else []


def rssi_of(living: Living, *place: object) -> int:
    return living.level(-66, -44, "mesh", *place)


def level_of(rssi: int) -> int:
    return max(1, min(5, (rssi + 80) // 6))


def mesh_status(profiles: Items, living: Living, unknowns: Unknowns) -> Item:
    shown: Item = {
        str(key): {"meshId": profile["meshId"], "peer": [_peer(key, profile, living, unknowns)] if profile["enable"] else []}
        for key, profile in profiles.items()
    }
    if unknowns.extap_reference == "top_level":
        shown["reference"] = {"assignedMeshId": [profile["meshId"] for profile in profiles.values()]}
    return {**shown, "order": list(profiles)}


def _peer(key: int, profile: Item, living: Living, unknowns: Unknowns) -> Item:
    bare, duration = unknowns.extap_ids == "bare", 5400 + living.age
    rssi = rssi_of(living, key)
    return {
        "deviceInfo": {
            "id": PEER_ID,
            "serialNumber": YARD["serialNumber"].replace("-", "") if bare else YARD["serialNumber"],
            "name": YARD["name"],
        },
        "duration": duration,
        "rssi": rssi,
        "signalLevel": level_of(rssi),
        "mac": PEER_MAC.replace(":", "").lower() if bare else PEER_MAC,
        "linkType": "mesh",
        "meshId": profile["meshId"],
        "protocol": "axa" if profile["frequencyBand"] == "5 GHz" else "axg",
        "rx": _rate(living, duration, 866.7, key, "rx"),
        "tx": _rate(living, duration, 780, key, "tx"),
    }


def _rate(living: Living, duration: int, highest: float, *place: object) -> Item:
    packets = living.counter(0.4, duration, "mesh", *place)
    return {
        "rate": f"{round(living.wave(highest / 2, highest, 'mesh', *place), 1):g}M",
        "packet": packets,
        "byte": packets * BYTES_PER_PACKET,
    }


def mesh_links(profiles: Items, living: Living) -> Item | None:
    """None without any link."""
    links = [_link(key, profile, living) for key, profile in profiles.items() if profile["enable"]]
    if not links:
        return None
    hops = ((GATEWAY, -1), (YARD, 1), (DOCK, 2))
    return {"links": links, "nodes": {node["serialNumber"]: {"name": node["name"], "minimumHopCountToGateway": hop} for node, hop in hops}}


def _link(key: int, profile: Item, living: Living) -> Item:
    there, back = (living.level(400, 866, "mesh", key, end) for end in ("there", "back"))
    return {
        "linkType": LINK_TYPES[profile["frequencyBand"]],
        "from": _end(YARD, living, key, there, back),
        "to": _end(DOCK, living, key, back, there),
    }


def _end(node: Item, living: Living, key: int, sent: int, received: int) -> Item:
    rssi = rssi_of(living, key, node["serialNumber"])
    return {"serialNumber": node["serialNumber"], "txRate": sent, "rxRate": received, "signalLevel": level_of(rssi), "rssi": rssi}
