# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The WAN connections as a configuration resource."""

from __future__ import annotations

from ..device_spec import DeviceSpec
from ..store import Item
from ..unknowns import Unknowns
from .config_view import is_active
from .initial import initial_wans
from .merge import LEFT_METHODS, merge_wan


class WanResource:
    name = "wan"
    grows = False

    def initial(self, spec: DeviceSpec) -> dict[int, Item]:
        return initial_wans(spec)

    def merge(self, item: Item, patch: Item, unknowns: Unknowns) -> Item:
        return merge_wan(item, patch, unknowns)

    def neutral(self, item: Item, unknowns: Unknowns) -> Item:
        shown = {name: value for name, value in item.items() if name != LEFT_METHODS}
        return {**shown, "active": is_active(item)}
