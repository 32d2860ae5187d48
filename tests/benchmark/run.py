# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Measure what tasks of the collection cost on the controller.

Workloads (``--only``):

task    one module, beside ansible.builtin.debug and ansible.builtin.uri; the slow one, because of the variants module and uri
whole   a whole device in one task of peplink_config: unchanged, changed, parallel_reads without and with latency
fleet   the whole device on 500 routers, by number of forks
provision  the role provision on 500 routers, of which none or 5 differ
audit   the role audit with its report, on 250 and on 1000 routers
plan    one task that compares 250 and 1,000 routers, without and with latency
figures    the role figures with its files, on 250 and on 1,000 routers
facts   facts min and all of 200 routers, parallel_reads without and with latency
slices  an audit of 1,000 routers by one worker and by two
memory  what the controller takes with 100 forks on 500 routers that are slow to answer
events  processor time and memory of the event source with 500 routers, and what it transfers

All variants of a workload run against the same simulated fleet, in turn, several times; the medians count, and their ratios
rather than their seconds: the machine, the simulator's load on it included, is the same for all. Variants of the workload task
(``--variants``, see playbooks/):

debug       nothing at all: the floor
in_process  peplink_wan_connection on routers that are as wanted, token cached
module      the same task delegated to a host of connection local: an ordinary module
uri         one GET of the same function with a token from the inventory, compared in changed_when

Latency is added to each request and not to the handshakes, so what parallel_reads saves is shown at its best: over a real link
each further connection waits for two to three round trips of its own.

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
from pathlib import Path
from typing import Any

from events import events
from playbook import versions
from workloads import VARIANTS, Result, Setting
from workloads import WORKLOADS as PLAYBOOKS

WORKLOADS = {**PLAYBOOKS, "events": events}
BUILD = Path(__file__).resolve().parents[2] / "build"


def main() -> int:
    """Measure, print, write."""
    options = _options()
    directory = BUILD / "bench"
    shutil.rmtree(directory, ignore_errors=True)
    results: dict[str, Result] = {}
    conditions: dict[str, Any] = {
        "versions": versions(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "forks": options.forks,
        "quick": options.quick,
        "load": round(os.getloadavg()[0], 1),
    }
    print(f"{', '.join(conditions['versions'])}, {os.cpu_count()} processors, {options.forks} forks, load {conditions['load']}", flush=True)
    try:
        for name in options.only:
            part = directory / name
            part.mkdir(parents=True)
            setting = Setting(part, options.quick, options.forks, options.repeats, options.variants)
            results[name] = WORKLOADS[name](setting)
            print("\n".join(results[name].verdicts), flush=True)
    except RuntimeError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    sequences = {what: sequence for result in results.values() for what, sequence in result.sequences.items()}
    workloads = {name: result.tables for name, result in results.items()}
    report = BUILD / "bench.json"
    content = {"conditions": conditions, "sequences": sequences, "workloads": workloads}
    report.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"All figures: {report.relative_to(Path.cwd()) if report.is_relative_to(Path.cwd()) else report}")
    return 0 if all(result.sound for result in results.values()) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer hosts, once: a smoke test, not a measurement")
    parser.add_argument("--only", nargs="+", choices=WORKLOADS, default=list(WORKLOADS), help="workloads to run")
    parser.add_argument("--repeats", type=int, help="how often to measure each variant; else 3 times, of the workloads fleet, audit and slices once")
    parser.add_argument("--forks", type=int, default=10, help="of the workloads task, whole and facts")
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=VARIANTS, help="variants of the workload task to measure")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
