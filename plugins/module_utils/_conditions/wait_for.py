# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting until conditions hold, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .._common.errors import NotInEffect, PeplinkError, Refused, Unauthorized, Unsupported
from .._module.module import Module, Task
from .._module.refusal import refused
from .._module.waiting import Wait, until
from .look import read
from .vocabulary import CONDITIONS, CONDITIONS_SPEC, given, impossible, judged, problems, wrong


def run(task: Task) -> None:
    """Core of peplink_wait_for."""
    conditions, limit, interval = given(task.params), task.params["wait_timeout"], task.params["interval"]
    if interval < 1:
        raise refused(task, "interval must be at least 1")
    if found := wrong(conditions):
        raise refused(task, "; ".join(found))
    if not conditions:
        raise refused(task, f"no condition asks for anything; set one of {', '.join(CONDITIONS)}")
    task.result |= {"conditions": [], "elapsed": 0.0}
    overdue = NotInEffect(
        "waiting for the router", task.session.device, f"it was not seen within {limit} s", "Check the router and the conditions, or raise wait_timeout."
    )
    wait = Wait(task, limit, "the router", longest=interval, shortest=interval)
    watch = _Watch(task, conditions, wait, overdue)
    until(wait, watch.look, overdue, watch.is_final)


@dataclass
class _Watch:
    """Looks again and again; the result has what was seen last."""

    task: Task
    conditions: Mapping[str, Any]
    wait: Wait
    overdue: NotInEffect
    looks: int = 0
    seen: bool = False

    def look(self) -> bool | None:
        """Whether all conditions hold, None if one does not. Raises Refused, the first time, for what this router can never meet."""
        self.looks += 1
        values = read(self.task.session, self.conditions)
        if not self.seen and (found := impossible(self.conditions, values)):
            raise refused(self.task, "; ".join(found))
        self.seen = True
        outcomes = judged(self.conditions, values, self.task.clock.time())
        self.task.result["conditions"] = [
            {"name": outcome.name, "met": not outcome.lacking, "seen": outcome.seen, **({"lacking": outcome.lacking} if outcome.lacking else {})}
            for outcome in outcomes
        ]
        self.task.result["elapsed"] = round(self.wait.elapsed, 1)
        self.wait.missing = problems(outcomes)
        self.overdue.answer = f"after {self.task.params['wait_timeout']} s {self.wait.missing}"
        return None if self.wait.missing else True

    def is_final(self, error: PeplinkError) -> bool:
        """A router that restarts may answer anything; one that answers from the start means what it says."""
        return isinstance(error, Refused) or (self.looks == 1 and isinstance(error, (Unauthorized, Unsupported)))


WAIT_FOR = Module(
    {
        **CONDITIONS_SPEC,
        "wait_timeout": {"type": "int", "default": 300},
        "interval": {"type": "int", "default": 5},
    },
    run,
    {"required_one_of": [list(CONDITIONS)]},
)
