# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Readings of routers, as peplink_fleet_facts returns them, and snapshots of several days."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import document
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.snapshot import text, with_figures

TIME = "2026-11-25T02:00:00Z"
DEVICE = {"host": "192.0.2.1", "port": 443, "firmware": "8.5.2"}

# What must never leave the facts. Every text of these is searched for in all that is written.
PRIVATE = {
    "imei": "350000000000017",
    "imsi": "001010000000017",
    "iccid": "8900100000000000017",
    "mtn": "+4915550000017",
    "password": "planted-apn-password",
    "mac": "00:00:5e:00:53:17",
    "name": "planted-till",
    "ip": "203.0.113.17",
    "latitude": 52.814517,
}


def wan(number: int, name: str, **members: Any) -> dict[str, Any]:
    """A WAN of the facts that is connected."""
    return {"id": number, "name": name, "type": "ethernet", "enable": True, "connected": True, "cold_standby": False, "message": "Connected", **members}


def cellular(number: int, **members: Any) -> dict[str, Any]:
    """The cellular detail of a WAN, with everything that identifies a subscriber."""
    sim = {"active": True, "detected": True, "apn": "net", **{name: PRIVATE[name] for name in ("imsi", "iccid", "mtn", "password")}}
    return {
        "id": number,
        "carrier": {"name": "Northnet"},
        "mobile_type": "LTE",
        "signal_level": 4,
        "roaming": "home",
        "bands": [{"name": "LTE Band 3", "signal": {"rssi": -65, "rsrp": -97, "rsrq": -10.5, "sinr": 12.4}}],
        "sims": [{"id": 1, **sim}, {"id": 2, "active": False, "detected": False}],
        "imei": PRIVATE["imei"],
        **members,
    }


def facts(**subjects: Any) -> dict[str, Any]:
    """Facts of a router with three WANs, of which the last one is on standby."""
    standby = wan(3, "Wi-Fi", type="wifi", connected=False, message="Cold Standby", uptime=0, wifi={"ssid": "Depot guest", "signal": {"strength": -61}})
    client = {"mac": PRIVATE["mac"], "name": PRIVATE["name"], "ip": PRIVATE["ip"], "active": True, "connection_type": "wireless"}
    return {
        "firmware": [{"id": 1, "version": "8.5.2", "running": True}],
        "wan": [wan(1, "Fibre", ip=PRIVATE["ip"], uptime=86400, priority=1), wan(2, "Cellular", type="cellular", priority=2), standby],
        "cellular": [cellular(2)],
        "allowance": [
            {"id": 1, "enable": False},
            {"id": 2, "sims": [{"id": 1, "enable": True, "usage_mb": 2048, "limit_mb": 10240, "percent": 20, "start": 1}, {"id": 2, "enable": False}]},
        ],
        "vpn": {"profiles": [{"id": 2, "name": "HQ"}], "peers": [{"peer_id": "2-1", "profile_id": 2, "name": "HQ hub", "connected": True}]},
        "clients": [client, client | {"connection_type": "ethernet"}, client | {"active": False}],
        "location": {"fix": True, "latitude": PRIVATE["latitude"]},
        "unsupported": [],
        **subjects,
    }


def read(**subjects: Any) -> dict[str, Any]:
    """The reading of a router."""
    return {"status": "read", "device": DEVICE, "facts": facts(**subjects)}


def unread(status: str, message: str = "192.0.2.1:443: no answer") -> dict[str, Any]:
    """The reading of a router that could not be read."""
    return {"status": status, "error": status, "msg": message, "device": {**DEVICE, "firmware": None}}


def _router(number: int, day: int) -> dict[str, Any]:
    """One router of a fleet, as it is on a day: its use grows, its signal comes and goes, a few are in each kind of trouble."""
    kind = number % 40
    used = 9400 if kind == 5 else 300 + day * (20 + number % 90)
    rsrp = round(-92 - 12 * math.sin(day / 3 + number))
    carrier, level = ("Northnet", "Harbour Mobile", "Transatlantic Wireless")[number % 3], 1 if kind == 9 else 4
    detail = cellular(2, carrier={"name": carrier}, signal_level=level, roaming="roaming" if kind == 11 else "home")
    detail["bands"] = [{"name": f"LTE Band {(3, 7, 20)[number % 3]}", "signal": {"rsrp": rsrp, "rsrq": -10, "sinr": 9.5}}]
    use = {"id": 1, "enable": True, "usage_mb": used, "limit_mb": 10240}
    down = kind == 7 and day % 4 != 1
    wans = [
        wan(1, "Fibre", connected=not down and kind != 13, message="Connected" if not down and kind != 13 else "No Cable Detected", uptime=day * 9000),
        wan(2, "Cellular", type="cellular", connected=kind != 13, message="Connected to Northnet" if kind != 13 else "No Signal"),
        wan(3, "Marina Wi-Fi", type="wifi", connected=False, message="Standby", wifi={"signal": {"strength": -58 - number % 20}}),
    ]
    peers = [{"peer_id": f"2-{peer}", "profile_id": 2, "name": f"Hub {peer}", "connected": kind != 17 or peer > 1} for peer in range(1, 3)]
    subjects = {"allowance": [{"id": 2, "sims": [use, {"id": 2, "enable": False}]}], "cellular": [detail], "unsupported": ["cellular"] if kind == 20 else []}
    found = read(wan=wans, vpn={"profiles": [{"id": 2, "name": "HQ"}], "peers": peers}, **subjects)
    found["device"] = {"host": f"192.0.2.{number % 250}", "port": 443, "firmware": f"8.{number % 3 + 3}.0 build {5000 + number % 3}"}
    return found


def fleet(count: int, day: int = 30) -> dict[str, Any]:
    """Readings of many routers, a few of them of each kind."""
    found = {}
    for number in range(count):
        kind = number % 40
        found[f"router-{number}"] = unread("unreachable") if kind == 3 else unread("failed", "192.0.2.1:443: wrong key") if kind == 19 else _router(number, day)
    return found


def past(count: int, days: int) -> dict[str, str]:
    """The snapshots of the days before and of the day of a fleet, by the names of their files."""
    last = datetime.strptime(TIME, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    found = {}
    for day in range(days):
        when = last - timedelta(days=days - 1 - day)
        figures = document(fleet(count, 31 - days + day), f"{when:%Y-%m-%dT%H:%M:%SZ}")
        found[f"{when:%Y-%m-%d}.json"] = text(with_figures(None, figures))
    return found
