# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.wan.connection."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from ..call import Call
from ..errors import ApiError
from ..registry import operation, register_resource
from ..store import Item
from ..unknowns import Unknowns
from ..wan.config_view import SECTIONS, ConfigView, is_active
from ..wan.resource import WanResource
from ..wan.rules import check_update

RESOURCE = WanResource()
FUNCTION = "config.wan.connection"
# What the schema wants of a DDNS account.
ANY_DDNS: Item = {"useWanIp": True, "username": "", "password": "", "host": []}
register_resource(RESOURCE)


# The document marks GET as available since 8.1.1, but it is missing from the list of 8.1.1.
@operation("GET", FUNCTION, since="8.2.0")
def read(call: Call) -> Item:
    stores = call.device.stores
    items = stores["wan"].staged() if call.unknowns.config_get == "pending" else call.running("wan")
    wanted = call.query.get("id") or list(items)
    if any(key not in items for key in wanted):
        raise call.bad_value("query parameter id")
    return _render(call, items, wanted, call.query.get("infoType") or SECTIONS)


def _render(call: Call, items: dict[int, Item], wanted: list[int], sections: Any = SECTIONS) -> Item:
    running = call.running("wan")
    positions = {key: position for position, key in enumerate(items)}
    shown: Item = {
        str(key): ConfigView(items[key], positions[key], is_active(running[key]), call.unknowns).render(sections) for key in wanted
    }
    shown["order"] = list(wanted)
    return shown


@operation("POST", FUNCTION, checks_body=True)
def update(call: Call) -> Item | None:
    device, unknowns, store = call.device, call.unknowns, call.device.stores["wan"]
    instant = _take_instant_active(call)
    head, entries = _split(call)
    _check_whole(call, head, entries)
    changes: dict[int, Item] = {}
    patches: list[Item] = []
    failure: ApiError | None = None
    for entry in entries:
        try:
            patch = _checked_entry(call, entry)
            key = patch["id"]
            before = changes.get(key) or store.staged()[key]
            after = RESOURCE.merge(before, patch, unknowns)
            check_update(before, after, patch, unknowns)
        except ApiError as error:
            failure = failure or error
            if unknowns.bad_list_entry == "atomic":
                raise
            continue
        changes[key] = after
        patches.append(patch)
    _put(call, changes, patches, instant)
    if failure is not None:
        raise failure
    if unknowns.wan_post_answer == "none":
        return None
    staged = device.stores["wan"].staged()
    return _render(call, staged, list(staged) if unknowns.wan_post_answer == "all" else list(changes))


def _put(call: Call, changes: dict[int, Item], patches: list[Item], instant: bool) -> None:
    if not instant:
        for key, item in changes.items():
            call.device.stores["wan"].stage(key, item)
        return
    before = call.device.stores["wan"].applied
    for patch in patches:
        call.device.stores.change_live("wan", patch["id"], merging(patch, call.unknowns))
    lost = call.device.lose_link(before, list(changes))
    call.no_answer = lost is not None and not lost.answered


def merging(patch: Item, unknowns: Unknowns) -> Callable[[Item], Item]:
    return lambda item: RESOURCE.merge(item, patch, unknowns)


def _take_instant_active(call: Call) -> bool:
    if "instantActive" not in call.body or call.unknowns.instant_active_on_wan == "fail":
        return False
    value = call.body.pop("instantActive")
    return value is True and call.unknowns.instant_active_on_wan == "honour"


def _split(call: Call) -> tuple[Item, list[Any]]:
    entries = call.body.get("list")
    if not isinstance(entries, list):
        raise call.bad_value("list")
    return {name: value for name, value in call.body.items() if name != "list"}, entries


def _check_whole(call: Call, head: Item, entries: list[Any]) -> None:
    """An atomic device refuses the body before it looks at any single entry."""
    atomic = call.unknowns.bad_list_entry == "atomic"
    call.checked({**head, "list": [_completed(call, entry) for entry in entries] if atomic else []})


def _checked_entry(call: Call, entry: Any) -> Item:
    if not isinstance(entry, dict):
        raise call.bad_value("list entry")
    completed = call.checked({"action": "update", "list": [_completed(call, entry)]})["list"][0]
    patch: Item = _without_filled_in(completed, entry)
    if "id" not in patch:
        raise call.bad_value("list entry (missing member id)")
    if patch["id"] not in call.device.stores["wan"].staged():
        raise call.bad_value("id")
    zero = patch.get("connection", {}).get("priority") == 0
    return {**patch, "enable": False} if zero and call.unknowns.zero_priority == "disables" else patch


def _sims(entry: Any) -> list[Any]:
    cellular = entry.get("cellular") if isinstance(entry, dict) else None
    sims = cellular.get("sim") if isinstance(cellular, dict) else None
    return sims if isinstance(sims, list) else []


def _switches_ddns_off(entry: Any) -> bool:
    ddns = entry.get("ddns") if isinstance(entry, dict) else None
    return isinstance(ddns, dict) and ddns.get("enable") is False


def _completed(call: Call, entry: Any) -> Any:
    """For a device that can do without members that the schema wants, the body is checked as if they were there."""
    entry = copy.deepcopy(entry)
    if call.unknowns.missing_carrier_selection == "unchanged":
        for sim in _sims(entry):
            if isinstance(sim, dict):
                sim.setdefault("carrierSelection", None)
    if call.unknowns.ddns_off == "only_enable" and _switches_ddns_off(entry):
        entry["ddns"] = {**ANY_DDNS, **entry["ddns"]}
    return entry


def _without_filled_in(completed: Item, entry: Item) -> Item:
    for sim, original in zip(_sims(completed), _sims(entry), strict=True):
        if "carrierSelection" not in original:
            sim.pop("carrierSelection", None)
    if _switches_ddns_off(entry):
        completed["ddns"] = {name: value for name, value in completed["ddns"].items() if name in entry["ddns"]}
    return completed
