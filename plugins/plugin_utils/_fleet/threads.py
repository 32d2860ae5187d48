# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many jobs at a time in threads, each with a limit in time."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

Job = Callable[[], dict[str, Any]]
Give = Callable[[str, dict[str, Any]], None]


def run_jobs(jobs: Iterable[tuple[str, Job]], concurrency: int, limit: float, give: Give, overdue: Callable[[str], dict[str, Any]]) -> None:
    """Run named jobs, ``concurrency`` at a time, and give the result of each.

    One that takes more than ``limit`` seconds gets the result ``overdue``. Its thread is left alone and counts no longer: the process
    has to end by os._exit.
    """
    done: queue.SimpleQueue[tuple[str, dict[str, Any]]] = queue.SimpleQueue()
    begun: dict[str, float] = {}

    def start(name: str, job: Job) -> None:
        begun[name] = time.monotonic() + limit
        threading.Thread(target=lambda: done.put((name, job())), daemon=True).start()

    def settle() -> None:
        # The first one that was begun is the first one that is overdue.
        first, end = next(iter(begun.items()))
        try:
            name, result = done.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            name, result = first, overdue(first)
        if begun.pop(name, None) is not None:
            give(name, result)

    for name, job in jobs:
        while len(begun) >= concurrency:
            settle()
        start(name, job)
    while begun:
        settle()
