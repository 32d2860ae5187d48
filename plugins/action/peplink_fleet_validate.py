# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check the variables of many routers without any router. Runs once for a play. The documentation is beside the modules."""

from __future__ import annotations

import os
from typing import Any

from ansible.plugins.action import ActionBase

from ..plugin_utils._action_plugin import core
from ..plugin_utils._fleet.findings import findings
from ..plugin_utils._fleet.processes import spread
from ..plugin_utils._fleet.router_variables import RouterVariables
from ..plugin_utils._fleet.validation import MODULE_NAME, Validation

SPEC: dict[str, Any] = {
    "routers": {"type": "list", "elements": "str"},
    "intent_variable": {"type": "str"},
    "unresolved": {"type": "str", "choices": ["fail", "skip"], "default": "fail"},
    "misspelt": {"type": "str", "choices": ["fail", "warn"], "default": "fail"},
    "processes": {"type": "int"},
}

MODULE = core(MODULE_NAME)


class ActionModule(ActionBase):  # type: ignore[misc]
    """Contacts no router."""

    _supports_check_mode = True
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        task_vars = task_vars or {}
        _validation, options = self.validate_argument_spec(argument_spec=SPEC)
        if not self._task.run_once and len(task_vars["ansible_play_batch"]) > 1:
            return result | {"failed": True, "msg": "peplink_fleet_validate checks all routers at once: give its task run_once: true."}
        processes = options["processes"] if options["processes"] is not None else os.cpu_count() or 1
        if processes < 1:
            return result | {"failed": True, "msg": "peplink_fleet_validate: processes must be at least 1."}
        routers = list(dict.fromkeys(options["routers"] if options["routers"] is not None else task_vars["ansible_play_batch"]))
        check = Validation(MODULE, RouterVariables(self._task, task_vars, self._loader), options["intent_variable"])
        verdicts = dict(entry for entry in spread(routers, processes, check.work, tick=1.0) if entry is not None)
        tolerated = {"unresolved": options["unresolved"] == "skip", "unused": options["misspelt"] == "warn"}
        return result | {"changed": False} | findings(routers, verdicts, tolerated)
