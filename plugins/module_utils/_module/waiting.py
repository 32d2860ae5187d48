# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting for a router: by the task's clock, for a limited time, and with a word now and then about what is awaited."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .._common.errors import NotInEffect, PeplinkError, Refused, TransportError
from .module import Task

# A person who watches wants to know that something goes on, but not every few seconds.
SAY_EVERY = 10.0

Found = TypeVar("Found")


class Wait:
    """Pauses that grow from ``shortest`` to ``longest``, until ``limit`` seconds are over; ``what`` is awaited.

    ``missing`` is what the progress says on top of that.
    """

    def __init__(self, task: Task, limit: float, what: str, longest: float = 5.0, shortest: float = 0.5) -> None:
        self._task = task
        self._limit = limit
        self._what = what
        self._start = self._said = task.clock.monotonic()
        self._pause = shortest
        self._longest = longest
        self.missing = ""

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return self._task.clock.monotonic() - self._start

    def sleep_or_raise(self, error: Exception) -> None:
        """Pause; raise ``error`` if the time is over."""
        now = self._task.clock.monotonic()
        left = self._limit - (now - self._start)
        if left <= 0:
            raise error
        if now - self._said >= SAY_EVERY:
            self._said = now
            missing = f"; {self.missing}" if self.missing else ""
            self._task.say(f"waiting for {self._what}: {now - self._start:.0f} of at most {self._limit:.0f} s{missing}")
        self._task.clock.sleep(min(self._pause, left))
        self._pause = min(self._pause * 2, self._longest)


def _is_ours(error: PeplinkError) -> bool:
    return isinstance(error, Refused)


def until(wait: Wait, ask: Callable[[], Found | None], overdue: NotInEffect, is_final: Callable[[PeplinkError], bool] = _is_ours) -> Found:
    """What ``ask`` finds, asked again while it is None or the router answers anything else: one that settles may.

    When the time is over, raises ``overdue``, which says what had been accepted before, with what the router answered last; as an error of
    the transport if that was none. What ``is_final`` is raised at once: if nothing else is said, a Refused, which is ours.
    """
    while True:
        error: PeplinkError = overdue
        try:
            found = ask()
        except PeplinkError as last:
            if is_final(last):
                raise
            error = _with_last_answer(overdue, last)
        else:
            if found is not None:
                return found
        wait.sleep_or_raise(error)


def _with_last_answer(overdue: NotInEffect, last: PeplinkError) -> PeplinkError:
    told = (overdue.doing, overdue.device, f"{overdue.answer} (the last time, it {last.answer})", overdue.advice)
    return type(last)(*told, maybe_processed=last.maybe_processed) if isinstance(last, TransportError) else NotInEffect(*told)
