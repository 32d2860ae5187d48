# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Verification: waiting until the router shows the change, and is healthy with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .._common.errors import NotInEffect, TransportError
from .._module.module import Task
from .._module.waiting import Wait
from .._wan.health import unmet
from .description import Flat
from .plan import PRESENCE, ItemPlan
from .reader import Reader, Seen
from .staging import gone_dark


@dataclass
class Verifier:
    """Reads again until the changes are seen. ``rewrite`` stages and applies plans anew."""

    task: Task
    reader: Reader
    rewrite: Callable[[list[ItemPlan]], None]

    def await_effect(self, plans: list[ItemPlan]) -> Seen:
        """Wait until the router shows every change that it can show; what it showed last.

        What has no effect although the rest has arrived is written in its other form, if it has one.
        """
        wait = self._wait("the change to take effect")
        while True:
            try:
                seen = self.reader.seen(plans)
            except TransportError as error:
                wait.sleep_or_raise(self._dark(error))
                continue
            for plan in plans:
                plan.look_at(seen.of(plan))
            wrong = seen.mismatches(plans)
            if not wrong:
                return seen
            if self._other_forms_due(plans, seen, wait.elapsed) and _switch_forms(wrong):
                self.rewrite(plans)
                wait = self._wait("the change to take effect")
            else:
                wait.sleep_or_raise(self._no_effect(seen, wrong))

    def await_health(self) -> None:
        """Wait until the conditions of the option ``health`` hold."""
        wait = self._wait("the router to be healthy")
        while True:
            try:
                problems = list(unmet(self.task.params["health"], self.reader.now))
            except TransportError as error:
                wait.sleep_or_raise(self._dark(error))
                continue
            if not problems:
                return
            wait.sleep_or_raise(NotInEffect(
                "checking its health", self.task.session.device, f"after {self._limit} s {'; '.join(problems)}",
                "Check the links and the conditions of the option health.",
            ))  # fmt: skip

    @property
    def _limit(self) -> int:
        return int(self.task.params["verify_timeout"])

    def _wait(self, what: str) -> Wait:
        return Wait(self.task, self._limit, what)

    def _other_forms_due(self, plans: list[ItemPlan], seen: Seen, elapsed: float) -> bool:
        """Effects take up to half a minute; once another change has arrived, or that time is over, this one should have."""
        return seen.confirms_any(plans) or elapsed >= self._limit / 2

    def _dark(self, error: TransportError) -> TransportError:
        error.aftermath = gone_dark(error, self._limit)
        return error

    def _no_effect(self, seen: Seen, wrong: list[tuple[ItemPlan, list[str]]]) -> NotInEffect:
        details = "; ".join(_otherwise(plan, path, seen.of(plan)) for plan, paths in wrong for path in paths)
        return NotInEffect(
            "verifying the change", self.task.session.device,
            f"the router took the change and applied it, but after {self._limit} s it still shows otherwise: {details}",
            "Somebody else may have changed it meanwhile, the router may be slow (raise verify_timeout), or it treats the value in its own way.",
        )  # fmt: skip


def _otherwise(plan: ItemPlan, path: str, now: Flat | None) -> str:
    if now is None or path == PRESENCE:
        return f"{plan.label} is {'not' if now is None else 'still'} there"
    codec = plan.resource.field(path).codec
    return f"{plan.label} {path} is {codec.show(now[path])!r}, wanted {codec.show(plan.changes[path])!r}"


def _switch_forms(wrong: list[tuple[ItemPlan, list[str]]]) -> bool:
    """Take the next form of everything that is wrong; whether all of it had one."""
    switched = [path != PRESENCE and plan.take_next_form([path], refused=False) for plan, paths in wrong for path in paths]
    return False not in switched
