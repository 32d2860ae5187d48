# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Turn runs into tables: medians, ratios, targets."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from playbook import Run

Runs = Mapping[str, Sequence[Run]]


def summarise(title: str, runs: Runs, hosts: int, tasks: int) -> dict[str, Any]:
    """The medians of each variant, with the ratios to the others, round by round."""
    count = hosts * tasks
    found: dict[str, Any] = {}
    for variant, repeated in runs.items():
        found[variant] = {
            "wall_seconds": round(median(run.wall for run in repeated), 2),
            "cpu_seconds": round(median(run.cpu for run in repeated), 2),
            "cpu_ms_per_task": round(median(run.cpu for run in repeated) / count * 1000, 1),
            "simulator_cpu_seconds": round(median(run.simulator_cpu for run in repeated), 2),
            # Of all processor time that was used meanwhile for the routers and the controller.
            "simulator_share": round(median(run.simulator_cpu / (run.simulator_cpu + run.cpu) for run in repeated), 3),
            "requests_per_device_and_task": round(median(run.requests for run in repeated), 3),
            "most_requests": max(run.most_requests for run in repeated),
            "applies": (min(run.applies[0] for run in repeated), max(run.applies[1] for run in repeated)),
            "runs": [asdict(run) for run in repeated],
        }
    for figures in found.values():
        for what in ("cpu", "wall"):
            figures[f"{what}_to"] = {rival: _ratio(figures["runs"], found[rival]["runs"], what) for rival in found}
    return {"title": title, "hosts": hosts, "tasks": tasks, "load_after": round(os.getloadavg()[0], 1), "variants": found}


def _ratio(runs: Sequence[Mapping[str, float]], rivals: Sequence[Mapping[str, float]], what: str) -> float:
    # Within a round first: the load of the machine changes from round to round.
    return round(median(run[what] / rival[what] for run, rival in zip(runs, rivals, strict=True)), 3)


def table(summary: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one group of variants."""
    rivals = [rival for rival in ("debug", "uri", "reads 1") if rival in summary["variants"]]
    wide = max(12, *map(len, summary["variants"]))
    yield f"{summary['title']}: {summary['hosts']} hosts x {summary['tasks']} task(s), load {summary['load_after']}"
    heading = f"  {'':{wide}}{'wall s':>9}{'CPU s':>9}{'CPU ms/task':>13}{'requests/task':>15}{'applies':>9}{'simulator s':>13}"
    yield (heading + "".join(f"{'CPU':>8} {'wall':>6}  {'':{len(rival)}}" for rival in rivals)).rstrip()
    for variant, figures in summary["variants"].items():
        fewest, most = figures["applies"]
        yield (
            f"  {variant:{wide}}{figures['wall_seconds']:9.2f}{figures['cpu_seconds']:9.2f}{figures['cpu_ms_per_task']:13.1f}"
            f"{figures['requests_per_device_and_task']:15.2f}{most if fewest == most else f'{fewest}-{most}':>9}"
            f"{figures['simulator_cpu_seconds']:13.2f}"
            + "".join(f"{figures['cpu_to'][rival]:7.2f}x{figures['wall_to'][rival]:6.2f}x {rival}" for rival in rivals)
        ).rstrip()


def verdict(reached: bool, text: str) -> str:
    """A line on a target."""
    return f"{'reached' if reached else 'MISSED'}: {text}"
