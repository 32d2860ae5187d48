# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The verdicts on all routers as the result of a task. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from .._report.text import named_routers, routers_by
from .inspection import Inspection

_LOST = "the process that was {doing} it ended early. Check the memory of the controller, or give fewer processes."


def summarized(routers: Sequence[str], verdicts: Mapping[str, Mapping[str, Any]], inspection: Inspection) -> dict[str, Any]:
    """``routers`` by name in the given order, ``status`` with the number of routers of each, ``left_out`` with names, ``warnings`` each once."""
    lost = _LOST.format(doing=inspection.doing)
    known = {name: dict(verdicts.get(name) or inspection.failure(f"{name}: {lost}", "failed")) for name in routers}
    left_out = [name for name, verdict in known.items() if verdict["status"] == "left_out"]
    inspected = {name: verdict for name, verdict in known.items() if verdict["status"] != "left_out"}
    warnings = [*_hints(inspected), *_warnings({name: inspection.warnings(name, verdict) for name, verdict in inspected.items()})]
    counts = Counter(verdict["status"] for verdict in inspected.values())
    return {
        "changed": False,
        "routers": inspected,
        "status": {status: counts[status] for status in inspection.statuses},
        "left_out": left_out,
        "warnings": warnings,
    }


def _hints(verdicts: Mapping[str, dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(text for verdict in verdicts.values() for text in verdict.pop("hints", ())))


def _warnings(said: Mapping[str, Sequence[str]]) -> list[str]:
    """Each text once, with the routers that it is about."""
    found = routers_by((text, name) for name, texts in said.items() for text in texts)
    return [f"{named_routers(names)}: {text}" for text, names in found.items()]
