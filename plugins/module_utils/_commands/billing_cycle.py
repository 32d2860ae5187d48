# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A new cycle of the data allowance of a WAN (cmd.billing.newCycle)."""

from __future__ import annotations

from .._module.module import Module, Task
from .._wan.selection import WAN_SPEC, find_wan, show_wan

FUNCTION = "cmd.billing.newCycle"


def run(task: Task) -> None:
    """Core of peplink_billing_cycle."""
    wan, sim = find_wan(task), task.params["sim"]
    show_wan(task, wan)
    task.result["changed"] = True
    if not task.check_mode:
        task.session.post(FUNCTION, {"connId": wan.id, **({"simId": sim} if sim else {})})


BILLING_CYCLE = Module({**WAN_SPEC, "sim": {"type": "int", "choices": [1, 2]}}, run, posts=lambda params: [FUNCTION])
