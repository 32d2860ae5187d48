# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the results of peplink_config, one per router, to what became of a rollout: data that depends on nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from .audit import audit

# In the order in which somebody has to look at them.
STATUSES = ("failed", "offline", "untouched", "changed", "unchanged")

# Those that a later run has to take up.
LEFT_OVER = ("offline", "untouched")


def rollout(results: Mapping[str, Any], gates: Mapping[str, Any], *, check_mode: bool) -> dict[str, Any]:
    """What became of routers by name. ``gates`` are the results of a second look at those that passed, if there was one."""
    routers = []
    for entry in audit(results, "")["routers"]:
        name = entry["name"]
        routers.append(_router(entry, results[name] or {}, gates.get(name) or {}))
    counts = Counter(router["status"] for router in routers)
    return {"check_mode": check_mode, "summary": {status: counts[status] for status in STATUSES}, "routers": routers}


def _router(entry: Mapping[str, Any], result: Mapping[str, Any], gate: Mapping[str, Any]) -> dict[str, Any]:
    sections, error = entry["sections"], entry["error"]
    message = ""
    if not result:
        status = "untouched"
    elif error:
        # A router that goes silent later on may have been cut off by the change.
        status = "offline" if error["kind"] == "unreachable" and not sections else "failed"
        message = error["message"]
    elif gate.get("failed") or gate.get("error"):
        status, message = "failed", f"At the second look: {gate.get('msg') or 'it was no longer as wanted.'}"
    else:
        status = "changed" if result.get("changed") else "unchanged"
    return {
        "name": entry["name"],
        "status": status,
        "message": message,
        "changes": [{"section": section, **change} for section, part in sections.items() for change in part["drift"]],
        "skipped": [section for section, part in sections.items() if part["status"] == "unsupported"],
    }
