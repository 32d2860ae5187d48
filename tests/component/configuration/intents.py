# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Intents that use every option of peplink_wan_connection, and the running configuration that each one means.

The right-hand sides are written by hand from the specification: they are what the router must hold afterwards.
"""

from __future__ import annotations

from typing import Any

HEALTH = (
    {"enable": True, "method": "ping", "hosts": ["192.0.2.8", "192.0.2.9"], "timeout_ms": 1500, "interval": 20, "retry": 5, "recovery": 4},
    {"enable": True, "method": {"type": "ping", "detail": {"host": ["192.0.2.8", "192.0.2.9"]}}, "timeout": 1500, "interval": 20, "retry": 5, "recovery": 4},
)
ALLOWANCE = (
    {"enable": True, "action": ["email", "disconnect"], "start": 0, "monthly_allowance_mb": 20480},
    {"enable": True, "action": ["email", "disconnect"], "start": 0, "monthlyAllowance": {"value": 20480, "unit": "MB"}},
)
DDNS = (
    {
        "enable": True,
        "provider": "others",
        "custom_url": "https://ddns.example.net/u",
        "use_wan_ip": True,
        "username": "ship",
        "password": "planted-ddns-secret",
        "hosts": ["ship.example.net"],
    },
    {
        "enable": True,
        "provider": "others",
        "customUrl": "https://ddns.example.net/u",
        "useWanIp": True,
        "username": "ship",
        "password": "planted-ddns-secret",
        "host": ["ship.example.net"],
    },
)

ETHERNET: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "name": "Uplink",
        "enable": True,
        "schedule": "3",
        "multiple_ip": ["198.51.100.20", "198.51.100.21"],
        "routing_mode": "ip_forwarding",
        "pepvpn_nat": False,
        "use_lan_ip": True,
        "priority": 4,
        "group_set": 1,
        "ignore_default_gateway": False,
        "icmp_ping": False,
        "hot_standby": {"enable": True, "schedule": "2"},
        "dns": {"auto": False, "servers": ["192.0.2.54", "192.0.2.53"]},
        "bandwidth": {"upload_kbps": 40000, "download_kbps": 123456},
        "method": {
            "type": "static_ip",
            "ip": "198.51.100.18",
            "mask": 28,
            "gateway": "198.51.100.17",
            "ip_passthrough": True,
            "static_route": [{"ip": "198.51.100.64", "mask": 27}],
        },
        "speed": "1000baseTx-FD",
        "advertise": True,
        "mtu": "1400",
        "mss": "1360",
        "ttl": "64",
        "mac": "02:00:5E:00:00:01",
        "vlan": "120",
        "health_check": HEALTH[0],
        "bandwidth_allowance_monitor": ALLOWANCE[0],
        "ddns": DDNS[0],
    },
    {
        "name": "Uplink",
        "enable": True,
        "schedule": 3,
        "multipleIp": ["198.51.100.20", "198.51.100.21"],
        "connection": {
            "routingMode": "IP Forwarding",
            "pepvpnNat": False,
            "useLanIp": True,
            "priority": 4,
            "groupSet": 1,
            "ignoreDefaultGateway": False,
            "icmpPing": False,
            "hotStandby": {"enable": True, "schedule": 2},
            "dns": {"auto": False, "host": ["192.0.2.54", "192.0.2.53"]},
            "bandwidth": {"upload": {"value": 40000, "unit": "kbps"}, "download": {"value": 123456, "unit": "kbps"}},
            "method": {
                "type": "staticIp",
                "detail": {
                    "ip": "198.51.100.18",
                    "mask": 28,
                    "gateway": "198.51.100.17",
                    "ipPassthrough": True,
                    "staticRoute": [{"ip": "198.51.100.64", "mask": 27}],
                },
            },
        },
        "physical": {"speed": "1000baseTx-FD", "advertise": True, "mtu": 1400, "mss": 1360, "ttl": 64, "mac": "02:00:5e:00:00:01", "vlan": 120},
        "healthcheck": HEALTH[1],
        "bandwidthAllowanceMonitor": ALLOWANCE[1],
        "ddns": DDNS[1],
    },
)

PPPOE: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "method": {
            "type": "pppoe",
            "username": "line8",
            "password": "planted-pppoe-secret",
            "service": "isp",
            "ip": "198.51.100.30",
            "management_network": {"ip": "198.51.100.96", "mask": 28},
            "keepalive_interval": "10",
            "keepalive_retry": "none",
        },
        "mtu": "1492",
        "health_check": {"enable": True, "method": "http", "urls": [{"url": "http://probe.example.net/", "pattern": "ok"}], "timeout_ms": 5000},
    },
    {
        "connection": {
            "method": {
                "type": "pppoe",
                "detail": {
                    "username": "line8",
                    "password": "planted-pppoe-secret",
                    "service": "isp",
                    "ip": "198.51.100.30",
                    "managementNetwork": {"ip": "198.51.100.96", "mask": 28},
                    "keepaliveInterval": 10,
                },
            }
        },
        "physical": {"mtu": 1492},
        "healthcheck": {
            "enable": True,
            "method": {"type": "http", "detail": {"host": [{"url": "http://probe.example.net/", "pattern": "ok"}]}},
            "timeout": 5000,
        },
    },
)

L2TP: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "method": {
            "type": "l2tp",
            "username": "tunnel",
            "password": "planted-l2tp-secret",
            "host": "192.0.2.70",
            "static_ip": {"ip": "192.0.2.71", "mask": 24, "gateway": "192.0.2.1"},
        },
        "health_check": {"enable": True, "method": "nslookup", "hosts": ["192.0.2.53"], "include_public_dns": False, "timeout_ms": 3000},
    },
    {
        "connection": {
            "method": {
                "type": "l2tp",
                "detail": {
                    "username": "tunnel",
                    "password": "planted-l2tp-secret",
                    "host": "192.0.2.70",
                    "staticIp": {"ip": "192.0.2.71", "mask": 24, "gateway": "192.0.2.1"},
                },
            }
        },
        "healthcheck": {"enable": True, "method": {"type": "nslookup", "detail": {"host": ["192.0.2.53"], "includedPublic": False}}, "timeout": 3000},
    },
)

GRE: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "method": {
            "type": "gre",
            "host": "192.0.2.80",
            "local": "192.0.2.81",
            "remote": "192.0.2.82",
            "nat": "192.0.2.83",
            "static_ip": {"ip": "192.0.2.84", "mask": 24, "gateway": "192.0.2.1"},
        },
        "gre_uplink": 1,
        "mtu": "1476",
        "health_check": {"enable": False},
    },
    {
        "connection": {
            "method": {
                "type": "gre",
                "detail": {
                    "host": "192.0.2.80",
                    "local": "192.0.2.81",
                    "remote": "192.0.2.82",
                    "nat": "192.0.2.83",
                    "staticIp": {"ip": "192.0.2.84", "mask": 24, "gateway": "192.0.2.1"},
                },
            }
        },
        "physical": {"greUplink": 1, "mtu": 1476},
        "healthcheck": {"enable": False},
    },
)

CELLULAR: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "idle_timeout": "300",
        "network_mode": "auto",
        "cellular": {
            "use_external_antenna": True,
            "sim_card_scheme": "alternate",
            "preferred_sim": "2",
            "idle_timeout": "none",
            "failback_timeout": "60",
            "remote_sim": [],
            "alternate_sim": {"day": 1, "hour": 3},
            "signal_threshold": {"signal_level": [], "rsrp": [-118], "sinr": [3], "rssi": []},
            "sims": [
                {
                    "id": 1,
                    "carrier_selection": [],
                    "mobile_type": "lte",
                    "optimal_network": {"discovery": 30, "period": [1]},
                    "band_selection": ["LTE-B20"],
                    "roaming": {"enable": True, "access_control_list": [], "mode": "whitelist"},
                    "authentication": "chap",
                    "operator": {"apn": "fleet.example", "username": "fleet", "password": "planted-apn-secret"},
                    "sim_pin": "731946",
                    "bandwidth_allowance_monitor": ALLOWANCE[0],
                },
                {
                    "id": 2,
                    "carrier_selection": [{"mcc": "001", "mnc": "01", "pcs": 0, "name": "Example", "plmn": "00101"}],
                    "mobile_type": "auto",
                    "sim_pin": "none",
                    "operator": {},
                },
            ],
        },
    },
    {
        "connection": {"idleTimeout": 300, "cellularModule": {"networkMode": "auto"}},
        "cellular": {
            "useExternalAntenna": True,
            "simCardScheme": "alternate",
            "preferredSim": 2,
            "failbackTimeout": 60,
            "alternateSim": {"day": 1, "hour": 3},
            "signalThreshold": {"rsrp": [-118], "sinr": [3]},
        },
    },
)
SIMS = {
    1: {
        "mobileType": "LTE",
        "optimalNetwork": {"discovery": 30, "period": [1]},
        "bandSelection": ["LTE-B20"],
        "authentication": "chap",
        "operator": {"apn": "fleet.example", "username": "fleet", "password": "planted-apn-secret"},
        "simPin": "731946",
        "bandwidthAllowanceMonitor": ALLOWANCE[1],
    },
    2: {"carrierSelection": [{"mcc": "001", "mnc": "01", "pcs": 0, "name": "Example", "plmn": "00101"}]},
}

WIFI: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "wifi_profile": {"list": [{"ssid": "harbour", "key": "planted-wifi-secret"}]},
        "wifi": {
            "country": 826,
            "channel_width": "40mhz",
            "channel": [36, 40],
            "power": "max",
            "power_boost": True,
            "data_rate": "MCS7",
            "auto_connect": False,
            "beacon_miss_counter": 20,
            "channel_scan_interval": 50,
            "signal_threshold": {"rssi": [-80]},
            "roaming": {
                "enable": True,
                "algorithm": {
                    "type": "express",
                    "detail": {
                        "signal_level": {"threshold": -72, "gain": 10},
                        "diagnostic_level": "basic",
                        "signal_mode": {"type": "absolute", "detail": {"signal_threshold": {"upper": -60, "lower": -75}}},
                        "backup_disconnect": {"mode": "delay", "delay": 5},
                        "force_roam": {"enable": True, "threshold": -80},
                    },
                },
            },
        },
    },
    {
        "wifiProfile": {"list": [{"ssid": "harbour", "key": "planted-wifi-secret"}]},
        "wifi": {
            "country": 826,
            "channelWidth": "40MHz",
            "channel": [36, 40],
            "power": "max",
            "powerBoost": True,
            "dataRate": "MCS7",
            "autoConnect": False,
            "beaconMissCounter": 20,
            "channelScanInterval": 50,
            "signalThreshold": {"rssi": [-80]},
            "roaming": {
                "enable": True,
                "algorithm": {
                    "type": "express",
                    "detail": {
                        "signalLevel": {"threshold": -72, "gain": 10},
                        "diagnosticLevel": "basic",
                        "signalMode": {"type": "absolute", "detail": {"signalThreshold": {"upper": -60, "lower": -75}}},
                        "backupDisconnect": {"mode": "delay", "delay": 5},
                        "forceRoam": {"enable": True, "threshold": -80},
                    },
                },
            },
        },
    },
)

SECRETS = ("planted-wifi-secret", "planted-ddns-secret", "planted-pppoe-secret", "planted-l2tp-secret", "planted-apn-secret", "731946")

# What is configured on which WAN of a family: everything that its WANs can have.
BY_FAMILY: dict[str, dict[int, tuple[dict[str, Any], dict[str, Any]]]] = {
    "max": {1: ETHERNET, 2: CELLULAR, 3: WIFI},
    "balance": {1: PPPOE, 2: ETHERNET, 4: L2TP},
    "fusionhub": {1: GRE},
}


def intent(family: str) -> list[dict[str, Any]]:
    """The ``config`` of everything that a family has."""
    return [{"id": wan, **options} for wan, (options, _expected) in BY_FAMILY[family].items()]


def holds(actual: Any, expected: Any) -> bool:
    """Whether a running configuration holds what is expected; members beyond that do not count."""
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(name in actual and holds(actual[name], value) for name, value in expected.items())
    if isinstance(expected, str) and isinstance(actual, str):
        return actual.lower() == expected.lower()
    return bool(actual == expected)
