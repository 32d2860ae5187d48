# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the functions of staged configuration share: which values they show, change and check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .call import Call
from .errors import ApiError
from .store import Item, Items, Key


def shown_items(call: Call, name: str) -> Items:
    """The values that GET shows (unknown 1)."""
    return call.device.stores[name].staged() if call.unknowns.config_get == "pending" else call.running(name)


def is_live(call: Call, name: str) -> bool:
    """Whether a POST takes effect without an apply (unknown 2)."""
    return bool(getattr(call.unknowns, f"{name}_effect") == "live")


def base_items(call: Call, name: str) -> Items:
    """The values that a POST starts from."""
    store = call.device.stores[name]
    return store.applied if is_live(call, name) else store.staged()


def put(call: Call, name: str, key: Key, change: Callable[[Item], Item | None]) -> None:
    """Stages a change of one item, or makes it live; a change to None removes the item."""
    _put(call, name, key, change, is_live(call, name))


def put_by_command(call: Call, name: str, key: Key, change: Callable[[Item], Item]) -> bool:
    """The same by a command (unknown 35); whether it is live."""
    live = call.unknowns.command_effect == "live"
    _put(call, name, key, change, live)
    return live


def _put(call: Call, name: str, key: Key, change: Callable[[Item], Item | None], live: bool) -> None:
    stores = call.device.stores
    if live:
        stores.change_live(name, key, change)
    else:
        stores[name].stage(key, change(stores[name].staged().get(key, {})))


def each_entry(call: Call, body: Item, member: str, work: Callable[[Item], None]) -> ApiError | None:
    """Checks the entries of a list of the body and hands them to work, which must not change any store.

    A device that refuses a list as a whole (unknown 13) raises the first failure; for one that keeps the good entries it is returned.
    """
    if call.unknowns.bad_list_entry == "atomic" or not isinstance(body.get(member), list):
        for entry in call.checked(body).get(member, []):
            work(entry)
        return None
    call.checked({**body, member: []})
    failure: ApiError | None = None
    for entry in body[member]:
        try:
            work(call.checked({**body, member: [entry]})[member][0])
        except ApiError as error:
            failure = failure or error
    return failure


def without_later_members(call: Call, holder: Any, *names: str) -> Any:
    """Copy without members that this firmware does not have yet: it treats them as unknown ones (unknown 12)."""
    if not isinstance(holder, dict) or not set(names) & set(holder):
        return holder
    if call.unknowns.unknown_members == "reject":
        raise call.bad_value(f"{', '.join(sorted(set(names) & set(holder)))} (unknown member)")
    return {name: value for name, value in holder.items() if name not in names}
