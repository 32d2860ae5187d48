# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the results of peplink_config, one per router, to the outcome of a rollout: data that depends on nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .audit import audit
from .outcome import has_failed, is_offline

FORMAT = 1

# In the order in which somebody has to look at them.
STATUSES = ("failed", "stale", "offline", "untouched", "changed", "unchanged")

# Those that a later run has to take up.
LEFT_OVER = ("failed", "stale", "offline", "untouched")

# Those that count as a failure of their batch.
FAILURES = ("failed", "stale")


@dataclass(frozen=True)
class Course:
    """How a rollout goes. ``batches`` has the names of the routers of each batch that began, in their order; ``max_fail`` is the
    percentage of a batch that may fail, None if failures do not end the rollout.
    """

    check_mode: bool = False
    time: str = ""
    canaries: Sequence[str] = ()
    batches: Sequence[Sequence[str]] = ()
    max_fail: float | None = None


@dataclass(frozen=True)
class Findings:
    """What is known of the routers, by name: the verdicts of the plan on those that need no task of their own, or may have none, the
    results of the configuration, and those of a second look."""

    results: Mapping[str, Any]
    plans: Mapping[str, Any] = field(default_factory=dict)
    gates: Mapping[str, Any] = field(default_factory=dict)

    def result(self, name: str) -> Mapping[str, Any]:
        """The result that counts: the verdict of the plan, else the result of the configuration, else nothing."""
        found: Mapping[str, Any] = self.plans.get(name) or self.results.get(name) or {}
        # A router whose task was skipped was not reached.
        return {} if found.get("skipped") else found


def rollout(findings: Findings, course: Course) -> dict[str, Any]:
    """The outcome of a rollout, by the name of the router."""
    names = list(findings.results)
    batches = _numbered(names, course)
    routers = []
    for entry in audit({name: findings.result(name) for name in names}, "")["routers"]:
        name = entry["name"]
        place = {"canary": name in course.canaries, "batch": batches.get(name)}
        routers.append(_router(entry, findings.result(name), findings.gates.get(name) or {}, course.check_mode) | place)
    counts = Counter(router["status"] for router in routers)
    return {
        "format": FORMAT,
        "check_mode": course.check_mode,
        "time": course.time,
        "stopped": _stopped(routers, findings, course.max_fail),
        "summary": {status: counts[status] for status in STATUSES},
        "routers": routers,
    }


def _numbered(names: Sequence[str], course: Course) -> dict[str, int]:
    """The number of the batch of each router, from 1; those of the canaries come first."""
    ordered = sorted(course.batches, key=lambda batch: not set(batch) <= set(course.canaries))
    return {name: number for number, batch in enumerate(ordered, 1) for name in batch if name in names}


def _router(entry: Mapping[str, Any], result: Mapping[str, Any], gate: Mapping[str, Any], check_mode: bool) -> dict[str, Any]:
    sections, error = entry["sections"], entry["error"]
    message = ""
    if not result:
        status = "untouched"
    elif error:
        # A router that goes silent later on may have been cut off by the change.
        status, message = _failure(result), error["message"]
    elif has_failed(gate):
        status, message = "failed", f"At the second look: {gate.get('msg') or 'it was no longer as wanted.'}"
    else:
        status = "changed" if result.get("changed") else "unchanged"
    changes = [{"section": section, **change} for section, part in sections.items() for change in part["drift"]]
    in_effect = check_mode or not error or (result.get("applied") and not result.get("reverted"))
    return {
        "name": entry["name"],
        "address": entry["address"],
        "status": status,
        "message": message,
        "changes": changes if in_effect else [],
        "reverted": bool(result.get("reverted")),
        "skipped": [section for section, part in sections.items() if part["status"] == "unsupported"],
    }


def _failure(result: Mapping[str, Any]) -> str:
    if is_offline(result):
        return "offline"
    return "stale" if result.get("error") == "stale" else "failed"


def _stopped(routers: Sequence[Mapping[str, Any]], findings: Findings, max_fail: float | None) -> str:
    """Why routers were not reached, or nothing."""
    failed = [router for router in routers if router["status"] in FAILURES]
    if invalid := sum(router["name"] in findings.plans for router in failed):
        which = f"{invalid} intent is" if invalid == 1 else f"{invalid} intents are"
        if earlier := sum(router["status"] != "untouched" and router["name"] not in findings.plans for router in routers):
            return f"Stopped because {which} not valid. Nothing was written to other routers than the {earlier} of earlier batches."
        return f"Nothing was written to any router, because {which} not valid."
    if max_fail is None or not any(router["status"] == "untouched" for router in routers):
        return ""
    for canary in (router for router in failed if router["canary"]):
        return f"Stopped because the canary {canary['name']} failed."
    canaries = [router for router in routers if router["canary"]]
    if canaries and all(router["status"] == "offline" for router in canaries):
        return "Stopped because all canaries are offline, so the change is untested."
    for number in sorted({router["batch"] for router in failed if router["batch"]}):
        size, bad = (sum(router["batch"] == number for router in group) for group in (routers, failed))
        # Of those that are no longer as planned, none ends the rollout if all of a batch may fail.
        left = max_fail >= 100 and any(router["batch"] == number and router["status"] == "stale" for router in failed)
        if bad == size and not left:
            return f"Stopped because all routers of batch {number} failed."
        if bad * 100 > max_fail * size:
            return f"Stopped because {bad} of {size} routers of batch {number} failed, more than {max_fail:g}%."
    return ""
