# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the actions have in common that look at many routers: they run once for a play, and say how far they are."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from .inspection import Inspection
from .router_variables import RouterVariables
from .run import Effort, FleetRun
from .summary import summarized

# Seconds between two words on how far it is.
SAY_EVERY = 5.0

ROUTERS_SPEC: dict[str, Any] = {"routers": {"type": "list", "elements": "str"}, "processes": {"type": "int"}}
EFFORT_SPEC: dict[str, Any] = {
    **ROUTERS_SPEC,
    "concurrency": {"type": "int", "default": 64},
    "router_timeout": {"type": "int", "default": 300},
}


class OnceAction(ActionBase):  # type: ignore[misc]
    """Looks at many routers in one task. ``spec`` is the argument specification, with the options of ROUTERS_SPEC."""

    _supports_check_mode = True
    _supports_diff = True
    spec: Mapping[str, Any]

    def found(self, routers: list[str], processes: int, options: Mapping[str, Any], variables: RouterVariables) -> dict[str, Any]:
        """The members of the result."""
        raise NotImplementedError

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        task_vars = task_vars or {}
        name = self._task.action.rpartition(".")[2]
        if not self._task.run_once and len(task_vars["ansible_play_batch"]) > 1:
            return result | {"failed": True, "msg": f"{name} looks at all routers at once: give its task run_once: true."}
        _validation, options = self.validate_argument_spec(argument_spec=self.spec)
        if small := [option for option in EFFORT_SPEC.keys() - {"routers"} if (value := options.get(option)) is not None and value < 1]:
            return result | {"failed": True, "msg": f"{name}: {', '.join(sorted(small))} must be at least 1."}
        routers = list(dict.fromkeys(options["routers"] if options["routers"] is not None else task_vars["ansible_play_batch"]))
        return result | self.found(routers, options["processes"] or os.cpu_count() or 1, options, RouterVariables(self._task, task_vars, self._loader))


class FleetAction(OnceAction):
    """Reads only. ``spec`` has the options of EFFORT_SPEC."""

    def inspection(self, options: Mapping[str, Any]) -> Inspection:
        """What is done with each router. Raises ValueError with what is wrong with the options."""
        raise NotImplementedError

    def found(self, routers: list[str], processes: int, options: Mapping[str, Any], variables: RouterVariables) -> dict[str, Any]:
        try:
            inspection = self.inspection(options)
        except ValueError as error:
            return {"failed": True, "msg": f"{self._task.action.rpartition('.')[2]}: {error}"}
        run = FleetRun(inspection, variables, Effort(options["concurrency"], processes, options["router_timeout"]))
        return summarized(routers, _watched(run, routers), inspection)


def _watched(run: FleetRun, routers: list[str]) -> dict[str, dict[str, Any]]:
    """The verdicts by router; says now and then how many there are."""
    found: dict[str, dict[str, Any]] = {}
    said, display = time.monotonic(), Display()
    for entry in run.results(routers):
        if entry is not None:
            router, verdict = entry
            found[router] = verdict
            for note in verdict.pop("notes", ()):
                display.v(f"[{router}] {note}")
        if time.monotonic() - said >= SAY_EVERY:
            said = time.monotonic()
            display.display(f"{run.inspection.done} {len(found)} of {len(routers)} routers")
    return found
