# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The factory reset (cmd.config.restore), which despite its name restores no backup."""

from __future__ import annotations

from .._common.errors import ProtocolError
from .._common.untrusted import as_map
from .._configuration.records import Records
from .._module.module import Module, Task
from .._module.refusal import refused

FUNCTION = "cmd.config.restore"
TIME = "info.time"


def run(task: Task) -> None:
    """Core of peplink_factory_reset."""
    if task.params["confirm"] != task.host:
        raise refused(task, f"confirm must repeat the host to reset, {task.host!r}; it is {task.params['confirm']!r}")
    now = as_map(task.session.get(TIME)).get("time")
    if now is None:
        raise ProtocolError("reading its clock", task.session.device, "does not report its time", "Nothing was done.", maybe_processed=False)
    task.result["changed"] = True
    if not task.check_mode:
        task.session.post(FUNCTION, {"timestamp": now})
        Records(task.params["record_dir"], task.session).forget()


FACTORY_RESET = Module({"confirm": {"type": "str", "required": True}}, run, posts=lambda params: [FUNCTION])
