# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Power over Ethernet of ports (cmd.port.poe.enable, .disable). The router does not tell how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._module.module import Module, Task
from .._module.refusal import refused

FUNCTIONS = {"enabled": "cmd.port.poe.enable", "disabled": "cmd.port.poe.disable"}


def run(task: Task) -> None:
    """Core of peplink_poe."""
    if not task.params["ports"]:
        raise refused(task, "ports is empty")
    for port in task.params["ports"]:
        if min(port["id"], port["module_id"] or 0) < 0:
            raise refused(task, f"ports[id {port['id']}] has a negative number, which no port has")
    task.result["changed"] = True
    if not task.check_mode:
        task.session.post(FUNCTIONS[task.params["state"]], {"port": [_address(port) for port in task.params["ports"]]})


def _address(port: Mapping[str, Any]) -> int | dict[str, Any]:
    """A number, or an address with the module."""
    if port["module_type"] is None:
        return int(port["id"])
    return {"id": port["id"], "moduleType": port["module_type"], "moduleId": port["module_id"]}


POE = Module(
    {
        "state": {"type": "str", "choices": list(FUNCTIONS), "required": True},
        "ports": {
            "type": "list",
            "elements": "dict",
            "required": True,
            "options": {"id": {"type": "int", "required": True}, "module_type": {"type": "str"}, "module_id": {"type": "int"}},
            "required_together": [("module_type", "module_id")],
        },
    },
    run,
    posts=lambda params: [FUNCTIONS[params["state"]]],
)
