# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.wan.cellular: the SIM order since 8.3.0, and before that which SIMs may be used and which is preferred."""

from __future__ import annotations

import copy

from ..call import Call
from ..configuration import put_by_command
from ..device_spec import DeviceSpec
from ..errors import unsupported_hardware
from ..families import newer_than
from ..registry import operation
from ..store import Item, present
from ..unknowns import Unknowns
from ..wan.cellular_slots import CUSTOM, SLOTS
from ..wan.choice import chosen_wan, has_cellular
from ..wan.reconnection import reconnect

FUNCTION = "cmd.wan.cellular"
ORDER_SINCE = "8.3.0"
OLD_MEMBERS = {"connId", "enabledSim", "preferredSim"}
SCHEMES = {(1, 2): "", (1,): "1", (2,): "2"}


def _is_old(spec: DeviceSpec) -> bool:
    return newer_than(ORDER_SINCE, spec.firmware)


def _can_be_read(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return _is_old(spec)


@operation("GET", FUNCTION, available=_can_be_read, supported=has_cellular, parameters_of="cmd.sms.get")
def read(call: Call) -> Item:
    cellular = chosen_wan(call, call.query["connId"], "cellular")[1]["cellular"]
    scheme = cellular.get("simCardScheme", "")
    return {"enabledSim": [int(scheme)] if scheme in ("1", "2") else list(SLOTS), "preferredSim": cellular.get("preferredSim")}


@operation("POST", FUNCTION, since="8.0.0", supported=has_cellular, checks_body=True)
def change(call: Call) -> None:
    changes = _old_change(call) if _is_old(call.device.spec) else _order(call)
    key = chosen_wan(call, call.body["connId"], "cellular")[0]

    def merged(item: Item) -> Item:
        changed: Item = copy.deepcopy(item)
        changed["cellular"] |= changes
        return changed

    if put_by_command(call, "wan", key, merged):
        reconnect(call, key, "Connecting...")


def _order(call: Call) -> Item:
    names = [int(name) if name in ("1", "2") else name for name in call.checked(call.body)["simPriority"]]
    if not names or len(set(names)) < len(names):
        raise call.bad_value("simPriority")
    if "remoteSim" in names:
        raise unsupported_hardware(call.unknowns)
    return {"simCardScheme": CUSTOM, "simPriority": names}


def _old_change(call: Call) -> Item:
    """openapi.yaml tells the members of this form, but has no schema for it."""
    body = call.body
    call.checked({**present(body, "connId"), "simPriority": []})
    if set(body) - OLD_MEMBERS and call.unknowns.unknown_members == "reject":
        raise call.bad_value(f"body (unknown member {', '.join(sorted(set(body) - OLD_MEMBERS))})")
    changes: Item = {}
    if "enabledSim" in body:
        enabled = body["enabledSim"] if isinstance(body["enabledSim"], list) else []
        slots = tuple(slot for slot in SLOTS if slot in enabled)
        if not slots or len(slots) < len(enabled):
            raise call.bad_value("enabledSim")
        changes["simCardScheme"] = SCHEMES[slots]
    if "preferredSim" in body:
        if body["preferredSim"] not in (*SLOTS, None):
            raise call.bad_value("preferredSim")
        changes["preferredSim"] = body["preferredSim"]
    return changes
