# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.channelPci.lock. What is locked stands in running("wan") as channelPci of a SIM; no function tells it."""

from __future__ import annotations

import copy

from ..call import Call
from ..families import newer_than
from ..registry import operation
from ..store import Item, present
from ..wan.choice import chosen_wan, has_cellular
from ..wan.reconnection import reconnect
from ..wan.sim_change import set_on_sims

FUNCTION = "cmd.channelPci.lock"
LAST_WITH_OPTIONAL_PCI, LARGEST_PCI_THEN = "8.3.0", 65535


@operation("POST", FUNCTION, supported=has_cellular, checks_body=True)
def lock(call: Call) -> None:
    strict = newer_than(call.device.firmware, LAST_WITH_OPTIONAL_PCI)
    body = call.checked(call.body if strict else _as_of_today(call.body))
    key = chosen_wan(call, body["connId"], "cellular")[0]
    locks = {entry["id"]: entry["value"] and present(entry["value"], "channel", "pci") for entry in call.body["sim"]}
    if set_on_sims(call, key, "channelPci", locks):
        reconnect(call, key, "Connecting...")


def _as_of_today(body: Item) -> Item:
    """The body of an old firmware, with any pci that was right then replaced by one that is right now, so that it can be checked."""
    body = copy.deepcopy(body)
    sims = body.get("sim")
    for entry in sims if isinstance(sims, list) else []:
        value = entry.get("value") if isinstance(entry, dict) else None
        if isinstance(value, dict) and value.get("pci", 0) in range(LARGEST_PCI_THEN + 1):
            value["pci"] = 0
    return body
