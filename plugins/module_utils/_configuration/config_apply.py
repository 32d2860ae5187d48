# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config_apply: what is pending on a router, applied or discarded."""

from __future__ import annotations

from .._common.errors import Rejected
from .._module.module import Module, Task
from .pending import apply_pending, discard_pending
from .records import Records


def _run(task: Task) -> None:
    applying = task.params["state"] == "applied"
    task.result |= {"changed": True, "applied": False}
    if task.check_mode:
        return
    with Records(task.params["record_dir"], task.session) as records:
        if applying:
            records.take_over()
            try:
                apply_pending(task.session, task.clock, task.params["wait_timeout"])
            except Rejected as error:
                # Of what was pending, it may have applied a part.
                task.session.acted = True
                error.aftermath = "What was pending still is, unless the router has applied a part of it."
                raise
            records.applied()
        else:
            with records.discarding():
                discard_pending(task.session)
    task.result["applied"] = applying


CONFIG_APPLY = Module(
    {
        "state": {"type": "str", "choices": ["applied", "discarded"], "default": "applied"},
        "wait_timeout": {"type": "int", "default": 60},
    },
    _run,
)
