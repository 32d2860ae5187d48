# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.system.info, status.cpu, status.traffic and status.wan.latency, which some units answer; most of their layout is invented."""

from __future__ import annotations

from ..call import Call
from ..device_spec import DeviceSpec
from ..living import fraction
from ..registry import operation
from ..specification import QueryParameter
from ..store import Item
from ..unknowns import Unknowns
from ..wan.link import link_of

SECTIONS = ("device", "cpuLoad", "uptime")
INFO_TYPE = QueryParameter("infoType", "string", array=True, required=False, choices=(*SECTIONS, "thermalSensor", "fanSpeed"))
MODELS = {"max": "Example MAX", "balance": "Example Balance", "fusionhub": "Example FusionHub"}
UP = ("up", "standby")


def _answered(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return unknowns.undocumented_status == "answered"


def _load(call: Call) -> Item:
    return {"percentage": call.device.living.level(3, 64, "cpu")}


@operation("GET", "status.system.info", available=_answered, parameters=(INFO_TYPE,))
def system(call: Call) -> Item:
    """Of the sensors only the names are known, so that nothing is told of them."""
    device = call.device
    shown: Item = {
        "device": {"name": device.name, "model": MODELS[device.family], "serialNumber": serial_number(device.seed)},
        "cpuLoad": _load(call),
        "uptime": {"second": int(device.clock() - device.time.up_since)},
    }
    return {name: shown[name] for name in call.query.get("infoType") or SECTIONS if name in shown}


def serial_number(seed: str) -> str:
    number = int(0xFFFFFFFF * fraction(seed, "serial"))
    return f"2A0A-{number >> 16:04X}-{number & 0xFFFF:04X}"


@operation("GET", "status.cpu", available=_answered)
def cpu(call: Call) -> Item:
    return {"cpuLoad": _load(call)}


@operation("GET", "status.traffic", available=_answered)
def traffic(call: Call) -> Item:
    items, living = call.running("wan"), call.device.living
    shown = {
        str(key): {
            "name": item["name"],
            "download": living.level(20, 9000, "wan", key, "down") if _carries(call, key) else 0,
            "upload": living.level(5, 900, "wan", key, "up") if _carries(call, key) else 0,
            "unit": "kbps",
        }
        for key, item in items.items()
    }
    return {**shown, "order": list(items)}


@operation("GET", "status.wan.latency", available=_answered)
def latency(call: Call) -> Item:
    """A WAN that is down keeps the value that it had."""
    items, device = call.running("wan"), call.device
    shown: Item = {}
    for key, item in items.items():
        stale = round(18 + 40 * fraction(device.seed, "wan", key, "latency"), 1)
        shown[str(key)] = {
            "name": item["name"],
            "unit": "ms",
            "latency": round(device.living.wave(18, 58, "wan", key, "latency"), 1) if _carries(call, key) else stale,
        }
    return {**shown, "order": list(items)}


def _carries(call: Call, key: int) -> bool:
    return link_of(call.device, call.running("wan"), key) in UP
