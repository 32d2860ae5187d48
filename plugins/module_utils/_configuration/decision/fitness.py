# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an item of this kind, on this firmware, can take."""

from __future__ import annotations

from ..._common.codecs.base import Match
from ..._common.firmware import since, version
from ..._wan.status import WanStatus, kind_of_wan
from ..description import Setting
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


def refuse_what_is_too_new(plan: ItemPlan, firmware: str | None) -> None:
    """Raise PlanError for what the running firmware does not have yet; nothing where it cannot be told."""
    if not firmware:
        return
    for setting in perhaps_too_new(plan):
        if version(firmware) < version(setting.field.since):
            raise PlanError(f"{plan.label}: {setting.field.option} needs firmware {setting.field.since} or later; the router runs {firmware}")


def perhaps_without_function(plan: ItemPlan) -> bool:
    """Whether the function that writes may be missing: the router lacks the one that reads."""
    return plan.due and plan.item.from_fallback


def refuse_missing_function(plan: ItemPlan, firmware: str | None) -> None:
    """Raise PlanError if the running firmware cannot be written to."""
    needed = since("POST", plan.resource.write)
    if firmware and needed and perhaps_without_function(plan) and version(firmware) < version(needed):
        raise PlanError(f"{plan.label} cannot be changed: {plan.resource.write} needs firmware {needed} or later; the router runs {firmware}")


def takes_wifi(plan: ItemPlan) -> list[Setting]:
    """The changes that only a model with Wi-Fi takes; to switch something off, any does."""
    return [setting for setting in plan.changes if setting.field.takes_wifi and setting.wanted is not False and setting.match is not Match.SAME]


def refuse_without_wifi(plan: ItemPlan, has_wifi: bool | None) -> None:
    """Raise PlanError for what takes Wi-Fi on a model that says it has none."""
    if has_wifi is False and (wrong := takes_wifi(plan)):
        names = ", ".join(setting.path for setting in wrong)
        raise PlanError(f"{plan.label}: {names} cannot be set, because this model has no Wi-Fi (cmd.ap says so)")
