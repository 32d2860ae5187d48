# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The way back: plans that restore what the router showed before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..._common.codecs.base import Match
from ..description import Flat, Item, Setting
from .forms import Forms
from .observation import Seen
from .plan import ItemPlan
from .planning import completed, require_writable

ABSENT = Item({}, "", "", {}, {})

OPPOSITE = {"add": "remove", "remove": "add", "update": "update"}


def reverse(plan: ItemPlan, forms: Forms, now: Item | None) -> ItemPlan:
    """The plan that restores the before-image, as far as the router showed it, takes it and now shows otherwise.

    ``now`` is the item as it is, None if it is not there. Raises PlanError if it cannot be.
    """
    wanted, landed = _before_image(plan), (now is not None) == (plan.verb != "remove")
    if not landed or _missing_to_add(plan):
        return replace(plan, verb="update", wanted=(), changes=())
    differing = {s.path: s.wanted for s in plan.resource.settings(wanted, now or ABSENT) if s.match is not Match.SAME and _takes(plan, s, forms)}
    back = plan.resource.settings(differing, plan.item)
    restoring = replace(plan, verb=OPPOSITE[plan.verb], named=True, wanted=(), changes=back)
    if not back:
        return restoring
    restoring = completed(restoring)
    require_writable(restoring, forms.of(plan))
    return restoring


def _before_image(plan: ItemPlan) -> Flat:
    """What the router showed of what was written; of an item that was removed, all."""
    shown = plan.item.flat
    return dict(shown) if plan.verb == "remove" else {s.path: shown[s.path] for s in plan.changes if s.path in shown}


def lost(plan: ItemPlan, forms: Forms) -> list[str]:
    """Which changes cannot be taken back: the router never showed what was there before, or does not take it."""
    if plan.verb == "add":
        return []
    if plan.verb == "remove":
        return _missing_to_add(plan)
    return [setting.path for setting in plan.changes if not _restorable(plan, setting, forms) and _was_there(plan, setting)]


def _missing_to_add(plan: ItemPlan) -> list[str]:
    """What the router takes to add an item that was removed, and never showed of it: a passphrase that it masks."""
    if plan.verb != "remove":
        return []
    return [option for option in plan.resource.creation if option not in plan.item.flat and plan.resource.applies(option, plan.item.key)]


def what_is_lost(plans: Iterable[ItemPlan], forms: Forms) -> str:
    """What cannot be restored and why, as sentences with a blank before each."""
    reasons: dict[str, list[str]] = {}
    for plan in plans:
        for path in lost(plan, forms):
            reason = "the API does not take its old value" if path in plan.item.flat else "the router never showed it"
            reasons.setdefault(reason, []).append(f"{plan.label} {path}")
    return "".join(f" Not restored, because {reason}: {', '.join(paths)}." for reason, paths in reasons.items())


def reversals(plans: Sequence[ItemPlan], forms: Forms, seen: Seen) -> list[ItemPlan]:
    """The plans that restore the before-image, those with something to write. Raises PlanError."""
    return [back for back in (reverse(plan, forms, seen.of(plan)) for plan in plans) if back.due]


def never_landed(plans: Sequence[ItemPlan], seen: Seen) -> list[ItemPlan]:
    """The plans of which the router shows nothing, and that need not be taken back."""
    changed = seen.changed(plans)
    return [plan for plan in plans if plan not in changed]


def _restorable(plan: ItemPlan, setting: Setting, forms: Forms) -> bool:
    path = setting.path
    return path in plan.item.flat and _takes(plan, replace(setting, wanted=plan.item.flat[path]), forms)


def _takes(plan: ItemPlan, setting: Setting, forms: Forms) -> bool:
    if not setting.field.write:
        return False
    try:
        plan.resource.encode([setting], forms.of(plan))
    except ValueError:
        return False
    return True


def _was_there(plan: ItemPlan, setting: Setting) -> bool:
    """What goes only with another choice was not there before, if that was another one."""
    rule = setting.field.only_with
    return rule is None or plan.item.flat.get(rule[0]) in (None, *rule[1])
