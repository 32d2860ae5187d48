# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.pepvpn: profiles, peers, tunnels."""

from __future__ import annotations

from ..call import Call
from ..registry import operation
from ..store import Item, present
from ..vpn import CONNECTED, PROFILE_NAMES, peer, peer_ids, profile_of
from ..vpn_tunnels import Tunnels

DEFAULT_SECTIONS = ("profile", "peer")


@operation("GET", "status.pepvpn")
def read(call: Call) -> Item:
    sections = call.query.get("infoType") or DEFAULT_SECTIONS
    peers = {key: _peer(call, key) for key in peer_ids(call.device.family, call.device.vpn_peer_count)}
    shown: Item = {}
    if "profile" in sections:
        shown["profile"] = _profiles(call, peers)
    if "peer" in sections:
        shown["peer"] = _arranged(call, _selected(call, list(peers.values())))
    if "tunnel" in sections or "tunnelOption" in call.query:
        shown["tunnel"] = _tunnels(call, peers)
    return shown


def _arranged(call: Call, peers: list[Item]) -> list[Item] | Item:
    if call.unknowns.vpn_peers == "plain":
        return [{name: value for name, value in member.items() if name != "peerId"} for member in peers]
    if call.unknowns.vpn_peers == "map":
        return {**{member["peerId"]: member for member in peers}, "order": [member["peerId"] for member in peers]}
    return peers


def _tunnels(call: Call, peers: dict[str, Item]) -> Item:
    wanted = list(dict.fromkeys(call.query.get("tunnelOption", [])))
    if not wanted and call.unknowns.tunnel_without_option == "all":
        wanted = list(peers)
    if any(key not in peers for key in wanted):
        raise call.bad_value("query parameter tunnelOption")
    tunnels = Tunnels(call.device, call.running("wan"))
    return {**{key: tunnels.tunnel(key, peers[key].get("status") == CONNECTED) for key in wanted}, "order": wanted}


def _peer(call: Call, key: str) -> Item:
    shown = {
        "peerId": key,
        "profileId": profile_of(key),
        "status": CONNECTED,
        "secure": True,
        **peer(call.device.family, key),
        **call.device.vpn_peers.get(key, {}),
        **(call.device.scheduled("peer_down", peer=key) or {}),
    }
    return {name: value for name, value in shown.items() if value is not None}


def _profiles(call: Call, peers: dict[str, Item]) -> Item:
    names = PROFILE_NAMES[call.device.family]
    shown: Item = {"siteId": call.device.name}
    for key, name in names.items():
        mine = [member for peer_id, member in peers.items() if profile_of(peer_id) == key]
        profile: Item = {"name": name, "master": call.device.family == "fusionhub"}
        if not call.query.get("lite"):
            profile |= {
                "status": next((member["status"] for member in mine if member.get("status", CONNECTED) != CONNECTED), CONNECTED),
                "conflictCount": sum(member.get("status") == "CONFLICT" for member in mine),
                "peerCount": len(mine),
                "userShared": False,
                "userCount": 0,
                **(present(mine[0], "type") if mine else {}),
            }
        shown[str(key)] = profile
    return {**shown, "order": list(names)}


def _selected(call: Call, peers: list[Item]) -> list[Item]:
    query = call.query
    serial, pattern = query.get("serialNumber", "").replace("-", "").lower(), query.get("searchPattern", "").lower()
    found = [
        member
        for member in peers
        if (not serial or member.get("serialNumber", "").replace("-", "").lower() == serial)
        and any(pattern in member.get(name, "").lower() for name in ("name", "username", "serialNumber"))
    ]
    start = query.get("start", 0)
    return found[start : start + query["size"]] if "size" in query else found[start:]
