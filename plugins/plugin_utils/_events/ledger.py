# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Telling events: written down before they are put on the queue, and forgotten only after they were taken."""

from __future__ import annotations

import asyncio
import copy
import logging
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from .state import RouterState
from .state_file import Known, StateFile

LOG = logging.getLogger("wanfleet.peplink.router_events")

# What tells nothing is written down this often, and this soon if a router was seen for the first time: seconds.
CALM, SOON = 60.0, 1.0


class Queue(Protocol):
    """Where the rulebook takes events from. It may make the source wait."""

    async def put(self, event: Mapping[str, Any]) -> None:
        """Give the rulebook an event."""


class Feedback(Protocol):
    """Where the rulebook says that it has handled an event."""

    async def get(self) -> Any:
        """What the rulebook says once it has handled an event."""


class Ledger:
    """What is known of all routers, in memory and in the file.

    State and events are written together, then the events are put on the queue, then they are crossed out. If the source dies in
    between, they are told again with the same ids. While nothing can be written it goes on all the same, and says so once.
    """

    def __init__(self, file: StateFile, known: Known, queue: Queue, feedback: Feedback | None = None) -> None:
        self._file = file
        self._states = dict(known.routers)
        self._untold = list(known.untold)
        self._queue = queue
        self._feedback = feedback
        self._news = asyncio.Event()
        self._taken: list[asyncio.Future[None]] = []
        self._writing: asyncio.Future[None] | None = None
        self._dirty = False
        self._failing = False

    def state(self, router: str) -> RouterState:
        """What is known of a router."""
        return self._states.get(router, RouterState())

    async def advance(self, router: str, state: RouterState, events: Sequence[Mapping[str, Any]]) -> None:
        """Take over what was decided; returns when the events were taken, so that a busy rulebook slows down the source."""
        if router not in self._states:
            asyncio.get_running_loop().call_later(SOON, self._news.set)
        self._dirty = True
        self._states[router] = state
        if events:
            self._untold += events
            taken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._taken.append(taken)
            self._news.set()
            await taken

    async def keep(self) -> None:
        """Write and tell until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            self._news.clear()
            if self._untold:
                await self._tell()
            elif self._dirty:
                await self._write()
            calm = loop.call_later(CALM, self._news.set)
            try:
                await self._news.wait()
            finally:
                calm.cancel()

    async def close(self) -> None:
        """Write the last state."""
        if self._writing is not None:
            await asyncio.wait([self._writing])
        await self._write()

    async def _tell(self) -> None:
        # What comes while these are written and told is for the next time.
        events, waiting, self._taken = list(self._untold), self._taken, []
        await self._write()
        for event in events:
            # The filters of a rulebook change what they are given.
            await self._queue.put(copy.deepcopy(dict(event)))
            if self._feedback is not None:
                await self._feedback.get()
            self._untold.remove(event)
        await self._write()
        for taken in waiting:
            if not taken.done():
                taken.set_result(None)

    async def _write(self) -> None:
        self._dirty = False
        snapshot = Known(dict(self._states), list(self._untold))
        self._writing = asyncio.ensure_future(asyncio.to_thread(self._file.write, snapshot))
        try:
            await asyncio.shield(self._writing)
        except OSError as error:
            if not self._failing:
                text = "%s cannot be written: %s. Events are still told, but some may be told again after a restart. Check the disk."
                LOG.error(text, self._file.path, error.strerror or error)
            self._failing = self._dirty = True
        else:
            if self._failing:
                LOG.warning("%s is written again.", self._file.path)
            self._failing = False
