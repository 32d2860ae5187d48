# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How messages name a place in the options of a task."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


def entry_place(place: str, position: int, entry: Any) -> str:
    """An entry of the list at ``place``, for messages: by its id, ``config[id 1]``, else by its number from 1, ``config[entry 1]``."""
    found = entry.get("id") if isinstance(entry, Mapping) else None
    is_id = found is not None and not isinstance(found, bool) and re.fullmatch("[0-9]{1,10}", str(found))
    return f"{place}[id {found}]" if is_id else f"{place}[entry {position + 1}]"
