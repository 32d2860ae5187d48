# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Wi-Fi WAN knows: its profiles, the network that it is connected to, the last result of connecting."""

from __future__ import annotations

from ..device import Device
from ..device_spec import DeviceSpec
from ..registry import factory_items, register_state
from ..store import Item
from .air import AROUND
from .air import STATE as AIR

STATE = "wifi"
# The first networks are stored.
STORED_PROFILES = 2


def _initial(spec: DeviceSpec) -> dict[int, Item]:
    """By WAN. Nobody has ever asked this device to connect (unknown 50)."""
    known = [
        {
            "id": number,
            "ssid": network["ssid"],
            "securityPolicy": network["securityPolicy"],
            "key": network["key"],
            "automatic": number == 1,
        }
        for number, network in enumerate(AROUND["networks"][:STORED_PROFILES], 1)
    ]
    return {
        key: {
            "profiles": [dict(profile) for profile in known],
            "connected": known[0]["ssid"],
            "result": {"timestamp": 0, "result": "UNKNOWN_FAIL"},
        }
        for key, item in factory_items("wan", spec).items()
        if item["kind"] == "wifi"
    }


register_state(STATE, _initial)


def profile_of(wifi: Item, ssid: str) -> Item | None:
    return next((profile for profile in wifi["profiles"] if profile["ssid"] == ssid), None)


def network_of(device: Device, ssid: str | None) -> Item | None:
    """None out of reach."""
    return next((network for network in device.states[AIR]["networks"] if network["ssid"] == ssid), None)
