# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Levels of GPIO pins: ``status.gpio.input`` and ``status.gpio.output``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._common.read import Read
from ..notes import Notes
from ..shape import FLAG, MEASURE, NUMBER, TEXT, Numbered, Record, part
from ..subject import Answers, Options, Subject, always

LEVEL_READS = {"inputs": Read("status.gpio.input"), "outputs": Read("status.gpio.output")}
TYPES = ("analog", "digital")

_PIN = {"name": TEXT, "type": TEXT, "enable": FLAG}
LEVELS = {
    "inputs": Numbered(Record({**_PIN, "state": NUMBER, "voltage": MEASURE})),
    # The vendor's table and example disagree about the name; both mean the level of a digital output.
    "outputs": Numbered(Record({**_PIN, "state": NUMBER.at("state", "voltage")})),
}


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    shown = {name: part(answers, name, shape, notes, []) for name, shape in LEVELS.items() if name in answers}
    return {name: [pin for pin in pins if fits(pin, options)] for name, pins in shown.items()}


def fits(pin: Mapping[str, Any], options: Options) -> bool:
    """Whether a pin is of the types that the options name.

    Asking the router for a type takes a word that its documentation spells in two ways, so the answer is sifted here.
    """
    types = options.get("types")
    return not types or str(pin.get("type")).partition("_")[0] in types


GPIO_STATUS = Subject("gpio", (always(**LEVEL_READS),), _decode, spare=frozenset(LEVEL_READS))
