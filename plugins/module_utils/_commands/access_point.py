# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The switch of the access point (cmd.ap)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.codecs.scalar import Flag
from .._common.errors import NotInEffect
from .._common.untrusted import as_map
from .._module.module import Module, Task
from .._module.refusal import refused, running_firmware
from .._module.waiting import Wait, until
from .shared import APPLY_SPEC, apply_if_asked

FUNCTION = "cmd.ap"
PATIENCE = 30


def run(task: Task) -> None:
    """Core of peplink_access_point."""
    before, wanted = _read(task), task.params["state"] == "enabled"
    if before["support"] is not True:
        raise refused(task, f"this router has no access point{running_firmware(task)}")
    shown = {"enabled": before["enable"] is True, "wan_dependent": before["wanDependent"] is True}
    task.result |= {"changed": shown["enabled"] != wanted, "before": shown, "after": shown | {"enabled": wanted}}
    task.result["diff"] = {"before": {"enabled": shown["enabled"]}, "after": {"enabled": wanted}}
    if not task.result["changed"] or task.check_mode:
        return
    task.session.post(FUNCTION, {"enable": wanted})
    apply_if_asked(task)
    until(
        Wait(task, PATIENCE, "the access point to be switched"),
        lambda: _read(task)["enable"] is wanted or None,
        NotInEffect(
            "verifying the change",
            task.session.device,
            f"the router accepted it, but after {PATIENCE} s its access point is still not {task.params['state']}",
            "It may wait for an apply (set apply), or depend on a WAN that is not connected.",
        ),
    )


def _read(task: Task) -> Mapping[str, Any]:
    answer = as_map(task.session.get(FUNCTION))
    return {name: Flag().decode(answer.get(name)) for name in ("support", "enable", "wanDependent")}


ACCESS_POINT = Module({"state": {"type": "str", "choices": ["enabled", "disabled"], "required": True}, **APPLY_SPEC}, run, posts=lambda params: [FUNCTION])
