# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.wifi.scan and cmd.wifi.result."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..call import Call
from ..registry import operation
from ..store import Item
from ..wan.air import CONNECTED_TO, NETWORKS, Network
from ..wan.choice import chosen_wan, has_wifi_wan

SORT_KEYS: dict[str, Callable[[Network], Any]] = {
    "name": lambda network: network.ssid, "security": lambda network: network.security, "signal": lambda network: network.signal,
    "channel": lambda network: network.channel,
}


@operation("GET", "cmd.wifi.scan", supported=has_wifi_wan)
def scan(call: Call) -> list[Item]:
    item = chosen_wan(call, call.query["connId"], "wifi")[1]
    networks = sorted(NETWORKS, key=lambda network: (network.profile is None, network.ssid))
    if "sortBy" in call.query:
        networks.sort(key=SORT_KEYS[call.query["sortBy"]])
    if call.query.get("sortOrder") == "desc":
        networks.reverse()
    return [_network(call, network, item["enable"]) for network in networks]


def _network(call: Call, network: Network, enabled: bool) -> Item:
    ssid, bssid, signal, channel, security, profile = network
    shown: Item = {"ssid": ssid, "bssid": bssid}
    if call.unknowns.wifi_scan_signal != "signal":
        shown |= {"signalStrength": signal, "signalLevel": max(0, min(5, (signal + 90) // 6))}
    if call.unknowns.wifi_scan_signal != "signalStrength":
        shown["signal"] = signal
    shown |= {"channel": channel, "securityPolicy": security}
    wanted = call.query.get("infoType")
    if wanted == "status":
        shown["status"] = {"inUse": profile is not None, "connected": enabled and ssid == CONNECTED_TO}
    if wanted == "config" and profile is not None:
        shown["config"] = {"profileId": profile, "automatic": profile == 1}
    return shown


@operation("GET", "cmd.wifi.result", supported=has_wifi_wan)
def result(call: Call) -> Item:
    """Nobody has ever asked this device to connect (unknown 50)."""
    chosen_wan(call, call.query["connId"], "wifi")
    return {"timestamp": 0, "result": "UNKNOWN_FAIL"}
