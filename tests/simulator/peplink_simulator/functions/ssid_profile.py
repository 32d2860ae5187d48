# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.ssid.profile."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..configuration import base_items, is_live, put, shown_items, without_later_members
from ..families import FAMILIES
from ..masking import MASK
from ..registry import operation, register_resource
from ..ssid.initial import BANDS, has_frequency, has_ppsk
from ..ssid.resource import SsidResource
from ..ssid.rules import check_before_validation, check_profile
from ..ssid.security import security_of
from ..ssid.view import ProfileView
from ..store import Item

FUNCTION, NAME = "config.ssid.profile", "ssid"
RESOURCE = SsidResource()
register_resource(RESOURCE)


@operation("GET", FUNCTION)
def read(call: Call) -> Item:
    items = shown_items(call, NAME)
    wanted = call.query.get("id") or list(items)
    if any(key not in items for key in wanted):
        raise call.bad_value("query parameter id")
    view = ProfileView(call)
    return {**{str(key): view.render(items[key]) for key in wanted}, "order": list(wanted)}


@operation("POST", FUNCTION, checks_body=True)
def update(call: Call) -> Item | None:
    unknowns = call.unknowns
    body = _supported(call)
    clears_vlan = unknowns.clear_ssid_vlan == "null" and body.get("vlanId", 0) is None
    checked = call.checked({name: value for name, value in body.items() if not (clears_vlan and name == "vlanId")})
    key, items = int(checked["id"]), base_items(call, NAME)
    if key not in items:
        raise call.bad_value("id")
    before = items[key]
    patch: dict[str, Any] = {name: value for name, value in checked.items() if name not in ("action", "id")}
    if clears_vlan:
        patch["vlanId"] = None
    if patch.get("enable") and "frequency" not in patch and has_frequency(call.device.firmware) and FAMILIES[call.device.family].has_wifi:
        patch["frequency"] = BANDS
    if unknowns.masked_literal == "ignore":
        patch = _with_stored_ppsk_keys(call, before, patch)
    check_profile(call, before, RESOURCE.merge(before, patch, unknowns), patch)
    _put(call, key, before, patch)
    if unknowns.ssid_post_answer == "none":
        return None
    item = call.device.stores[NAME].staged()[key]
    return {str(key): ProfileView(call).render(item, ppsk=unknowns.ppsk_in_post_answer == "shown"), "order": [key]}


def _supported(call: Call) -> Item:
    """The body without what this firmware does not know."""
    body: Item = call.body if has_frequency(call.device.firmware) else without_later_members(call, call.body, "frequency")
    check_before_validation(call, body.get("security"))
    if has_ppsk(call.device.firmware) or "security" not in body:
        return body
    return {**body, "security": without_later_members(call, body["security"], "ppsk")}


def _with_stored_ppsk_keys(call: Call, before: Item, patch: Item) -> Item:
    """A device that ignores the masking literal keeps the key of an entry, although the list is replaced."""
    if "ppsk" not in patch.get("security", {}):
        return patch
    posted = call.body["security"]["ppsk"]
    keys = {entry.get("name"): entry["key"] for entry in security_of(before, call.unknowns).get("ppsk", []) if "key" in entry}
    ppsk = [
        {**entry, "key": keys[entry.get("name")]} if original.get("key") == MASK and entry.get("name") in keys else entry
        for entry, original in zip(patch["security"]["ppsk"], posted, strict=True)
    ]
    return {**patch, "security": {**patch["security"], "ppsk": ppsk}}


def _put(call: Call, key: int, before: Item, patch: Item) -> None:
    stores = call.device.stores
    applied = stores[NAME].applied[key]
    put(call, NAME, key, lambda item: RESOURCE.merge(item, patch, call.unknowns))
    if before["incontrolManaged"] and call.unknowns.cloud_managed_write == "revert":
        if is_live(call, NAME):
            stores.take_back(NAME, key, applied)
        else:
            stores[NAME].taken_back.add(key)
