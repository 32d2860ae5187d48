# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The way back: plans that restore what the router showed before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..description import Setting
from .forms import Forms
from .plan import ItemPlan
from .planning import completed, require_writable

OPPOSITE = {"add": "remove", "remove": "add", "update": "update"}


def reverse(plan: ItemPlan, forms: Forms) -> ItemPlan:
    """The plan that restores the before-image, as far as the router showed it and takes it. Raises PlanError if it cannot be."""
    shown = plan.item.flat if plan.verb == "remove" else {s.path: plan.item.flat[s.path] for s in plan.changes if s.path in plan.item.flat}
    back = [setting for setting in plan.resource.settings(shown, plan.values) if _takes(plan, setting, forms)]
    restoring = replace(plan, verb=OPPOSITE[plan.verb], named=True, wanted=(), changes=tuple(back))
    if not back:
        return restoring
    restoring = completed(restoring)
    require_writable(restoring, forms.of(plan))
    return restoring


def lost(plan: ItemPlan, forms: Forms) -> list[str]:
    """Which changes cannot be taken back: the router never showed what was there before, or does not take it."""
    if plan.verb == "add":
        return []
    return [setting.path for setting in plan.changes if not _restorable(plan, setting, forms) and _was_there(plan, setting)]


def what_is_lost(plans: Iterable[ItemPlan], forms: Forms) -> str:
    """What cannot be restored and why, as sentences with a blank before each."""
    reasons: dict[str, list[str]] = {}
    for plan in plans:
        for path in lost(plan, forms):
            reason = "the API does not take its old value" if path in plan.item.flat else "the router never showed it"
            reasons.setdefault(reason, []).append(f"{plan.label} {path}")
    return "".join(f" Not restored, because {reason}: {', '.join(paths)}." for reason, paths in reasons.items())


def reversals(plans: Sequence[ItemPlan], forms: Forms) -> list[ItemPlan]:
    """The plans that restore the before-image, those with something to write. Raises PlanError."""
    return [back for back in (reverse(plan, forms) for plan in plans) if back.due]


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
