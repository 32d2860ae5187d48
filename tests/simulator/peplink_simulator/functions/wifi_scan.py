# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.wifi.scan, which shows a cache (unknown 49)."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..call import Call
from ..registry import operation
from ..store import Item
from ..wan.air import NETWORKS, Network
from ..wan.choice import chosen_wan, has_wifi_wan
from ..wan.wifi import profile_of

SORT_KEYS: dict[str, Callable[[Network], Any]] = {
    "name": lambda network: network.ssid, "security": lambda network: network.security, "signal": lambda network: network.signal,
    "channel": lambda network: network.channel,
}


@operation("GET", "cmd.wifi.scan", supported=has_wifi_wan)
def scan(call: Call) -> list[Item]:
    key, item = chosen_wan(call, call.query["connId"], "wifi")
    wifi = call.device.states["wifi"][key]
    networks = sorted(NETWORKS, key=lambda network: (profile_of(wifi, network.ssid) is None, network.ssid))
    if "sortBy" in call.query:
        networks.sort(key=SORT_KEYS[call.query["sortBy"]])
    if call.query.get("sortOrder") == "desc":
        networks.reverse()
    return [_network(call, network, wifi, item["enable"]) for network in networks]


def _network(call: Call, network: Network, wifi: Item, enabled: bool) -> Item:
    ssid, bssid, signal, channel, security, _profile, _key = network
    profile = profile_of(wifi, ssid)
    shown: Item = {"ssid": ssid, "bssid": bssid}
    if call.unknowns.wifi_scan_signal != "signal":
        shown |= {"signalStrength": signal, "signalLevel": max(0, min(5, (signal + 90) // 6))}
    if call.unknowns.wifi_scan_signal != "signalStrength":
        shown["signal"] = signal
    shown |= {"channel": channel, "securityPolicy": security}
    wanted = call.query.get("infoType")
    if wanted == "status":
        shown["status"] = {"inUse": profile is not None, "connected": enabled and ssid == wifi["connected"]}
    if wanted == "config" and profile is not None:
        shown["config"] = {"profileId": profile["id"], "automatic": profile["automatic"]}
    return shown
