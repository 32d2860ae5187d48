# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was found of a router: the result of peplink_config in check mode, reduced to what a plan is about. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._report.audit import status_of

KEPT = ("comparison", "device", "error", "msg", "warnings")

# In the order in which people want to read them.
STATUSES = ("drifted", "refused", "invalid", "failed", "unreachable", "unsupported", "unknown", "in_step")

_OWN_STATUS = ("refused", "invalid")


def relevant(result: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a result that a verdict is made of, all that need be masked: the states before and after are many times as large."""
    return {name: result[name] for name in (*KEPT, "changed") if name in result}


def verdict(result: Mapping[str, Any]) -> dict[str, Any]:
    """The kept part of a result, and the ``status`` of the router."""
    kept = {name: result[name] for name in KEPT if result.get(name) not in (None, [], {})}
    error = result.get("error")
    return {"status": error if error in _OWN_STATUS else status_of(result), "changed": bool(result.get("changed")), **kept}


def unknown() -> dict[str, Any]:
    """The verdict on a router that was not looked at, and of which nothing is known to be wrong."""
    return {"status": "unknown", "changed": False}


def failure(message: str, kind: str) -> dict[str, Any]:
    """The verdict on a router that was not looked at."""
    return verdict({"error": kind, "msg": message, "failed": True})
