# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Staging plans and applying them, with what is left behind when it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .._common.errors import PeplinkError, Rejected, TransportError, Unsupported
from .._common.redaction import secrets_in
from .._module.module import Task
from .decision.effect import LostApply, after_lost_apply
from .decision.forms import Forms
from .decision.observation import PlanKey, Seen
from .decision.plan import ItemPlan
from .decision.planning import missing_company
from .decision.staging_order import Answer, Batch, after_refusal, batches, may_be_pending
from .options import TransactionOptions
from .pending import apply_pending, discard_pending, wait_until_reachable
from .reader import ConfigReader
from .records import Records


@dataclass
class Stager:
    """Brings plans to the router. Every error that leaves it says, in ``aftermath``, what state the staged changes are in.

    ``forms`` says in which form each value is sent; refusals switch them.
    """

    task: Task
    options: TransactionOptions
    reader: ConfigReader
    records: Records
    forms: Forms = field(default_factory=Forms)
    untouched: frozenset[PlanKey] | None = None
    """After a failure: the items that are sure to be as they were, with nothing of ours pending; None if that is not known."""
    last_seen: Seen | None = None
    """What the router showed after a failure."""
    _taken: int = 0
    """How many requests to stage something the router has accepted."""
    _sent: bool = False
    """Whether anything was sent that may be pending."""

    def stage(self, plans: Sequence[ItemPlan]) -> None:
        """Stage all plans, or none: a failure discards what was staged (``on_failure: discard``)."""
        self.untouched = _keys(plans)
        unfinished_before = self.records.staged
        written = [value for plan in plans for value in plan.to_record()]
        self.records.begin([*(value.key for value in written), *(key for plan in plans for key in plan.outdated_records())])
        self._taken, self._sent = 0, False
        for batch in batches(plans):
            try:
                self._stage_batch(batch, unfinished_before)
            except PeplinkError as error:
                self._say_what_is_left(error, batch, plans)
                raise
        try:
            self.records.add_staged(written)
        except PeplinkError as error:
            self._clean_up(error, plans)
            raise

    def abandon(self) -> None:
        """The run is being interrupted: discard what was staged, unless it is to stay (``on_failure: keep``). If that fails, the note stays."""
        try:
            if not self._sent:
                self.records.withdrawn()
            elif self.options.on_failure == "discard":
                with self.records.discarding():
                    discard_pending(self.task.session)
                self.task.say(f"{self.task.session.device}: interrupted while staging; everything pending on the router was discarded.")
        except PeplinkError as error:
            self.task.say(f"{self.task.session.device}: interrupted while staging; changes may be pending on the router ({error.answer}).")

    def _say_what_is_left(self, error: PeplinkError, failed: Batch, plans: Sequence[ItemPlan]) -> None:
        arrived = isinstance(error, TransportError) and error.maybe_processed
        # An unknown function and a login that is refused are not about the entries.
        refused = isinstance(error, Rejected) and not isinstance(error, Unsupported)
        if all(plan.resource.live for plan in plans):
            error.aftermath = f"Nothing of it is pending; {self._what_is_live(error, plans)}."
        elif may_be_pending(failed, taken=self._taken, refused=refused, arrived=arrived):
            self._clean_up(error, plans)
            return
        else:
            error.aftermath = "Nothing was staged, and what others may have pending on the router was left alone."
            self.untouched = _keys(plans)
        self.records.withdrawn()

    def _stage_batch(self, batch: Batch, maybe_there: bool) -> None:
        """``maybe_there``: the router may hold these very changes already, from a run that was killed."""
        repeated = False
        while True:
            body = batch.body(self.forms)
            # What goes with a change or is taken back comes from the router, which may repeat it in a refusal.
            self.task.session.secrets.update(secrets_in(body))
            self._sent = self._sent or not batch.resource.live
            self.untouched = None
            try:
                self.task.session.post(batch.resource.write, body)
                self._taken += 1
                return
            except TransportError as error:
                if repeated or not error.maybe_processed:
                    raise
                # The answer was lost, the change maybe not. It gives the desired value, so it may be sent again, but
                # only after a look at what the router shows now.
                repeated = maybe_there = True
                self._taken += 1
                wait_until_reachable(self.task.session, self.task.clock, self.options.verify_timeout)
                batch = batch.without(self.reader.seen(batch.plans).confirmed(batch.plans))
                if not batch.plans:
                    return
            except Rejected as error:
                reaction = after_refusal(batch, self.forms, maybe_there=maybe_there, unknown_function=isinstance(error, Unsupported))
                if reaction.answer is Answer.FAIL:
                    error.advice = f"{error.advice} {missing_company(batch.plans)}".rstrip()
                    raise
                if reaction.answer is Answer.DONE:
                    return
                batch, self.forms = reaction.batch, reaction.forms

    def apply(self, plans: Sequence[ItemPlan]) -> None:
        """Make what is pending live, once."""
        try:
            self.records.take_over()
            apply_pending(self.task.session, self.task.clock, self.options.verify_timeout, lambda: self._applied(plans))
        except Rejected as error:
            self._clean_up(error, plans)
            if not self._live_after_all(plans, error):
                raise
        except TransportError as error:
            if error.maybe_processed:
                error.aftermath = gone_dark(error, self.options.verify_timeout)
            else:
                self._clean_up(error, plans)
            raise
        except PeplinkError as error:
            self._clean_up(error, plans)
            raise
        self.task.result["applied"] = True

    def _applied(self, plans: Sequence[ItemPlan]) -> bool:
        """Find out whether an apply whose answer was lost was carried out; what is no longer pending is staged again. Raises PeplinkError."""
        if not plans:
            return False
        found = after_lost_apply(plans, self.reader.seen(plans), self.reader.running(plans))
        if found is LostApply.STAGE_AGAIN:
            for batch in batches(plans):
                self._stage_batch(batch, maybe_there=True)
        return found is LostApply.APPLIED

    def _live_after_all(self, plans: Sequence[ItemPlan], error: Rejected) -> bool:
        """Whether the change is live although apply was refused: some firmware applies on its own.

        Only when nothing is pending any more is what the router shows sure to be what it runs.
        """
        if self.records.staged:
            return False
        try:
            seen = self.reader.seen(plans)
        except PeplinkError:
            return False
        if seen.mismatches(plans) or not seen.confirms_any(plans):
            return False
        error.aftermath = ""
        self.task.session.warnings.append(f"{error.doing} was refused ({error.answer}), yet the change is live.")
        return True

    def _clean_up(self, error: PeplinkError, plans: Sequence[ItemPlan]) -> None:
        if self.options.on_failure == "keep":
            error.aftermath = "What was staged stays pending on the router (on_failure: keep)."
            return
        try:
            with self.records.discarding():
                discard_pending(self.task.session)
        except PeplinkError as second:
            error.aftermath = f"Discarding what was staged failed as well ({second.answer}); changes may be pending on the router."
            return
        error.aftermath = f"Everything pending on the router was discarded; {self._what_is_live(error, plans)}."

    def _what_is_live(self, cause: PeplinkError, plans: Sequence[ItemPlan]) -> str:
        """With nothing pending, what the router shows is what it runs; it may be that it does not stage everything."""
        if not self._taken and not (isinstance(cause, TransportError) and cause.maybe_processed):
            self.untouched = _keys(plans)
            return "the running configuration was not changed"
        try:
            self.last_seen = self.reader.seen(plans)
        except PeplinkError as error:
            return f"whether the running configuration was changed cannot be seen ({error.answer})"
        live = self.last_seen.changed(plans)
        self.untouched = _keys(plans) - _keys(live)
        return f"these were changed all the same: {', '.join(plan.label for plan in live)}" if live else "the running configuration was not changed"


def _keys(plans: Sequence[ItemPlan]) -> frozenset[PlanKey]:
    return frozenset(plan.key for plan in plans)


def gone_dark(error: TransportError, seconds: int, done: str = "The change was staged and apply was sent") -> str:
    """What to say when a router does not come back after a change; ``done`` is how far that had come."""
    return (
        f"{done}, and for {seconds} s the router has given no usable answer since ({error.answer}). "
        "It may have cut itself off, and nothing can be reverted from here: look at it on site, or in InControl."
    )
