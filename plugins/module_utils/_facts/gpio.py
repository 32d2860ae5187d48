# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""GPIO pins: their levels, and how they are set up (``config.gpio``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.codecs.base import Secrets
from .._common.read import Read
from .._configuration.resources.gpio import GPIO
from .._status.notes import Notes
from .._status.shape import TEXT, VERBATIM, Each, Record, part
from .._status.subject import Answers, Options, Subject
from .._status.subjects.gpio import GPIO_STATUS, LEVEL_READS, fits

SETTINGS = "settings"
SECTIONS = {**LEVEL_READS, SETTINGS: GPIO.read}
DEFAULT_SECTIONS = tuple(LEVEL_READS)
CAPABILITIES = Record({"name": TEXT, "types": Each(TEXT).at("type"), "modes": VERBATIM.at("mode")})


def _reads(options: Options, answers: Answers) -> Mapping[str, Read]:
    return {name: SECTIONS[name] for name in options.get("sections") or DEFAULT_SECTIONS}


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    shown: dict[str, Any] = GPIO_STATUS.decode(answers, options, notes)
    if SETTINGS not in answers:
        return shown
    pins = [_settings(key, raw, notes) for key, raw in GPIO.items(answers[SETTINGS])]
    return {**shown, SETTINGS: [pin for pin in pins if fits(pin, options)]}


def _settings(key: Mapping[str, Any], raw: Mapping[str, Any], notes: Notes) -> dict[str, Any]:
    capabilities = part(raw, "reference", CAPABILITIES, notes, {})
    settings = GPIO.nested(GPIO.decode(key, raw).flat, Secrets.OMIT)
    return {**key, **settings, **({"capabilities": capabilities} if capabilities else {})}


GPIO_PINS = Subject(GPIO_STATUS.name, (_reads,), _decode, spare=frozenset(SECTIONS))
