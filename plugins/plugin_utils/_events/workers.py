# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Threads for what blocks. They end with the process, whatever they wait for: no router can keep the source from stopping."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")


class Workers:
    """So many daemon threads, which run jobs in the order in which they come."""

    def __init__(self, count: int) -> None:
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Any], asyncio.Future[Any]] | None] = queue.SimpleQueue()
        self._count = count
        for number in range(count):
            threading.Thread(target=self._work, name=f"router_events-{number}", daemon=True).start()

    async def run(self, job: Callable[[], _T]) -> _T:
        """What the job returns or raises, from one of the threads."""
        future: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        self._jobs.put((job, future))
        return await future

    def stop(self) -> None:
        """Start no more jobs. Does not wait for those that run."""
        for _number in range(self._count):
            self._jobs.put(None)

    def _work(self) -> None:
        while (entry := self._jobs.get()) is not None:
            job, future = entry
            if not future.cancelled():
                result, error = None, None
                try:
                    result = job()
                except Exception as raised:  # noqa: BLE001 - whoever waits for it gets it
                    error = raised
                # The loop may have ended meanwhile.
                with contextlib.suppress(RuntimeError):
                    future.get_loop().call_soon_threadsafe(_settle, future, result, error)
            # Not until the next job: an answer may be large.
            del entry, job, future


def _settle(future: asyncio.Future[Any], result: Any, error: Exception | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
