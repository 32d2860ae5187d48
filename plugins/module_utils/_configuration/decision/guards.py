# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Guards: changes that could lock the operator out, leave the router without a link or lose what others keep need consent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._common.codecs.scalar import Flag
from ..._wan.guards import LAST_WAN_ADVICE, LAST_WAN_GUARD, MANAGEMENT_ADVICE, MANAGEMENT_GUARD, last_connected, management_wans
from ..resources.connect_protect import CONNECT_PROTECT
from ..resources.mesh import MESH
from ..resources.ssid_profile import SSID_PROFILE
from ..resources.wan_connection import WAN_CONNECTION
from ..resources.wan_priority import WAN_PRIORITY
from .facts import Fact, Facts
from .plan import ItemPlan, PlanError

Plans = Sequence[ItemPlan]


@dataclass(frozen=True)
class Consents:
    """The options of the guards; the defaults are those of modules that do not have them."""

    management_wan: str | None = None
    allow_management_wan_change: bool = False
    allow_no_connected_wan: bool = False
    allow_incontrol_managed: bool = False
    allow_delete: bool = False
    max_deletions: int | None = None


def risky_changes(plan: ItemPlan) -> dict[str, list[str]]:
    """The changes that may cut a session that runs over the item, by what they do (``disable``, ``re-address`` ...)."""
    risky: dict[str, list[str]] = {}
    for setting in plan.changes:
        unchanged = setting.current == setting.wanted
        if setting.field.cuts and not unchanged and not (setting.path == "enable" and setting.wanted is True):
            risky.setdefault(setting.field.cuts, []).append(setting.path)
    return risky


def switches_off(plan: ItemPlan) -> bool:
    """Whether a plan may switch its WAN off; priority 0 does on some routers."""
    values = plan.values
    return values.get("enable") is False or (values.get("priority") == 0 and plan.item.flat.get("priority") != 0)


def _nothing(plans: Plans, consents: Consents) -> set[Fact]:
    return set()


def _facts_on_wans(plans: Plans, consents: Consents) -> set[Fact]:
    cuts = not consents.allow_management_wan_change and any(risky_changes(plan) for plan in plans)
    ends = not consents.allow_no_connected_wan and any(switches_off(plan) for plan in plans)
    found = {Fact.WAN_STATUS} if cuts or ends else set()
    return found | ({Fact.HOST_ADDRESSES} if cuts and consents.management_wan is None else set())


def guard_wans(plans: Plans, facts: Facts, consents: Consents) -> None:
    """Raise PlanError for what would cut the management session or the last link."""
    if not consents.allow_management_wan_change and any(risky_changes(plan) for plan in plans):
        _refuse_to_cut_itself_off(plans, facts, consents)
    if not consents.allow_no_connected_wan and any(switches_off(plan) for plan in plans):
        _refuse_to_go_offline(plans, facts)


def _refuse_to_cut_itself_off(plans: Plans, facts: Facts, consents: Consents) -> None:
    try:
        carriers, why = management_wans(facts.wan_status, consents.management_wan, facts.host, facts.host_addresses)
    except ValueError as error:
        raise PlanError(str(error)) from None
    for plan in plans:
        risky = risky_changes(plan)
        if plan.item.id in carriers and risky:
            what = "; ".join(f"{cuts}: {', '.join(paths)}" for cuts, paths in risky.items())
            raise PlanError(f"{plan.label} {why}, and the change could interrupt this connection ({what}). {MANAGEMENT_ADVICE}")


def _refuse_to_go_offline(plans: Plans, facts: Facts) -> None:
    off = {int(plan.item.id): plan.label for plan in plans if switches_off(plan)}
    if last := last_connected(facts.wan_status, off):
        names = ", ".join(off[wan] for wan in last)
        raise PlanError(f"no other WAN is connected, so switching off {names} would leave the router offline. {LAST_WAN_ADVICE}")


def guard_managed_profiles(plans: Plans, facts: Facts, consents: Consents) -> None:
    """Raise PlanError for changes to SSID profiles that InControl manages: it would set them back."""
    managed = [plan.label for plan in plans if Flag().decode(plan.item.raw.get("incontrolManaged")) is True]
    if managed and not consents.allow_incontrol_managed:
        raise PlanError(
            f"InControl manages {', '.join(managed)} and would set the change back. Make it in InControl, or take the profile out "
            "of its management; set allow_incontrol_managed to write all the same"
        )


def guard_deletions(plans: Plans, facts: Facts, consents: Consents) -> None:
    """Raise PlanError for deletions that nobody named, if there is no consent or there are more than expected."""
    unnamed = [plan.label for plan in plans if not plan.named]
    if unnamed and not consents.allow_delete:
        raise PlanError(f"state overridden would delete what the intent does not name: {', '.join(unnamed)}. Set allow_delete if that is meant")
    if consents.max_deletions is not None and len(unnamed) > consents.max_deletions:
        raise PlanError(f"state overridden would delete {len(unnamed)} items, more than max_deletions ({consents.max_deletions}): {', '.join(unnamed)}")


@dataclass(frozen=True)
class Guard:
    """A check of the plans of some sections before anything is written, with the options that it obeys and the facts that it depends on."""

    sections: frozenset[str]
    options: Mapping[str, Any]
    check: Callable[[Plans, Facts, Consents], None]
    facts: Callable[[Plans, Consents], set[Fact]] = _nothing

    def watched(self, plans: Plans) -> list[ItemPlan]:
        """The plans with something to write that this guard is about."""
        return [plan for plan in plans if plan.due and plan.resource.section in self.sections]


GUARDS = (
    Guard(frozenset({WAN_CONNECTION.section, WAN_PRIORITY.section}), {**MANAGEMENT_GUARD, **LAST_WAN_GUARD}, guard_wans, _facts_on_wans),
    Guard(frozenset({SSID_PROFILE.section}), {"allow_incontrol_managed": {"type": "bool", "default": False}}, guard_managed_profiles),
    Guard(
        frozenset({MESH.section, CONNECT_PROTECT.section}),
        {"allow_delete": {"type": "bool", "default": False}, "max_deletions": {"type": "int"}},
        guard_deletions,
    ),
)


def guard_options(sections: Sequence[str]) -> dict[str, Any]:
    """The argument specification of the guards that watch these sections."""
    return {name: spec for guard in GUARDS if guard.sections & set(sections) for name, spec in guard.options.items()}


def facts_for_guards(plans: Plans, consents: Consents) -> set[Fact]:
    """What the guards depend on."""
    return set().union(*(one.facts(one.watched(plans), consents) for one in GUARDS))


def refusal(plans: Plans, facts: Facts, consents: Consents) -> str:
    """What a guard refuses and why; empty if none does."""
    try:
        for one in GUARDS:
            if watched := one.watched(plans):
                one.check(watched, facts, consents)
    except PlanError as error:
        return str(error)
    return ""
