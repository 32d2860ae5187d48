# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The clock of the router: ``info.time``, which only firmware 8.5.0 lists."""

from __future__ import annotations

from typing import Any

from ..._common.read import Read
from ..notes import Notes
from ..shape import NUMBER, Record, part
from ..subject import Answers, Options, Subject, always

_CLOCK = Record({"time": NUMBER})


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    return part(answers, "clock", _CLOCK, notes, {})


CLOCK = Subject("clock", (always(clock=Read("info.time")),), _decode)
