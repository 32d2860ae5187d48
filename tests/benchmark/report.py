# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From runs to a table: medians, ratios, targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from playbook import Run

MOST_CPU_OF_DEBUG = 2.5
LEAST_SPEED_OF_URI = 6.0

Runs = Mapping[str, Sequence[Run]]


def summarise(runs: Runs, hosts: int, tasks: int) -> dict[str, Any]:
    """The medians of each variant, with the ratios to debug and uri, round by round, where these were measured."""
    count = hosts * tasks
    found: dict[str, Any] = {}
    for variant, repeated in runs.items():
        found[variant] = {
            "wall_seconds": round(median(run.wall for run in repeated), 2),
            "cpu_seconds": round(median(run.cpu for run in repeated), 2),
            "cpu_ms_per_task": round(median(run.cpu for run in repeated) / count * 1000, 1),
            "simulator_cpu_seconds": round(median(run.simulator_cpu for run in repeated), 2),
            "requests_per_device_and_task": round(median(run.requests for run in repeated), 3),
            "runs": [asdict(run) for run in repeated],
        }
    for figures in found.values():
        for other in ("debug", "uri"):
            if other in found:
                for what in ("cpu", "wall"):
                    # Within a round first: the load of the machine changes from round to round.
                    ratios = [run[what] / rival[what] for run, rival in zip(figures["runs"], found[other]["runs"], strict=True)]
                    figures[f"{what}_to_{other}"] = round(median(ratios), 3)
    return {"hosts": hosts, "tasks": tasks, "variants": found}


def table(summary: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one workload."""
    yield f"{summary['hosts']} hosts x {summary['tasks']} task(s)"
    yield f"  {'':12}{'wall s':>9}{'CPU s':>9}{'CPU ms/task':>13}{'requests/task':>15}{'simulator s':>13}{'CPU':>12}{'wall':>12}{'CPU':>9}{'wall':>9}"
    for variant, figures in summary["variants"].items():
        ratios = (
            f"{figures.get('cpu_to_debug', 0):>6.2f}x debug{figures.get('wall_to_debug', 0):>6.2f}x debug"
            f"{figures.get('cpu_to_uri', 0):>5.2f}x uri{figures.get('wall_to_uri', 0):>5.2f}x uri"
        )
        yield (
            f"  {variant:12}{figures['wall_seconds']:9.2f}{figures['cpu_seconds']:9.2f}{figures['cpu_ms_per_task']:13.1f}"
            f"{figures['requests_per_device_and_task']:15.2f}{figures['simulator_cpu_seconds']:13.2f}{ratios}"
        )


def targets(summary: Mapping[str, Any]) -> Iterator[str]:
    """How the in-process front stands against what it is meant to reach; nothing where it was not measured beside the others."""
    figures = summary["variants"].get("in_process", {})
    if "cpu_to_debug" in figures:
        ratio = figures["cpu_to_debug"]
        verdict = "reached" if ratio <= MOST_CPU_OF_DEBUG else "MISSED"
        yield f"{verdict}: in process takes {ratio:.2f} x the processor time of debug (target: at most {MOST_CPU_OF_DEBUG})"
    if figures.get("wall_to_uri"):
        speed = 1 / figures["wall_to_uri"]
        verdict = "reached" if speed >= LEAST_SPEED_OF_URI else "MISSED"
        yield f"{verdict}: in process is {speed:.1f} x as fast as uri (target: at least {LEAST_SPEED_OF_URI})"
