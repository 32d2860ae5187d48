# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads that are under way in threads while the session is busy with another one."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from .._common.errors import TransportError
from .answer import Envelope
from .exchange import Admission, Exchange, Request
from .transport import Transport


@dataclass(frozen=True)
class ReadUnderWay:
    """One read under way; ``exchange`` keeps its record until it is finished."""

    future: Future[Envelope]
    exchange: Exchange

    def finish(self, main: Exchange) -> Envelope | None:
        """Wait for the answer and add to the record of ``main``. None if the router did not accept the pass. Raises TransportError."""
        try:
            envelope = self.future.result()
        except TransportError:
            main.lost = self.exchange.lost
            raise
        finally:
            main.merge(self.exchange)
        return None if envelope.unauthorized else envelope


@contextmanager
def read_in_parallel(
    main: Exchange, transport: Callable[[], Transport], requests: Sequence[Request], admitted: Admission, retries: int | None, threads: int
) -> Iterator[dict[Request, ReadUnderWay]]:
    """Start these reads with the pass of a session, each thread on a connection of its own."""
    idle: queue.SimpleQueue[Transport] = queue.SimpleQueue()

    def read(request: Request, exchange: Exchange) -> Envelope:
        try:
            exchange.transport = idle.get_nowait()
        except queue.Empty:
            exchange.transport = transport()
        try:
            return exchange.run(request, admitted, retries=retries)
        finally:
            idle.put(exchange.transport)

    def start(pool: ThreadPoolExecutor, request: Request) -> ReadUnderWay:
        exchange = main.sibling()
        return ReadUnderWay(pool.submit(read, request, exchange), exchange)

    with ThreadPoolExecutor(max(1, min(threads, len(requests)))) as pool:
        try:
            yield {request: start(pool, request) for request in requests}
        finally:
            pool.shutdown()
            while not idle.empty():
                with suppress(OSError):
                    idle.get().close()
