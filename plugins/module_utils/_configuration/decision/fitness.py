# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an item of this kind, on this firmware, can take."""

from __future__ import annotations

from collections.abc import Mapping

from ..._common.codecs.base import Match
from ..._common.firmware import since, version
from ..._wan.status import WanStatus, kind_of_wan
from ..description import Resource, Setting
from .facts import Facts
from .plan import ItemPlan, PlanError


def misfits(plan: ItemPlan, kind: str) -> list[Setting]:
    """Which changes do not exist on an item of this kind; what the router shows of it, it has, whatever its kind."""
    limited = [setting for setting in plan.changes if setting.field.kinds and setting.path not in plan.item.flat]
    return [setting for setting in limited if kind and kind not in setting.field.kinds]


def kind_is_unsure(plan: ItemPlan) -> bool:
    """Whether the status must be asked: the configuration distinguishes few kinds of WANs, and not always; the status names them all."""
    limited = any(setting.field.kinds for setting in plan.changes)
    return limited and plan.resource.kind_in_status and (not plan.item.kind or bool(misfits(plan, plan.item.kind)))


def refuse_misfits(plan: ItemPlan, status: WanStatus) -> None:
    """Raise PlanError for what does not exist on an item of this kind."""
    kind = plan.item.kind
    if kind_is_unsure(plan):
        kind = kind_of_wan(status.get(int(plan.item.id), {})) or kind
    wrong = misfits(plan, kind)
    if wrong:
        fitting = sorted(set().union(*(setting.field.kinds for setting in wrong)))
        names = ", ".join(setting.path for setting in wrong)
        raise PlanError(f"{plan.label} is of the kind {kind}; {names} exists only on the kind {' or '.join(fitting)}")


def perhaps_too_new(plan: ItemPlan) -> list[Setting]:
    """The changes that only newer firmware has: what the router shows, it has; for the rest the description says since when."""
    return [s for s in plan.changes if s.field.since and plan.item.flat.get(s.path, s.field.absent) == s.field.absent]


def too_new(plan: ItemPlan, firmware: str | None) -> dict[str, str]:
    """The paths that the running firmware does not have yet, each with what is to be said of it; none where it cannot be told."""
    return {
        setting.path: f"needs firmware {setting.field.since} or later; the router runs {firmware}"
        for setting in perhaps_too_new(plan)
        if firmware and version(firmware) < version(setting.field.since)
    }


def perhaps_without_function(plan: ItemPlan) -> bool:
    """Whether the function that writes may be missing: the router lacks the one that reads."""
    return plan.due and plan.item.from_fallback


def without_function(plan: ItemPlan, firmware: str | None) -> str:
    """Why the running firmware cannot be written to; empty if it can, or if that cannot be told."""
    return function_too_new(plan.resource, firmware) if perhaps_without_function(plan) else ""


def function_too_new(resource: Resource, firmware: str | None) -> str:
    """Why this firmware does not have the function that writes; empty if it does, or if that cannot be told."""
    needed = since("POST", resource.write)
    if firmware and needed and version(firmware) < version(needed):
        return f"{resource.write} needs firmware {needed} or later; the router runs {firmware}"
    return ""


def takes_wifi(plan: ItemPlan) -> list[Setting]:
    """The changes that only a model with Wi-Fi takes; to switch something off, any does."""
    return [setting for setting in plan.changes if setting.field.takes_wifi and setting.wanted is not False and setting.match is not Match.SAME]


def without_wifi(plan: ItemPlan, has_wifi: bool | None) -> dict[str, str]:
    """The paths that take Wi-Fi on a model that says it has none, each with what is to be said of it."""
    found = takes_wifi(plan) if has_wifi is False else ()
    return {setting.path: "cannot be set, because this model has no Wi-Fi (cmd.ap says so)" for setting in found}


def unsupported(plan: ItemPlan, facts: Facts) -> dict[str, str]:
    """The paths of a plan that no item has on this unit or firmware, each with what is to be said of it."""
    return too_new(plan, facts.firmware) | without_wifi(plan, facts.has_wifi)


def told(wrong: Mapping[str, str]) -> str:
    """What is to be said of paths, once where it is the same."""
    return "; ".join(f"{', '.join(path for path in wrong if wrong[path] == text)} {text}" for text in dict.fromkeys(wrong.values()))
