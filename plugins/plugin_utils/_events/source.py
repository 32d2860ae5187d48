# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The source: looks at all routers in turn, decides, tells."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ...module_utils._client.transport import HAS_REQUESTS, Clock, Transport
from ...module_utils._common.connection_options import ConnectionOptions
from ...module_utils._common.errors import PeplinkError
from .._task_options import BadOptions
from .conversation import MOST_CONFIGURATION_REQUESTS, Conversation, default_transport
from .decisions import BASE, Look, decide
from .ledger import Feedback, Ledger, Queue
from .options import Options, checked, parsed
from .routers import routers_of
from .rules import Rules
from .schedule import Timetable
from .state_file import StateFile
from .workers import Workers

LOG = logging.getLogger("wanfleet.peplink.router_events")

# The first looks are spread over the interval, but no more than so many seconds for each router.
_SPREAD = 0.1

# At the end, all sessions together may take so many seconds to log out.
_FAREWELL = 5.0


@dataclass
class Router:
    """A router under watch. ``busy``: a thread is talking to it."""

    name: str
    conversation: Conversation
    rules: Rules
    subjects: Sequence[str]
    timetable: Timetable = field(default_factory=Timetable)
    busy: bool = False


async def run(queue: Queue, arguments: Mapping[str, Any]) -> None:
    """Watch routers until cancelled. Raises BadOptions before anything is asked, with all that is wrong with the arguments."""
    given = dict(arguments)
    feedback: Feedback | None = given.pop("eda_feedback_queue", None)
    if not HAS_REQUESTS:
        raise BadOptions("router_events needs the Python library requests: install it for the Python that runs ansible-rulebook.")
    options, connections = prepared(given)
    file = StateFile(options.state_file)
    try:
        ledger = Ledger(file, file.read(), queue, feedback)
        await Source(options, connections, ledger).run()
    finally:
        file.close()


def prepared(arguments: Mapping[str, Any]) -> tuple[Options, dict[str, ConnectionOptions]]:
    """The options, and how to reach each router. Raises BadOptions."""
    values = checked(arguments)
    connections, problems = routers_of(values)
    options, wrong = parsed(values, connections, MOST_CONFIGURATION_REQUESTS)
    problems += wrong
    if options is None or problems:
        raise BadOptions("; ".join(text.rstrip(".") for text in problems))
    return options, connections


class Source:
    """One run over some routers."""

    def __init__(
        self,
        options: Options,
        connections: Mapping[str, ConnectionOptions],
        ledger: Ledger,
        clock: Clock | None = None,
        transport: Callable[[ConnectionOptions], Transport] = default_transport,
    ) -> None:
        """Raises BadOptions for a connection that cannot work, such as one with a CA file that does not exist."""
        self._options = options
        self._ledger = ledger
        self._clock = clock or Clock()
        self._random = random.Random()
        self.routers: list[Router] = []
        problems = []
        for name, connection in connections.items():
            try:
                conversation = Conversation(connection, options.max_requests_per_minute, self._clock, transport)
                self.routers.append(Router(name, conversation, options.rules.of(name), options.subjects(name)))
            except PeplinkError as error:
                problems.append(f"{name}: {error}")
        if problems:
            raise BadOptions("; ".join(problems))
        self._workers = Workers(min(options.concurrency, len(self.routers)))

    async def run(self) -> None:
        """Until cancelled."""
        spread = min(self._options.pace.interval, _SPREAD * len(self.routers)) / len(self.routers)
        tasks = [asyncio.ensure_future(self._ledger.keep())]
        tasks += [asyncio.ensure_future(self._watch(router, spread * position)) for position, router in enumerate(self.routers)]
        try:
            done, _pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._ledger.close()
            await self._say_goodbye()

    async def round(self, router: Router) -> float:
        """Look at a router, tell what there is to tell, and return the seconds until the next time."""
        look, moved = await self._look(router, [BASE])
        if look is not None:
            router.timetable = router.timetable.counted(look.failure is not None)
        state = self._ledger.state(router.name)
        if look is not None and look.failure is None:
            wanted = [subject for subject in router.subjects if subject not in router.conversation.missing]
            due = router.timetable.details(wanted, self._options.pace, self._clock.monotonic(), moved, state.unsettled)
            for subject in due:
                details, _moved = await self._look(router, [subject])
                if details is not None:
                    router.timetable = router.timetable.after([subject], self._clock.monotonic())
        settled = "router" not in self._ledger.state(router.name).unsettled
        return router.timetable.pause(self._options.pace, settled, self._random.uniform(-1, 1))

    async def _watch(self, router: Router, first: float) -> None:
        await asyncio.sleep(first)
        while True:
            await asyncio.sleep(await self.round(router))

    async def _look(self, router: Router, subjects: Sequence[str]) -> tuple[Look | None, bool]:
        look = await self._workers.run(partial(_looked, router, subjects))
        if look is None:
            return None, False
        decision = decide(router.name, self._ledger.state(router.name), look, router.rules, self._options.settle)
        await self._ledger.advance(router.name, decision.state, decision.events)
        return look, decision.moved

    async def _say_goodbye(self) -> None:
        idle = [router for router in self.routers if not router.busy]
        farewells = [asyncio.ensure_future(self._workers.run(router.conversation.close)) for router in idle]
        if farewells:
            await asyncio.wait(farewells, timeout=_FAREWELL)
        self._workers.stop()


def _looked(router: Router, subjects: Sequence[str]) -> Look | None:
    router.busy = True
    try:
        return router.conversation.look(subjects)
    except Exception as error:  # noqa: BLE001 - one router must cost the others nothing
        # A defect of the collection. Its text may hold anything.
        LOG.error("%s: looking at %s failed with an unexpected %s.", router.name, ", ".join(subjects), type(error).__name__)
        return None
    finally:
        router.busy = False
