# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wireless mesh profiles: factory configuration, merging, and the layout of answers."""

from __future__ import annotations

import copy
import functools

from .device_spec import DeviceSpec
from .families import FAMILIES
from .masking import shown_key
from .merging import merge_members
from .store import Item, Items, present
from .unknowns import Unknowns

NEEDED = ("meshId", "passphrase", "frequencyBand")


class MeshResource:
    name = "mesh"
    grows = True

    def initial(self, spec: DeviceSpec) -> Items:
        return _profiles(spec.family)

    def merge(self, item: Item, patch: Item, unknowns: Unknowns) -> Item:
        """An empty item gives a new profile."""
        merged: Item = copy.deepcopy(item) or {"enable": True}
        merge_members(merged, copy.deepcopy(patch))
        merged.setdefault("profileId", [])
        missing = [name for name in NEEDED if name not in merged]
        if missing:
            raise ValueError(f"a mesh profile needs {', '.join(missing)}")
        return merged

    def neutral(self, item: Item, unknowns: Unknowns) -> Item:
        return item


@functools.cache
def _profiles(family: str) -> Items:
    """Shared by all devices of a family."""
    if not FAMILIES[family].has_wifi:
        return {}
    return {
        1: {"enable": True, "meshId": "yard-mesh", "passphrase": "test-yard-pass-1", "frequencyBand": "5 GHz", "profileId": [1]},
        2: {"enable": False, "meshId": "dock-mesh", "passphrase": "test-dock-pass-2", "frequencyBand": "2.4 GHz", "profileId": []},
    }


def shown_profile(item: Item, unknowns: Unknowns) -> Item:
    shown = present(item, "enable", "meshId", "passphrase", "frequencyBand")
    shown["passphrase"] = shown_key(item["passphrase"], unknowns)
    return {**shown, "profileId": item["profileId"]} if unknowns.mesh_profile_id == "shown" else shown
