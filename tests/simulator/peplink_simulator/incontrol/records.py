# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data of the cloud: organisations, their groups and devices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Members of a device that only its own page has; the fast list is short of them, and of more when it is sparse.
DETAIL = frozenset(
    {
        "interfaces",
        "vlan_interfaces",
        "ddns_name",
        "lan_ip",
        "mac_info",
        "latitude",
        "longitude",
        "location_timestamp",
        "speed",
        "starlink_status",
        "uptime",
        "client_count",
        "first_appear",
        "last_online",
        "offline_at",
        "expiry_date",
        "site_id",
    }
)
ALWAYS = frozenset({"id", "sn", "name", "group_id"})


@dataclass
class Organization:
    """An organisation. groups are names by id, devices whole records as `cloud_device` makes them."""

    id: str
    name: str
    code: str = ""
    groups: dict[int, str] = field(default_factory=dict)
    devices: list[dict[str, Any]] = field(default_factory=list)

    def device(self, number: int) -> dict[str, Any]:
        return next(device for device in self.devices if device["id"] == number)


def cloud_device(number: int, name: str, **members: Any) -> dict[str, Any]:
    """A whole record: a MAX with a cellular WAN behind a carrier, an untagged LAN and VLAN 40, and a secret of its APN."""
    record: dict[str, Any] = {
        "id": number,
        "sn": f"2938-{number // 10000:04}-{number % 10000:04}",
        "name": name,
        "group_id": 1,
        "status": "online",
        "product_id": 61,
        "product_name": "Peplink MAX BR1 Pro 5G",
        "product_code": "MAX-BR1-PRO-5GH",
        "model": "MAX-BR1-PRO-5GH-T-PRM",
        "hardware_version": "1",
        "fw_ver": "8.5.1s045 build 5258",
        "fw_pending_group_time": None,
        "lan_mac": f"00:00:5E:00:53:{number % 256:02X}",
        "wtp_ip": f"100.64.0.{number % 256}",
        "tags": ["van"],
        "ddns_name": None,
        "lan_ip": None,
        "interfaces": [
            {
                "id": 1,
                "type": "ethernet",
                "virtualType": None,
                "status": "Disconnected",
                "name": "WAN 1",
                "ip": None,
                "netmask": None,
                "gateway": None,
                "mac_address": None,
                "conn_mode": "dhcp",
                "enable": True,
            },
            {
                "id": 2,
                "type": "gobi",
                "virtualType": "cellular",
                "status": "Connected",
                "name": "Cellular",
                "ip": f"10.170.0.{number % 256}",
                "netmask": "255.255.255.252",
                "gateway": "10.170.0.1",
                "carrier_name": "Carrier",
                "enable": True,
                "sims": [{"imsi": "001010000000001", "iccid": "8900000000000000001"}],
                "apn": "fleet.example",
                "username": f"apn-user-{number}-7d31",
                "password": f"apn-password-{number}-7d31",
            },
        ],
        "vlan_interfaces": [
            {"vlan_id": 40, "vlan_ip": f"172.16.{number % 256}.1", "netmask": "255.255.255.0", "name": "Guests"},
            {"vlan_id": None, "vlan_ip": f"10.20.{number % 256}.1", "netmask": "255.255.255.0", "name": "Untagged"},
        ],
        "latitude": 52.37,
        "longitude": 4.9,
        "location_timestamp": "2026-11-20T08:00:00",
        "uptime": 86400,
        "client_count": 3,
        "first_appear": "2024-05-02T10:11:12",
        "last_online": "2026-11-20T08:00:00",
        "expiry_date": "2027-05-02",
    }
    return {**record, **members}


def initial() -> list[Organization]:
    """A van company with all kinds of devices and names, and a shipping company whose id looks like a number."""
    public_wan = {"id": 1, "type": "ethernet", "status": "Connected", "name": "Fibre", "ip": "203.0.113.20", "enable": True}
    vans = [
        cloud_device(101, "Van 1"),
        cloud_device(102, "Van 2", status="offline", tags=["van", "North East"], vlan_interfaces=[], ddns_name="van-2.example.net"),
        cloud_device(103, "van 2", tags=[], fw_ver="8.3.0 build 5229", vlan_interfaces=[]),
        cloud_device(
            201,
            "Depot",
            group_id=2,
            product_name="Peplink Balance 20X",
            fw_ver="8.5.0 build 5207",
            tags=["depot"],
            wtp_ip="203.0.113.20",
            interfaces=[public_wan],
        ),
        # An access point: none of the members of a router.
        {"id": 301, "sn": "1824-0000-0301", "name": "Depot AP", "group_id": 2, "status": "online", "product_name": "AP One AX"},
    ]
    ships = [
        cloud_device(1, "{{ 7*7 }}", tags=["{{ 6*7 }}"]),
        cloud_device(2, "\u202eevil\u0007 <script>", vlan_interfaces=[], wtp_ip=None),
    ]
    return [
        Organization("hQ7a2b", "Northwind Vans", "NWV", {1: "Vans", 2: "Depots"}, vans),
        Organization("9431", "Harbour Ships", "", {1: "Ships"}, ships),
    ]
