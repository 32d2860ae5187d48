# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.ap."""

from __future__ import annotations

from ..call import Call
from ..configuration import put_by_command
from ..device_spec import DeviceSpec
from ..families import FAMILIES
from ..plain_resource import PlainResource
from ..registry import operation, register_resource
from ..store import Item, Items

FUNCTION, NAME = "cmd.ap", "access_point"
ONLY_ITEM = 1


def _factory(spec: DeviceSpec) -> Items:
    return {ONLY_ITEM: {"enable": True}} if FAMILIES[spec.family].has_wifi else {}


RESOURCE = PlainResource(NAME, _factory)
register_resource(RESOURCE)


def _shown(items: Items) -> Item:
    return {"support": True, "enable": items[ONLY_ITEM]["enable"], "wanDependent": False} if items else {"support": False}


@operation("GET", FUNCTION)
def read(call: Call) -> Item:
    return _shown(call.device.stores.running(NAME))


@operation("POST", FUNCTION)
def switch(call: Call) -> Item:
    """A model without an access point says so instead of failing."""
    if call.device.stores.running(NAME):
        put_by_command(call, NAME, ONLY_ITEM, lambda item: RESOURCE.merge(item, call.body, call.unknowns))
    return _shown(call.device.stores[NAME].staged())
