# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The figures of a fleet as one document, which ``figures.json`` holds; the filter ``figures`` describes it."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any

from ...module_utils._common.redaction import printable
from .._report.limits import exceeded as limits_exceeded
from .._report.text import most_first, named_routers, routers_by, shown
from .router import figures_of

FORMAT = 1

STATUSES = ("read", "failed", "unreachable")

_STATUS_OF_READING = {"read": "read", "unreachable": "unreachable"}
_WAS = {"failed": "could not be read", "unreachable": "could not be reached"}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def document(results: Mapping[str, Any], time: str) -> dict[str, Any]:
    """The figures of routers by name, from what peplink_fleet_facts returns of each. Raises ValueError unless ``time`` is one."""
    seconds(time)
    return _document([_router(str(name), result) for name, result in results.items()], time)


def merged(documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One document of all routers of several; of a router that is in more than one, the last. The time is the latest. Raises ValueError."""
    routers: dict[str, Any] = {}
    times = []
    for part in documents:
        if part.get("format") != FORMAT:
            raise ValueError(f"figures of format {FORMAT} can be used; these have format {printable(part.get('format'), 40)}")
        times.append(str(part["time"]))
        routers |= {router["name"]: router for router in part["routers"]}
    return _document(list(routers.values()), max(times, default=""))


def loaded(figures: Any) -> dict[str, Any]:
    """Figures as they are, or as the text that holds them. Raises ValueError."""
    return merged([json.loads(figures) if isinstance(figures, str) else figures])


def is_document(value: Mapping[str, Any]) -> bool:
    """Whether it is a document of any format, not results by the name of the router, which are mappings."""
    return isinstance(value.get("format"), int)


@functools.lru_cache(maxsize=8192)  # all routers of a run have the same time
def seconds(time: str) -> int:
    """A time in seconds since 1970. Raises ValueError."""
    try:
        # Alone, strptime would take one digit for two.
        found = datetime.strptime(time if _TIME.fullmatch(time) else "", "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise ValueError(f"the time must be in UTC, such as 2026-11-25T02:00:00Z, not {printable(time, 40)}") from None
    return round(found.replace(tzinfo=timezone.utc).timestamp())


def exceeded(figures: Mapping[str, Any], limits: Mapping[str, Any]) -> list[str]:
    """Which limits a fleet exceeds, in words, see :mod:`.._report.limits`. Raises ValueError."""
    return limits_exceeded(figures["summary"]["status"], figures["summary"]["routers"], limits, _WAS)


def text(figures: Mapping[str, Any]) -> str:
    """A line such as ``4 read, 2 unreachable``, and one for each error with its routers."""
    counts = figures["summary"]["status"]
    lines = [", ".join(f"{counts[status]:,} {status}" for status in STATUSES if counts[status]) or "no routers"]
    found = routers_by((shown(router["error"]["message"]), printable(router["name"])) for router in figures["routers"] if router["error"])
    lines += [f"{message} ({named_routers(names)})" for message, names in most_first(found)]
    return "\n".join(lines)


def _document(routers: list[dict[str, Any]], time: str) -> dict[str, Any]:
    routers.sort(key=lambda router: str(router["name"]))
    counts = Counter(router["status"] for router in routers)
    summary = {"routers": len(routers), "status": {status: counts[status] for status in STATUSES}}
    return {"format": FORMAT, "time": time, "summary": summary, "routers": routers}


def _router(name: str, result: Any) -> dict[str, Any]:
    result = result if isinstance(result, Mapping) else {}
    device = result.get("device") or {}
    address = f"{device['host']}:{device['port']}" if device.get("host") else None
    facts = result.get("facts")
    return {
        "name": name,
        "address": address,
        "firmware": device.get("firmware"),
        "status": _STATUS_OF_READING.get(str(result.get("status")), "failed"),
        "error": None if facts is not None else _error(name, address, result),
        "left_out": list((facts or {}).get("unsupported", ())),
        "warnings": [str(text) for text in result.get("warnings") or ()],
        **figures_of(facts or {}),
    }


def _error(name: str, address: str | None, result: Mapping[str, Any]) -> dict[str, str]:
    message = str(result.get("msg") or "There is no result: something before the reading kept the router out of the play.")
    return {"kind": str(result.get("error") or "other"), "message": message.removeprefix(f"{name}: ").removeprefix(f"{address}: ")}
