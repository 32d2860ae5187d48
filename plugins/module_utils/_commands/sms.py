# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""SMS of a cellular WAN: reading (cmd.sms.get), sending (cmd.sms.sendMessage), deleting (cmd.sms.delete)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .._common.untrusted import as_map, maps_in, number
from .._module.module import Module, Task
from .._module.refusal import refused
from .._wan.selection import WAN_SPEC, Wan, find_wan, show_wan

READ = "cmd.sms.get"
SEND = "cmd.sms.sendMessage"
DELETE = "cmd.sms.delete"

INTERNATIONAL = re.compile(r"\+[1-9][0-9]{1,14}")


def read_box(task: Task, wan: Wan) -> tuple[Mapping[str, Any], list[dict[str, Any]]]:
    """The messages of the active SIM, oldest first, and the answer that they came in (its SIM)."""
    box = as_map(task.session.get(READ, connId=wan.id))
    messages = [_message(thread.get("sender"), raw) for thread in maps_in(box.get("sms")) for raw in maps_in(thread.get("message"))]
    return box, sorted(messages, key=lambda message: (number(message["timestamp"], 0), number(message["id"], 0)))


def _message(sender: Any, raw: Mapping[str, Any]) -> dict[str, Any]:
    # The vendor's table says content, its example says message.
    text = raw["content"] if "content" in raw else raw.get("message")
    return {"id": raw.get("id"), "sender": sender, "date": raw.get("date"), "timestamp": raw.get("timestamp"), "text": text}


def show_box(task: Task) -> None:
    """Core of peplink_sms_info."""
    wan = find_wan(task, "cellular")
    show_wan(task, wan)
    box, messages = read_box(task, wan)
    task.result |= {"messages": messages, "sim": {"slot": box.get("simId")} | {name: box[name] for name in ("iccid", "imsi", "mtn") if name in box}}


def run(task: Task) -> None:
    """Core of peplink_sms."""
    wan = find_wan(task, "cellular")
    show_wan(task, wan)
    if task.params["state"] == "sent":
        _send(task, wan)
    else:
        _delete(task, wan)


def _send(task: Task, wan: Wan) -> None:
    address = task.params["address"]
    if task.params["check_address"] and not INTERNATIONAL.fullmatch(address):
        raise refused(
            task,
            f"{address!r} is not a number in international format: a plus sign, then up to 15 digits that do not start with 0. "
            "For a short code set check_address to false",
        )
    task.result["changed"] = True
    if not task.check_mode:
        task.session.post(SEND, {"connId": wan.id, "address": address, "content": task.params["text"]})


def _delete(task: Task, wan: Wan) -> None:
    wanted = task.params["ids"]
    if wanted is None and not task.params["all"]:
        raise refused(task, "name the messages to delete with ids, or set all to true")
    box, messages = read_box(task, wan)
    doomed = [message["id"] for message in messages if wanted is None or message["id"] in wanted]
    task.result |= {"changed": bool(doomed), "deleted": doomed}
    if not doomed:
        return
    if "iccid" not in box:
        raise refused(task, f"deleting needs the ICCID of the SIM in {wan.label}, and the router does not report it. It may have no reception now")
    if not task.check_mode:
        task.session.post(DELETE, {"connId": wan.id, "iccid": box["iccid"], "id": "all" if wanted is None else doomed})


SMS_INFO = Module(WAN_SPEC, show_box)
SMS = Module(
    {
        **WAN_SPEC,
        "state": {"type": "str", "choices": ["sent", "deleted"], "default": "sent"},
        "address": {"type": "str"},
        "text": {"type": "str"},
        "check_address": {"type": "bool", "default": True},
        "ids": {"type": "list", "elements": "int"},
        "all": {"type": "bool", "default": False},
    },
    run,
    {"required_if": [("state", "sent", ["address", "text"])], "mutually_exclusive": [("ids", "all")]},
    posts=lambda params: [SEND if params["state"] == "sent" else DELETE],
)
