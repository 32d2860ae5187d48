# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Staging plans and applying them, with what is left behind when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .._common.errors import PeplinkError, Rejected, TransportError, Unauthorized, Unsupported
from .._common.redaction import secrets_in
from .._module.module import Task
from .pending import apply_pending, discard_pending, wait_until_reachable
from .plan import ItemPlan
from .reader import Reader
from .records import Records


@dataclass
class Writer:
    """Brings plans to the router. Every error that leaves it says, in ``aftermath``, what became of the staged changes."""

    task: Task
    reader: Reader
    records: Records
    _taken: int = 0
    """How many requests to stage something the router has accepted."""

    def stage(self, plans: list[ItemPlan]) -> None:
        """Stage all plans, or none: a failure discards what was staged (``on_failure: discard``)."""
        unfinished_before = self.records.staged
        written = [record for plan in plans for record in plan.records()]
        gone = [plan.record_key(f.option) for plan in plans if plan.verb == "remove" for f in plan.resource.fields]
        self.records.begin([*(key for key, _value, _secret in written), *gone])
        self._taken = 0
        try:
            for alike in _in_order(plans):
                self._stage_alike(alike, unfinished_before)
        except PeplinkError as error:
            refused_at_the_door = isinstance(error, Unauthorized) or (isinstance(error, TransportError) and not error.maybe_processed)
            if all(plan.resource.live for plan in plans):
                error.aftermath = f"Nothing of it is pending; {self._what_is_live(error, plans)}."
            elif self._taken or not refused_at_the_door:
                self._clean_up(error, plans)
                raise
            if not unfinished_before:
                self.records.discarded()
            raise
        self.records.add_staged(written)

    def _stage_alike(self, plans: list[ItemPlan], maybe_there: bool) -> None:
        """Stage plans of one resource and verb. ``maybe_there``: the router may hold these very changes already, from a run that was killed."""
        resource, verb = plans[0].resource, plans[0].verb
        repeated = False
        while True:
            try:
                for body in resource.bodies([plan.change(verb) for plan in plans]):
                    # What goes with a change or is taken back comes from the router, which may repeat it in a refusal.
                    self.task.session.secrets.update(secrets_in(body))
                    self.task.session.post(resource.write, body)
                    self._taken += 1
                return
            except TransportError as error:
                if repeated or not error.maybe_processed:
                    raise
                # The answer was lost, the change maybe not. It says what a value shall be, so it may be sent again, but
                # only after a look at what the router shows now.
                repeated = maybe_there = True
                wait_until_reachable(self.task.session, self.task.clock, self.task.params["verify_timeout"])
                if self.reader.seen(plans).confirms_all(plans):
                    return
            except Unsupported:
                raise
            except Rejected:
                # An item that is there already cannot be added, and one that is gone not be removed.
                if maybe_there and verb == "remove":
                    return
                if maybe_there and verb == "add":
                    verb = "update"
                    continue
                switched = [plan.take_next_form(plan.changes, refused=True) for plan in plans]
                if True not in switched:
                    raise

    def apply(self, plans: list[ItemPlan]) -> None:
        """Make what is pending live, once."""
        try:
            apply_pending(self.task.session, self.task.clock, self.task.params["verify_timeout"])
        except Rejected as error:
            self._clean_up(error, plans)
            if not self._live_after_all(plans, error):
                raise
        except TransportError as error:
            if error.maybe_processed:
                error.aftermath = gone_dark(error, self.task.params["verify_timeout"])
            else:
                self._clean_up(error, plans)
            raise
        except PeplinkError as error:
            self._clean_up(error, plans)
            raise
        self.task.result["applied"] = True

    def _live_after_all(self, plans: list[ItemPlan], error: Rejected) -> bool:
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

    def _clean_up(self, error: PeplinkError, plans: list[ItemPlan]) -> None:
        if self.task.params["on_failure"] == "keep":
            error.aftermath = "What was staged stays pending on the router (on_failure: keep)."
            return
        try:
            discard_pending(self.task.session)
        except PeplinkError as second:
            error.aftermath = f"Discarding what was staged failed as well ({second.answer}); changes may be pending on the router."
            return
        self.records.discarded()
        error.aftermath = f"Everything pending on the router was discarded; {self._what_is_live(error, plans)}."

    def _what_is_live(self, cause: PeplinkError, plans: list[ItemPlan]) -> str:
        """With nothing pending, what the router shows is what it runs; it may be that it does not stage everything."""
        if not self._taken and not (isinstance(cause, TransportError) and cause.maybe_processed):
            return "the running configuration was not changed"
        try:
            seen = self.reader.seen(plans)
        except PeplinkError as error:
            return f"whether the running configuration was changed cannot be seen ({error.answer})"
        live = [plan.label for plan in plans if plan.changed_at(seen.of(plan))]
        return f"these were changed all the same: {', '.join(live)}" if live else "the running configuration was not changed"


def _in_order(plans: list[ItemPlan]) -> Iterator[list[ItemPlan]]:
    """Plans by section and verb; items go before others come, since their number may be limited."""
    for section in dict.fromkeys(plan.resource.section for plan in plans):
        for verb in ("remove", "add", "update"):
            alike = [plan for plan in plans if plan.resource.section == section and plan.verb == verb]
            if alike:
                yield alike


def gone_dark(error: TransportError, seconds: int) -> str:
    """What to say when a router does not come back after an apply."""
    return (
        f"The change was staged and apply was sent, and for {seconds} s the router has given no usable answer since ({error.answer}). "
        "It may have cut itself off, and nothing can be reverted from here: look at it on site, or in InControl."
    )
