# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.wan.connection.priority."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..device_spec import DeviceSpec
from ..errors import ApiError
from ..registry import operation
from ..store import Item
from ..unknowns import Unknowns
from .wan_config import RESOURCE, merging

FUNCTION = "config.wan.connection.priority"
TRUE_WORDS = {True, "true", "yes", "1"}


def _answers_get(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return unknowns.undocumented_get == "answer"


def _shown(call: Call, keys: list[int], items: dict[int, Item]) -> Item:
    shown: Item = {}
    for key in keys:
        item = items[key]
        entry: Item = {"name": item["name"], "enable": item["enable"]}
        if not item["asLan"]:
            entry["priority"] = item["connection"]["priority"]
            if call.unknowns.priority_group == "echo":
                entry["group"] = 0
        shown[str(key)] = entry
    return {**shown, "order": keys}


@operation("GET", FUNCTION, available=_answers_get, permission="read-only")
def read(call: Call) -> Item:
    stores = call.device.stores
    items = stores["wan"].staged() if call.unknowns.config_get == "pending" else stores.running("wan")
    return _shown(call, list(items), items)


@operation("POST", FUNCTION)
def update(call: Call) -> Item:
    store, partial = call.device.stores["wan"], call.unknowns.bad_list_entry == "partial"
    good: list[tuple[int, Item]] = []
    failure: ApiError | None = None
    for entry in call.body.get("list", []):
        try:
            good.append(_patch(call, entry))
        except ApiError as error:
            if not partial:
                raise
            failure = failure or error
    keys = list(dict.fromkeys(key for key, _entry in good))
    if call.body.get("instantActive") in TRUE_WORDS:
        _change_live(call, good, keys)
    else:
        for key, patch in good:
            store.stage(key, RESOURCE.merge(store.staged()[key], patch, call.unknowns))
    if failure is not None:
        raise failure
    return _shown(call, keys, store.staged())


def _patch(call: Call, entry: Item) -> tuple[int, Item]:
    key, items = int(entry["connId"]), call.device.stores["wan"].staged()
    if key not in items:
        raise call.bad_value("connId")
    if "group" in entry and call.unknowns.priority_group == "fail":
        raise call.bad_value("group")
    patch: dict[str, Any] = {"enable": entry["enable"]} if "enable" in entry else {}
    if "priority" in entry:
        if entry["priority"] < 0 or items[key]["asLan"]:
            raise call.bad_value("priority")
        patch["connection"] = {"priority": entry["priority"]}
        if entry["priority"] == 0 and call.unknowns.zero_priority == "disables":
            patch["enable"] = False
    return key, patch


def _change_live(call: Call, good: list[tuple[int, Item]], keys: list[int]) -> None:
    device = call.device
    before = device.stores["wan"].applied
    for key, patch in good:
        device.stores.change_live("wan", key, merging(patch, call.unknowns))
    lost = device.lose_link(before, keys)
    call.no_answer = lost is not None and not lost.answered
