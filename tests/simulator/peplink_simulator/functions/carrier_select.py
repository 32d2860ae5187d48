# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.carrier.select. What is chosen stands in running("wan") as carrierSelection of a SIM, and in the reference of cmd.carrier.scan."""

from __future__ import annotations

from ..call import Call
from ..registry import operation
from ..wan.cellular_slots import active_slot
from ..wan.choice import chosen_wan, has_cellular
from ..wan.reconnection import reconnect
from ..wan.sim_change import set_on_sims

SOME_CARRIER = {"mcc": "001", "mnc": "01", "pcs": 0}


@operation("POST", "cmd.carrier.select", supported=has_cellular, checks_body=True)
def select(call: Call) -> None:
    automatic = call.unknowns.automatic_carrier == "accept" and call.body.get("selectedCarrier", "") is None
    # The schema knows no null, so that another value stands for it.
    body = call.checked({**call.body, "selectedCarrier": SOME_CARRIER} if automatic else call.body)
    key, item = chosen_wan(call, body["connId"], "cellular")
    selection = None if automatic else [body["selectedCarrier"]]
    if set_on_sims(call, key, "carrierSelection", {body.get("simId") or active_slot(call.device, key, item): selection}):
        reconnect(call, key, "Connecting...")
