# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Worker processes for work that one processor is too slow for. They end with the process that started them, and with the one that started that."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any

# Works on its share of the names, and gives the result of each to the function.
Work = Callable[[Sequence[str], Callable[[str, dict[str, Any]], None]], None]

_CHUNK = 1 << 16


def spread(names: Sequence[str], processes: int, work: Work, tick: float) -> Generator[tuple[str, dict[str, Any]] | None, None, None]:
    """Results as they come, by name; None at least every ``tick`` seconds, so that the caller can tell how far it is.

    A name has no result if its process ended before. Results are JSON objects. Linux and macOS.
    """
    starter = os.getppid()
    alive, hold = os.pipe()
    workers: dict[int, int] = {}
    try:
        for number in range(max(1, min(processes, len(names)))):
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(hold)
                os.close(reading)
                _be_worker(names[number::processes], work, alive, writing)
            os.close(writing)
            workers[reading] = child
        for entry in _results(list(workers), tick):
            # Ansible itself leaves a worker running when somebody ends the main process.
            if os.getppid() != starter:
                return
            yield entry
    finally:
        os.close(hold)
        os.close(alive)
        for reading, child in workers.items():
            os.close(reading)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(child, 0)


def _be_worker(names: Sequence[str], work: Work, alive: int, writing: int) -> None:
    """Never returns: what stands further down the stack belongs to the other process."""
    try:
        # The heap of the other process is not ours to collect: looking at it takes time, and copies it.
        gc.freeze()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Thread(target=_end_with_parent, args=(alive,), daemon=True).start()
        with os.fdopen(writing, "w", encoding="ascii") as pipe:

            def give(name: str, result: dict[str, Any]) -> None:
                pipe.write(json.dumps([name, result], default=str) + "\n")
                pipe.flush()

            work(names, give)
    finally:
        os._exit(0)


def _end_with_parent(alive: int) -> None:
    # Nothing is ever written: the pipe only ends, when nobody holds its other end any more.
    os.read(alive, 1)
    os._exit(1)


def _results(pipes: Sequence[int], tick: float) -> Iterator[tuple[str, dict[str, Any]] | None]:
    rest = dict.fromkeys(pipes, b"")
    with selectors.DefaultSelector() as selector:
        for pipe in pipes:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            for key, _events in selector.select(tick):
                data = os.read(key.fd, _CHUNK)
                if not data:
                    selector.unregister(key.fd)
                    continue
                *lines, rest[key.fd] = (rest[key.fd] + data).split(b"\n")
                for line in lines:
                    name, result = json.loads(line)
                    yield name, result
            yield None
