# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""LAN ports in the layout that one third party parses; the members of a port are invented."""

from __future__ import annotations

import functools

from .device_spec import DeviceSpec
from .families import FAMILIES
from .store import Item, Items
from .unknowns import Unknowns

MODULE_TYPE, MODULE_ID = "frontPanel", 1
PORT_COUNTS = {"max": 2, "balance": 4}


SWITCH_TYPE = "switchA"


def module_type(unknowns: Unknowns) -> str:
    """As config.port calls the only module of a unit."""
    return SWITCH_TYPE if unknowns.port_layout == "switch" else MODULE_TYPE


def port_key(module_type: object, module_id: object, port_id: object) -> str:
    return f"{module_type}/{module_id}/{port_id}"


def has_ports(spec: DeviceSpec) -> bool:
    return FAMILIES[spec.family].has_ports


def initial_ports(spec: DeviceSpec) -> Items:
    return _ports(spec.family)


@functools.cache
def _ports(family: str) -> Items:
    """Shared by all devices of a family."""
    return {
        port_key(MODULE_TYPE, MODULE_ID, f"lan_{number}"): {
            "name": f"LAN {number}",
            "enable": True,
            "speed": "auto",
            "vlan": {"type": "trunk", "networks": "any"},
        }
        for number in range(1, PORT_COUNTS.get(family, 0) + 1)
    }


def shown_ports(items: Items, unknowns: Unknowns) -> Item:
    """The keys of the items have the usual name of the module."""
    shown: Item = {"order": []}
    for key, item in items.items():
        _usual, module_id, port_id = key.split("/")
        group = shown.setdefault(module_type(unknowns), {"order": []})
        ports = group.setdefault(module_id, {"port": {"order": []}})["port"]
        ports[port_id] = item
        ports["order"].append(port_id)
        for order, value in ((shown["order"], module_type(unknowns)), (group["order"], int(module_id))):
            if value not in order:
                order.append(value)
    groups: Item = {"order": []}
    if unknowns.port_layout == "switch":
        groups = {"order": [1], "1": {"name": "LAG 1", "port": list(map(port_of, items))}}
    return {**shown, "linkAggregation": groups}


def port_of(key: str) -> str:
    return key.rsplit("/", maxsplit=1)[1]
