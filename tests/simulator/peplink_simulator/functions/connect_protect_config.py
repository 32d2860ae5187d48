# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.speedfusionConnectProtect."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..configuration import base_items, each_entry, put, shown_items
from ..connect_protect import LISTS, MATCHING_KEYS, ONLY_ITEM, ConnectProtectResource, changed, matching_key, shown_lists
from ..errors import ApiError
from ..registry import operation, register_resource
from ..store import Item

FUNCTION, NAME = "config.speedfusionConnectProtect", "connect_protect"
register_resource(ConnectProtectResource())


@operation("GET", FUNCTION)
def read(call: Call) -> Item:
    return shown_lists(shown_items(call, NAME)[ONLY_ITEM], call.query.get("infoType") or list(LISTS), call.unknowns)


@operation("POST", FUNCTION, checks_body=True)
def change(call: Call) -> Item:
    body = call.body
    head = {name: value for name, value in body.items() if name not in LISTS}
    call.checked(head)
    action, good = head["action"], {name: list[Item]() for name in LISTS if name in body}
    item = base_items(call, NAME)[ONLY_ITEM]
    failure: ApiError | None = None
    for name in good:
        checker = EntryChecker(call, name, item[name] if action != "replace" else [])
        found = each_entry(call, {**head, name: body[name]}, name, checker.check)
        good[name] = checker.good
        failure = failure or found
    # An empty array empties the stored one, but not because all of its entries were bad.
    lists = {name: entries for name, entries in good.items() if entries or (action == "replace" and failure is None)}
    if lists:
        put(call, NAME, ONLY_ITEM, lambda stored: changed(stored, action, lists))
    if failure is not None:
        raise failure
    return shown_lists(call.device.stores[NAME].staged()[ONLY_ITEM], list(LISTS), call.unknowns)


class EntryChecker:
    """Collects the good entries of one list in the order of the body; `present` is the list that they change."""

    def __init__(self, call: Call, name: str, present: list[Item]) -> None:
        self._call, self._name = call, name
        self._keys: set[Any] = {matching_key(name, entry) for entry in present}
        self.good: list[Item] = []

    def check(self, entry: Item) -> None:
        key, action = matching_key(self._name, entry), self._call.body["action"]
        if key is None:
            raise self._call.bad_value(f"{self._name} entry (missing member {MATCHING_KEYS[self._name]})")
        if action == "remove":
            if key not in self._keys:
                raise self._call.bad_value(f"{self._name}/{MATCHING_KEYS[self._name]}")
            self._keys.discard(key)
        elif self._name == "accessPoint" and key not in self._keys and "referenceSsid" not in entry:
            # The document prints every member as optional, but an SSID without its base profile cannot exist.
            raise self._call.bad_value("accessPoint entry (missing member referenceSsid)")
        else:
            self._keys.add(key)
        self.good.append(entry)
