# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all workloads have in common: how to measure, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fleet import SimulatedFleet
from playbook import Bench, Run, Variant
from report import summarise, table, verdict

DEBUG = Variant("debug", "debug")
MOST_REQUESTS = 5
LATENCY = 0.3


@dataclass(frozen=True)
class Setting:
    """How to measure. ``repeats`` is None unless the user wants a number."""

    directory: Path
    quick: bool
    forks: int
    repeats: int | None
    variants: Sequence[str]

    @property
    def rounds(self) -> int:
        """How often to measure each variant."""
        return self.repeats or (1 if self.quick else 3)


@dataclass
class Result:
    """Tables, and a line per target. Not ``sound`` if a router received more requests than necessary."""

    tables: list[dict[str, Any]] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    sequences: dict[str, list[str]] = field(default_factory=dict)
    sound: bool = True

    def require(self, reached: bool, text: str) -> None:
        """Add a target that does not depend on the machine."""
        self.verdicts.append(verdict(reached, text))
        self.sound = self.sound and reached


def sequence(bench: Bench, fleet: SimulatedFleet, variant: Variant) -> list[str]:
    """The requests that the last router receives when all routers run a playbook."""
    bench.inventory(len(fleet.devices))  # asks for the tokens that it holds
    fleet.clear_journals()
    bench.run(variant, len(fleet.devices), 1)
    return fleet.sequence(fleet.devices[-1]["name"])


def in_turn(bench: Bench, variants: Sequence[Variant], hosts: int, tasks: int, rounds: int, *, changing: bool = False) -> dict[str, list[Run]]:
    """Run the variants, again and again. Raises RuntimeError if one changes what it should not."""
    runs: dict[str, list[Run]] = {variant.name: [] for variant in variants}
    for _round in range(rounds):
        for variant in variants:
            run = bench.run(variant, hosts, tasks)
            expected = hosts if changing and variant != DEBUG else 0
            if run.changed != expected:
                raise RuntimeError(f"{variant.name} changed {run.changed} routers instead of {expected}")
            runs[variant.name].append(run)
    return runs


def tabulated(result: Result, title: str, runs: Mapping[str, Sequence[Run]], hosts: int, tasks: int) -> dict[str, Any]:
    """Add the table of runs to the result, and print it."""
    summary = summarise(title, runs, hosts, tasks)
    result.tables.append(summary)
    for line in table(summary):
        print(line, flush=True)
    return summary
