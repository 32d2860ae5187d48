# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compare many routers with their intents at once. Runs once for a play. The documentation is beside the modules."""

from __future__ import annotations

import os
import time
from typing import Any

from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..plugin_utils._action_plugin import core
from ..plugin_utils._fleet.planner import MODULE_NAME, Effort, Planner
from ..plugin_utils._fleet.router_variables import RouterVariables
from ..plugin_utils._fleet.summary import summarized

# Seconds between two words on how far it is.
SAY_EVERY = 5.0

SPEC = {
    "routers": {"type": "list", "elements": "str"},
    "options_variable": {"type": "str"},
    "unsupported": {"type": "str", "choices": ["fail", "skip"], "default": "skip"},
    "concurrency": {"type": "int", "default": 64},
    "processes": {"type": "int"},
    "router_timeout": {"type": "int", "default": 300},
}


class ActionModule(ActionBase):  # type: ignore[misc]
    """Reads only."""

    _supports_check_mode = True
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        task_vars = task_vars or {}
        if not self._task.run_once and len(task_vars["ansible_play_batch"]) > 1:
            return result | {"failed": True, "msg": "peplink_fleet_plan looks at all routers at once: give its task run_once: true."}
        _validation, options = self.validate_argument_spec(argument_spec=SPEC)
        if small := [name for name in ("concurrency", "processes", "router_timeout") if options[name] is not None and options[name] < 1]:
            return result | {"failed": True, "msg": f"peplink_fleet_plan: {', '.join(small)} must be at least 1."}
        routers = list(dict.fromkeys(options["routers"] if options["routers"] is not None else task_vars["ansible_play_batch"]))
        processes = options["processes"] or os.cpu_count() or 1
        planner = Planner(
            core(MODULE_NAME),
            RouterVariables(self._task, task_vars, self._loader),
            # Many routers at a time are enough; a second connection to one costs a TLS handshake.
            {"unsupported": options["unsupported"], "parallel_reads": 1},
            options["options_variable"],
            Effort(options["concurrency"], processes, options["router_timeout"]),
        )
        return result | summarized(routers, self._watched(planner, routers))

    def _watched(self, planner: Planner, routers: list[str]) -> dict[str, dict[str, Any]]:
        """The verdicts by router; says now and then how many there are."""
        found: dict[str, dict[str, Any]] = {}
        said, display = time.monotonic(), Display()
        for entry in planner.results(routers):
            if entry is not None:
                router, verdict = entry
                found[router] = verdict
                display.v(f"[{router}] layers: {', '.join(verdict.pop('layers', ())) or 'none'}")
            if time.monotonic() - said >= SAY_EVERY:
                said = time.monotonic()
                display.display(f"compared {len(found)} of {len(routers)} routers")
        return found
