# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients of status.client, made by number when somebody asks for them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from .living import fraction

# Type, VLAN, name of a network that is on. LAN clients first, so that a small device has the kinds that matter.
MIXES: dict[str, tuple[tuple[str, int | None, str], ...]] = {
    "max": (
        ("ethernet", None, ""),
        ("wireless", None, "Depot"),
        ("ethernet", 40, ""),
        ("wireless", 50, "Staff"),
        ("wireless", None, "Depot"),
        ("ethernet", None, ""),
        ("pepvpn", None, ""),
        ("openvpn", None, ""),
    ),
    "balance": (
        ("ethernet", None, ""),
        ("ethernet", 40, ""),
        ("ethernet", None, ""),
        ("ethernet", None, ""),
        ("stroute", None, ""),
        ("pptp", None, ""),
        ("l2tp", None, ""),
        ("other", None, ""),
    ),
    "fusionhub": (("pepvpn", None, ""), ("l2tp", None, ""), ("openvpn", None, "")),
}
DEFAULT_COUNTS = {"max": 12, "balance": 12, "fusionhub": 3}
LAN_TYPES = ("ethernet", "wireless")
# Networks of 32,000 addresses out of the block for measurements: the untagged LAN and VPNs, VLAN 40, VLAN 50.
NETWORKS = {None: "198.18", 40: "198.19", 50: "198.19"}
THIRD_BYTES = {None: 0, 40: 0, 50: 128}
VPN_THIRD_BYTE = 128
ADDRESSES = 32000
# Clients beyond the addresses of their network are in one of this block each.
OVERFLOW = 64
ACCESS_POINT_EVERY = 12


@dataclass(frozen=True)
class Client:
    """What never changes about a client; a name is empty where there is none."""

    index: int
    kind: str
    ip: str
    mac: str
    name: str
    vlan: int | None
    essid: str
    active: bool
    lease: str

    @property
    def is_access_point(self) -> bool:
        return self.kind == "ethernet" and self.index % ACCESS_POINT_EVERY == 0


def count_of(family: str, wanted: int | None) -> int:
    return DEFAULT_COUNTS[family] if wanted is None else wanted


@functools.lru_cache(maxsize=4)
def clients_of(family: str, seed: str, count: int) -> tuple[Client, ...]:
    """Few lists are kept: of five hundred devices with thousands of clients each, only those in use take memory."""
    block = int(0xFF * fraction(seed, "clients"))
    return tuple(_client(family, block, index) for index in range(count))


def _client(family: str, block: int, index: int) -> Client:
    mix = MIXES[family]
    kind, vlan, essid = mix[index % len(mix)]
    third = THIRD_BYTES[vlan] if kind in LAN_TYPES else VPN_THIRD_BYTE
    # Kinds recur within ADDRESSES, so that clients so far apart have the same network.
    network = NETWORKS[vlan] if index < ADDRESSES else f"100.{OVERFLOW + index // ADDRESSES}"
    ip = f"{network}.{third + index // 250 % 128}.{index % 250 + 2}"
    mac = f"02:00:{block:02X}:{index >> 16 & 0xFF:02X}:{index >> 8 & 0xFF:02X}:{index & 0xFF:02X}"
    # Remainders that share no factor with the length of a mix let every kind have every state.
    name = "" if index % 5 == 3 else f"client-{index:05}"
    return Client(index, kind, ip, mac, name, vlan, essid, index % 7 != 5, "dhcp" if index % 3 else "normal")
