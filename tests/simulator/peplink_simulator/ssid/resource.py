# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SSID profiles as a configuration resource."""

from __future__ import annotations

import copy

from ..device_spec import DeviceSpec
from ..mac_address import stored_mac
from ..merging import merge_members
from ..store import Item, Items
from ..unknowns import Unknowns
from .initial import BANDS, initial_profiles
from .security import ALTERNATIVE, security_of


class SsidResource:
    name = "ssid"
    grows = False

    def initial(self, spec: DeviceSpec) -> Items:
        return initial_profiles(spec)

    def merge(self, item: Item, patch: Item, unknowns: Unknowns) -> Item:
        merged, patch = copy.deepcopy(item), copy.deepcopy(patch)
        if patch.get("security") is not None:
            merged["security"] = copy.deepcopy(security_of(item, unknowns))
            merged.pop(ALTERNATIVE, None)
        merge_members(merged, patch)
        if "frequency" in merged:
            # Two flags on a unit: whatever the order of a body, the order of answers is one.
            merged["frequency"] = [band for band in BANDS if band in merged["frequency"]]
        security = merged["security"]
        if "wpa2Personal" in security:
            security["wpa2Personal"].setdefault("fastTransition", False)
        for entry in security.get("ppsk", []):
            if "mac" in entry:
                entry["mac"] = stored_mac(entry["mac"])
        if not security.get("ppsk", True):
            del security["ppsk"]
        return merged

    def neutral(self, item: Item, unknowns: Unknowns) -> Item:
        return {name: security_of(item, unknowns) if name == "security" else value for name, value in item.items() if name != ALTERNATIVE}
