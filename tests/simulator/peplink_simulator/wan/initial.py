# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Factory configuration of the WANs of each family, in the neutral shape."""

from __future__ import annotations

from typing import Any

from ..device_spec import DeviceSpec
from ..store import Item

# Kinds with a speed, a MAC address and a VLAN.
WIRED = ("ethernet", "wovlan")


def initial_wans(spec: DeviceSpec) -> dict[int, Item]:
    wans = {"max": _max, "balance": _balance, "fusionhub": _fusionhub}[spec.family](spec)
    for kind in spec.extra_wans:
        key = len(wans) + 1
        wans.append(EXTRA_WANS[kind](key))
    return dict(enumerate(wans, 1))


def _wan(kind: str, name: str, priority: int, **members: Any) -> Item:
    item: Item = {
        "kind": kind,
        "asLan": False,
        "name": name,
        "enable": True,
        "multipleIp": [],
        "connection": {
            "routingMode": "NAT",
            "method": {"type": "dhcp", "detail": {}},
            "icmpPing": True,
            "priority": priority,
            "dns": {"auto": True},
            "pepvpnNat": True,
            "hotStandby": {"enable": False},
            "bandwidth": {"upload": {"value": 100000, "unit": "kbps"}, "download": {"value": 100000, "unit": "kbps"}},
        },
        "physical": {},
        "healthcheck": {
            "enable": True,
            "method": {"type": "ping", "detail": {"host": ["192.0.2.1", "192.0.2.2"]}},
            "timeout": 5000,
            "interval": 10,
            "retry": 3,
            "recovery": 3,
        },
        "bandwidthAllowanceMonitor": {"enable": False},
        "ddns": {"enable": False},
    }
    if kind in WIRED:
        item["physical"] = {"speed": "Auto"}
    for name_, value in members.items():
        item[name_] = {**item[name_], **value} if isinstance(value, dict) and name_ in item else value
    return item


def _max(spec: DeviceSpec) -> list[Item]:
    sims = [
        {
            "id": 1,
            "roaming": {"enable": False},
            "simPin": "4321",
            "operator": {"apn": "iot.example", "username": "iot", "password": f"test-apn-{spec.name}"},
            "bandwidthAllowanceMonitor": {
                "enable": True,
                "action": ["email"],
                "start": 1,
                "monthlyAllowance": {"value": 51200, "unit": "MB"},
            },
        },
        {"id": 2, "roaming": {"enable": False}},
    ]
    return [
        _wan("ethernet", "WAN", 1),
        _wan(
            "cellular",
            "Cellular",
            2,
            cellular={"simCardScheme": "", "sim": sims},
            healthcheck={"method": {"type": "smartcheck", "detail": {}}},
        ),
        _wan(
            "wifi",
            "Wi-Fi WAN",
            3,
            wifi={"autoConnect": True, "power": "auto", "channelWidth": "auto"},
            connection={"method": {"type": "dhcp", "detail": {}}, "routingMode": "NAT", "icmpPing": False, "priority": 3},
        ),
    ]


def _balance(spec: DeviceSpec) -> list[Item]:
    static = {"ip": "198.51.100.10", "mask": 29, "gateway": "198.51.100.9", "managementNetwork": {"ip": "198.51.100.32", "mask": 28}}
    fibre = _wan(
        "ethernet",
        "Fibre",
        1,
        multipleIp=["198.51.100.11"],
        ddns={
            "enable": True,
            "provider": "dyndns",
            "useWanIp": True,
            "username": "depot",
            "password": f"test-ddns-{spec.name}",
            "host": ["depot.example.net"],
        },
        physical={"mtu": 1440},
    )
    fibre["connection"] |= {"method": {"type": "staticIp", "detail": static}, "dns": {"auto": False, "host": ["192.0.2.53"]}}
    dsl = _wan(
        "ethernet",
        "Backup DSL",
        2,
        schedule=2,
        healthcheck={"method": {"type": "nslookup", "detail": {"includedPublic": True}}, "timeout": 10000, "interval": 60},
        bandwidthAllowanceMonitor={
            "enable": True,
            "action": ["email", "disconnect"],
            "start": 5,
            "monthlyAllowance": {"value": 102400, "unit": "MB"},
        },
    )
    dsl["connection"]["method"] = {"type": "pppoe", "detail": {"username": "line7", "password": f"test-pppoe-{spec.name}"}}
    port_as_lan = {"kind": "ethernet", "asLan": True, "name": "WAN 3", "enable": True}
    cable = _wan(
        "ethernet",
        "Cable",
        1,
        physical={"speed": "1000baseTx-FD", "advertise": True, "vlan": 120},
        healthcheck={"method": {"type": "http", "detail": {"host": [{"url": "http://probe.example.net/", "pattern": "ok"}]}}},
    )
    cable["connection"] |= {
        "method": {"type": "dhcp", "detail": {"hostname": "depot-gw"}},
        "hotStandby": {"enable": True, "schedule": 1},
        "routingMode": "IP Forwarding",
    }
    drop_in = _wan("ethernet", "Drop-in", 3, healthcheck={"enable": False})
    drop_in["connection"]["method"] = {"type": "dropIn", "detail": {"ip": "203.0.113.10", "mask": 24, "gateway": "203.0.113.1"}}
    return [fibre, dsl, port_as_lan, cable, drop_in]


def _fusionhub(spec: DeviceSpec) -> list[Item]:
    return [_wan("ethernet", "WAN", 1)]


def _modem(key: int) -> Item:
    return _wan(
        "modem",
        f"USB Modem {key}",
        key,
        healthcheck={"enable": False},
        modem={
            "mobileType": "4G",
            "simPin": "8765",
            "operator": {"apn": "usb.example", "username": "usb", "password": "test-usb-modem", "dialNumber": "*99#"},
        },
    )


def _openvpn(key: int) -> Item:
    item = _wan("openvpn", f"OpenVPN WAN {key}", key, healthcheck={"enable": False})
    item["connection"]["method"] = {"type": "openvpn", "detail": {"username": "vpn", "password": "test-openvpn-wan"}}
    item["physical"] = {"openvpn": {"uplink": [{"id": 1, "priority": 1}], "failback": True}}
    return item


def _wovlan(key: int) -> Item:
    return _wan("wovlan", f"VLAN WAN {key}", key, physical={"speed": "Auto", "mac": f"02:00:5E:20:00:{key:02X}", "vlan": 300 + key})


EXTRA_WANS = {"modem": _modem, "openvpn": _openvpn, "wovlan": _wovlan}
