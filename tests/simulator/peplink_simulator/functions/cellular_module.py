# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.cellularModule.rescanNetwork and cmd.cellularModule.reset: the modem loses its link and comes back."""

from __future__ import annotations

from ..call import Call
from ..registry import operation, register_state
from ..wan.choice import chosen_wan, has_cellular
from ..wan.reconnection import reconnect

STATE = "cellular_module"
# What was asked of the modem of which WAN, oldest first.
register_state(STATE, lambda spec: [])


@operation("POST", "cmd.cellularModule.rescanNetwork", supported=has_cellular)
def rescan(call: Call) -> None:
    _work(call, "rescan", "Searching for network...")


@operation("POST", "cmd.cellularModule.reset", supported=has_cellular)
def reset(call: Call) -> None:
    _work(call, "reset", "Resetting modem...")


def _work(call: Call, action: str, message: str) -> None:
    key = chosen_wan(call, call.body["connId"], "cellular")[0]
    call.device.states[STATE].append({"connId": key, "action": action})
    reconnect(call, key, message)
