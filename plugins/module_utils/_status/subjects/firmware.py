# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The firmware slots: ``info.firmware``, which answers without credentials too, then for the running slot only."""

from __future__ import annotations

from typing import Any

from ..._common.read import Read
from ..notes import Notes
from ..shape import FLAG, TEXT, Numbered, Record, part
from ..subject import Answers, Options, Subject, always

SLOTS = Numbered(Record({"version": TEXT, "running": FLAG.at("inUse"), "bootable": FLAG}))


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    return part(answers, "slots", SLOTS, notes, [])


FIRMWARE = Subject("firmware", (always(slots=Read("info.firmware")),), _decode)
