# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The Starlink dish of a WAN (cmd.starlink)."""

from __future__ import annotations

from .._module.module import Module, Task
from .._wan.guards import LAST_WAN_GUARD, MANAGEMENT_GUARD, require_other_link, require_other_way_in
from .._wan.selection import WAN_SPEC, find_wan, show_wan

FUNCTION = "cmd.starlink"
ACTIONS = {"rebooted": "reboot", "stowed": "stow", "unstowed": "unstow"}


def run(task: Task) -> None:
    """Core of peplink_starlink."""
    wan, action = find_wan(task), ACTIONS[task.params["state"]]
    show_wan(task, wan)
    if action != "unstow":
        require_other_way_in(task, wan, f"{action} its dish")
    if action == "stow":
        require_other_link(task, wan, "stow its dish")
    task.result["changed"] = True
    if not task.check_mode:
        task.session.post(FUNCTION, {"connId": wan.id, "action": action})


STARLINK = Module(
    {**WAN_SPEC, "state": {"type": "str", "choices": list(ACTIONS), "required": True}, **MANAGEMENT_GUARD, **LAST_WAN_GUARD},
    run,
    posts=lambda params: [FUNCTION],
)
