# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes of single SIMs of a cellular WAN by commands."""

from __future__ import annotations

import copy
from typing import Any

from ..call import Call
from ..configuration import put_by_command
from ..store import Item


def set_on_sims(call: Call, key: int, member: str, values: dict[int, Any]) -> bool:
    """Gives SIMs a value each, None removes it; whether that is in force at once."""

    def change(item: Item) -> Item:
        changed: Item = copy.deepcopy(item)
        for sim in changed["cellular"]["sim"]:
            if sim["id"] in values:
                sim[member] = values[sim["id"]]
                if sim[member] is None:
                    del sim[member]
        return changed

    return put_by_command(call, "wan", key, change)
