# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the router has an access point and whether it is on: ``cmd.ap``."""

from __future__ import annotations

from typing import Any

from ..._common.read import Read
from ..notes import Notes
from ..shape import FLAG, Record, part
from ..subject import Answers, Options, Subject, always

_ACCESS_POINT = Record({"supported": FLAG.at("support"), "enabled": FLAG.at("enable"), "wan_dependent": FLAG})


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    return part(answers, "access_point", _ACCESS_POINT, notes, {})


ACCESS_POINT = Subject("access_point", (always(access_point=Read("cmd.ap")),), _decode)
