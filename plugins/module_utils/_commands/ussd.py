# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""USSD codes (cmd.sim.ussd.send, before 8.5.2 cmd.sendUssd). What the network replies cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .._common.errors import Unsupported
from .._common.firmware import since
from .._common.untrusted import as_map
from .._module.module import Module, Task
from .._module.refusal import refused
from .._wan.selection import WAN_SPEC, Wan, find_wan, show_wan
from .._wan.status import entries
from .variants import Variant, in_turn

BY_CARD, BY_SLOT = "cmd.sim.ussd.send", "cmd.sendUssd"

DIALLED = re.compile(r"[0-9*#]+")

# The function, and how it is told the SIM in a slot.
Content = tuple[str, Callable[[Task, Wan, int], Mapping[str, Any]]]


def _by_card(task: Task, wan: Wan, slot: int) -> Mapping[str, Any]:
    sims = dict(entries(as_map(wan.raw.get("cellular")).get("sim")))
    iccid = sims.get(slot, {}).get("iccid")
    if not iccid:
        raise refused(task, f"the router reports no ICCID of a SIM in slot {slot} of {wan.label}, and this firmware requires it")
    return {"iccid": iccid}


def _by_slot(task: Task, wan: Wan, slot: int) -> Mapping[str, Any]:
    return {"simId": slot}


VARIANTS: tuple[Variant[Content], ...] = (Variant(since("POST", BY_CARD), (BY_CARD, _by_card)), Variant(since("POST", BY_SLOT), (BY_SLOT, _by_slot)))


def run(task: Task) -> None:
    """Core of peplink_ussd."""
    wan, code = find_wan(task, "cellular"), task.params["code"]
    show_wan(task, wan)
    if not DIALLED.fullmatch(code):
        raise refused(task, f"{code!r} is not a USSD code, which has digits, * and # only")
    contents = [variant.content for variant in in_turn(task.session, VARIANTS)]
    body = _body(task, wan, contents[0])
    task.result |= {"changed": True, "message": None}
    if task.check_mode:
        return
    refusals: list[Unsupported] = []
    for content in contents:
        try:
            answer = task.session.post(content[0], body if content is contents[0] else _body(task, wan, content))
        except Unsupported as error:
            # Nobody knows for sure which firmware has which of the two names.
            refusals.append(error)
        else:
            task.result["message"] = as_map(answer).get("message")
            return
    raise refusals[0]


def _body(task: Task, wan: Wan, content: Content) -> dict[str, Any]:
    slot = task.params["sim"]
    return {"connId": wan.id, **(content[1](task, wan, slot) if slot else {}), "ussd": task.params["code"]}


USSD = Module({**WAN_SPEC, "code": {"type": "str", "required": True}, "sim": {"type": "int", "choices": [1, 2]}}, run, posts=lambda params: [BY_CARD, BY_SLOT])
