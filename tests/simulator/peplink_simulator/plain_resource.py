# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A resource whose items have the same shape in the stores, in changes and in tests."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from .device_spec import DeviceSpec
from .merging import merge_members
from .store import Item, Items
from .unknowns import Unknowns


@dataclass
class PlainResource:
    name: str
    factory: Callable[[DeviceSpec], Items]
    grows: bool = False

    def initial(self, spec: DeviceSpec) -> Items:
        return self.factory(spec)

    def merge(self, item: Item, patch: Item, unknowns: Unknowns) -> Item:
        merged: Item = copy.deepcopy(item)
        merge_members(merged, copy.deepcopy(patch))
        return merged

    def neutral(self, item: Item, unknowns: Unknowns) -> Item:
        return item
