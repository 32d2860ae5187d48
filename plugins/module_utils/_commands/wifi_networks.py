# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The Wi-Fi networks that a Wi-Fi WAN sees (cmd.wifi.scan), in one form whatever the firmware calls things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.codecs.scalar import Flag
from .._common.untrusted import as_map, maps_in, number
from .._module.module import Module, Task
from .._wan.selection import WAN_SPEC, Wan, find_wan, show_wan

SCAN = "cmd.wifi.scan"

# In dBm, below all that is received.
WEAKEST = -999


def networks(task: Task, wan: Wan) -> list[dict[str, Any]]:
    """The networks in reach, the strongest first. ``stored``: the router has a profile for it."""
    answer = task.session.get(SCAN, connId=wan.id, infoType="status", sortBy="signal", sortOrder="desc")
    return sorted(map(_network, maps_in(answer)), key=lambda network: number(network["signal"], WEAKEST), reverse=True)


def _network(raw: Mapping[str, Any]) -> dict[str, Any]:
    status = as_map(raw.get("status"))
    return {
        "ssid": raw.get("ssid"),
        "bssid": raw.get("bssid"),
        "signal": raw.get("signalStrength", raw.get("signal")),
        "channel": raw.get("channel"),
        "security": raw.get("securityPolicy"),
        "stored": Flag().decode(status.get("inUse")) is True,
        "connected": Flag().decode(status.get("connected")) is True,
    }


def show_networks(task: Task) -> None:
    """Core of peplink_wifi_scan_info."""
    wan = find_wan(task, "wifi")
    show_wan(task, wan)
    task.result["networks"] = networks(task, wan)


WIFI_SCAN_INFO = Module(WAN_SPEC, show_networks)
