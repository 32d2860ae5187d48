# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a plan predicted beside what its rollout brought about, router by router. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...module_utils._common.redaction import printable
from . import plan_text, rollout_text
from .audit_text import reason
from .markdown import Row, Table, document, when
from .text import first_of

_NOT_IN_PLAN = "not in the plan"
_NOT_ROLLED_OUT = "not in the rollout"


@dataclass(frozen=True)
class Comparison:
    """Of one router: whether it went as planned, what was predicted, what happened, and how that differs or why."""

    name: str
    as_planned: bool
    predicted: str
    happened: str
    note: str

    @property
    def row(self) -> Row:
        return (self.name, self.predicted, self.happened, self.note)


def compared(plan: Mapping[str, Any], rollout: Mapping[str, Any]) -> list[Comparison]:
    """Each router of the plan or of the rollout, by name."""
    outcomes = {router["name"]: router for router in rollout["routers"]}
    words = rollout_text.words(rollout)
    return [_compared(name, plan["routers"].get(name), outcomes.get(name), words) for name in sorted({*plan["routers"], *outcomes})]


def line(comparisons: list[Comparison]) -> str:
    """The numbers."""
    surprising = sum(not comparison.as_planned for comparison in comparisons)
    return f"{len(comparisons) - surprising} of {len(comparisons)} routers went as planned"


def markdown(comparisons: list[Comparison], rollout: Mapping[str, Any], title: str) -> str:
    """The report: what went otherwise first."""
    stopped = [printable(rollout["stopped"])] if rollout["stopped"] else []
    return document(title, [f"{line(comparisons)}.", *when(rollout["time"]), *stopped], _tables(comparisons), "The report")


def _tables(comparisons: list[Comparison]) -> Iterator[Table]:
    for headline, as_planned in (("Otherwise than planned", False), ("As planned", True)):
        rows = [comparison.row for comparison in comparisons if comparison.as_planned is as_planned]
        if rows:
            yield Table(headline, ("router", "predicted", "happened", "difference or reason"), rows)


def _compared(name: str, planned: Mapping[str, Any] | None, outcome: Mapping[str, Any] | None, words: Mapping[str, str]) -> Comparison:
    shown = printable(name)
    if planned is None or outcome is None:
        predicted = _NOT_IN_PLAN if planned is None else _predicted(planned)
        happened = _NOT_ROLLED_OUT if outcome is None else words[outcome["status"]]
        return Comparison(shown, False, predicted, happened, "")
    wanted = {"drifted": "changed", "in_step": "unchanged"}.get(plan_text.state(planned), "")
    before, after = _names(planned["changes"] if wanted == "changed" else []), _names(outcome["changes"])
    missing = [f"without {change}" for change in before if outcome["status"] == "changed" and change not in after]
    further = [f"also {change}" for change in after if change not in before]
    note = reason(outcome, outcome["message"]) if outcome["message"] else first_of([*missing, *further])
    happened = words[outcome["status"]] + (", reverted" if outcome["reverted"] else "")
    return Comparison(shown, outcome["status"] == wanted and not missing and not further, _predicted(planned), happened, note)


def _predicted(planned: Mapping[str, Any]) -> str:
    state = plan_text.state(planned)
    if state != "drifted":
        return plan_text.WORDS[state]
    count = len(planned["changes"])
    return f"{count} change{'s' if count != 1 else ''}"


def _names(changes: list[Mapping[str, Any]]) -> list[str]:
    return [plan_text.change_name(change) for change in changes]
