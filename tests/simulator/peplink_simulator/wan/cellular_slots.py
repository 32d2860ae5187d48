# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIM slots of a cellular WAN."""

from __future__ import annotations

from ..call import Call
from ..store import Item

SLOTS = (1, 2)
# The scheme that cmd.wan.cellular brings about.
CUSTOM = "custom"
# Of the only card, which is in slot 1.
SIM_CARD = {"imsi": "001010000000015", "iccid": "8900100000000000015", "mtn": "+12025550188"}


def active_slot(item: Item) -> int:
    """The first one of the order of a custom scheme, whether a card is in it or not."""
    scheme = item["cellular"].get("simCardScheme", "")
    if scheme == CUSTOM:
        return next((name for name in item["cellular"]["simPriority"] if name in SLOTS), 1)
    return 2 if scheme == "2" else 1


def slot_of_card(call: Call, iccid: str) -> int:
    if iccid != SIM_CARD["iccid"]:
        raise call.bad_value("iccid")
    return 1
