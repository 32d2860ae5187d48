# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Guards: changes that could lock the operator out, leave the router without a link or lose what others keep need a word of consent."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ._plan import ItemPlan, PlanError
from ._reading import Reader
from ._values import Flag
from ._wan_status import addresses, is_connected

MANAGEMENT_GUARD = {"management_wan": {"type": "str"}, "allow_management_wan_change": {"type": "bool", "default": False}}
LAST_WAN_GUARD = {"allow_no_connected_wan": {"type": "bool", "default": False}}

WanStatus = Mapping[int, Mapping[str, Any]]


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
        guard_management_wan(wans, reader.wan_status(), params["management_wan"], host)
    if not params["allow_no_connected_wan"] and any(switched_off(plan) for plan in wans):
        guard_last_wan(wans, reader.wan_status())


def guard_management_wan(plans: list[ItemPlan], status: WanStatus, named: str | None, host: str) -> None:
    """Refuse risky changes to the WAN that carries the management session.

    That is the WAN ``named`` by its id or name; else the one whose status shows an address that ``host`` stands for.
    """
    carriers, why = management_wans(status, named, host)
    for plan in plans:
        risky = risky_changes(plan)
        if plan.item.id in carriers and risky:
            what = "; ".join(f"{cuts}: {', '.join(paths)}" for cuts, paths in risky.items())
            raise PlanError(
                f"{plan.label} {why}, and the change could cut that very connection ({what}). "
                "Set allow_management_wan_change if the router can be reached another way"
            )


def management_wans(status: WanStatus, named: str | None, host: str) -> tuple[set[int], str]:
    """The ids of the WANs that carry the management session, and how one knows. Raises PlanError if there is no WAN ``named``."""
    if named is not None:
        return _named(status, named), "is named by management_wan"
    return _by_address(status, host), f"has the address that is used to reach the router ({host})"


def guard_last_wan(plans: list[ItemPlan], status: WanStatus) -> None:
    """Refuse to switch off the last connected WANs."""
    off = {plan.item.id: plan.label for plan in plans if switched_off(plan)}
    connected = {wan for wan, raw in status.items() if is_connected(raw)}
    if connected and connected <= off.keys():
        names = ", ".join(off[wan] for wan in sorted(connected))
        raise PlanError(f"no other WAN is connected, so switching off {names} would leave the router offline. Set allow_no_connected_wan to do it all the same")


def _named(status: WanStatus, named: str) -> set[int]:
    found = {wan for wan, raw in status.items() if named in (str(wan), raw.get("name"))}
    if not found:
        listed = ", ".join(f"{wan} ({raw.get('name')})" for wan, raw in status.items())
        raise PlanError(f"management_wan names {named!r}, but the router has {listed or 'no WANs'}")
    return found


def _by_address(status: WanStatus, host: str) -> set[int]:
    try:
        used = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError:
        used = {host}
    return {wan for wan, raw in status.items() if addresses(raw) & used}


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
