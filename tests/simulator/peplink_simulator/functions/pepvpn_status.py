# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.pepvpn: profiles and peers; tunnels have no statistics here, their map is empty."""
from __future__ import annotations

from ..call import Call
from ..registry import operation
from ..store import Item, present
from ..vpn import CONNECTED, PROFILE_NAMES, initial_peers

DEFAULT_SECTIONS = ("profile", "peer")


@operation("GET", "status.pepvpn")
def read(call: Call) -> Item:
    sections = call.query.get("infoType") or DEFAULT_SECTIONS
    peers = {key: _peer(call, key) for key in initial_peers(call.device.family)}
    shown: Item = {}
    if "profile" in sections:
        shown["profile"] = _profiles(call, peers)
    if "peer" in sections:
        shown["peer"] = _selected(call, list(peers.values()))
    if "tunnel" in sections or "tunnelOption" in call.query:
        shown["tunnel"] = {"order": []}
    return shown


def _peer(call: Call, key: str) -> Item:
    peer = {"peerId": key, "profileId": _profile_of(key), "status": CONNECTED, "secure": True, **initial_peers(call.device.family)[key],
            **call.device.vpn_peers.get(key, {})}
    return {name: value for name, value in peer.items() if value is not None}


def _profile_of(peer: str) -> int:
    return int(peer.split("-", maxsplit=1)[0])


def _profiles(call: Call, peers: dict[str, Item]) -> Item:
    names = PROFILE_NAMES[call.device.family]
    shown: Item = {"siteId": call.device.name}
    for key, name in names.items():
        mine = [peer for peer_id, peer in peers.items() if _profile_of(peer_id) == key]
        profile: Item = {"name": name, "master": call.device.family == "fusionhub"}
        if not call.query.get("lite"):
            profile |= {"status": next((peer["status"] for peer in mine if peer.get("status", CONNECTED) != CONNECTED), CONNECTED),
                        "conflictCount": sum(peer.get("status") == "CONFLICT" for peer in mine), "peerCount": len(mine),
                        "userShared": False, "userCount": 0, **present(mine[0], "type")}
        shown[str(key)] = profile
    return {**shown, "order": list(names)}


def _selected(call: Call, peers: list[Item]) -> list[Item]:
    query = call.query
    serial, pattern = query.get("serialNumber", "").replace("-", "").lower(), query.get("searchPattern", "").lower()
    found = [peer for peer in peers
             if (not serial or peer.get("serialNumber", "").replace("-", "").lower() == serial)
             and any(pattern in peer.get(name, "").lower() for name in ("name", "username", "serialNumber"))]
    start = query.get("start", 0)
    return found[start:start + query["size"]] if "size" in query else found[start:]
