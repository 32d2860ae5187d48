# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Running, applied and pending values of the configuration of one unit."""
from __future__ import annotations

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Item = dict[str, Any]


@dataclass
class ResourceStore:
    """Items of one resource by id.

    `applied` is the configuration in force; `running` lags behind it while an apply takes effect; `pending` holds whole items that wait
    for an apply, None for an item that an apply removes.
    """

    applied: dict[int, Item]
    running: dict[int, Item] = field(init=False)
    pending: dict[int, Item | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.running = self.applied

    def staged(self) -> dict[int, Item]:
        """The configuration as it would be after an apply."""
        if not self.pending:
            return self.applied
        merged: dict[int, Item | None] = {**self.applied, **self.pending}
        return {key: item for key, item in merged.items() if item is not None}

    def stage(self, key: int, item: Item | None) -> None:
        self.pending[key] = item

    def commit(self, limit: int | None = None) -> list[int]:
        """Makes pending items the applied ones; with a limit only that many, as in an apply that breaks off. Returns their ids."""
        keys = list(self.pending)[:limit]
        merged: dict[int, Item | None] = {**self.applied, **{key: self.pending[key] for key in keys}}
        self.applied = {key: item for key, item in merged.items() if item is not None}
        for key in keys:
            del self.pending[key]
        return keys

    def change_live(self, key: int, change: Callable[[Item], Item]) -> None:
        """Changes an item in force, and in pending too, which would otherwise undo it at the next apply."""
        self.applied = {**self.applied, key: change(self.applied.get(key, {}))}
        waiting = self.pending.get(key)
        if waiting is not None:
            self.pending[key] = change(waiting)


@dataclass
class Stores:
    """All resources of a unit: one pending store, shared by API clients and web users."""

    resources: dict[str, ResourceStore]
    clock: Callable[[], float] = time.monotonic
    polls_left: int = 0
    effective_at: float = 0.0
    settling: bool = False
    timed: bool = False

    def __getitem__(self, name: str) -> ResourceStore:
        return self.resources[name]

    @property
    def has_pending(self) -> bool:
        return any(store.pending for store in self.resources.values())

    def apply(self, polls: int = 0, seconds: float = 0.0, limit: int | None = None) -> dict[str, list[int]]:
        """Pending becomes applied, and running now or after so many reads and seconds. Returns the changed ids per resource."""
        changed = {name: store.commit(limit) for name, store in self.resources.items()}
        self.polls_left, self.effective_at = polls, self.clock() + seconds
        self.settling, self.timed = bool(polls or seconds), not polls
        if not self.settling:
            self.settle()
        return changed

    def discard(self) -> None:
        for store in self.resources.values():
            store.pending.clear()

    def change_live(self, name: str, key: int, change: Callable[[Item], Item]) -> None:
        """A change that needs no apply."""
        store = self.resources[name]
        store.change_live(key, change)
        store.running = {**store.running, key: change(store.running.get(key, {}))} if self.settling else store.applied

    def poll(self) -> None:
        """Counts one read of configuration or status by a client."""
        if not self.settling:
            return
        if self.polls_left > 0:
            self.polls_left -= 1
        elif self.clock() >= self.effective_at:
            self.settle()

    def settle(self) -> None:
        """Lets the applied values take effect."""
        self.settling = False
        for store in self.resources.values():
            store.running = store.applied

    def running(self, name: str) -> dict[int, Item]:
        """Running values; a delay given only in seconds needs no client to read."""
        if self.settling and self.timed and self.clock() >= self.effective_at:
            self.settle()
        return self.resources[name].running

    def snapshot(self, name: str, pending: bool) -> dict[int, Item]:
        return copy.deepcopy(self.resources[name].staged() if pending else self.running(name))


def present(source: Item, *names: str) -> Item:
    """The named members that exist; answers drop a member instead of showing null."""
    return {name: source[name] for name in names if name in source}
