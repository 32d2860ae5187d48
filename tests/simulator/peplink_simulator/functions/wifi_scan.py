# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.wifi.scan, which shows a cache (unknown 49)."""

from __future__ import annotations

from ..call import Call
from ..registry import operation
from ..store import Item, present
from ..wan.air import STATE as AIR
from ..wan.choice import chosen_wan, has_wifi_wan
from ..wan.wifi import STATE, profile_of

SORT_KEYS = {"name": "ssid", "security": "securityPolicy", "signal": "signal", "channel": "channel"}


@operation("GET", "cmd.wifi.scan", supported=has_wifi_wan)
def scan(call: Call) -> list[Item]:
    key, item = chosen_wan(call, call.query["connId"], "wifi")
    wifi = call.device.states[STATE][key]
    networks = sorted(call.device.states[AIR]["networks"], key=lambda network: (profile_of(wifi, network["ssid"]) is None, network["ssid"]))
    if "sortBy" in call.query:
        member = SORT_KEYS[call.query["sortBy"]]
        networks.sort(key=lambda network: network[member])
    if call.query.get("sortOrder") == "desc":
        networks.reverse()
    return [_shown(call, network, wifi, item["enable"]) for network in networks]


def _shown(call: Call, network: Item, wifi: Item, enabled: bool) -> Item:
    ssid, signal, profile = network["ssid"], network["signal"], profile_of(wifi, network["ssid"])
    shown: Item = present(network, "ssid", "bssid")
    if call.unknowns.wifi_scan_signal != "signal":
        shown |= {"signalStrength": signal, "signalLevel": max(0, min(5, (signal + 90) // 6))}
    if call.unknowns.wifi_scan_signal != "signalStrength":
        shown["signal"] = signal
    shown |= present(network, "channel", "securityPolicy")
    wanted = call.query.get("infoType")
    if wanted == "status":
        shown["status"] = {"inUse": profile is not None, "connected": enabled and ssid == wifi["connected"]}
    if wanted == "config" and profile is not None:
        shown["config"] = {"profileId": profile["id"], "automatic": profile["automatic"]}
    return shown
