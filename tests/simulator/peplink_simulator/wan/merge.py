# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Partial changes of a WAN: absent = unchanged, null = clear, units converted to kbps and MB."""

from __future__ import annotations

import copy
from typing import Any

from ..merging import merge_members
from ..store import Item
from ..unknowns import Unknowns

# Details by type of methods that a WAN has left, where it keeps them.
LEFT_METHODS = "leftMethods"
KBPS = {"kbps": 1, "Mbps": 1000, "Gbps": 1000000}


def merge_wan(item: Item, patch: Item, unknowns: Unknowns) -> Item:
    """A new item; the patch is in the shape of POST and already checked."""
    merged = copy.deepcopy(item)
    for name, value in copy.deepcopy(patch).items():
        if name == "id":
            continue
        if name == "connection" and value is not None:
            _merge_connection(merged, value, unknowns.left_method == "kept")
        elif name == "healthcheck" and value is not None:
            _merge_healthcheck(merged.setdefault("healthcheck", {}), value)
        elif name == "bandwidthAllowanceMonitor" and value is not None:
            _merge_allowance(merged.setdefault("bandwidthAllowanceMonitor", {}), value, unknowns)
        elif name == "cellular" and value is not None:
            _merge_cellular(merged.setdefault("cellular", {}), value, unknowns)
        else:
            merge_members(merged, {name: value})
    return merged


def _merge_connection(item: Item, patch: Item, keeps_left_methods: bool) -> None:
    target = item.setdefault("connection", {})
    method = patch.pop("method", None)
    if method and keeps_left_methods and "method" in target:
        _leave_method(item, target, method)
    if method:
        _merge_method(target, method)
    old_name = patch.pop("hotStandBy", None)
    if old_name is not None:
        merge_members(target, {"hotStandby": {"enable": old_name}})
    for direction in (patch.get("bandwidth") or {}).values():
        direction["value"] *= KBPS[direction["unit"]]
        direction["unit"] = "kbps"
    merge_members(target, patch)


def _leave_method(item: Item, section: Item, patch: Item) -> None:
    """What was set of a method that the WAN leaves waits for its return."""
    left, current = section["method"], patch.get("type", section["method"]["type"])
    if current != left["type"]:
        kept = item.setdefault(LEFT_METHODS, {})
        kept[left["type"]] = left.get("detail", {})
        section["method"] = {"type": current, "detail": kept.pop(current, {})}


def _merge_method(section: Item, patch: Item) -> None:
    """Another type replaces the details, the same type changes them."""
    current = section.setdefault("method", {"type": patch.get("type"), "detail": {}})
    if "type" in patch and patch["type"] != current["type"]:
        current = section["method"] = {"type": patch["type"], "detail": {}}
    merge_members(current.setdefault("detail", {}), patch.get("detail") or {})


def _merge_healthcheck(target: Item, patch: Item) -> None:
    method = patch.pop("method", None)
    if method:
        if method["type"] == "http" and "host" in method["detail"]:
            method["detail"]["host"] = flat_urls(method["detail"]["host"])
        _merge_method(target, method)
    merge_members(target, patch)


def flat_urls(entries: list[Any]) -> list[Item]:
    """Both readings of the nested host member become one list of url and pattern."""
    flat: list[Item] = []
    for entry in entries:
        flat += [entry] if "url" in entry else entry.get("host", [])
    return flat


def _merge_allowance(target: Item, patch: Item, unknowns: Unknowns) -> None:
    allowance = patch.get("monthlyAllowance")
    if allowance:
        allowance["value"] *= unknowns.allowance_factor ** ("MB", "GB", "TB").index(allowance["unit"])
        allowance["unit"] = "MB"
    merge_members(target, patch)


def _merge_cellular(target: Item, patch: Item, unknowns: Unknowns) -> None:
    sims = {sim["id"]: sim for sim in target.get("sim", [])}
    for entry in patch.pop("sim", None) or []:
        sim = sims.setdefault(entry["id"], {"id": entry["id"]})
        allowance = entry.pop("bandwidthAllowanceMonitor", None)
        if allowance is not None:
            _merge_allowance(sim.setdefault("bandwidthAllowanceMonitor", {}), allowance, unknowns)
        merge_members(sim, entry)
    merge_members(target, patch)
    if sims:
        target["sim"] = [sims[key] for key in sorted(sims)]
