# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Work that is spread over processes and threads: nothing is lost, nothing is waited for without limit, nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.processes import spread
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.threads import run_jobs

Give = Callable[[str, dict[str, Any]], None]
TREE = Path(__file__).resolve().parents[4] / "build" / "tree"


def pids(names: Sequence[str], give: Give) -> None:
    for name in names:
        give(name, {"pid": os.getpid(), "text": name * 2})


@pytest.mark.parametrize(("count", "processes", "used"), [(0, 2, 0), (1, 2, 1), (7, 1, 1), (7, 2, 2), (7, 3, 3)])
def test_every_name_has_one_result_from_one_of_the_processes(count: int, processes: int, used: int) -> None:
    names = [f"röuter {number}" for number in range(count)]
    found = [entry for entry in spread(names, processes, pids, tick=0.1) if entry is not None]
    assert sorted(name for name, _result in found) == sorted(names)
    assert all(result["text"] == name * 2 for name, result in found)
    assert len({result["pid"] for _name, result in found} - {os.getpid()}) == used


def test_large_results_arrive_whole() -> None:
    def work(names: Sequence[str], give: Give) -> None:
        for name in names:
            give(name, {"text": name * 300_000})

    found = dict(entry for entry in spread(["a", "b"], 2, work, 0.1) if entry)
    assert {name: len(result["text"]) for name, result in found.items()} == {"a": 300_000, "b": 300_000}


def test_a_process_that_dies_takes_only_its_own_names_along() -> None:
    def work(names: Sequence[str], give: Give) -> None:
        if "bad" in names:
            os.kill(os.getpid(), signal.SIGKILL)
        pids(names, give)

    assert [entry[0] for entry in spread(["bad", "good", "worse", "better"], 2, work, 0.1) if entry] == ["good", "better"]


def test_an_exception_ends_the_process_quietly() -> None:
    def work(names: Sequence[str], give: Give) -> None:
        give(names[0], {})
        raise RuntimeError("a defect")

    assert [entry[0] for entry in spread(["one", "two"], 1, work, 0.1) if entry] == ["one"]


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_who_stops_listening_leaves_no_process_behind() -> None:
    def work(names: Sequence[str], give: Give) -> None:
        pids(names, give)
        threading.Event().wait(60)

    results = spread(["one"], 1, work, 0.1)
    _name, result = next(filter(None, results))
    results.close()
    assert gone(result["pid"])


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_processes_end_with_the_one_that_started_them(end: signal.Signals) -> None:
    program = """
import os, sys, threading
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.processes import spread
def work(names, give):
    give(names[0], {"pid": os.getpid()})
    threading.Event().wait(60)
for entry in spread(["one", "two"], 2, work, 0.1):
    if entry:
        print(entry[1]["pid"], flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONPATH": str(TREE)}
    ) as parent:
        assert parent.stdout is not None
        children = [int(parent.stdout.readline()) for _child in range(2)]
        parent.send_signal(end)
        parent.wait(10)
        # Their end of the pipe closes when they are gone.
        assert parent.stdout.read() == ""
    deadline = time.monotonic() + 10
    while not all(gone(pid) for pid in children) and time.monotonic() < deadline:
        os.sched_yield()
    assert all(gone(pid) for pid in children)


def given(jobs: dict[str, Callable[[], dict[str, Any]]], concurrency: int, limit: float) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def give(name: str, result: dict[str, Any]) -> None:
        assert name not in found
        found[name] = result

    run_jobs(jobs.items(), concurrency, limit, give, lambda name: {"overdue": name})
    return found


def test_no_more_jobs_run_at_a_time_than_allowed() -> None:
    running, most, lock = 0, 0, threading.Lock()
    together = threading.Barrier(3)

    def job() -> dict[str, Any]:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        together.wait(10)
        with lock:
            running -= 1
        return {"done": True}

    assert given({str(number): job for number in range(9)}, 3, 10) == {str(number): {"done": True} for number in range(9)}
    assert most == 3


def test_a_job_over_its_limit_costs_the_others_nothing() -> None:
    never = threading.Event()
    jobs: dict[str, Callable[[], dict[str, Any]]] = {"slow": lambda: {"late": never.wait(30)}, "a": lambda: {"ok": 1}, "b": lambda: {"ok": 2}}
    try:
        assert given(jobs, 1, 0.2) == {"slow": {"overdue": "slow"}, "a": {"ok": 1}, "b": {"ok": 2}}
    finally:
        never.set()


def test_a_result_that_comes_too_late_is_dropped() -> None:
    late, next_one = threading.Event(), threading.Event()

    def slow() -> dict[str, Any]:
        late.wait(30)
        next_one.set()
        return {"late": True}

    def second() -> dict[str, Any]:
        late.set()
        next_one.wait(30)
        return {"ok": True}

    assert given({"slow": slow, "second": second}, 1, 0.2) == {"slow": {"overdue": "slow"}, "second": {"ok": True}}
