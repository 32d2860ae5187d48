# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The WAN that connId names, for functions that only some kinds of WAN have."""

from __future__ import annotations

from ..call import Call
from ..device_spec import DeviceSpec
from ..errors import unsupported_hardware
from ..families import FAMILIES
from ..store import Item


def has_cellular(spec: DeviceSpec) -> bool:
    return FAMILIES[spec.family].has_cellular


def has_wifi_wan(spec: DeviceSpec) -> bool:
    return FAMILIES[spec.family].has_wifi


def chosen_wan(call: Call, conn_id: int | str, kind: str) -> tuple[int, Item]:
    items, key = call.device.stores.running("wan"), int(conn_id)
    if key not in items:
        raise call.bad_value("connId")
    if items[key]["kind"] != kind:
        raise unsupported_hardware(call.unknowns)
    return key, items[key]
