# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.gpio.input and status.gpio.output."""

from __future__ import annotations

from ..call import Call
from ..gpio import CAPABILITIES, OUTPUT, has_gpio
from ..registry import operation
from ..store import Item
from ..wan.link import link_of

ANALOG, DIGITAL = "analog_input", "digital_input"
TYPES = {"analog": ANALOG, "digital": DIGITAL, "digial": DIGITAL}
ALWAYS_HIGH = "toggle_high"


def _asked_words(call: Call) -> list[str]:
    words: list[str] = call.query.get("infoType") or []
    accepted = call.unknowns.gpio_digital_word
    if accepted != "both" and any(word in ("digital", "digial") and word != accepted for word in words):
        raise call.bad_value("query parameter infoType")
    return words


def _shown(key: int, pin: Item) -> Item:
    return {"name": pin.get("name") or CAPABILITIES[key]["name"], "type": pin["type"], "enable": pin["enable"]}


@operation("GET", "status.gpio.input", supported=has_gpio)
def inputs(call: Call) -> Item:
    wanted = {TYPES[word] for word in _asked_words(call)} or {ANALOG, DIGITAL}
    pins = {key: pin for key, pin in call.running("gpio").items() if pin["type"] in wanted}
    return {**{str(key): {**_shown(key, pin), **_input_level(call, key, pin)} for key, pin in pins.items()}, "order": list(pins)}


def _input_level(call: Call, key: int, pin: Item) -> Item:
    if not pin["enable"]:
        return {}
    name, low, high, digits = ("voltage", 11.6, 14.4, 2) if pin["type"] == ANALOG else ("state", 0, 1, None)
    scheduled = call.device.scheduled("gpio", pin=key)
    return {name: round(call.device.living.wave(low, high, "gpio", key) if scheduled is None else scheduled["level"], digits)}


@operation("GET", "status.gpio.output", supported=has_gpio)
def outputs(call: Call) -> Item:
    _asked_words(call)
    pins = {key: pin for key, pin in call.running("gpio").items() if pin["type"] == OUTPUT}
    return {**{str(key): {**_shown(key, pin), **_output_level(call, pin)} for key, pin in pins.items()}, "order": list(pins)}


def _output_level(call: Call, pin: Item) -> Item:
    if not pin["enable"]:
        return {}
    items = call.running("wan")
    online = any(link_of(call.device, items, key) == "up" for key in items)
    return {call.unknowns.gpio_output_level: int(online or pin["mode"] == ALWAYS_HIGH)}
