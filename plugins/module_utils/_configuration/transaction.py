# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The transaction: read, plan, (check mode: stop), stage, apply, verify, (revert), over any number of resources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._common.errors import PeplinkError, Refused, Rejected, TransportError, Unsupported
from .._common.firmware import version
from .._module.module import Task
from .._wan.health import HEALTH_SPEC
from .._wan.status import kind_of_wan
from .comparison import comparison
from .description import Flat, Item, Resource
from .guards import guard
from .pending import discard_pending
from .plan import ItemPlan, PlanError, conflicts, identify, misfits, plan_item, render
from .reader import Reader
from .records import Records
from .staging import Writer
from .verification import Verifier

TRANSACTION_SPEC: dict[str, dict[str, Any]] = {
    "apply": {"type": "bool", "default": True},
    "verify": {"type": "bool", "default": True},
    "verify_timeout": {"type": "int", "default": 60},
    "health": {"type": "dict", "options": HEALTH_SPEC},
    "revert_on_failure": {"type": "bool", "default": False},
    "on_failure": {"type": "str", "choices": ["discard", "keep"], "default": "discard"},
    "preexisting_changes": {"type": "str", "choices": ["keep", "discard"], "default": "keep"},
    "unreadable": {"type": "str", "choices": ["once", "always", "never"], "default": "once"},
    "record_dir": {"type": "path", "default": "~/.ansible/peplink/records"},
}


@dataclass(frozen=True)
class Intent:
    """What a resource shall be: the items of ``config``, and what ``state`` means for those that it does not name.

    ``option`` is what the user calls the list.
    """

    resource: Resource
    config: Sequence[Mapping[str, Any]]
    state: str = "merged"
    option: str = "config"


class Transaction:
    """Brings one router to a set of intents. ``task.result`` is filled on the way, so that a failure can show it.

    ``comparison`` says by section how the router differed (:func:`_comparison.comparison`); it is empty until everything was read.
    Sections that the router does not have: an error, unless ``skip_unsupported``. ``parallel`` reads run at the same time.
    """

    def __init__(self, task: Task, *, skip_unsupported: bool = False, parallel: int = 1) -> None:
        self._task = task
        self._skip_unsupported = skip_unsupported
        self._reader = Reader(task.session, parallel)
        self._records = Records(task.params["record_dir"], task.session.device)
        self._writer = Writer(task, self._reader, self._records)
        self._verifier = Verifier(task, self._reader, self._rewrite)
        self._left_over = False
        self.comparison: dict[str, Any] = {}
        task.result |= {"before": {}, "after": {}, "diff": {"before": {}, "after": {}}, "staged": False, "applied": False}

    def run(self, intents: Sequence[Intent]) -> None:
        """Raises PeplinkError; its text says what was done and what became of it."""
        for intent in intents:
            if not intent.config and intent.state != "overridden":
                raise self._refused(f"{intent.option} is empty, so there is no {intent.resource.noun} to configure; name one, or leave it out")
        params = self._task.params
        if params["preexisting_changes"] == "discard" and not self._task.check_mode:
            discard_pending(self._task.session)
            self._records.discarded()
        try:
            plans = self._plan(intents)
            work = [plan for plan in plans if plan.due]
            guard(work, self._reader, params, self._task.host)
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

    def _plan(self, intents: Sequence[Intent]) -> list[ItemPlan]:
        plans = []
        supported = {}
        read = self._reader.read([intent.resource for intent in intents])
        for intent in intents:
            items = self._readable(intent.resource, read[intent.resource.section])
            supported[intent.resource.section] = items is not None
            for wanted in identify(intent.resource, intent.config, items, intent.state, intent.option) if items is not None else ():
                plan = plan_item(intent.resource, wanted, self._records.knows, self._task.params["unreadable"])
                self._refuse_misfits(plan)
                self._refuse_what_is_too_new(plan)
                plans.append(plan)
        if contradictions := conflicts(plans):
            raise PlanError("; ".join(contradictions))
        self.comparison = comparison(plans, supported, self._task.params["unreadable"])
        return plans

    def _readable(self, resource: Resource, items: list[Item] | PeplinkError) -> list[Item] | None:
        """The items; None if the router does not have such a thing and that may be skipped."""
        if isinstance(items, Unsupported) and self._skip_unsupported:
            self._task.session.warnings.append(f"{resource.section} was skipped: the router {items.answer}. {items.advice}")
            return None
        if isinstance(items, PeplinkError):
            raise items
        return items

    def _refuse_what_is_too_new(self, plan: ItemPlan) -> None:
        """What the router shows, it has; for the rest the description says since when."""
        new = [f for path in plan.changes if (f := plan.resource.field(path)).since and plan.item.flat.get(path, f.absent) == f.absent]
        running = self._task.session.firmware() if new else None
        for f in new:
            if running and version(running) < version(f.since):
                raise PlanError(f"{plan.label}: {f.option} needs firmware {f.since} or later; the router runs {running}")

    def _refuse_misfits(self, plan: ItemPlan) -> None:
        if not any(plan.resource.field(path).kinds for path in plan.changes):
            return
        kind = plan.item.kind
        if plan.resource.kind_in_status and (not kind or misfits(plan, kind)):
            # The configuration distinguishes few kinds, and not always; the status names them all.
            kind = kind_of_wan(self._reader.wan_status().get(int(plan.item.id), {})) or kind
        wrong = misfits(plan, kind)
        if wrong:
            fitting = sorted(set().union(*(plan.resource.field(path).kinds for path in wrong)))
            raise PlanError(f"{plan.label} is of the kind {kind}; {', '.join(wrong)} exists only on the kind {' or '.join(fitting)}")

    def _write(self, work: list[ItemPlan]) -> None:
        if work:
            self._writer.stage(work)
            self._task.result["staged"] = True
        live = bool(work) and all(plan.resource.live for plan in work)
        if not self._task.params["apply"] and not live:
            return
        self._make_live(work)
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

    def _make_live(self, plans: list[ItemPlan]) -> None:
        if not plans or self._left_over or not all(plan.resource.live for plan in plans):
            self._writer.apply(plans)

    def _rewrite(self, plans: list[ItemPlan]) -> None:
        self._writer.stage(plans)
        self._make_live(plans)

    def _revert(self, work: list[ItemPlan], error: PeplinkError) -> None:
        """Restore the before-image if that is asked for and the router answers; ``error`` tells how it went."""
        if not self._task.params["revert_on_failure"] or isinstance(error, TransportError):
            return
        self._task.result["reverted"] = False
        lost = _lost(work)
        try:
            back = [plan for plan in (plan.reverse() for plan in work) if plan.due]
            if not back:
                error.aftermath = f"Nothing could be restored.{lost}"
                return
            self._rewrite(back)
            seen = self._verifier.await_effect(back)
            self._records.discarded()
            for plan in work:
                plan.look_at(seen.of(plan))
        except (PlanError, PeplinkError) as second:
            error.aftermath = f"Reverting failed as well: {second}"
            return
        self._task.result["reverted"] = True
        error.aftermath = f"The configuration from before the change was restored and verified.{lost}"

    def _report(self, plans: list[ItemPlan]) -> None:
        before = [(plan, plan.before()) for plan in plans]
        after = [(plan, plan.after()) for plan in plans]
        self._task.result |= {
            "before": by_section(before),
            "after": by_section(after),
            "diff": {"before": _changed_part(before), "after": _changed_part(after, new=True)},
        }

    def _unfinished(self) -> bool:
        self._left_over = self._records.staged
        if not self._left_over:
            return False
        self._task.session.warnings.append("An earlier run from this controller staged changes that were neither applied nor discarded; they may be pending.")
        return True

    def _refused(self, answer: str) -> Refused:
        return Refused("planning the change", self._task.session.device, answer, "Nothing was written.")


def _lost(work: Sequence[ItemPlan]) -> str:
    """What cannot be restored and why, as sentences."""
    reasons: dict[str, list[str]] = {}
    for plan in work:
        for path in plan.lost():
            reason = "the API does not take its old value" if path in plan.item.flat else "the router never showed it"
            reasons.setdefault(reason, []).append(f"{plan.label} {path}")
    return "".join(f" Not restored, because {reason}: {', '.join(paths)}." for reason, paths in reasons.items())


def by_section(states: Sequence[tuple[ItemPlan, Flat | None]]) -> dict[str, list[dict[str, Any]]]:
    """The states of items in the shape of the options, by section; an item without a state is not there."""
    found: dict[str, list[dict[str, Any]]] = {plan.resource.section: [] for plan, _state in states}
    for plan, state in states:
        if state is not None:
            found[plan.resource.section].append(render(plan.resource, plan.item, state))
    return found


def _changed_part(states: Sequence[tuple[ItemPlan, Flat | None]], *, new: bool = False) -> dict[str, Any]:
    """What changes of each item, by the item's label, under which two sections may speak of the same one."""
    found: dict[str, Any] = {}
    for plan, state in states:
        if plan.due and state is not None:
            changed = {path: value for path, value in state.items() if path in plan.changes or plan.verb == "remove"}
            replaced = plan.replaced() if new else ()
            found.setdefault(plan.label, {}).update(render(plan.resource, plan.item, changed, changed=replaced))
    return found
