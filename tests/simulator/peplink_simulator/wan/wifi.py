# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Wi-Fi WAN knows: its profiles, the network that it is connected to, the last result of connecting."""
from __future__ import annotations

from ..device_spec import DeviceSpec
from ..store import Item
from .air import CONNECTED_TO, NETWORKS, Network
from .initial import initial_wans


def initial_wifi(spec: DeviceSpec) -> dict[int, Item]:
    """By WAN. Nobody has ever asked this device to connect (unknown 50)."""
    return {key: {"profiles": [{"id": network.profile, "ssid": network.ssid, "securityPolicy": network.security, "key": network.key,
                                "automatic": network.profile == 1} for network in NETWORKS if network.profile is not None],
                  "connected": CONNECTED_TO, "result": {"timestamp": 0, "result": "UNKNOWN_FAIL"}}
            for key, item in initial_wans(spec).items() if item["kind"] == "wifi"}


def profile_of(wifi: Item, ssid: str) -> Item | None:
    return next((profile for profile in wifi["profiles"] if profile["ssid"] == ssid), None)


def network_of(ssid: str | None) -> Network | None:
    """None out of reach."""
    return next((network for network in NETWORKS if network.ssid == ssid), None)
