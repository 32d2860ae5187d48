# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Name, model and serial number, load and uptime: ``status.system.info``, which no document lists and some units answer."""

from __future__ import annotations

from typing import Any

from ..._common.read import Read
from ..notes import Notes
from ..shape import MEASURE, NUMBER, SERIAL_NUMBER, TEXT, Record, part
from ..subject import Answers, Options, Subject, always

_SYSTEM = Record({
    "name": TEXT.at("device.name"),
    "model": TEXT.at("device.model"),
    "serial_number": SERIAL_NUMBER.at("device.serialNumber"),
    "cpu_percent": MEASURE.at("cpuLoad.percentage"),
    "uptime": NUMBER.at("uptime.second"),
})  # fmt: skip


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    return part(answers, "system", _SYSTEM, notes, {})


SYSTEM = Subject("system", (always(system=Read("status.system.info")),), _decode)
