# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command has started and what goes on after its answer: scans, modems that reconnect, discoveries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(eq=False)
class Job:
    """Ends when so many more requests have read something and its time has come; both must have happened.

    wan: the WAN whose link is down meanwhile, message: what its status says. on_end: what the device knows or does in the end.
    """

    name: str
    reads_left: int
    ends_at: float
    wan: int | None = None
    message: str = ""
    on_end: Callable[[], None] = lambda: None

    def count(self, reads: bool, now: float) -> bool:
        """Whether it is over before a request is answered, which reads or does not."""
        if reads and self.reads_left:
            self.reads_left -= 1
        return self.reads_left == 0 and now >= self.ends_at


@dataclass
class Jobs:
    clock: Callable[[], float]
    running: list[Job] = field(default_factory=list)

    def start(
        self, name: str, polls: int, seconds: float, *, wan: int | None = None, message: str = "", on_end: Callable[[], None] = lambda: None
    ) -> None:
        """A job that so many reads, and reads within so many seconds, still find running; none of both: over before the next request."""
        self.running.append(Job(name, polls + 1 if polls else 0, self.clock() + seconds, wan, message, on_end))

    def cancel(self, name: str, wan: int | None = None) -> None:
        """Drops a job without its end."""
        self.running = [job for job in self.running if (job.name, job.wan) != (name, wan)]

    def find(self, name: str, wan: int | None = None) -> Job | None:
        return next((job for job in self.running if (job.name, job.wan) == (name, wan)), None)

    def outage(self, wan: int) -> Job | None:
        """The job that keeps the link of a WAN down."""
        return next((job for job in self.running if job.wan == wan), None)

    def advance(self, reads: bool) -> list[Job]:
        """Takes out the jobs that are over before a request is answered."""
        now = self.clock()
        over = [job for job in self.running if job.count(reads, now)]
        self.running = [job for job in self.running if job not in over]
        return over
