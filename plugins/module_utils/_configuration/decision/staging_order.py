# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""In which order plans are staged, and what a refusal means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from ..description import Resource
from .forms import Forms
from .plan import ItemPlan

# Items go before others come, since their number may be limited.
VERBS = ("remove", "add", "update")


@dataclass(frozen=True)
class Batch:
    """Plans of one resource that are staged by one request."""

    resource: Resource
    verb: str
    plans: tuple[ItemPlan, ...]

    def body(self, forms: Forms) -> dict[str, Any]:
        """The body of the request."""
        return self.resource.body([plan.write(self.verb, forms.of(plan)) for plan in self.plans])

    def without(self, done: Sequence[ItemPlan]) -> Batch:
        """The rest of it."""
        return replace(self, plans=tuple(plan for plan in self.plans if plan not in done))


def batches(plans: Sequence[ItemPlan]) -> Iterator[Batch]:
    """Plans by section, in the order in which they come, and by verb; what one request takes."""
    for section in dict.fromkeys(plan.resource.section for plan in plans):
        for verb in VERBS:
            alike = tuple(plan for plan in plans if plan.resource.section == section and plan.verb == verb)
            if alike and alike[0].resource.one_by_one:
                yield from (Batch(plan.resource, verb, (plan,)) for plan in alike)
            elif alike:
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


def may_be_pending(batch: Batch, *, taken: int, refused: bool, arrived: bool) -> bool:
    """Whether something of ours may be pending after this batch failed.

    ``taken``: how many requests the router took before; ``refused``: it answered, and refused; ``arrived``: there was no answer, but it may
    have had the request. Of a refused list the router may keep the entries that it liked.
    """
    return bool(taken) or arrived or (refused and len(batch.plans) > 1)
