# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""GPIO pins: their levels (``status.gpio.input`` and ``status.gpio.output``), and how they are set up (``config.gpio``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._common.codecs.base import Secrets
from ..._common.read import Read
from ..._configuration.resources.gpio import GPIO
from ..notes import Notes
from ..shape import FLAG, MEASURE, NUMBER, TEXT, VERBATIM, Each, Numbered, Record, part
from ..subject import Answers, Options, Subject

SECTIONS = {
    "inputs": Read("status.gpio.input"),
    "outputs": Read("status.gpio.output"),
    "settings": GPIO.read,
}
DEFAULT_SECTIONS = ("inputs", "outputs")
TYPES = ("analog", "digital")

_PIN = {"name": TEXT, "type": TEXT, "enable": FLAG}
LEVELS = {
    "inputs": Numbered(Record({**_PIN, "state": NUMBER, "voltage": MEASURE})),
    # The vendor's table and example disagree about the name; both mean the level of a digital output.
    "outputs": Numbered(Record({**_PIN, "state": NUMBER.at("state", "voltage")})),
}
CAPABILITIES = Record({"name": TEXT, "types": Each(TEXT).at("type"), "modes": VERBATIM.at("mode")})


def _reads(options: Options, answers: Answers) -> Mapping[str, Read]:
    return {name: SECTIONS[name] for name in options.get("sections") or DEFAULT_SECTIONS}


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    shown = {name: part(answers, name, shape, notes, []) for name, shape in LEVELS.items() if name in answers}
    if "settings" in answers:
        shown["settings"] = [_settings(key, raw, notes) for key, raw in GPIO.items(answers["settings"])]
    return {name: [pin for pin in pins if _fits(pin, options)] for name, pins in shown.items()}


def _settings(key: Mapping[str, Any], raw: Mapping[str, Any], notes: Notes) -> dict[str, Any]:
    capabilities = part(raw, "reference", CAPABILITIES, notes, {})
    settings = GPIO.nested(GPIO.decode(key, raw).flat, Secrets.OMIT)
    return {**key, **settings, **({"capabilities": capabilities} if capabilities else {})}


def _fits(pin: Mapping[str, Any], options: Options) -> bool:
    """Asking the router for a type takes a word that its documentation spells in two ways, so the answer is sifted here."""
    types = options.get("types")
    return not types or str(pin.get("type")).partition("_")[0] in types


GPIO_STATUS = Subject("gpio", (_reads,), _decode, spare=frozenset(SECTIONS))
