# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs of a task, each with a fault at another of its requests."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from peplink_simulator import Fault, Unknowns

from ..commands.conftest import SharedClock
from ..conftest import Router
from .cases import Case
from .faults import TROUBLES, Trouble
from .outcome import AGE, Change, Ending, Outcome, Picture, judge, picture, state_of

LATER = 3600.0
# Links come back by time alone, and the router restarts as soon as it is told.
SWITCHES = {"reconnect_polls": 0, "reconnect_seconds": 5.0, "scan_polls": 0, "scan_seconds": 5.0, "reboot_polls": 0, "reboot_seconds": 20.0}


@dataclass(frozen=True)
class Reference:
    """What a run without a fault sends and brings about."""

    sent: tuple[tuple[str, str], ...]
    change: Change


class Clocks(threading.local):
    """A clock for each run that is under way: threads share no time."""

    now: SharedClock


CLOCKS = Clocks()


def start(router: Router, case: Case, trouble: Trouble | None) -> Picture:
    """A fresh router as the case needs it; what it holds."""
    device = router.device
    device.faults.clear()
    device.unknowns = Unknowns(**{**SWITCHES, **case.switches, **(trouble.switches if trouble else {})})
    router.fresh()
    device.stop_clock(AGE)
    case.prepare(device)
    device.clear_journal()
    CLOCKS.now = SharedClock()
    CLOCKS.now.device = device
    return picture(device)


def run(router: Router, case: Case, trouble: Trouble | None) -> dict[str, Any]:
    login = case.login or (trouble is not None and trouble.login)
    return router.run(case.module, login=login, **{"timeout": 1 if trouble and trouble.waits else 30, **case.params})


def settle(router: Router) -> None:
    """Let everything come to its end that is under way on the router."""
    device = router.device
    device.faults.clear()
    device.release()
    device.end_dark()
    for _request in range(2):
        device.count_towards_reboot()
    device.end_dark()
    device.advance(LATER)
    device.stores.settle()
    device.advance_jobs()


def reference(router: Router, case: Case, login: bool) -> Reference:
    """Run the task without a fault."""
    case = dataclasses.replace(case, login=login or case.login)
    before = start(router, case, None)
    result = run(router, case, None)
    assert result.get("msg") is None, result["msg"]
    assert result["changed"]
    sent = tuple((entry.method, entry.function) for entry in router.device.journal)
    settle(router)
    change = Change.between(before, picture(router.device))
    assert change.wanted, f"{case.module} changes nothing"
    return Reference(sent, change)


def first_of_each(sent: Sequence[tuple[str, str]], positions: Sequence[int]) -> list[int]:
    """The positions whose request is the first of its kind."""
    return [position for position in positions if sent[position] not in sent[:position]]


def struck(router: Router, case: Case, trouble: Trouble, fault: Fault, plain: Reference) -> Outcome | str | None:
    """How a run with the fault ends; None if it did not strike."""
    start(router, case, trouble)
    device, clock = router.device, CLOCKS.now
    rival = dict[str, Any]()
    if fault.kind == "foreign_edit" or trouble.edited:
        before = picture(device)
        device.stage_foreign(fault.resource, fault.item or fault.wan, fault.edit)
        rival = _differing(before, picture(device))
        if not trouble.edited:
            device.discard()
    armed = device.faults.add(fault)
    begun = clock.now
    result = run(router, case, trouble)
    if not trouble.switches and armed.times == fault.times:
        return None if trouble.anywhere else "did not strike"
    if clock.now - begun > case.limit:
        return f"took {clock.now - begun:.0f} s"
    foreign = trouble.edited and any(picture(device).pending.get(path) == value for path, value in rival.items())
    settle(router)
    ours = [entry for entry in device.posts() if entry.function != "cmd.config.discard"]
    return judge(
        Ending(
            result,
            state_of(plain.change, picture(device), rival),
            tuple(entry.function for entry in ours if entry.processed),
            tuple(entry.function for entry in ours),
            foreign,
        )
    )


def _differing(before: Picture, after: Picture) -> dict[str, Any]:
    return {path: value for path, value in after.pending.items() if before.pending.get(path) != value}


def faults_of(case: Case, trouble: Trouble, plain: Reference) -> Iterator[Fault]:
    positions = trouble.positions(plain.sent)
    for position in positions if case.everywhere else first_of_each(plain.sent, positions):
        fault = trouble.at(plain.sent, position)
        if trouble.anywhere:
            fault = dataclasses.replace(fault, wan=case.wan)
        if trouble.name == "foreign_edit, same value":
            if case.rival is None:
                continue
            resource, item, edit = case.rival
            fault = dataclasses.replace(fault, resource=resource, item=item, edit=edit)
        if trouble.edited:
            fault = dataclasses.replace(fault, wan=3, edit={"healthcheck": {"enable": True, "interval": 60}})
        yield fault


def outcomes(routers: Sequence[Router], case: Case, wrong: list[str]) -> dict[str, Counter[Outcome]]:
    """How many runs end how, by fault; what must not be is added to ``wrong``."""
    # Routers have secrets of their own, so what a run makes of one is not quite what it makes of another.
    plain: dict[tuple[str, bool], Reference] = {}

    def reference_of(router: Router, login: bool) -> Reference:
        key = router.device.name, login
        if key not in plain:
            plain[key] = reference(router, case, login)
        return plain[key]

    found: dict[str, Counter[Outcome]] = {}
    idle: SimpleQueue[Router] = SimpleQueue()
    for router in routers:
        idle.put(router)

    def one(trouble: Trouble, fault: Fault) -> Outcome | str | None:
        router = idle.get()
        try:
            return struck(router, case, trouble, fault, reference_of(router, trouble.login))
        finally:
            idle.put(router)

    for trouble in TROUBLES:
        counts: Counter[Outcome] = Counter()
        faults = list(faults_of(case, trouble, reference_of(routers[0], trouble.login)))
        t0=time.time();c0=time.process_time()
        with ThreadPoolExecutor(len(routers) if trouble.waits else 1) as pool:
            for fault, outcome in zip(faults, pool.map(lambda fault, trouble=trouble: one(trouble, fault), faults), strict=True):
                if isinstance(outcome, Outcome):
                    counts[outcome] += 1
                elif outcome is not None:
                    wrong.append(f"{trouble.name} (skip {fault.skip}): {outcome}")
        found[trouble.name] = counts
        print(f'{trouble.name:30} {len(faults):3} {time.time()-t0:6.2f} {time.process_time()-c0:6.2f}')
    return found
