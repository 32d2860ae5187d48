# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a router differs from what is wanted, as data: what is different, and what cannot be told because the router does not show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..._common.codecs.base import Match, Secrets
from .plan import ItemPlan


def comparison(plans: Sequence[ItemPlan], supported: Mapping[str, bool], unreadable: str) -> dict[str, Any]:
    """By section, in the order of ``supported``: ``supported``, ``different`` and ``unknown``.

    ``different`` lists ``item``, ``option``, ``before`` and ``after``; an item that is missing, or one too many, has no option and the
    other side is None. ``unknown`` lists ``item``, ``option`` and ``remembered``: whether the record says that this value was the
    last written from here, which is only looked up where ``unreadable`` is once.
    """
    found: dict[str, Any] = {section: {"supported": has, "different": [], "unknown": []} for section, has in supported.items()}
    for plan in plans:
        found[plan.resource.section]["different"] += _different(plan)
        found[plan.resource.section]["unknown"] += _unknown(plan, unreadable)
    return found


def _different(plan: ItemPlan) -> Iterator[dict[str, Any]]:
    before, after = plan.before(), plan.predicted()
    if before is None or after is None:
        sides = {name: state and plan.resource.nested(state) for name, state in (("before", before), ("after", after))}
        yield {"item": plan.label, "option": None, **sides}
        return
    for setting in plan.replaced():
        path, codec = setting.path, setting.field.codec
        yield {"item": plan.label, "option": path, "before": codec.show(before[path]), "after": codec.show(after[path], Secrets.HIDE_NEW)}


def _unknown(plan: ItemPlan, unreadable: str) -> Iterator[dict[str, Any]]:
    if plan.verb == "update":
        changes = plan.values
        for setting in plan.wanted:
            if setting.match is Match.UNSURE:
                yield {"item": plan.label, "option": setting.path, "remembered": unreadable == "once" and setting.path not in changes}
