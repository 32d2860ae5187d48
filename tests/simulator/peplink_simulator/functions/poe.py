# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.port.poe.enable and cmd.port.poe.disable. Ports of the unit itself go by number, those of a module by a reference.

The ids of running("poe") are 2 for the former and the text E4/1/2 for the latter.
"""

from __future__ import annotations

from ..call import Call
from ..configuration import each_entry
from ..device_spec import DeviceSpec
from ..families import FAMILIES
from ..plain_resource import PlainResource
from ..ports import MODULE_ID, MODULE_TYPE, port_key
from ..registry import operation, register_resource
from ..store import Item, Items, Key

NAME = "poe"
PORTS_OF_A_MODULE = 4


def _factory(spec: DeviceSpec) -> Items:
    own: list[Key] = list(range(1, FAMILIES[spec.family].poe_ports + 1))
    plugged = [f"{module}/{number}" for module in spec.modules for number in range(1, PORTS_OF_A_MODULE + 1)]
    return {key: {"enable": True} for key in own + plugged}


def _has_poe(spec: DeviceSpec) -> bool:
    return bool(FAMILIES[spec.family].poe_ports or spec.modules)


RESOURCE = PlainResource(NAME, _factory)
register_resource(RESOURCE)


@operation("POST", "cmd.port.poe.enable", supported=_has_poe, checks_body=True)
def enable(call: Call) -> None:
    _switch(call, True)


@operation("POST", "cmd.port.poe.disable", supported=_has_poe, checks_body=True)
def disable(call: Call) -> None:
    _switch(call, False)


def _switch(call: Call, enable: bool) -> None:
    wanted: list[Key] = []

    def work(entry: int | Item) -> None:
        key = _key_of(call, entry)
        if key not in call.device.stores.running(NAME) or not _is_enabled_port(call, key):
            raise call.bad_value("port")
        wanted.append(key)

    port = call.body.get("port")
    failure = each_entry(call, {**call.body, "port": port if isinstance(port, list) else [port]}, "port", work)
    for key in wanted:
        call.device.stores.change_live(NAME, key, lambda item: {**item, "enable": enable})
    if failure is not None:
        raise failure


def _key_of(call: Call, entry: int | Item) -> Key:
    """A port without a module is one of the unit itself, or of the only module of a unit that has none of its own."""
    spec = call.device.spec
    reference: Item = entry if isinstance(entry, dict) else {"id": entry}
    if "moduleType" in reference or "moduleId" in reference:
        return port_key(reference.get("moduleType"), reference.get("moduleId"), reference["id"])
    if FAMILIES[spec.family].poe_ports:
        return reference["id"]
    if len(spec.modules) > 1:
        raise call.bad_value("port (missing member moduleType, moduleId)")
    return f"{spec.modules[0]}/{reference['id']}"


def _is_enabled_port(call: Call, key: Key) -> bool:
    port = call.device.stores.running("port").get(port_key(MODULE_TYPE, MODULE_ID, f"lan_{key}"), {})
    return bool(port.get("enable", True))
