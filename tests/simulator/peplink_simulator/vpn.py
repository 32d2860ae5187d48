# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SpeedFusion VPN profiles and peers that each family starts with; all peers are connected."""

from __future__ import annotations

from .store import Item

CONNECTED = "CONNECTED"
_HUB = {"name": "HQ hub", "serialNumber": "2A0B-7C11-D203", "type": "l3", "username": "hq", "route": ["198.51.100.128/25"]}
_SPARE_HUB = {"name": "Spare hub", "serialNumber": "2A0B-7C11-D2F4", "type": "l3", "username": "spare", "route": ["198.51.100.0/26"]}
_PEERS: dict[str, dict[str, Item]] = {
    "max": {"2-1": _HUB, "1-1": _SPARE_HUB},
    "balance": {
        "2-1": _HUB,
        "1-1": {
            "name": "Warehouse",
            "serialNumber": "2B1C-0001-A111",
            "type": "l2",
            "username": "warehouse",
            "bridge": "192.0.2.129",
            "vlanId": 20,
        },
        "1-2": {
            "name": "Annex",
            "serialNumber": "2B1C-0002-A222",
            "type": "l2",
            "username": "annex",
            "bridge": "192.0.2.130",
            "vlanId": 20,
        },
    },
    "fusionhub": {
        "2-1": {"name": "Depot 1", "serialNumber": "2C2D-0001-B111", "type": "l3", "username": "depot1", "route": ["192.0.2.0/26"]},
        "2-2": {
            "name": "Depot 2",
            "serialNumber": "2C2D-0002-B222",
            "type": "l3",
            "username": "depot2",
            "route": ["192.0.2.64/26"],
            "inactiveRoute": ["192.0.2.96/27"],
        },
        "1-1": {
            "name": "Van 7",
            "serialNumber": "2C2D-0003-B333",
            "type": "natc",
            "username": "van7",
            "server": "198.51.100.200",
            "client": "203.0.113.0/28",
        },
    },
}
PROFILE_NAMES: dict[str, dict[int, str]] = {
    "max": {2: "HQ", 1: "Spare"},
    "balance": {2: "HQ", 1: "Bridges"},
    "fusionhub": {2: "Depots", 1: "Vans"},
}


GENERATED_PROFILE = 2


def peer_ids(family: str, count: int | None) -> list[str]:
    """In the order of answers: those of the family, then as many more as asked for."""
    own = list(_PEERS[family])
    if count is None or count <= len(own):
        return own[:count]
    first = 1 + max(int(key.split("-")[1]) for key in own if profile_of(key) == GENERATED_PROFILE)
    return own + [f"{GENERATED_PROFILE}-{number}" for number in range(first, first + count - len(own))]


def peer(family: str, key: str) -> Item:
    """Not to be changed: all devices share those of a family."""
    own = _PEERS[family].get(key)
    if own is not None:
        return own
    number = int(key.split("-")[1])
    return {
        "name": f"Site {number:04}",
        "serialNumber": f"2D3E-{number:04}-C{number % 1000:03}",
        "type": "l3",
        "username": f"site{number}",
        "route": [f"198.18.{number // 32 % 256}.{number % 32 * 8}/29"],
    }


def profile_of(key: str) -> int:
    return int(key.split("-", maxsplit=1)[0])
