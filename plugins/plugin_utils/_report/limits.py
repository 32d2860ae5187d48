# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many routers of a fleet may be in a bad way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_LIMIT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%?)\s*")


def exceeded(counts: Mapping[str, int], total: int, limits: Mapping[str, Any], said: Mapping[str, str]) -> list[str]:
    """Which limits are exceeded, in words. ``said`` has for each status that can have a limit what its routers are or were.

    A limit, by status, is a number of routers or a percentage such as 2.5%; None is none. Raises ValueError.
    """
    if strange := sorted(set(limits) - set(said)):
        raise ValueError(f"{', '.join(strange)} is no status; there are {', '.join(said)}")
    found = []
    for status, limit in limits.items():
        if limit is None:
            continue
        match = _LIMIT.fullmatch(str(limit))
        if isinstance(limit, bool) or not match:
            raise ValueError(f"the limit for {status} must be a number of routers or a percentage such as 2.5%, not {limit!r}")
        most = float(match[1]) * total / 100 if match[2] else float(match[1])
        if counts[status] > most:
            found.append(f"{counts[status]} of {total} routers {said[status]}, more than {limit}")
    return found
