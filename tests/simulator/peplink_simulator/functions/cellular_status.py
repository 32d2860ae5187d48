# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.cellularModule.temperature, which reads although it is a POST."""

from __future__ import annotations

from ..call import Call
from ..registry import operation
from ..store import Item
from ..wan.choice import chosen_wan, has_cellular

COLDEST, HOTTEST = 31, 52


@operation("POST", "status.cellularModule.temperature", supported=has_cellular)
def temperature(call: Call) -> Item:
    key = chosen_wan(call, call.body["connId"], "cellular")[0]
    return {"temperature": call.device.living.level(COLDEST, HOTTEST, "temperature", key)}
