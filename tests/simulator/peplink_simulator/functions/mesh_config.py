# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.mesh."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..call import Call
from ..configuration import base_items, each_entry, put, shown_items
from ..mesh import NEEDED, MeshResource, shown_profile
from ..registry import operation, register_resource
from ..store import Item, Items

FUNCTION, NAME = "config.mesh", "mesh"
RESOURCE = MeshResource()
register_resource(RESOURCE)


def _shown(call: Call, items: Items, wanted: Iterable[int]) -> Item:
    keys = [key for key in wanted if key in items]
    return {**{str(key): shown_profile(items[key], call.unknowns) for key in keys}, "order": keys}


@operation("GET", FUNCTION)
def read(call: Call) -> Item:
    items = shown_items(call, NAME)
    return _shown(call, items, items)


@operation("POST", FUNCTION, checks_body=True)
def change(call: Call) -> Item | None:
    exists = dict.fromkeys(base_items(call, NAME), True)
    changes: list[tuple[int, Callable[[Item], Item | None]]] = []

    def work(entry: Item) -> None:
        key, action = entry["id"], call.body["action"]
        if exists.get(key, False) == (action == "add") or key < 1:
            raise call.bad_value("id")
        missing = [name for name in NEEDED if name not in entry]
        if action == "add" and missing:
            raise call.bad_value(f"list entry (missing member {missing[0]})")
        exists[key] = action != "remove"
        patch = {name: value for name, value in entry.items() if name != "id"}
        changes.append((key, _removed if action == "remove" else lambda item: RESOURCE.merge(item, patch, call.unknowns)))

    failure = each_entry(call, call.body, "list", work)
    for key, change_item in changes:
        put(call, NAME, key, change_item)
    if failure is not None:
        raise failure
    if call.unknowns.mesh_post_answer == "none":
        return None
    items = call.device.stores[NAME].staged()
    touched = dict.fromkeys(key for key, _change in changes)
    return _shown(call, items, items if call.unknowns.mesh_post_answer == "all" else touched)


def _removed(_item: Item) -> None:
    """The members that every profile keeps."""
