# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the router is: ``info.location``."""

from __future__ import annotations

from typing import Any

from ..._common.read import Read
from ..notes import Notes
from ..shape import FLAG, MEASURE, NUMBER, TEXT, Record, part
from ..subject import Answers, Options, Subject, always

_POSITION = ("latitude", "longitude", "altitude", "speed", "heading", "pdop", "hdop", "vdop")

_LOCATION = Record({
    "fix": FLAG.at("gps"),
    **{name: MEASURE.at(f"location.{name}") for name in _POSITION},
    "timestamp": NUMBER.at("location.timestamp"),
    "time_elapsed": MEASURE.at("location.timeElapsed"),
    "type": TEXT,
})  # fmt: skip


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    return part(answers, "location", _LOCATION, notes, {})


LOCATION = Subject("location", (always(location=Read("info.location")),), _decode)
