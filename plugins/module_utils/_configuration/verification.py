# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Verification: waiting until the router shows the change, and is healthy with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._common.errors import NotInEffect, PeplinkError, TransportError
from .._conditions.look import look
from .._conditions.vocabulary import problems
from .._module.module import Task
from .._module.waiting import Wait
from .decision.effect import judge
from .decision.observation import Mismatch, Seen
from .decision.plan import ItemPlan
from .options import TransactionOptions
from .reader import ConfigReader
from .staging import Stager, gone_dark

NOTHING_TO_CHANGE = "There was nothing to change."


@dataclass
class Verifier:
    """Reads again until the changes are seen. ``rewrite`` stages and applies plans anew, in the forms that the stager has by then."""

    task: Task
    options: TransactionOptions
    reader: ConfigReader
    stager: Stager
    rewrite: Callable[[Sequence[ItemPlan]], None]
    last_seen: Seen | None = None

    def await_effect(self, plans: Sequence[ItemPlan]) -> None:
        """Wait until the router shows every change that it can show; ``last_seen`` is what it showed last.

        What has no effect although the rest has arrived is written in its other form, if it has one. Raises PeplinkError.
        """
        wait, written_back = self._wait("the change to take effect"), False
        while True:
            try:
                seen = self.last_seen = self.reader.seen(plans)
            except PeplinkError as error:
                wait.sleep_or_raise(self._unfinished(error))
                continue
            effect = judge(plans, seen, self.stager.forms, wait.elapsed, self._limit)
            if not effect.wrong:
                return
            if effect.forms:
                self.stager.forms = effect.forms
                self.rewrite([plan for plan in plans if plan.due])
                wait = self._wait("the change to take effect")
            elif effect.overwritten and not written_back:
                written_back = True
                self._warn_of(effect.wrong)
                self.rewrite(effect.overwritten)
                wait = self._wait("the change to take effect")
            else:
                wait.sleep_or_raise(self._no_effect(effect.wrong))

    def await_health(self, health: Mapping[str, Any]) -> None:
        """Wait until the conditions hold, those of the option ``health``. Raises PeplinkError."""
        wait = self._wait("the router to be healthy")
        while True:
            try:
                wrong = wait.missing = problems(look(self.task.session, health, self.task.clock.time()))
            except PeplinkError as error:
                wait.sleep_or_raise(self._unfinished(error))
                continue
            if not wrong:
                return
            wait.sleep_or_raise(self._unhealthy(wrong))

    @property
    def _limit(self) -> int:
        return self.options.verify_timeout

    def _wait(self, what: str) -> Wait:
        return Wait(self.task, self._limit, what)

    def _unfinished(self, error: PeplinkError) -> PeplinkError:
        """A router that settles may answer anything; only the last answer counts, with what had been accepted before."""
        if not self.task.result["changed"]:
            error.aftermath = NOTHING_TO_CHANGE
        elif isinstance(error, TransportError):
            error.aftermath = gone_dark(error, self._limit) if self.task.result.get("applied") else gone_dark(error, self._limit, "The change was accepted")
        else:
            error.aftermath = f"The router had taken the change, but gave no other answer within {self._limit} s: whether it is in effect is not known."
        return error

    def _unhealthy(self, wrong: str) -> NotInEffect:
        error = NotInEffect(
            "checking its health",
            self.task.session.device,
            f"after {self._limit} s {wrong}",
            "Check the router and the conditions of the option health.",
        )
        stays = "The change is applied and stays live, because revert_on_failure is not set."
        error.aftermath = stays if self.task.result["changed"] else NOTHING_TO_CHANGE
        return error

    def _warn_of(self, wrong: Sequence[Mismatch]) -> None:
        self.task.session.warnings.append(f"What somebody else had pending went live with this change and was written back: {'; '.join(map(str, wrong))}.")

    def _no_effect(self, wrong: Sequence[Mismatch]) -> NotInEffect:
        return NotInEffect(
            "verifying the change",
            self.task.session.device,
            f"the router took the change and applied it, but after {self._limit} s it still shows otherwise: {'; '.join(map(str, wrong))}",
            "Somebody else may have changed it meanwhile, the router may be slow (raise verify_timeout), or it treats the value in its own way.",
        )
