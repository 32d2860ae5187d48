# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The conditions of the option ``health``: which links must be up for a change to count as good."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .._common.names import comparable
from .status import WANS, entries, is_connected

VPN = "status.pepvpn"

HEALTH_SPEC: dict[str, Any] = {
    "connected_wans": {"type": "list", "elements": "str"},
    "min_connected_wans": {"type": "int"},
    "connected_vpn_peers": {"type": "list", "elements": "str"},
}


def unmet(conditions: Mapping[str, Any], ask: Callable[[str], Any]) -> Iterator[str]:
    """What does not hold, as texts; ``ask`` reads a status function, and only those that the conditions need."""
    names, least, peers = (conditions.get(name) for name in HEALTH_SPEC)
    if names or least:
        connected = {wan: raw for wan, raw in entries(ask(WANS)) if is_connected(raw)}
        up = {comparable(str(name)) for wan, raw in connected.items() for name in (wan, raw.get("name"))}
        down = [name for name in names or () if comparable(name) not in up]
        if down:
            yield f"WANs are not connected: {', '.join(down)}"
        if len(connected) < (least or 0):
            yield f"only {len(connected)} of the required {least} WANs are connected"
    if peers:
        up = set(connected_peers(ask(VPN)))
        down = [name for name in peers if name not in up]
        if down:
            yield f"VPN peers are not connected: {', '.join(down)}"


def connected_peers(answer: Any) -> Iterator[str]:
    """What the connected peers of status.pepvpn go by: id, name, serial number. The peers are a list, on some firmware a map."""
    peers = answer.get("peer") if isinstance(answer, Mapping) else None
    listed = peers.values() if isinstance(peers, Mapping) else peers if isinstance(peers, list) else ()
    for peer in listed:
        if isinstance(peer, Mapping) and is_connected_peer(peer):
            yield from (str(peer[name]) for name in ("peerId", "name", "serialNumber") if name in peer)


def is_connected_peer(raw: Mapping[str, Any]) -> bool:
    """Whether a peer of status.pepvpn is connected."""
    return str(raw.get("status")).upper() == "CONNECTED"
