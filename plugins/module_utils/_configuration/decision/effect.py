# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a change has taken effect, and what to do if it has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .forms import Forms
from .observation import Mismatch, Seen
from .plan import ItemPlan

# Effects take up to half a minute, of the 60 s that are waited unless told otherwise.
PATIENCE = 0.5


@dataclass(frozen=True)
class Effect:
    """``wrong`` is what the router shows otherwise; ``rewrite`` are other forms to write it in now, None to go on waiting."""

    wrong: tuple[Mismatch, ...] = ()
    rewrite: Forms | None = None


def judge(plans: Sequence[ItemPlan], seen: Seen, forms: Forms, elapsed: float, limit: float) -> Effect:
    """What has no effect although the rest has arrived, or although it had half of the time, is written in its other form, if all of it has one."""
    wrong = tuple(seen.mismatches(plans))
    due = seen.confirms_any(plans) or elapsed >= limit * PATIENCE
    return Effect(wrong, _other_forms(wrong, forms) if wrong and due else None)


def _other_forms(wrong: Sequence[Mismatch], forms: Forms) -> Forms | None:
    switched = forms
    for found in wrong:
        following = switched.next(found.plan, [found.setting], refused=False) if found.setting else None
        if following is None:
            return None
        switched = following
    return switched
