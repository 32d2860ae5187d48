# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs of a task, each with a fault at another of its requests."""

from __future__ import annotations

import dataclasses
import functools
import gc
import importlib
import threading
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
from .faults import Trouble
from .outcome import AGE, WORDS, Change, Ending, Outcome, Picture, judge, picture, state_of

LATER = 3600.0
DISCARD = "cmd.config.discard"
TOKENS = ("auth.token.grant", "auth.token.revoke")
MODULES = "ansible_collections.wanfleet.peplink.plugins.modules"
# Of requests that faults do not strike.
UNHEARD = ("dark", "busy")
CLOSING = ("logout", "auth.token.revoke")
# Links come back by time alone, and the router restarts as soon as it is told.
SWITCHES = {"reconnect_polls": 0, "reconnect_seconds": 5.0, "scan_polls": 0, "scan_seconds": 5.0, "reboot_polls": 0, "reboot_seconds": 20.0}


@dataclass(frozen=True)
class Reference:
    """What a run without a fault sends and brings about."""

    sent: tuple[tuple[str, str], ...]
    writes: frozenset[int]
    change: Change


class Clocks(threading.local):
    """A clock for each run that is under way: threads share no time."""

    now: SharedClock


CLOCKS = Clocks()


def start(router: Router, case: Case, trouble: Trouble | None) -> None:
    """Bring the router into the state that the case needs."""
    device = router.device
    device.faults.clear()
    device.unknowns = Unknowns(**{**SWITCHES, **case.switches, **(trouble.switches if trouble else {})})
    router.fresh()
    device.stop_clock(AGE)
    case.prepare(device)
    device.clear_journal()
    CLOCKS.now = SharedClock()
    CLOCKS.now.device = device


def run(router: Router, case: Case, trouble: Trouble | None) -> dict[str, Any]:
    login, params = case.login, {"timeout": 30}
    if trouble is not None:
        options = importlib.import_module(f"{MODULES}.{case.module}").MODULE.spec
        login = login or trouble.login
        params = {"timeout": 1 if trouble.waits else 30, **{name: value for name, value in trouble.params.items() if name in options}}
    return router.run(case.module, login=login, **{**params, **case.params})


def settle(router: Router, fault: Fault | None = None) -> None:
    """Let everything come to its end that is under way on the router."""
    device = router.device
    device.faults.clear()
    for entry in device.journal:
        if entry.outcome == "held" and fault is not None and fault.kind == "hold_before":
            # An exception that is not collected yet may keep the client's connection open.
            gc.collect()
            device.wait_for(entry.function, entry.method, outcome="abandoned")
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
    start(router, case, None)
    before = picture(router.device, case.pends)
    result = run(router, case, None)
    assert result.get("msg") is None, result["msg"]
    assert result["changed"]
    heard = [entry for entry in router.device.journal if entry.outcome not in UNHEARD]
    sent = tuple((entry.method, entry.function) for entry in heard)
    writes = frozenset(position for position, entry in enumerate(heard) if entry.writes)
    settle(router)
    change = Change.between(before, picture(router.device, case.pends))
    assert change.wanted, f"{case.module} changes nothing"
    return Reference(sent, writes, change)


def telling(plain: Reference, positions: Sequence[int]) -> list[int]:
    """Of these positions, the first of each function that writes, and the last one before the end: all that modules do not share."""
    chosen = [position for position in positions if position in plain.writes and plain.sent[position] not in plain.sent[:position]]
    others = [position for position in positions if plain.sent[position][1] not in CLOSING]
    return sorted({*chosen, *others[-1:]})


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
            start(router, case, trouble)
            clock = CLOCKS.now
    armed = device.faults.add(fault)
    begun = clock.now
    result = run(router, case, trouble)
    if not trouble.switches and (armed.skip if fault.times is None else armed.times == fault.times):
        return None if trouble.anywhere else "did not strike"
    if clock.now - begun > case.limit:
        return f"took {clock.now - begun:.0f} s"
    foreign = trouble.edited and any(picture(device).pending.get(path) == value for path, value in rival.items())
    settle(router, fault)
    ours = [entry for entry in device.journal if entry.writes or (case.login and entry.function in TOKENS)]
    return judge(
        Ending(
            result,
            state_of(plain.change, picture(device, case.pends), rival),
            tuple(entry.function for entry in ours if entry.processed and (case.pends or entry.function != DISCARD)),
            tuple(entry.function for entry in ours),
            foreign,
        )
    )


def _differing(before: Picture, after: Picture) -> dict[str, Any]:
    return {path: value for path, value in after.pending.items() if before.pending.get(path) != value}


def places(case: Case, trouble: Trouble, plain: Reference) -> list[int]:
    """The positions of the requests that are struck in turn."""
    positions = trouble.positions(plain.sent)
    if trouble.each and case.everywhere:
        return positions
    chosen = telling(plain, positions)
    return chosen if trouble.each else chosen[:1]


def faults_of(case: Case, trouble: Trouble, plain: Reference) -> Iterator[Fault]:
    for position in places(case, trouble, plain):
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


def outcomes(routers: Sequence[Router], cases: Sequence[Case], troubles: Sequence[Trouble]) -> tuple[dict[str, Counter[str]], list[str]]:
    """How many runs of these tasks end how, by fault, and what must not be. The routers are alike."""
    found = {trouble.name: Counter[str]() for trouble in troubles}
    wrong: list[str] = []
    for case in cases:
        for trouble, fault, outcome in _endings(routers, case, troubles):
            if isinstance(outcome, Outcome):
                found[trouble.name][WORDS[outcome]] += 1
            elif outcome is not None:
                wrong.append(f"{case.module}, {trouble.name} after {fault.skip} requests: {outcome}")
    return found, wrong


def _endings(routers: Sequence[Router], case: Case, troubles: Sequence[Trouble]) -> Iterator[tuple[Trouble, Fault, Outcome | str | None]]:
    idle: SimpleQueue[Router] = SimpleQueue()

    @functools.cache
    def reference_of(login: bool) -> Reference:
        return reference(routers[0], case, login)

    def one(work: tuple[Trouble, Fault]) -> Outcome | str | None:
        router = idle.get()
        try:
            return struck(router, case, *work, reference_of(work[0].login))
        finally:
            idle.put(router)

    for router in routers:
        idle.put(router)
    for waits in (False, True):
        works = [(trouble, fault) for trouble in troubles if trouble.waits is waits for fault in faults_of(case, trouble, reference_of(trouble.login))]
        with ThreadPoolExecutor(len(routers) if waits else 1) as pool:
            for work, outcome in zip(works, pool.map(one, works), strict=True):
                yield *work, outcome
