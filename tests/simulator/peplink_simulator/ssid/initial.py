# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SSID profiles that each family starts with."""

from __future__ import annotations

import functools
from typing import Any

from ..device_spec import DeviceSpec
from ..families import FAMILIES, newer_than
from ..store import Item, Items
from .security import ALTERNATIVE, OPEN, WPA2, WPA3, WPA_WPA2

BANDS = ["2.4GHz", "5GHz"]


def has_frequency(firmware: str) -> bool:
    return newer_than(firmware, "8.1.1")


def has_ppsk(firmware: str) -> bool:
    return newer_than(firmware, "8.3.0")


def initial_profiles(spec: DeviceSpec) -> Items:
    return _profiles(spec.family, spec.firmware)


@functools.cache
def _profiles(family: str, firmware: str) -> Items:
    """Shared by all devices of a kind."""
    if family == "fusionhub":
        return {}
    depot = _profile("Depot", True, ["2.4GHz", "5GHz"], _wpa2("test-depot-key-1"))
    visitors = _profile(
        "Visitors",
        False,
        ["2.4GHz"],
        {"policy": WPA_WPA2, "wpaWpa2Personal": {"key": "test-visitors-key-2"}},
        broadcast=False,
        captivePortal=True,
        vlanId=40,
    )
    staff = _profile("Staff", True, ["5GHz"], _wpa2("test-staff-key-3"), incontrolManaged=True, vlanId=50)
    visitors["security"]["ppsk"] = [
        {"name": "till", "key": "test-till-key-4", "mac": "00:00:5E:00:53:51", "vlanId": 41},
        {"name": "printer", "key": "test-printer-key-5"},
    ]
    visitors[ALTERNATIVE] = {"policy": OPEN}
    staff[ALTERNATIVE] = {"policy": WPA3, "wpa3Personal": {"key": "test-staff-key-6"}}
    if FAMILIES[family].has_wifi:
        profiles = [depot, visitors, staff]
    else:
        profiles = [{**depot, "enable": False}, {name: value for name, value in visitors.items() if name != ALTERNATIVE}]
    for profile in profiles:
        if not (has_frequency(firmware) and FAMILIES[family].has_wifi):
            del profile["frequency"]
        if not has_ppsk(firmware):
            profile["security"].pop("ppsk", None)
    return dict(enumerate(profiles, 1))


def _profile(name: str, enable: bool, frequency: list[str], security: Item, **more: Any) -> Item:
    return {
        "name": name,
        "enable": enable,
        "frequency": frequency,
        "captivePortal": False,
        "incontrolManaged": False,
        "broadcast": True,
        "security": security,
        **more,
    }


def _wpa2(key: str) -> Item:
    return {"policy": WPA2, "wpa2Personal": {"fastTransition": False, "key": key}}
