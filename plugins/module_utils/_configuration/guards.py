# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Guards: changes that could lock the operator out, leave the router without a link or lose what others keep need a word of consent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._client.resolution import addresses_of
from .._common.codecs.scalar import Flag
from .._wan.guards import LAST_WAN_ADVICE, LAST_WAN_GUARD, MANAGEMENT_ADVICE, MANAGEMENT_GUARD, last_connected, management_wans
from .._wan.status import WanStatus
from .plan import ItemPlan, PlanError
from .reader import Reader


def risky_changes(plan: ItemPlan) -> dict[str, list[str]]:
    """The changes that may cut a session that runs over the item, by what they do (``disable``, ``re-address`` ...)."""
    risky: dict[str, list[str]] = {}
    for path, value in plan.changes.items():
        cuts = plan.resource.field(path).cuts
        unchanged = path in plan.item.flat and plan.item.flat[path] == value
        if cuts and not unchanged and not (path == "enable" and value is True):
            risky.setdefault(cuts, []).append(path)
    return risky


def switched_off(plan: ItemPlan) -> bool:
    """Whether a plan may switch its WAN off; priority 0 does on some routers."""
    return plan.changes.get("enable") is False or (plan.changes.get("priority") == 0 and plan.item.flat.get("priority") != 0)


def guard_wans(wans: list[ItemPlan], reader: Reader, params: Mapping[str, Any], host: str) -> None:
    """Raise PlanError for what would cut the management session or the last link. Asks for the status only if need be."""
    if not params["allow_management_wan_change"] and any(risky_changes(plan) for plan in wans):
        _refuse_to_cut_itself_off(wans, reader.wan_status(), params["management_wan"], host)
    if not params["allow_no_connected_wan"] and any(switched_off(plan) for plan in wans):
        _refuse_to_go_offline(wans, reader.wan_status())


def _refuse_to_cut_itself_off(plans: list[ItemPlan], status: WanStatus, named: str | None, host: str) -> None:
    try:
        carriers, why = management_wans(status, named, host, addresses_of(host))
    except ValueError as error:
        raise PlanError(str(error)) from None
    for plan in plans:
        risky = risky_changes(plan)
        if plan.item.id in carriers and risky:
            what = "; ".join(f"{cuts}: {', '.join(paths)}" for cuts, paths in risky.items())
            raise PlanError(f"{plan.label} {why}, and the change could cut that very connection ({what}). {MANAGEMENT_ADVICE}")


def _refuse_to_go_offline(plans: list[ItemPlan], status: WanStatus) -> None:
    off = {int(plan.item.id): plan.label for plan in plans if switched_off(plan)}
    if last := last_connected(status, off):
        names = ", ".join(off[wan] for wan in last)
        raise PlanError(f"no other WAN is connected, so switching off {names} would leave the router offline. {LAST_WAN_ADVICE}")


def guard_managed_profiles(plans: list[ItemPlan], reader: Reader, params: Mapping[str, Any], host: str) -> None:
    """Raise PlanError for changes to SSID profiles that InControl manages: it would set them back."""
    managed = [plan.label for plan in plans if plan.due and Flag().decode(plan.item.raw.get("incontrolManaged")) is True]
    if managed and not params["allow_incontrol_managed"]:
        raise PlanError(
            f"InControl manages {', '.join(managed)} and would set the change back. Make it in InControl, or take the profile out "
            "of its management; set allow_incontrol_managed to write all the same"
        )


def guard_deletions(plans: list[ItemPlan], reader: Reader, params: Mapping[str, Any], host: str) -> None:
    """Raise PlanError for deletions that nobody named, if there is no consent or there are more than expected."""
    unnamed = [plan.label for plan in plans if not plan.named]
    if unnamed and not params["allow_delete"]:
        raise PlanError(f"state overridden would delete what the intent does not name: {', '.join(unnamed)}. Set allow_delete if that is meant")
    if params["max_deletions"] is not None and len(unnamed) > params["max_deletions"]:
        raise PlanError(f"state overridden would delete {len(unnamed)} items, more than max_deletions ({params['max_deletions']}): {', '.join(unnamed)}")


@dataclass(frozen=True)
class Guard:
    """A check of the plans of some sections before anything is written, with the options that it obeys."""

    sections: tuple[str, ...]
    options: Mapping[str, Any]
    check: Callable[[list[ItemPlan], Reader, Mapping[str, Any], str], None]


GUARDS = (
    Guard(("wan_connections", "wan_priorities"), {**MANAGEMENT_GUARD, **LAST_WAN_GUARD}, guard_wans),
    Guard(("ssid_profiles",), {"allow_incontrol_managed": {"type": "bool", "default": False}}, guard_managed_profiles),
    Guard(
        ("mesh_profiles", "speedfusion_connect_protect"),
        {"allow_delete": {"type": "bool", "default": False}, "max_deletions": {"type": "int"}},
        guard_deletions,
    ),
)


def guard_options(sections: Sequence[str]) -> dict[str, Any]:
    """The options of the guards that watch these sections."""
    return {name: spec for guard in GUARDS if set(guard.sections) & set(sections) for name, spec in guard.options.items()}


def guard(work: list[ItemPlan], reader: Reader, params: Mapping[str, Any], host: str) -> None:
    """Raise PlanError for what a guard refuses."""
    for one in GUARDS:
        watched = [plan for plan in work if plan.resource.section in one.sections]
        if watched:
            one.check(watched, reader, params, host)
