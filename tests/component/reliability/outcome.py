# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How a run ended: judged by what its message says, and whether that is true of the router."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from peplink_simulator.device import Device
from peplink_simulator.registry import RESOURCES

Flat = Mapping[str, Any]
GONE = "(absent)"
# Seconds for which the router has been up before each run.
AGE = 10_000.0
# What differs from run to run, or with the time that a run takes.
VOLATILE = ("timestamp", "date")
TIMES = ("billing", "scans")


class Outcome(Enum):
    """The three ways in which a run may end."""

    SUCCESS = "success"
    CLEAN = "clean failure"
    TOLD = "failure that says what is left"


# As the page calls them.
WORDS = {Outcome.SUCCESS: "ok", Outcome.CLEAN: "clean", Outcome.TOLD: "told"}


@dataclass(frozen=True)
class Picture:
    """What a router holds, as texts by path: what it runs, and what an apply would leave."""

    running: Flat
    pending: Flat


def picture(device: Device, pends: bool = False) -> Picture:
    """The configuration, what commands have left behind, API clients, tokens of these, and whether it was restarted.

    ``pends``: only what is pending counts.
    """
    names = {client.client_id: client.name for client in device.clients}
    states: dict[str, Any] = {name: device.state(name) for name in device.states}
    for name in TIMES:
        states[name] = sorted(map(str, states[name]))
    states["clients"] = sorted(names.values())
    states["tokens"] = sum(token.client.name == "fleet" for token in device.tokens)
    states["restarted"] = device.clock() - device.time.up_since < AGE
    left = dict(_flat(states))
    running = pending = {**dict(_flat({name: device.running(name) for name in RESOURCES})), **left}
    if device.has_pending:
        pending = {**dict(_flat({name: device.pending(name) for name in RESOURCES})), **left}
    return Picture(pending if pends else running, pending)


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            if name not in VOLATILE:
                yield from _flat(inner, f"{path}/{name}")
    elif isinstance(value, list) and value:
        for place, inner in enumerate(value):
            yield from _flat(inner, f"{path}/{place}")
    else:
        yield path, value


@dataclass(frozen=True)
class Change:
    """What a run without a fault makes of a router, by path."""

    before: Picture
    wanted: Flat

    @classmethod
    def between(cls, before: Picture, after: Picture) -> Change:
        paths = [path for path in {**before.running, **after.running} if before.running.get(path, GONE) != after.running.get(path, GONE)]
        return cls(before, {path: after.running.get(path, GONE) for path in paths})


@dataclass(frozen=True)
class State:
    """What is left of a change: the paths that are live, that wait for an apply, and those that nobody asked to change."""

    live: frozenset[str]
    staged: frozenset[str]
    missing: frozenset[str]
    strange: frozenset[str]


def state_of(change: Change, now: Picture, rival: Flat) -> State:
    """``rival`` is what somebody else set, by path."""
    wanted = change.wanted
    live = {path for path, value in wanted.items() if now.running.get(path, GONE) == value}
    staged = {path for path, value in wanted.items() if path not in live and now.pending.get(path, GONE) == value != change.before.pending.get(path, GONE)}
    strange = {
        path
        for former, view in ((change.before.running, now.running), (change.before.pending, now.pending))
        for path in {**former, **view}
        if view.get(path, GONE) not in (former.get(path, GONE), wanted.get(path, GONE), rival.get(path, GONE))
        or (path not in wanted and path not in rival and view.get(path, GONE) != former.get(path, GONE))
    }
    return State(frozenset(live), frozenset(staged), frozenset(set(wanted) - live), frozenset(strange))


@dataclass(frozen=True)
class Ending:
    """A run that is over: its result, what is left of its change, and which requests the router carried out."""

    result: Mapping[str, Any]
    state: State
    carried_out: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    foreign_pending: bool = False

    @property
    def text(self) -> str:
        return str(self.result.get("msg") or "")

    @property
    def nothing_staged(self) -> bool:
        return not self.state.staged

    @property
    def untouched(self) -> bool:
        return not self.state.live and not self.state.staged

    @property
    def applied(self) -> bool:
        return "cmd.config.apply" in self.carried_out


@dataclass(frozen=True)
class Statement:
    """What a message may say of the router, whether that means that nothing of the change is there, and when it is true."""

    text: str
    outcome: Outcome
    true: Callable[[Ending], bool]


# How commands say that the router has taken them, although something is amiss afterwards.
TAKEN = ("router accepted", "it accepted", "was accepted", "was told to connect", "is not over", "it rebooted", "it is back")

STATEMENTS = (
    Statement("Nothing was written.", Outcome.CLEAN, lambda end: end.untouched and not end.carried_out),
    Statement("Nothing was staged, and what others may have pending on the router was left alone.", Outcome.CLEAN, lambda end: end.untouched),
    Statement("was discarded; the running configuration was not changed", Outcome.CLEAN, lambda end: end.untouched and not end.foreign_pending),
    Statement("these were changed all the same", Outcome.TOLD, lambda end: end.nothing_staged and bool(end.state.live)),
    Statement("The change was accepted, and for", Outcome.TOLD, lambda end: bool(end.carried_out)),
    Statement("whether the running configuration was changed cannot be seen", Outcome.TOLD, lambda end: end.nothing_staged),
    Statement("changes may be pending on the router", Outcome.TOLD, lambda end: bool(end.sent)),
    Statement("The change was staged and apply was sent, and for", Outcome.TOLD, lambda end: not end.untouched and "cmd.config.apply" in end.sent),
    Statement("whether it is in effect is not known", Outcome.TOLD, lambda end: end.applied or not end.untouched),
    Statement("it still shows otherwise", Outcome.TOLD, lambda end: bool(end.carried_out)),
    Statement("unless the router has applied a part of it", Outcome.TOLD, lambda end: end.untouched or "cmd.config.apply" in end.sent),
    Statement("it may be in effect, or wait for an apply", Outcome.TOLD, lambda end: bool(end.carried_out)),
    Statement("The router may have carried it out or not.", Outcome.TOLD, lambda end: bool(end.sent)),
    Statement("was told to reboot without a usable answer", Outcome.TOLD, lambda end: bool(end.sent)),
    *(Statement(text, Outcome.TOLD, lambda end: bool(end.carried_out)) for text in TAKEN),
)


def judge(end: Ending) -> Outcome | str:
    """The outcome, or what is wrong with it."""
    if end.state.strange:
        return f"changed what nobody asked for: {sorted(end.state.strange)[:3]}"
    if not end.result.get("failed"):
        wrong = sorted(end.state.missing)[:3]
        if wrong:
            return f"ok, although not in effect: {wrong}"
        return Outcome.SUCCESS if end.nothing_staged else "ok, but something of it is pending"
    if not end.result["changed"] and not end.untouched:
        return f"says that nothing was changed (live {_some(end.state.live)}, staged {_some(end.state.staged)}): {end.text}"
    if not end.text:
        return "a failure without a message"
    said = next((statement for statement in STATEMENTS if statement.text in end.text), None)
    if said is None:
        return Outcome.CLEAN if end.untouched else f"says nothing of what is left (live {_some(end.state.live)}, staged {_some(end.state.staged)}): {end.text}"
    if not said.true(end):
        return f"says {said.text!r}, which is not true (live {_some(end.state.live)}, staged {_some(end.state.staged)}, sent {end.sent}): {end.text}"
    return said.outcome


def _some(paths: frozenset[str]) -> str:
    return ", ".join(sorted(paths)[:3]) or "nothing"
