# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Measure what a task of the collection costs on the controller, beside ansible.builtin.debug and ansible.builtin.uri.

All variants run against the same simulated fleet, in turn, several times; the medians count, and their ratios rather than
their seconds: the machine, the simulator's load on it included, is the same for all. Variants (see playbooks/):

debug       nothing at all: the floor
in_process  peplink_wan_connection on routers that are as wanted, token cached
module      the same task delegated to a host of connection local: an ordinary module
uri         one GET of the same function with a token from the inventory, compared in changed_when

Needs the collection in ANSIBLE_COLLECTIONS_PATH and the simulator in PYTHONPATH: run it by ``make bench``. Writes
build/bench.json. Fails if a router is asked more than it has to be; the targets for time are only reported.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fleet import SimulatedFleet
from playbook import Bench, Run, versions
from report import summarise, table, targets

BUILD = Path(__file__).resolve().parents[2] / "build"
VARIANTS = ("debug", "in_process", "module", "uri")
SEQUENCES = {
    "first change": [
        "POST auth.token.grant",
        "GET config.wan.connection",
        "POST config.wan.connection",
        "POST cmd.config.apply",
        "GET config.wan.connection",
    ],
    "unchanged, token cached": ["GET config.wan.connection"],
}


def main() -> int:
    """Measure, print, write."""
    options = _options()
    workloads = [(10, 3), (40, 1)] if options.quick else [(40, 3), (200, 1)]
    repeats = options.repeats or (1 if options.quick else 3)
    directory = BUILD / "bench"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    print(f"{', '.join(versions())}, {os.cpu_count()} processors, {options.forks} forks, median of {repeats}, load {os.getloadavg()[0]:.1f}")
    try:
        with SimulatedFleet(directory / "fleet", max(hosts for hosts, _tasks in workloads)) as fleet:
            bench = Bench(directory, fleet, options.forks)
            seen = _sequences(bench, fleet)
            summaries = [_workload(bench, options.only, hosts, tasks, repeats) for hosts, tasks in workloads]
    except RuntimeError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    for line in _verdicts(seen, summaries):
        print(line)
    conditions = {"versions": versions(), "machine": platform.machine(), "processors": os.cpu_count(), "forks": options.forks, "repeats": repeats}
    report = BUILD / "bench.json"
    report.write_text(json.dumps({"conditions": conditions, "sequences": seen, "workloads": summaries}, indent=1) + "\n", encoding="utf-8")
    print(f"All figures: {report.relative_to(Path.cwd()) if report.is_relative_to(Path.cwd()) else report}")
    return 0 if seen == SEQUENCES else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer hosts, once: a smoke test, not a measurement")
    parser.add_argument("--repeats", type=int, help="how often to measure each variant")
    parser.add_argument("--forks", type=int, default=10)
    parser.add_argument("--only", nargs="+", choices=VARIANTS, default=VARIANTS, help="variants to measure")
    return parser.parse_args()


def _sequences(bench: Bench, fleet: SimulatedFleet) -> dict[str, list[str]]:
    """Bring all routers to what the playbooks want, which caches the tokens too, and note what a router is asked for it."""
    hosts = len(fleet.devices)
    last = fleet.devices[-1]["name"]
    bench.inventory(hosts)
    seen = {}
    for what in SEQUENCES:
        fleet.clear_journals()
        bench.run("in_process", hosts, 1)
        seen[what] = fleet.sequence(last)
    return seen


def _workload(bench: Bench, variants: tuple[str, ...], hosts: int, tasks: int, repeats: int) -> dict[str, Any]:
    runs: dict[str, list[Run]] = {variant: [] for variant in variants}
    for _time in range(repeats):
        for variant in variants:
            run = bench.run(variant, hosts, tasks)
            if run.changed:
                raise RuntimeError(f"{variant} changed {run.changed} routers although all were as wanted")
            runs[variant].append(run)
    summary = summarise(runs, hosts, tasks)
    for line in table(summary):
        print(line, flush=True)
    return summary


def _verdicts(seen: dict[str, list[str]], summaries: list[dict[str, Any]]) -> Iterator[str]:
    for what, sequence in seen.items():
        verdict = "reached" if sequence == SEQUENCES[what] else "MISSED"
        yield f"{verdict}: {what}: {len(sequence)} request(s) to a router: {', '.join(sequence)}"
    for summary in summaries:
        for line in targets(summary):
            yield f"{line}, {summary['hosts']} hosts x {summary['tasks']}"


if __name__ == "__main__":
    sys.exit(main())
