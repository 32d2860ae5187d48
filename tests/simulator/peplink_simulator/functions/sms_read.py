# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.sms.get."""
from __future__ import annotations

from ..call import Call
from ..families import version_key
from ..registry import operation
from ..store import Item
from ..wan.cellular_slots import active_slot
from ..wan.cellular_view import SIM_CARD
from ..wan.choice import chosen_wan, has_cellular
from .wan_status import answers_post, refuse_members

FUNCTION = "cmd.sms.get"
CARD_SINCE = (8, 2, 0)
# By SIM slot: sender, id, date as shown, time, text. The two of one time are parts of one message.
MESSAGES: dict[int, tuple[tuple[str, int, str, int, str], ...]] = {
    1: (("+12025550147", 4, "Jun 12 08:30", 1749717000, "Balance: 9 "), ("5501", 7, "Jun 12 08:31", 1749717060, "ok"),
        ("5501", 8, "Jun 12 08:31", 1749717060, ", thanks")),
    2: (("+12025550111", 2, "May 02 17:05", 1746205500, "Welcome"),),
}


def _box(call: Call) -> Item:
    key, item = chosen_wan(call, call.query["connId"], "cellular")
    slot = active_slot(item)
    shown: Item = {"connId": key, "simId": slot}
    if slot == 1 and version_key(call.device.firmware) >= CARD_SINCE:
        shown |= SIM_CARD
    slots = sorted(MESSAGES) if call.unknowns.sms_sims == "all" else [slot]
    threads: dict[str, list[Item]] = {}
    for sender, number, date, timestamp, text in (message for each in slots for message in MESSAGES[each]):
        threads.setdefault(sender, []).append({"id": number, "date": date, "timestamp": timestamp, **_text(call, text)})
    return {**shown, "sms": [{"sender": sender, "message": messages} for sender, messages in threads.items()]}


def _text(call: Call, text: str) -> Item:
    if call.unknowns.sms_layout == "table":
        return {"length": len(text), "content": text}
    return {"length": str(len(text)), "message": text}


@operation("GET", FUNCTION, supported=has_cellular)
def read(call: Call) -> Item:
    return _box(call)


@operation("POST", FUNCTION, since="8.1.0", available=answers_post, supported=has_cellular, permission="read-only", checks_body=True,
           parameters_of=FUNCTION)
def read_by_post(call: Call) -> Item:
    refuse_members(call)
    return _box(call)
