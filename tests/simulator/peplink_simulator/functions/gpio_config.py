# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.gpio: reading with an empty list, changing pins, and the GET that no document names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..call import Call
from ..configuration import base_items, each_entry, put, shown_items, without_later_members
from ..device_spec import DeviceSpec
from ..gpio import CAPABILITIES, LABELS, GpioResource, has_gpio, has_labels, problem_of, shown_pin
from ..registry import operation, register_resource
from ..store import Item, Items
from ..unknowns import Unknowns

FUNCTION, NAME = "config.gpio", "gpio"
RESOURCE = GpioResource()
register_resource(RESOURCE)


def _answers_get(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return unknowns.undocumented_get == "answer"


def _shown(call: Call, items: Items, wanted: Iterable[int]) -> Item:
    labels, keys = has_labels(call.device.firmware), list(wanted)
    return {**{str(key): shown_pin(items[key], labels, call.unknowns) for key in keys}, "order": keys}


@operation("GET", FUNCTION, since="8.1.1", available=_answers_get, permission="read-only", supported=has_gpio)
def read(call: Call) -> Item:
    items = shown_items(call, NAME)
    return _shown(call, items, items)


@operation("POST", FUNCTION, checks_body=True, supported=has_gpio)
def read_or_change(call: Call) -> Item:
    body = _supported(call)
    if body.get("list"):
        shown = _change(call, body)
    else:
        call.checked(body)
        items = shown_items(call, NAME)
        shown = _shown(call, items, items)
    if call.body.get("reference") is True:
        shown["reference"] = {**{str(key): capability for key, capability in CAPABILITIES.items()}, "order": list(CAPABILITIES)}
    return shown


def _change(call: Call, body: Item) -> Item:
    changed: Items = {}
    changes: list[tuple[int, Callable[[Item], Item]]] = []
    items = base_items(call, NAME)

    def work(entry: Item) -> None:
        key = entry["id"]
        if key not in items:
            raise call.bad_value("id")
        patch = {name: value for name, value in entry.items() if name != "id"}
        after = RESOURCE.merge(changed.get(key, items[key]), patch, call.unknowns)
        problem = problem_of(after, patch, CAPABILITIES[key])
        if problem is not None:
            raise call.bad_value(problem)
        changed[key] = after
        changes.append((key, lambda item: RESOURCE.merge(item, patch, call.unknowns)))

    failure = each_entry(call, body, "list", work)
    for key, change in changes:
        put(call, NAME, key, change)
    if failure is not None:
        raise failure
    return _shown(call, call.device.stores[NAME].staged(), changed)


def _supported(call: Call) -> Item:
    """The body without what this firmware does not know."""
    entries = call.body.get("list")
    if has_labels(call.device.firmware) or not isinstance(entries, list):
        return call.body
    return {**call.body, "list": [without_later_members(call, entry, *LABELS) for entry in entries]}
