# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The transaction: gather, decide, (check mode: stop), stage, apply, verify, (revert), over any number of resources."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .._common.errors import PeplinkError, Refused, Rejected, Stale, TransportError
from .._common.interruption import interruptible
from .._module.module import Task
from .decision.decide import Decision, Intent, Policy, decide
from .decision.facts import Facts, Needs
from .decision.observation import PlanKey, Seen
from .decision.plan import ItemPlan, PlanError
from .decision.planned import Planned, moved, withheld
from .decision.revert import lost, never_landed, reversals, what_is_lost
from .gathering import Gatherer
from .options import TransactionOptions, consents_from
from .pending import discard_pending
from .reader import ConfigReader
from .records import Records
from .result import states_of
from .staging import Stager
from .verification import Verifier

# Seconds. ansible-playbook does not end before its workers have, unless Ctrl-C is pressed again.
CLEAN_UP_LIMIT = 10

LEFT_OVER = "An earlier run from this controller staged changes that were neither applied nor discarded; they may be pending."


def no_change() -> dict[str, Any]:
    """What the result has of a transaction that has done nothing yet."""
    return {"before": {}, "after": {}, "diff": {"before": {}, "after": {}}, "staged": False, "applied": False}


class Transaction:
    """Brings one router to a set of intents. ``task.result`` is filled on the way, so that a failure can show it.

    ``comparison`` says by section how the router differed (:func:`comparison`); it is empty until everything was read.
    Sections that the router does not have: an error, unless ``skip_unsupported``. ``parallel`` reads run at the same time. With ``planned``
    changes, it makes no other ones.
    """

    def __init__(self, task: Task, *, skip_unsupported: bool = False, parallel: int = 1, planned: Planned | None = None) -> None:
        self._task = task
        self._planned = planned
        self._options = options = TransactionOptions.from_params(task.params)
        self._policy = Policy(options.unreadable, skip_unsupported, options.health or {}, consents_from(task.params))
        self._reader = reader = ConfigReader(task.session, parallel)
        self._records = records = Records(options.record_dir, task.session)
        self._gatherer = Gatherer(task, reader, records)
        self._stager = Stager(task, options, reader, records)
        self._verifier = Verifier(task, options, reader, self._stager, self._rewrite)
        self._left_over = False
        self.comparison: Mapping[str, Any] = {}
        task.result |= no_change()

    def run(self, intents: Sequence[Intent]) -> None:
        """Raises PeplinkError; its text says what was done and what state that left."""
        for intent in intents:
            if not intent.config and intent.state != "overridden":
                raise self._refused(f"{intent.option} is empty, so there is no {intent.resource.noun} to configure; name one, or leave it out")
        with self._records:
            if self._options.preexisting_changes == "discard" and not self._task.check_mode:
                with self._records.discarding():
                    discard_pending(self._task.session)
            while not self._bring_about(self._decide(intents)):
                # What was pending is gone, so what the router shows now is what it runs: decide anew.
                pass

    def _decide(self, intents: Sequence[Intent]) -> Decision:
        facts = self._gatherer.configuration([intent.resource for intent in intents])
        self._left_over = facts.left_over
        decided, facts = self._decided(intents, facts, self._policy)
        self.comparison = decided.comparison
        if self._planned:
            decided = self._as_planned(self._planned, decided, intents, facts)
        for warning in decided.warnings:
            self._warn(warning)
        if decided.refused:
            raise self._refused(decided.refused)
        return decided

    def _decided(self, intents: Sequence[Intent], facts: Facts, policy: Policy) -> tuple[Decision, Facts]:
        """A decision, and the facts that it took."""
        try:
            while isinstance(decided := decide(intents, facts, policy), Needs):
                facts = self._gatherer.more(facts, decided)
        except PlanError as error:
            raise self._refused(str(error)) from None
        return decided, facts

    def _as_planned(self, planned: Planned, decided: Decision, intents: Sequence[Intent], facts: Facts) -> Decision:
        """The decision without what may differ but is not in the plan. Raises Stale if anything else is not."""
        if found := moved(decided, planned):
            raise Stale("comparing it with the plan", self._task.session.device, "; ".join(found), "Nothing was written. Plan again.")
        unplanned = withheld(decided, planned)
        if not unplanned:
            return decided
        for name in unplanned.values():
            self._warn(f"{name} is not written: the plan does not have it, and the router does not show whether it differs. Plan again to write it.")
        decided, _facts = self._decided(intents, facts, replace(self._policy, withheld=frozenset(unplanned)))
        self.comparison = decided.comparison
        return decided

    def _bring_about(self, decision: Decision) -> bool:
        """Whether it is done; false if there was nothing left to apply, so that it has to be decided anew."""
        work = decision.work
        if self._left_over:
            self._warn(LEFT_OVER)
        self._task.result["changed"] = bool(work) or (self._left_over and self._options.apply)
        self._report(decision.plans)
        if self._task.check_mode:
            return True
        if not self._task.result["changed"]:
            self._verifier.await_health(decision.health)
            return True
        try:
            self._write(decision)
        except Rejected:
            if work or self._records.staged:
                raise
            return False
        self._report(decision.plans)
        return True

    def _write(self, decision: Decision) -> None:
        plans, work = decision.plans, decision.work
        live = bool(work) and all(plan.resource.live for plan in work)
        try:
            with interruptible(self._stager.abandon, CLEAN_UP_LIMIT):
                if work:
                    self._stager.stage(work)
                    self._task.result["staged"] = True
                if not self._options.apply and not live:
                    return
                self._make_live(work)
        except PeplinkError:
            self._report_failure(plans, self._stager.untouched)
            raise
        try:
            if work and self._options.verify:
                self._verifier.await_effect(plans)
            self._verifier.await_health(decision.health)
        except PeplinkError as error:
            self._records.discarded()
            self._report_failure(plans, self._revert(work, error))
            raise
        self._records.applied()

    def _make_live(self, plans: Sequence[ItemPlan]) -> None:
        if not plans or self._left_over or not all(plan.resource.live for plan in plans):
            self._stager.apply(plans)

    def _rewrite(self, plans: Sequence[ItemPlan]) -> None:
        with interruptible(self._stager.abandon, CLEAN_UP_LIMIT):
            self._stager.stage(plans)
            self._make_live(plans)

    def _revert(self, work: Sequence[ItemPlan], error: PeplinkError) -> frozenset[PlanKey] | None:
        """Restore the before-image if that is asked for and the router answers; ``error`` tells how it went.

        Gives the items that are as before then, None if that is not known.
        """
        if not self._options.revert_on_failure or isinstance(error, TransportError):
            return None
        self._task.result["reverted"] = False
        gone = what_is_lost(work, self._stager.forms)
        restored = frozenset(plan.key for plan in work if not lost(plan, self._stager.forms))
        try:
            seen = self._verifier.last_seen = self._reader.seen(work)
            back = reversals(work, self._stager.forms, seen)
            idle = _never_landed(work, seen)
            if not back:
                error.aftermath = f"Nothing had to be or could be restored.{idle}{gone}"
                return restored - {plan.key for plan in seen.changed(work)}
            self._rewrite(back)
            self._verifier.await_effect(back)
            self._records.discarded()
        except (PlanError, PeplinkError) as second:
            error.aftermath = f"Reverting failed as well: {second}"
            return None
        self._task.result["reverted"] = True
        error.aftermath = f"The configuration from before the change was restored and verified.{idle}{gone}"
        return restored

    def _report_failure(self, plans: Sequence[ItemPlan], untouched: frozenset[PlanKey] | None) -> None:
        """The result after a failure. What is not known to be as before counts as changed, and so does what was pending and went live."""
        others = self._left_over and self._task.result["applied"]
        self._task.result["changed"] = untouched is None or others or any(plan.due and plan.key not in untouched for plan in plans)
        self._report(plans, untouched or ())

    def _report(self, plans: Sequence[ItemPlan], untouched: Collection[PlanKey] = ()) -> None:
        self._task.result |= states_of(plans, self._seen, untouched)

    @property
    def _seen(self) -> Seen | None:
        return self._verifier.last_seen or self._stager.last_seen

    def _warn(self, text: str) -> None:
        if text not in self._task.session.warnings:
            self._task.session.warnings.append(text)

    def _refused(self, answer: str) -> Refused:
        return Refused("planning the change", self._task.session.device, answer, "Nothing was written.")


def _never_landed(work: Sequence[ItemPlan], seen: Seen) -> str:
    idle = ", ".join(plan.label for plan in never_landed(work, seen))
    return f" Not taken back, because the router shows nothing of the change: {idle}." if idle else ""
