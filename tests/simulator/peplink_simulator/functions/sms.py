# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.sms.get, cmd.sms.sendMessage and cmd.sms.delete."""

from __future__ import annotations

from ..call import Call
from ..errors import ApiError
from ..families import version_key
from ..registry import always, operation, register_state
from ..store import Item
from ..wan.cellular_slots import active_slot, card_in, slot_of_card
from ..wan.choice import chosen_wan, has_cellular
from .wan_status import answers_post, refuse_members

FUNCTION = "cmd.sms.get"
STORED, SENT = "sms", "sms_sent"
CARD_SINCE = (8, 2, 0)
MEMBERS = ("sender", "id", "date", "timestamp", "text")
# By SIM slot: sender, id, date as shown, time, text. The two of one time are parts of one message.
MESSAGES: dict[int, tuple[tuple[str, int, str, int, str], ...]] = {
    1: (
        ("+12025550147", 4, "Jun 12 08:30", 1749717000, "Balance: 9 "),
        ("5501", 7, "Jun 12 08:31", 1749717060, "ok"),
        ("5501", 8, "Jun 12 08:31", 1749717060, ", thanks"),
    ),
    2: (("+12025550111", 2, "May 02 17:05", 1746205500, "Welcome"),),
}
register_state(
    STORED,
    lambda spec: {
        slot: [dict(zip(MEMBERS, message, strict=True)) for message in messages]
        for slot, messages in MESSAGES.items()
        if has_cellular(spec)
    },
)
# All messages sent, oldest first.
register_state(SENT, lambda spec: [])


def _box(call: Call) -> Item:
    key, item = chosen_wan(call, call.query["connId"], "cellular")
    slot, stored = active_slot(call.device, key, item), call.device.states[STORED]
    shown: Item = {"connId": key, "simId": slot}
    card = card_in(call.device, key, slot)
    if card is not None and version_key(call.device.firmware) >= CARD_SINCE:
        shown |= card
    slots = sorted(stored) if call.unknowns.sms_sims == "all" else [slot]
    threads: dict[str, list[Item]] = {}
    for message in (message for each in slots for message in stored[each]):
        threads.setdefault(message["sender"], []).append(
            {"id": message["id"], "date": message["date"], "timestamp": message["timestamp"], **_text(call, message["text"])}
        )
    return {**shown, "sms": [{"sender": sender, "message": messages} for sender, messages in threads.items()]}


def _text(call: Call, text: str) -> Item:
    if call.unknowns.sms_layout == "table":
        return {"length": len(text), "content": text}
    return {"length": str(len(text)), "message": text}


@operation("GET", FUNCTION, supported=has_cellular)
def read(call: Call) -> Item:
    return _box(call)


@operation(
    "POST",
    FUNCTION,
    since="8.1.0",
    available=answers_post,
    supported=has_cellular,
    permission="read-only",
    checks_body=True,
    parameters_of=FUNCTION,
)
def read_by_post(call: Call) -> Item:
    refuse_members(call)
    return _box(call)


@operation("POST", "cmd.sms.sendMessage", supported=has_cellular, form=always, checks_body=True)
def send(call: Call) -> None:
    address, items = call.body.get("address"), call.device.stores.running("wan")
    if isinstance(address, str) and not address.startswith("+"):
        raise ApiError(400, "Wrong address format")
    body = call.checked(call.body)
    key = int(body["connId"]) if "connId" in body else next(key for key, item in items.items() if item["kind"] == "cellular")
    if key not in items:
        raise call.bad_value("connId")
    if items[key]["kind"] != "cellular":
        raise ApiError(400, "No modem present")
    call.device.states[SENT].append({"connId": key, "address": body["address"], "content": body.get("content", "")})


@operation("POST", "cmd.sms.delete", supported=has_cellular)
def delete(call: Call) -> None:
    key = chosen_wan(call, call.body["connId"], "cellular")[0]
    slot, stored, ids = slot_of_card(call, key, call.body["iccid"]), call.device.states[STORED], call.body["id"]
    known = {message["id"] for message in stored[slot]}
    wanted = known if ids == "all" else set(ids if isinstance(ids, list) else [ids])
    wrong = call.bad_value("id") if wanted - known else None
    if wrong is not None and call.unknowns.bad_list_entry == "atomic":
        raise wrong
    stored[slot] = [message for message in stored[slot] if message["id"] not in wanted]
    if wrong is not None:
        raise wrong
