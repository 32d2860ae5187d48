# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.starlink, for the WAN that has a Starlink dish."""

from __future__ import annotations

from ..call import Call
from ..device_spec import DeviceSpec
from ..errors import unsupported_hardware
from ..families import FAMILIES
from ..registry import operation, register_state
from ..store import Item
from ..wan.reconnection import reconnect

STATE = "starlink"


def _dishes(spec: DeviceSpec) -> dict[int, Item]:
    wan = FAMILIES[spec.family].starlink_wan
    return {} if wan is None else {wan: {"stowed": False, "reboots": 0}}


register_state(STATE, _dishes)


def _has_dish(spec: DeviceSpec) -> bool:
    return FAMILIES[spec.family].starlink_wan is not None


@operation("POST", "cmd.starlink", supported=_has_dish)
def control(call: Call) -> None:
    key, action = int(call.body["connId"]), call.body["action"]
    if key not in call.device.stores.running("wan"):
        raise call.bad_value("connId")
    if key not in call.device.states[STATE]:
        raise unsupported_hardware(call.unknowns)
    dish = call.device.states[STATE][key]
    if action == "reboot":
        dish["reboots"] += 1
        reconnect(call, key, "Starlink is rebooting")
    else:
        dish["stowed"] = action == "stow"
