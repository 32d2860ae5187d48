# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a transaction shows in its result: states before and after, by section, and what changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import compress
from typing import Any

from .decision.observation import PlanKey, Seen
from .decision.plan import ItemPlan, naming, render
from .description import Flat


def states_of(plans: Sequence[ItemPlan], seen: Seen | None, untouched: Collection[PlanKey] = ()) -> dict[str, Any]:
    """``before``, ``after`` and ``diff``; after as the router showed it last, as predicted if it was not looked at since.

    The items of ``untouched`` are as before.
    """
    before = [(plan, plan.before()) for plan in plans]
    after = [(plan, state if plan.key in untouched else seen.after(plan) if seen else plan.predicted()) for plan, state in before]
    changed = [plan.due and plan.key not in untouched for plan in plans]
    return {
        "before": _by_section(before),
        "after": _by_section(after),
        "diff": {"before": _changed_part(compress(before, changed)), "after": _changed_part(compress(after, changed), new=True)},
    }


def _by_section(states: Sequence[tuple[ItemPlan, Flat | None]]) -> dict[str, list[dict[str, Any]]]:
    """The states of items in the shape of the options, by section; an item without a state is not there."""
    found: dict[str, list[dict[str, Any]]] = {plan.resource.section: [] for plan, _state in states}
    for plan, state in states:
        if state is not None:
            found[plan.resource.section].append(render(plan.resource, plan.item, state))
    return found


def _changed_part(states: Iterable[tuple[ItemPlan, Flat | None]], *, new: bool = False) -> dict[str, Any]:
    """What changes of each item, by the item's label, under which two sections may speak of the same one."""
    found: dict[str, Any] = {}
    for plan, state in states:
        if state is not None:
            values = plan.values
            changed = {path: value for path, value in state.items() if path in values or plan.verb == "remove"}
            replaced = [setting.path for setting in plan.replaced()] if new else ()
            # Another section names the item too, by the name that it has before.
            found[plan.label] = naming(plan.resource, plan.item) | found.get(plan.label, {}) | plan.resource.nested(changed, changed=replaced)
    return found
