# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.port: not offered unless switched on, for only the names of the function are known."""

from __future__ import annotations

from ..call import Call
from ..configuration import base_items, put, shown_items
from ..device_spec import DeviceSpec
from ..plain_resource import PlainResource
from ..ports import MODULE_TYPE, has_ports, initial_ports, module_type, port_key, shown_ports
from ..registry import operation, register_resource
from ..store import Item
from ..unknowns import Unknowns

FUNCTION, NAME = "config.port", "port"
ADDRESS = ("moduleType", "moduleId", "portId")
RESOURCE = PlainResource(NAME, initial_ports)
register_resource(RESOURCE)


def _offered(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return unknowns.port_functions == "on"


@operation("GET", FUNCTION, available=_offered, supported=has_ports)
def read(call: Call) -> Item:
    return shown_ports(shown_items(call, NAME), call.unknowns)


@operation("POST", FUNCTION, available=_offered, supported=has_ports)
def update(call: Call) -> None:
    missing = [name for name in ADDRESS if name not in call.body]
    if missing:
        raise call.bad_value(f"body (missing member {', '.join(missing)})")
    key = port_key(MODULE_TYPE, call.body["moduleId"], call.body["portId"])
    if call.body["moduleType"] != module_type(call.unknowns) or key not in base_items(call, NAME):
        raise call.bad_value("/".join(ADDRESS))
    patch = {name: value for name, value in call.body.items() if name not in ADDRESS}
    put(call, NAME, key, lambda item: RESOURCE.merge(item, patch, call.unknowns))
