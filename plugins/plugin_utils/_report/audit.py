# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the results of peplink_config in check mode, one per router, to the audit of a fleet: data that depends on nothing else.

An audit is what ``audit.json`` holds; the documentation of the filter ``audit_summary`` describes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ...module_utils._configuration.decision.comparison import leaves
from .limits import exceeded as limits_exceeded

FORMAT = 1

# What is to be looked at first comes first: the status of a router is the first of those of its sections.
STATUSES = ("drifted", "failed", "unreachable", "unsupported", "unknown", "in_step")

# Kinds of errors that have a status of their own; the others count as failed.
_STATUS_OF_ERROR = {"unreachable": "unreachable", "unsupported": "unsupported"}


def audit(results: Mapping[str, Any], time: str) -> dict[str, Any]:
    """The audit of routers by name. ``time`` is taken over as it is."""
    return _audit([_router(str(name), result) for name, result in results.items()], time)


def is_audit(value: Mapping[str, Any]) -> bool:
    """Whether it is an audit of any format, not results by the name of the router, which are mappings."""
    return isinstance(value.get("format"), int)


def merged(audits: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One audit of all routers of several; of a router that is in more than one, the last. The time is the latest. Raises ValueError."""
    routers: dict[str, Any] = {}
    times = []
    for part in audits:
        if part.get("format") != FORMAT:
            raise ValueError(f"audits of format {FORMAT} can be merged; this one has format {part.get('format')!r}")
        times.append(str(part["time"]))
        routers |= {router["name"]: router for router in part["routers"]}
    return _audit(list(routers.values()), max(times, default=""))


def exceeded(audit: Mapping[str, Any], limits: Mapping[str, Any]) -> list[str]:
    """Which limits an audit exceeds, in words, see :mod:`.limits`. Raises ValueError."""
    return limits_exceeded(audit["summary"]["status"], audit["summary"]["routers"], limits, {status: _was(status) for status in STATUSES})


def status_of(result: Mapping[str, Any]) -> str:
    """The status of a router in an audit, from its result."""
    return str(_router("", result)["status"])


def _was(status: str) -> str:
    return {"unreachable": "could not be reached", "failed": "could not be audited"}.get(status, f"are {status.replace('_', ' ')}")


def _audit(routers: list[dict[str, Any]], time: str) -> dict[str, Any]:
    routers.sort(key=lambda router: str(router["name"]))
    return {"format": FORMAT, "time": time, "summary": _summary(routers), "routers": routers}


def _router(name: str, result: Any) -> dict[str, Any]:
    result = result if isinstance(result, Mapping) else {}
    sections = {section: _section(part) for section, part in (result.get("comparison") or {}).items()}
    error = _error(result) if result.get("error") or not sections else None
    found = [part["status"] for part in sections.values()]
    if error and not sections:  # a guard that refuses to put something right does not make the comparison untrue
        found = [_STATUS_OF_ERROR.get(error["kind"], "failed")]
    device = result.get("device") or {}
    return {
        "name": name,
        "address": f"{device['host']}:{device['port']}" if device.get("host") else None,
        "firmware": device.get("firmware"),
        "status": min(found, key=STATUSES.index),
        "error": error,
        "sections": sections,
    }


def _error(result: Mapping[str, Any]) -> dict[str, str]:
    # Ansible itself calls it unreachable when the host that a task is delegated to cannot be reached.
    kind = result.get("error") or ("unreachable" if result.get("unreachable") else "other")
    message = result.get("msg") or "There is no result: something before the audit kept the router out of the play."
    return {"kind": str(kind), "message": str(message)}


def _section(part: Mapping[str, Any]) -> dict[str, Any]:
    drift = [leaf for entry in part["different"] for leaf in leaves(entry)]
    unknown = [{name: entry[name] for name in ("item", "option", "remembered")} for entry in part["unknown"]]
    if not part["supported"]:
        status = "unsupported"
    elif drift:
        status = "drifted"
    else:
        status = "in_step" if all(entry["remembered"] for entry in unknown) else "unknown"
    return {"status": status, "drift": drift, "unknown": unknown}


def _summary(routers: list[dict[str, Any]]) -> dict[str, Any]:
    statuses = Counter(router["status"] for router in routers)
    firmware = Counter(router["firmware"] for router in routers)
    errors = Counter(router["error"]["kind"] for router in routers if router["error"])
    sections: dict[str, Counter[str]] = {}
    options: Counter[tuple[str, str]] = Counter()
    for router in routers:
        for section, part in router["sections"].items():
            sections.setdefault(section, Counter())[part["status"]] += 1
            options.update({(section, entry["option"] or "") for entry in part["drift"]})
    return {
        "routers": len(routers),
        "status": {status: statuses[status] for status in STATUSES},
        "sections": {section: {status: count[status] for status in STATUSES if count[status]} for section, count in sorted(sections.items())},
        "options": [
            {"section": section, "option": option or None, "routers": count}
            for (section, option), count in sorted(options.items(), key=lambda entry: (-entry[1], entry[0]))
        ],
        "firmware": [
            {"version": version, "routers": count}
            for version, count in sorted(firmware.items(), key=lambda entry: (-entry[1], entry[0] is None, entry[0] or ""))
        ],
        "errors": dict(sorted(errors.items())),
    }
