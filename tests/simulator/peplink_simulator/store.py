# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running, applied and pending values of the configuration of one unit."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .lag import History

Item = dict[str, Any]
Key = Any  # a number, for ports a text
Items = dict[Key, Item]

READS_BEFORE_REVERSAL = 2


@dataclass
class ResourceStore:
    """Items of one resource by id.

    `applied` is the configuration in force; `running` lags behind it while an apply takes effect; `pending` holds whole items that wait
    for an apply, None for an item that an apply removes. `taken_back` are ids whose pending change will not last (unknown 31).
    """

    applied: Items
    running: Items = field(init=False)
    pending: dict[Key, Item | None] = field(default_factory=dict)
    taken_back: set[Key] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.running = self.applied

    def staged(self) -> Items:
        """The configuration as it would be after an apply."""
        return _with(self.applied, self.pending) if self.pending else self.applied

    def stage(self, key: Key, item: Item | None) -> None:
        if item is None and key not in self.applied:
            self.pending.pop(key, None)
        else:
            self.pending[key] = item

    def commit(self, limit: int | None = None) -> list[Key]:
        """Makes pending items the applied ones; with a limit only that many, as in an apply that breaks off. Returns their ids."""
        keys = list(self.pending)[:limit]
        self.applied = _with(self.applied, {key: self.pending[key] for key in keys})
        for key in keys:
            del self.pending[key]
        return keys

    def change_live(self, key: Key, change: Callable[[Item], Item | None]) -> None:
        """Changes an item in force, and in pending too, which would otherwise undo it at the next apply."""
        self.applied = _with(self.applied, {key: change(self.applied.get(key, {}))})
        waiting = self.pending.get(key)
        if waiting is not None:
            self.stage(key, change(waiting))


@dataclass
class Reversal:
    """An item of before, to be put back when so many more reads are answered."""

    item: Item
    reads_left: int = READS_BEFORE_REVERSAL


@dataclass
class Stores:
    """All resources of a unit: one pending store, shared by API clients and web users."""

    resources: dict[str, ResourceStore]
    clock: Callable[[], float] = time.monotonic
    polls_left: int = 0
    effective_at: float = 0.0
    settling: bool = False
    timed: bool = False
    reversals: dict[tuple[str, Key], Reversal] = field(default_factory=dict)
    history: History = field(default_factory=History)

    def __post_init__(self) -> None:
        self._note()

    def __getitem__(self, name: str) -> ResourceStore:
        return self.resources[name]

    @property
    def has_pending(self) -> bool:
        return any(store.pending for store in self.resources.values())

    def apply(self, polls: int = 0, seconds: float = 0.0, limit: int | None = None) -> dict[str, list[Key]]:
        """Pending becomes applied, and running now or after so many reads and seconds. Returns the changed ids per resource."""
        changed: dict[str, list[Key]] = {}
        for name, store in self.resources.items():
            before = store.applied
            changed[name] = store.commit(limit)
            limit = None if limit is None else limit - len(changed[name])
            for key in store.taken_back.intersection(changed[name]):
                self.take_back(name, key, before[key])
            store.taken_back.difference_update(changed[name])
        self.polls_left, self.effective_at = polls, self.clock() + seconds
        self.settling, self.timed = bool(polls or seconds), not polls
        if not self.settling:
            self.settle()
        return changed

    def discard(self) -> None:
        for store in self.resources.values():
            store.pending.clear()
            store.taken_back.clear()

    def change_live(self, name: str, key: Key, change: Callable[[Item], Item | None]) -> None:
        """A change that needs no apply."""
        store = self.resources[name]
        store.change_live(key, change)
        if self.settling:
            lagging = store.running.get(key)
            store.running = _with(store.running, {key: store.applied.get(key) if lagging is None else change(lagging)})
        else:
            store.running = store.applied
        self._note()

    def take_back(self, name: str, key: Key, before: Item) -> None:
        """Lets a change that was just made last for a few reads only."""
        earlier = self.reversals.get((name, key))
        self.reversals[name, key] = Reversal(earlier.item if earlier else before)

    def poll(self) -> None:
        """Counts one read of configuration or status by a client, before it is answered."""
        if not self.settling:
            return
        if self.polls_left > 0:
            self.polls_left -= 1
        elif self.clock() >= self.effective_at:
            self.settle()

    def end_read(self) -> None:
        """Counts one read after it was answered."""
        for (name, key), reversal in list(self.reversals.items()):
            reversal.reads_left -= 1
            if reversal.reads_left <= 0:
                store = self.resources[name]
                store.applied = _with(store.applied, {key: reversal.item})
                store.running = _with(store.running, {key: reversal.item})
                del self.reversals[name, key]
                self._note()

    def settle(self) -> None:
        """Lets the applied values take effect."""
        at = self.effective_at if self.settling and self.timed else self.clock()
        self.settling = False
        for store in self.resources.values():
            store.running = store.applied
        self._note(at)

    def _note(self, at: float | None = None) -> None:
        self.history.note({name: store.running for name, store in self.resources.items()}, self.clock() if at is None else at)

    def seen_by(self, function: str, seconds: float, polls: int) -> Mapping[str, Items]:
        """Running values by resource as a function shows them that lags."""
        self._settle_if_due()
        return self.history.seen_by(function, seconds, polls, self.clock())

    def _settle_if_due(self) -> None:
        """A delay given only in seconds needs no client to read."""
        if self.settling and self.timed and self.clock() >= self.effective_at:
            self.settle()

    def running(self, name: str) -> Items:
        self._settle_if_due()
        return self.resources[name].running

    def snapshot(self, name: str, pending: bool) -> Items:
        return copy.deepcopy(self.resources[name].staged() if pending else self.running(name))


def _with(items: Items, changes: Mapping[Key, Item | None]) -> Items:
    """Copy with changed items; None removes one."""
    merged = {**items, **changes}
    return {key: item for key, item in merged.items() if item is not None}


def present(source: Item, *names: str) -> Item:
    """The named members that exist; answers drop a member instead of showing null."""
    return {name: source[name] for name in names if name in source}
