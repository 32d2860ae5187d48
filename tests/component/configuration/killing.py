# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A controller that dies in the middle of a run."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

from peplink_simulator import Fault

from ..conftest import Router


def kill_run(router: Router, request: tuple[str, str, int], kind: Any, run: Callable[[], Any]) -> None:
    """Run in a process of its own and kill it while a request is on its way, unanswered.

    The request is identified by method, function and the number of such requests before it; ``kind`` is ``hold_before`` or ``hold``, so
    that the router has not carried it out, or has.
    """
    method, function, before = request
    router.device.clear_journal()
    router.device.faults.add(Fault(kind=kind, function=function, method=method, skip=before))
    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    router.device.wait_for(function, method, before + 1)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    router.device.wait_for(function, method, outcome="abandoned")


def interrupt_run(router: Router, function: str, kind: Any, number: signal.Signals, run: Callable[[], Any], *, again_at: str | None = None) -> None:
    """As ``kill_run``, but with a signal that the run may handle; ``again_at``: a second one while that request is held.

    Returns when the run has ended, by that signal.
    """
    router.device.clear_journal()
    router.device.faults.add(Fault(kind=kind, function=function, method="POST"))
    if again_at:
        router.device.faults.add(Fault(kind="hold_before", function=again_at, method="POST"))

    def run_as_from_a_terminal() -> None:
        # A test run in the background inherits a SIGINT that is ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run()

    process = multiprocessing.get_context("fork").Process(target=run_as_from_a_terminal)
    process.start()
    assert process.pid is not None
    for held in (function, again_at):
        if held:
            router.device.wait_for(held)
            os.kill(process.pid, number)
    process.join(60)
    # Python answers SIGINT with an exception, which ends a process with 1.
    assert process.exitcode == (1 if number is signal.SIGINT else -number)


def requests_of(router: Router, run: Callable[[], Any]) -> list[tuple[str, str, int]]:
    """Every request of a run, as ``kill_run`` takes it."""
    router.device.clear_journal()
    run()
    sent = [(entry.method, entry.function) for entry in router.device.journal]
    return [(*request, sent[:position].count(request)) for position, request in enumerate(sent)]
