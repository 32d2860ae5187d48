# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Guards: changes that could lock the operator out, or leave the router without a link, need a word of consent."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any

from ._plan import ItemPlan, PlanError
from ._reading import Reader
from ._wan_status import addresses, is_connected

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
    return plan.changes.get("enable") is False


def guard_wans(work: list[ItemPlan], reader: Reader, params: Mapping[str, Any], host: str) -> None:
    """Raise PlanError for what would cut the management session or the last link. Asks for the status only if need be."""
    wans = [plan for plan in work if plan.resource.section == "wan_connections"]
    if not params["allow_management_wan_change"] and any(risky_changes(plan) for plan in wans):
        guard_management_wan(wans, reader.wan_status(), params["management_wan"], host)
    if not params["allow_no_connected_wan"] and any(switched_off(plan) for plan in wans):
        guard_last_wan(wans, reader.wan_status())


def guard_management_wan(plans: list[ItemPlan], status: WanStatus, named: str | None, host: str) -> None:
    """Refuse risky changes to the WAN that carries the management session.

    That is the WAN ``named`` by its id or name; else the one whose status shows an address that ``host`` stands for.
    """
    carriers = _named(status, named) if named is not None else _by_address(status, host)
    why = "is named by management_wan" if named is not None else f"has the address that is used to reach the router ({host})"
    for plan in plans:
        risky = risky_changes(plan)
        if plan.item.id in carriers and risky:
            what = "; ".join(f"{cuts}: {', '.join(paths)}" for cuts, paths in risky.items())
            raise PlanError(
                f"{plan.label} {why}, and the change could cut that very connection ({what}). "
                "Set allow_management_wan_change if the router can be reached another way"
            )


def guard_last_wan(plans: list[ItemPlan], status: WanStatus) -> None:
    """Refuse to switch off the last connected WANs."""
    off = {plan.item.id: plan.label for plan in plans if switched_off(plan)}
    connected = {wan for wan, raw in status.items() if is_connected(raw)}
    if connected and connected <= set(off):
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
