# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a change has taken effect, and what to do if it has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto

from .forms import Forms
from .observation import Mismatch, Seen
from .plan import ItemPlan, PlanError
from .planning import completed

# Effects take up to half a minute, of the 60 s that are waited unless told otherwise.
PATIENCE = 0.5


@dataclass(frozen=True)
class Effect:
    """``wrong`` is what the router shows otherwise. What to do about it: write it in these ``forms``, or write back what was ``overwritten``; else wait."""

    wrong: tuple[Mismatch, ...] = ()
    forms: Forms | None = None
    overwritten: tuple[ItemPlan, ...] = ()


def judge(plans: Sequence[ItemPlan], seen: Seen, forms: Forms, elapsed: float, limit: float) -> Effect:
    """What has no effect although the rest has arrived, or although it had half of the time, is written in its other form, if all of it has one.

    What was as wanted before, was not written and no longer is, somebody else had pending: it went live with ours.
    """
    wrong = tuple(seen.mismatches(plans))
    if wrong and all(found.foreign for found in wrong):
        return Effect(wrong, overwritten=tuple(_written_back(plans, wrong)))
    due = seen.confirms_any(plans) or elapsed >= limit * PATIENCE
    return Effect(wrong, _other_forms(wrong, forms) if wrong and due else None)


def _other_forms(wrong: Sequence[Mismatch], forms: Forms) -> Forms | None:
    switched = forms
    for found in wrong:
        following = switched.next(found.plan, [found.setting], refused=False) if found.setting and not found.foreign else None
        if following is None:
            return None
        switched = following
    return switched


def _written_back(plans: Sequence[ItemPlan], wrong: Sequence[Mismatch]) -> Iterator[ItemPlan]:
    for plan in plans:
        values = {found.setting.path: found.setting.wanted for found in wrong if found.setting and found.plan.key == plan.key}
        if values:
            # What they need in the same request was there before, beside them. Where the router did not show it, they stay wrong.
            with suppress(PlanError):
                yield completed(replace(plan, verb="update", changes=plan.resource.settings(values, plan.item)))


class LostApply(Enum):
    """The outcome of an apply whose answer was lost, and so what to do."""

    APPLIED = auto()
    APPLY_AGAIN = auto()
    STAGE_AGAIN = auto()


def after_lost_apply(plans: Sequence[ItemPlan], configured: Seen, running: Seen) -> LostApply:
    """Judge by what the configuration shows, which may be what is only pending, and by what is sure to be ``running``, as far as the status tells."""
    if configured.mismatches(plans):
        return LostApply.STAGE_AGAIN
    applied = running.confirms_any(plans) and not running.mismatches(plans)
    return LostApply.APPLIED if applied else LostApply.APPLY_AGAIN
