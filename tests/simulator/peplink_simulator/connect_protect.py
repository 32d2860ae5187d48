# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients and SSIDs behind SpeedFusion Connect Protect: factory configuration, merging, and the layout of answers."""

from __future__ import annotations

import copy
import functools

from .device_spec import DeviceSpec
from .mac_address import shown_mac, stored_mac
from .merging import merge_members
from .store import Item, Items
from .unknowns import Unknowns

ONLY_ITEM = 1
MATCHING_KEYS = {"client": "mac", "accessPoint": "ssid"}
LISTS = tuple(MATCHING_KEYS)
NEW_ENTRY: dict[str, Item] = {"client": {"cityCode": ""}, "accessPoint": {"referenceSsid": "", "cityCode": ""}}


class ConnectProtectResource:
    name = "connect_protect"
    grows = False

    def initial(self, spec: DeviceSpec) -> Items:
        return _entries(spec.family)

    def merge(self, item: Item, patch: Item, unknowns: Unknowns) -> Item:
        merged: Item = copy.deepcopy(item)
        merge_members(merged, copy.deepcopy(patch))
        return {name: [_normal(entry) for entry in merged.get(name, [])] for name in LISTS}

    def neutral(self, item: Item, unknowns: Unknowns) -> Item:
        return item


@functools.cache
def _entries(family: str) -> Items:
    """Shared by all devices of a family."""
    if family == "fusionhub":
        return {ONLY_ITEM: {"client": [], "accessPoint": []}}
    return {
        ONLY_ITEM: {
            "client": [{"mac": "00:00:5E:00:53:41", "cityCode": "AMS"}, {"mac": "00:00:5E:00:53:42", "cityCode": ""}],
            "accessPoint": [{"ssid": "Depot-AMS", "referenceSsid": "Depot", "cityCode": "AMS"}],
        }
    }


def _normal(entry: Item) -> Item:
    return {**entry, "mac": stored_mac(entry["mac"])} if "mac" in entry else entry


def matching_key(name: str, entry: Item) -> str | None:
    """What tells entries of a list apart."""
    key: str | None = _normal(entry).get(MATCHING_KEYS[name])
    return key


def with_entry(name: str, entries: list[Item], entry: Item) -> list[Item]:
    """Inserted at the end, or changed in place."""
    key = matching_key(name, entry)
    if any(matching_key(name, one) == key for one in entries):
        return [{**one, **_normal(entry)} if matching_key(name, one) == key else one for one in entries]
    matching = MATCHING_KEYS[name]
    return [*entries, {matching: key, **NEW_ENTRY[name], **_normal(entry)}]


def without_entry(name: str, entries: list[Item], entry: Item) -> list[Item]:
    return [one for one in entries if matching_key(name, one) != matching_key(name, entry)]


def changed(item: Item, action: str, lists: dict[str, list[Item]]) -> Item:
    """A new item after update, remove or replace with these entries; a list that is not supplied stays."""
    result = dict(item)
    for name, entries in lists.items():
        current: list[Item] = [] if action == "replace" else item[name]
        for entry in entries:
            current = without_entry(name, current, entry) if action == "remove" else with_entry(name, current, entry)
        result[name] = current
    return result


def shown_lists(item: Item, names: list[str], unknowns: Unknowns) -> Item:
    return {name: [_shown(name, entry, unknowns) for entry in item[name]] for name in LISTS if name in names}


def _shown(name: str, entry: Item, unknowns: Unknowns) -> Item:
    if name != "client":
        return entry
    return {"mac": shown_mac(entry["mac"], unknowns), unknowns.connect_protect_city_key: entry["cityCode"]}
