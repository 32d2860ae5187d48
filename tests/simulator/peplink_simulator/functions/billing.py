# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.billing.newCycle."""

from __future__ import annotations

from ..call import Call
from ..registry import always, operation, register_state
from ..wan.cellular_slots import active_slot

STATE = "billing"
# The age of the device, in seconds, at which a cycle was last started by hand: of WAN 1 under wan/1, of SIM 2 of WAN 3 under wan/3/2.
register_state(STATE, lambda spec: {})


@operation("POST", "cmd.billing.newCycle", form=always)
def start(call: Call) -> None:
    key, items = int(call.body["connId"]), call.device.stores.running("wan")
    if key not in items:
        raise call.bad_value("connId")
    sim = f"/{call.body.get('simId') or active_slot(call.device, key, items[key])}" if items[key]["kind"] == "cellular" else ""
    call.device.states[STATE][f"wan/{key}{sim}"] = call.device.time.age
