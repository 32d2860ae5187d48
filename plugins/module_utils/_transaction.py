# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The transaction: read, plan, (check mode: stop), stage, apply, verify, (revert), over any number of resources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ._errors import PeplinkError, Refused, Rejected, TransportError
from ._guards import guard_wans
from ._module import Task
from ._pending import discard_pending
from ._plan import ItemPlan, PlanError, identify, misfits, plan_item, render
from ._reading import Reader
from ._records import Records
from ._resource import Flat, Resource
from ._verification import Verifier
from ._wan_status import kind_of_wan
from ._writing import Writer

Intents = Sequence[tuple[Resource, Sequence[Mapping[str, Any]]]]

TRANSACTION_SPEC: dict[str, dict[str, Any]] = {
    "apply": {"type": "bool", "default": True},
    "verify": {"type": "bool", "default": True},
    "verify_timeout": {"type": "int", "default": 60},
    "health": {"type": "dict", "options": {"connected_wans": {"type": "list", "elements": "str"}, "min_connected_wans": {"type": "int"}}},
    "revert_on_failure": {"type": "bool", "default": False},
    "on_failure": {"type": "str", "choices": ["discard", "keep"], "default": "discard"},
    "preexisting_changes": {"type": "str", "choices": ["keep", "discard"], "default": "keep"},
    "unreadable": {"type": "str", "choices": ["once", "always", "never"], "default": "once"},
    "record_dir": {"type": "path", "default": "~/.ansible/peplink/records"},
    "management_wan": {"type": "str"},
    "allow_management_wan_change": {"type": "bool", "default": False},
    "allow_no_connected_wan": {"type": "bool", "default": False},
}


class Transaction:
    """Brings one router to a set of intents. ``task.result`` is filled on the way, so that a failure can show it."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._reader = Reader(task.session)
        self._records = Records(task.params["record_dir"], task.session.device)
        self._writer = Writer(task, self._reader, self._records)
        self._verifier = Verifier(task, self._reader, self._rewrite)
        task.result |= {"before": [], "after": [], "diff": {"before": {}, "after": {}}, "staged": False, "applied": False}

    def run(self, intents: Intents) -> None:
        """Raises PeplinkError; its text says what was done and what became of it."""
        for resource, config in intents:
            if not config:
                raise self._refused(f"config is empty, so there is no {resource.noun} to configure; name one by id or name, or leave the task out")
        params = self._task.params
        if params["preexisting_changes"] == "discard" and not self._task.check_mode:
            discard_pending(self._task.session)
            self._records.discarded()
        try:
            plans = self._plan(intents)
            work = [plan for plan in plans if plan.changes]
            guard_wans(work, self._reader, params, self._task.host)
        except PlanError as error:
            raise self._refused(str(error)) from None
        unfinished = self._unfinished() and params["apply"]
        self._task.result["changed"] = bool(work or unfinished)
        self._report(plans)
        if self._task.check_mode:
            return
        if self._task.result["changed"]:
            try:
                self._write(work)
            except Rejected:
                if work or self._records.staged:
                    raise
                # There was nothing left to apply. All that may have been pending is discarded now, so what the router
                # shows is what it runs: plan anew.
                self.run(intents)
                return
            self._report(plans)
        elif params["health"]:
            self._verifier.await_health()

    def _plan(self, intents: Intents) -> list[ItemPlan]:
        plans = []
        for resource, config in intents:
            for wanted in identify(resource, config, self._reader.items(resource)):
                plan = plan_item(resource, wanted, self._records.knows, self._task.params["unreadable"])
                self._refuse_misfits(plan)
                plans.append(plan)
        return plans

    def _refuse_misfits(self, plan: ItemPlan) -> None:
        if not any(plan.resource.field(path).kinds for path in plan.changes):
            return
        kind = plan.item.kind
        if not kind or misfits(plan, kind):
            # The configuration distinguishes few kinds, and not always; the status names them all.
            kind = kind_of_wan(self._reader.wan_status().get(plan.item.id, {})) or kind
        wrong = misfits(plan, kind)
        if wrong:
            fitting = sorted(set().union(*(plan.resource.field(path).kinds for path in wrong)))
            raise PlanError(f"{plan.label} is of the kind {kind}; {', '.join(wrong)} exists only on the kind {' or '.join(fitting)}")

    def _write(self, work: list[ItemPlan]) -> None:
        if work:
            self._writer.stage(work)
            self._task.result["staged"] = True
        if not self._task.params["apply"]:
            return
        self._writer.apply(work)
        try:
            if work and self._task.params["verify"]:
                self._verifier.await_effect(work)
            if self._task.params["health"]:
                self._verifier.await_health()
        except PeplinkError as error:
            self._records.discarded()
            self._revert(work, error)
            self._report(work)
            raise
        self._records.applied()

    def _rewrite(self, plans: list[ItemPlan]) -> None:
        self._writer.stage(plans)
        self._writer.apply(plans)

    def _revert(self, work: list[ItemPlan], error: PeplinkError) -> None:
        """Restore the before-image if that is asked for and the router answers; ``error`` tells how it went."""
        if not self._task.params["revert_on_failure"] or isinstance(error, TransportError):
            return
        self._task.result["reverted"] = False
        lost = [f"{plan.label} {path}" for plan in work for path in plan.changes if path not in plan.item.flat]
        try:
            back = [plan for plan in (plan.reverse() for plan in work) if plan.changes]
            if back:
                self._rewrite(back)
                seen = self._verifier.await_effect(back)
                self._records.discarded()
                for plan in work:
                    plan.seen = seen.of(plan)
        except (PlanError, PeplinkError) as second:
            error.aftermath = f"Reverting failed as well: {second}"
            return
        self._task.result["reverted"] = True
        error.aftermath = "The configuration from before the change was restored and verified."
        if lost:
            error.aftermath += f" Not restored, because the router never showed it: {', '.join(lost)}."

    def _report(self, plans: list[ItemPlan]) -> None:
        before = [plan.before() for plan in plans]
        after = [plan.after() for plan in plans]
        self._task.result["before"] = [render(plan, state) for plan, state in zip(plans, before, strict=True)]
        self._task.result["after"] = [render(plan, state) for plan, state in zip(plans, after, strict=True)]
        self._task.result["diff"] = {"before": _changed_part(plans, before), "after": _changed_part(plans, after)}

    def _unfinished(self) -> bool:
        if not self._records.staged:
            return False
        self._task.session.warnings.append("An earlier run from this controller staged changes that were neither applied nor discarded; they may be pending.")
        return True

    def _refused(self, answer: str) -> Refused:
        return Refused("planning the change", self._task.session.device, answer, "Nothing was written.")


def _changed_part(plans: list[ItemPlan], states: list[Flat]) -> dict[str, Any]:
    """What changes of each item, by the item's label."""
    return {
        plan.label: render(plan, {path: value for path, value in state.items() if path in plan.changes})
        for plan, state in zip(plans, states, strict=True)
        if plan.changes
    }
