# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modem of a cellular WAN: search the network again, or start anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.errors import NotInEffect
from .._common.redaction import printable
from .._conditions.look import look, refuse_impossible
from .._conditions.vocabulary import CONDITIONS_SPEC, problems
from .._module.module import Module, Task
from .._module.waiting import Wait, until
from .._wan.guards import MANAGEMENT_GUARD, require_other_way_in
from .._wan.selection import WAN_SPEC, Wan, find_wan, show_wan
from .._wan.status import WANS, entries, is_connected, is_on_standby

FUNCTIONS = {"rescanned": "cmd.cellularModule.rescanNetwork", "reset": "cmd.cellularModule.reset"}
WHAT = {"rescanned": "search the network again", "reset": "reset its modem"}

# The router answers at once and acts a little later; a link that is up for this long has either come back or never gone.
GRACE = 15.0


def run(task: Task) -> None:
    """Core of peplink_cellular_module."""
    wan, state = find_wan(task, "cellular"), task.params["state"]
    show_wan(task, wan)
    require_other_way_in(task, wan, WHAT[state])
    refuse_impossible(task, task.params["health"] or {}, "health.")
    task.result["changed"] = True
    if task.check_mode:
        return
    task.session.post(FUNCTIONS[state], {"connId": wan.id})
    if task.params["wait"]:
        wait = Wait(task, task.params["wait_timeout"], f"{wan.label} to be back")
        _await_connection(task, wan, wait)
        _await_health(task, wan, wait)


def _await_connection(task: Task, wan: Wan, wait: Wait) -> None:
    limit = task.params["wait_timeout"]
    late = f"the command was accepted, but {wan.label} is not connected after {limit} s"
    overdue = NotInEffect("waiting for the modem", task.session.device, late, "Check the SIM and the reception.")
    gone = not _is_back(wan.raw)

    def ask() -> bool | None:
        nonlocal gone
        raw = dict(entries(task.session.get(WANS, retry=False))).get(wan.id, {})
        overdue.answer = f"{late}; it says {printable(raw.get('message'), 80)}"
        if not _is_back(raw):
            gone = True
            return None
        return True if gone or _came_up(raw, wait.elapsed) or wait.elapsed >= min(GRACE, limit) else None

    until(wait, ask, overdue)
    task.result["connected_after"] = round(wait.elapsed, 1)


def _await_health(task: Task, wan: Wan, wait: Wait) -> None:
    back = f"{wan.label} is back, but {task.params['wait_timeout']} s after the command"
    advice = "Check the router and the conditions of the option health."
    overdue = NotInEffect("waiting for the modem", task.session.device, f"{back} the router does not tell whether it is healthy", advice)

    def ask() -> bool | None:
        wait.missing = problems(look(task.session, task.params["health"] or {}, task.clock.time()))
        overdue.answer = f"{back} {wait.missing}" if wait.missing else overdue.answer
        return None if wait.missing else True

    until(wait, ask, overdue)


def _is_back(raw: Mapping[str, Any]) -> bool:
    """Whether the modem has done its part: on standby it connects only when it is needed."""
    return is_connected(raw) or is_on_standby(raw)


def _came_up(raw: Mapping[str, Any], elapsed: float) -> bool:
    """Whether the link is younger than the command."""
    uptime = raw.get("uptime")
    return is_connected(raw) and isinstance(uptime, (int, float)) and uptime < elapsed


CELLULAR_MODULE = Module(
    {
        **WAN_SPEC,
        "state": {"type": "str", "choices": ["rescanned", "reset"], "required": True},
        "wait": {"type": "bool", "default": False},
        "wait_timeout": {"type": "int", "default": 180},
        "health": {"type": "dict", "options": CONDITIONS_SPEC},
        **MANAGEMENT_GUARD,
    },
    run,
    posts=lambda params: [FUNCTIONS[params["state"]]],
)
