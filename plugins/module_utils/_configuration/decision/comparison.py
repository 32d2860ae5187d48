# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a router differs from what is wanted, as data: what is different, and what cannot be told because the router does not show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..._common.codecs.base import Secrets
from .plan import ItemPlan
from .planning import hidden


def comparison(plans: Sequence[ItemPlan], supported: Mapping[str, bool], remembered: Mapping[str, bool]) -> dict[str, Any]:
    """By section, in the order of ``supported``: ``supported``, ``different`` and ``unknown``.

    ``different`` lists ``item``, ``option``, ``before`` and ``after``; an item that is missing, or one too many, has no option and the
    other side is None. ``unknown`` lists ``item``, ``option``, ``remembered`` (whether the record says that this value was the last written
    from here, by record key as far as that was looked up, and it need not be written again) and ``written`` (whether it is to be written).
    """
    found: dict[str, Any] = {section: {"supported": has, "different": [], "unknown": []} for section, has in supported.items()}
    for plan in plans:
        found[plan.resource.section]["different"] += differences(plan)
        found[plan.resource.section]["unknown"] += _unknown(plan, remembered)
    return found


def leaves(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A difference of two mappings as the differences of their members."""
    before, after = entry["before"], entry["after"]
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        yield {name: entry[name] for name in ("item", "option", "before", "after")}
        return
    for name in [*before, *(name for name in after if name not in before)]:
        sides = before.get(name), after.get(name)
        if sides[0] != sides[1]:
            option = f"{entry['option']}.{name}" if entry["option"] else name
            yield from leaves({"item": entry["item"], "option": option, "before": sides[0], "after": sides[1]})


def differences(plan: ItemPlan) -> Iterator[dict[str, Any]]:
    """The entries of ``different`` that one item has."""
    before, after = plan.before(), plan.predicted()
    if before is None or after is None:
        sides = {name: state and plan.resource.nested(state) for name, state in (("before", before), ("after", after))}
        yield {"item": plan.label, "option": None, **sides}
        return
    for setting in plan.replaced():
        path, codec = setting.path, setting.field.codec
        yield {"item": plan.label, "option": path, "before": codec.show(before[path]), "after": codec.show(after[path], Secrets.HIDE_NEW)}


def _unknown(plan: ItemPlan, remembered: Mapping[str, bool]) -> Iterator[dict[str, Any]]:
    changes = plan.values
    for setting in hidden(plan):
        path, written = setting.path, setting.path in changes
        yield {"item": plan.label, "option": path, "remembered": not written and remembered.get(plan.record_key(path), False), "written": written}
