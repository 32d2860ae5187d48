# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""USSD codes: cmd.sendUssd up to 8.5.0, cmd.sim.ussd.send from 8.5.2 on. The network's reply stays unread."""

from __future__ import annotations

from ..call import Call
from ..device_spec import DeviceSpec
from ..families import version_key
from ..registry import operation, register_state
from ..store import Item
from ..unknowns import Unknowns
from ..wan.cellular_slots import active_slot, slot_of_card
from ..wan.choice import chosen_wan, has_cellular

STATE = "ussd"
LAST_WITH_OLD_NAME = (8, 5, 0)
# All codes sent, oldest first.
register_state(STATE, lambda spec: [])


def _has_old_name(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return version_key(spec.firmware) <= LAST_WITH_OLD_NAME or unknowns.legacy_ussd == "answer"


def _send(call: Call, key: int, slot: int) -> Item:
    call.device.states[STATE].append({"connId": key, "simId": slot, "ussd": call.body["ussd"]})
    return {"message": "Request accepted"}


@operation("POST", "cmd.sendUssd", available=_has_old_name, supported=has_cellular)
def send_legacy(call: Call) -> Item:
    key, item = chosen_wan(call, call.body["connId"], "cellular")
    if version_key(call.device.firmware) > LAST_WITH_OLD_NAME:
        call.notice = "replaced"
    return _send(call, key, call.body.get("simId") or active_slot(call.device, key, item))


@operation("POST", "cmd.sim.ussd.send", supported=has_cellular)
def send(call: Call) -> Item:
    key, item = chosen_wan(call, call.body["connId"], "cellular")
    return _send(call, key, slot_of_card(call, key, call.body["iccid"]) if "iccid" in call.body else active_slot(call.device, key, item))
