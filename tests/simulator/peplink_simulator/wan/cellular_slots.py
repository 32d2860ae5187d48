# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIM slots of a cellular WAN."""

from __future__ import annotations

from ..call import Call
from ..device import Device
from ..store import Item

SLOTS = (1, 2)
# The scheme that cmd.wan.cellular brings about.
CUSTOM = "custom"
CARD_SLOT = 1
# The second card is there only where a schedule uses its slot.
SIM_CARDS = {
    CARD_SLOT: {"imsi": "001010000000015", "iccid": "8900100000000000015", "mtn": "+12025550188"},
    2: {"imsi": "001010000000031", "iccid": "8900100000000000031", "mtn": "+12025550196"},
}


def card_in(device: Device, key: int, slot: int) -> Item | None:
    return SIM_CARDS[slot] if slot == CARD_SLOT or slot in device.schedule.slots(key) else None


def active_slot(device: Device, key: int, item: Item) -> int:
    """That of the schedule, else the first one of the order of a custom scheme, whether a card is in it or not."""
    scheduled = device.scheduled("sim", wan=key)
    if scheduled is not None:
        return int(scheduled["slot"])
    scheme = item["cellular"].get("simCardScheme", "")
    if scheme == CUSTOM:
        return next((name for name in item["cellular"]["simPriority"] if name in SLOTS), 1)
    return 2 if scheme == "2" else 1


def slot_of_card(call: Call, key: int, iccid: str) -> int:
    for slot, card in SIM_CARDS.items():
        if card["iccid"] == iccid and card_in(call.device, key, slot) is not None:
            return slot
    raise call.bad_value("iccid")
