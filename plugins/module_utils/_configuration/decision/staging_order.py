# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In which order plans are staged, and what a refusal means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ..description import Resource, Write
from .forms import Forms
from .plan import ItemPlan

# Items go before others come, since their number may be limited.
VERBS = ("remove", "add", "update")


@dataclass(frozen=True)
class Batch:
    """Plans of one resource, staged with one verb."""

    resource: Resource
    verb: str
    plans: tuple[ItemPlan, ...]

    def writes(self, forms: Forms) -> list[Write]:
        """What the router is told of each item."""
        return [plan.write(self.verb, forms.of(plan)) for plan in self.plans]


def batches(plans: Sequence[ItemPlan]) -> Iterator[Batch]:
    """Plans by section, in the order in which they come, and by verb."""
    for section in dict.fromkeys(plan.resource.section for plan in plans):
        for verb in VERBS:
            alike = tuple(plan for plan in plans if plan.resource.section == section and plan.verb == verb)
            if alike:
                yield Batch(alike[0].resource, verb, alike)


class Answer(Enum):
    """What to do about a refusal."""

    DONE = auto()
    TRY_AGAIN = auto()
    FAIL = auto()


@dataclass(frozen=True)
class Reaction:
    """What to do, and as which batch in which forms to try again."""

    answer: Answer
    batch: Batch
    forms: Forms


def after_refusal(batch: Batch, forms: Forms, *, maybe_there: bool, unknown_function: bool) -> Reaction:
    """What a refusal of a batch means. ``maybe_there``: the router may hold these very changes already, from a request whose answer was
    lost or a run that was killed: then an item that is there already cannot be added, and one that is gone not be removed."""
    if unknown_function:
        return Reaction(Answer.FAIL, batch, forms)
    if maybe_there and batch.verb == "remove":
        return Reaction(Answer.DONE, batch, forms)
    if maybe_there and batch.verb == "add":
        return Reaction(Answer.TRY_AGAIN, replace(batch, verb="update"), forms)
    switched = forms
    for plan in batch.plans:
        switched = switched.next(plan, plan.changes, refused=True) or switched
    return Reaction(Answer.FAIL if switched == forms else Answer.TRY_AGAIN, batch, switched)
