# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GPIO pins: factory configuration, capabilities, merging, and the layout of answers."""

from __future__ import annotations

import copy
import functools

from .device_spec import DeviceSpec
from .families import FAMILIES, newer_than
from .merging import merge_members
from .store import Item, Items, present
from .unknowns import Unknowns

LABELS = ("name", "customStates", "customState")
OUTPUT = "digital_output"
CAPABILITIES: dict[int, Item] = {
    1: {
        "name": "I/O 1",
        "type": ["digital_input", "analog_input"],
        "mode": {"digital_input": ["input_sensing", "ignition_sensing"], "analog_input": ["input_sensing", "voltage_measurement"]},
    },
    2: {"name": "I/O 2", "type": [OUTPUT], "mode": {OUTPUT: ["wan_status", "toggle_high"]}},
    3: {"name": "I/O 3", "type": ["analog_input"], "mode": {"analog_input": ["input_sensing", "voltage_measurement"]}},
}


def has_gpio(spec: DeviceSpec) -> bool:
    return FAMILIES[spec.family].has_gpio


def has_labels(firmware: str) -> bool:
    return newer_than(firmware, "8.3.0")


class GpioResource:
    name = "gpio"
    grows = False

    def initial(self, spec: DeviceSpec) -> Items:
        return _pins(has_labels(spec.firmware)) if has_gpio(spec) else {}

    def merge(self, item: Item, patch: Item, unknowns: Unknowns) -> Item:
        merged, patch = copy.deepcopy(item), copy.deepcopy(patch)
        for name in ("customState", "customStates"):
            if name in patch:
                merge_members(merged, {"customStates": patch.pop(name)})
        merge_members(merged, patch)
        if merged["type"] == OUTPUT:
            merged.pop("delay", None)
        return merged

    def neutral(self, item: Item, unknowns: Unknowns) -> Item:
        return item


@functools.cache
def _pins(labels: bool) -> Items:
    """Shared by all devices of a kind."""
    pins: Items = {
        1: {
            "enable": True,
            "name": "Ignition",
            "type": "digital_input",
            "mode": "ignition_sensing",
            "customStates": {"high": "On", "low": "Off"},
            "delay": 5,
        },
        2: {"enable": True, "name": "Lamp", "type": OUTPUT, "mode": "wan_status"},
        3: {"enable": False, "type": "analog_input", "mode": "voltage_measurement", "delay": 10},
    }
    return pins if labels else {key: {name: value for name, value in pin.items() if name not in LABELS} for key, pin in pins.items()}


def problem_of(after: Item, patch: Item, capability: Item) -> str | None:
    """The first member that the pin cannot have; `after` has the patch merged in."""
    if after["type"] not in capability["type"]:
        return "type"
    if after["mode"] not in capability["mode"][after["type"]]:
        return "mode"
    if "delay" in patch and after["type"] == OUTPUT:
        return "delay of an output"
    return None


def shown_pin(item: Item, labels: bool, unknowns: Unknowns) -> Item:
    shown = present(item, "enable", "name", "type", "mode", "delay")
    if not labels:
        shown.pop("name", None)
    elif item.get("customStates"):
        shown[unknowns.gpio_state_names] = item["customStates"]
    return shown
