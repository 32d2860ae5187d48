# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The lock of a cellular WAN to an LTE channel and cell (cmd.channelPci.lock). The router does not tell how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .._common.firmware import since
from .._module.module import Module, Task
from .._module.refusal import refused
from .._wan.guards import MANAGEMENT_GUARD, require_other_way_in
from .._wan.selection import WAN_SPEC, find_wan, show_wan
from .shared import APPLY_SPEC, apply_if_asked
from .variants import Variant, variant_for

FUNCTION = "cmd.channelPci.lock"
HIGHEST_CHANNEL = 65535


@dataclass(frozen=True)
class Cells:
    """What a firmware takes as a physical cell id."""

    highest: int
    required: bool


VARIANTS = (Variant("8.5.0", Cells(503, required=True)), Variant(since("POST", FUNCTION), Cells(65535, required=False)))


def run(task: Task) -> None:
    """Core of peplink_channel_lock."""
    wan, sims, locked = find_wan(task, "cellular"), task.params["sims"], task.params["state"] == "locked"
    show_wan(task, wan)
    if not sims or len({sim["id"] for sim in sims}) < len(sims):
        raise refused(task, "sims must name at least one SIM, and none of them twice")
    values = [{"id": sim["id"], "value": _cell(task, sim) if locked else None} for sim in sims]
    require_other_way_in(task, wan, "lock its modem" if locked else "release its modem")
    task.result["changed"] = True
    if not task.check_mode:
        task.session.post(FUNCTION, {"connId": wan.id, "sim": values})
        apply_if_asked(task)


def _cell(task: Task, sim: Mapping[str, Any]) -> dict[str, Any]:
    channel, pci, cells = sim["channel"], sim["pci"], variant_for(task.session, VARIANTS).content
    if channel is None or not 0 <= channel <= HIGHEST_CHANNEL:
        raise refused(task, f"SIM {sim['id']} needs a channel from 0 to {HIGHEST_CHANNEL}")
    if (pci is None and cells.required) or (pci is not None and not 0 <= pci <= cells.highest):
        raise refused(task, f"SIM {sim['id']} needs a pci from 0 to {cells.highest}; the router runs {task.session.firmware()}")
    return {"channel": channel} | ({"pci": pci} if pci is not None else {})


CHANNEL_LOCK = Module(
    {
        **WAN_SPEC,
        "state": {"type": "str", "choices": ["locked", "cleared"], "default": "locked"},
        "sims": {
            "type": "list",
            "elements": "dict",
            "required": True,
            "options": {"id": {"type": "int", "choices": [1, 2], "required": True}, "channel": {"type": "int"}, "pci": {"type": "int"}},
        },
        **APPLY_SPEC,
        **MANAGEMENT_GUARD,
    },
    run,
    posts=lambda params: [FUNCTION],
)
