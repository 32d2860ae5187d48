# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Guards of WANs: changes that would interrupt the session, or leave the router without a link, require consent."""

from __future__ import annotations

from collections.abc import Collection

from .._client.resolution import addresses_of
from .._common.names import same_name
from .._module.module import Task
from .._module.refusal import refused
from .selection import Wan
from .status import WanStatus, addresses, is_connected

MANAGEMENT_GUARD = {"management_wan": {"type": "str"}, "allow_management_wan_change": {"type": "bool", "default": False}}
LAST_WAN_GUARD = {"allow_no_connected_wan": {"type": "bool", "default": False}}

MANAGEMENT_ADVICE = "Set allow_management_wan_change if the router can be reached another way"
LAST_WAN_ADVICE = "Set allow_no_connected_wan to do it anyway"


def management_wans(status: WanStatus, named: str | None, host: str, host_addresses: Collection[str]) -> tuple[set[int], str]:
    """The ids of the WANs that carry the management session, and how one knows; ``why`` continues "WAN 1 ...".

    That is the WAN ``named`` by its id or name; else the one that shows an address that ``host`` stands for. Raises ValueError if
    there is no WAN ``named``.
    """
    if named is None:
        used = set(host_addresses)
        return {wan for wan, raw in status.items() if addresses(raw) & used}, f"has the address that is used to reach the router ({host})"
    found = {wan for wan, raw in status.items() if named == str(wan) or same_name(named, raw.get("name"))}
    if not found:
        listed = ", ".join(f"{wan} ({raw.get('name')})" for wan, raw in status.items())
        raise ValueError(f"management_wan names {named!r}, but the router has {listed or 'no WANs'}")
    return found, "is named by management_wan"


def last_connected(status: WanStatus, leaving: Collection[int]) -> list[int]:
    """The connected WANs, if all of them are among those that are ``leaving``; else none."""
    connected = sorted(wan for wan, raw in status.items() if is_connected(raw))
    return connected if set(connected) <= set(leaving) else []


def require_other_way_in(task: Task, wan: Wan, what: str) -> None:
    """Refuse to interrupt the WAN that carries the management session. ``what`` continues "to" (``reset its modem``). Raises Refused."""
    if task.params["allow_management_wan_change"]:
        return
    try:
        carriers, why = management_wans(wan.status, task.params["management_wan"], task.host, addresses_of(task.host))
    except ValueError as error:
        raise refused(task, str(error)) from None
    if wan.id in carriers:
        raise refused(task, f"{wan.label} {why}, and to {what} could interrupt this connection. {MANAGEMENT_ADVICE}")


def require_other_link(task: Task, wan: Wan, what: str) -> None:
    """Refuse to take the last connected WAN down for good. Raises Refused."""
    if not task.params["allow_no_connected_wan"] and last_connected(wan.status, {wan.id}):
        raise refused(task, f"no other WAN is connected, so to {what} would leave the router offline. {LAST_WAN_ADVICE}")
