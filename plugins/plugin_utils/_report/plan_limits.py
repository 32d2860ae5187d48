# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether a plan is of enough routers to be reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from .limits import exceeded as limits_exceeded

_WAS = {"unreachable": "could not be reached", "failed": "could not be compared"}


def exceeded(plan: Mapping[str, Any], limits: Mapping[str, Any]) -> list[str]:
    """Which limits a plan exceeds, in words, see :mod:`.limits`. One of which no router was compared exceeds any. Raises ValueError."""
    routers = plan["routers"].values()
    lacking = Counter(_kind(router) for router in routers if not _compared(router))
    found = limits_exceeded(lacking, len(routers), limits, _WAS)
    if routers and lacking.total() == len(routers):
        return [f"none of the {len(routers)} routers could be compared" if len(routers) > 1 else "the router could not be compared"]
    return found


def _compared(router: Mapping[str, Any]) -> bool:
    """What a guard refuses was compared as well."""
    return not router["error"] or bool(router["changes"])


def _kind(router: Mapping[str, Any]) -> str:
    return "unreachable" if router["status"] == "unreachable" else "failed"
