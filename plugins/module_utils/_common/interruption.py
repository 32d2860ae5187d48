# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ending in good order when the user (SIGINT) or a parent process (SIGTERM) ends a run."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType


class Interrupted(KeyboardInterrupt):
    """The first signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class _TimeIsUp(BaseException):
    """The clean-up took too long. No exception of a kind that a library would handle."""


@contextmanager
def interruptible(clean_up: Callable[[], None], limit: float) -> Iterator[None]:
    """On the first SIGINT or SIGTERM leave the block, call ``clean_up`` for at most ``limit`` seconds, and let the signal do what it did before.

    A second signal does that at once, except for a SIGTERM after SIGINT: after Ctrl-C, ansible-playbook sends its workers both without waiting.
    Signals reach the main thread only; elsewhere this does nothing.
    """
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    former = {number: handler for number, handler in former.items() if handler not in (signal.SIG_IGN, None)}

    def restore() -> None:
        for number, handler in former.items():
            signal.signal(number, handler)

    def interrupt(number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGINT:
            signal.signal(signal.SIGTERM, _ignore)
            signal.signal(signal.SIGINT, former[signal.SIGINT])
        else:
            restore()
        raise Interrupted(number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    try:
        for number in former:
            signal.signal(number, interrupt)
        yield
    except Interrupted as interruption:
        # Whatever came of it, the process ends now.
        with suppress(Exception):
            _run_within(clean_up, limit)
        restore()
        os.kill(os.getpid(), interruption.number)
        raise
    finally:
        restore()


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Instead of SIG_IGN, for Python writes a traceback if the signal has already arrived when it takes its handler away."""


def _run_within(clean_up: Callable[[], None], limit: float) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TimeIsUp

    former = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, limit)
        clean_up()
    except _TimeIsUp:
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
