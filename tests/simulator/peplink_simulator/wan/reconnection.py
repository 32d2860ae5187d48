# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""WANs that a command makes connect anew."""
from __future__ import annotations

from collections.abc import Callable

from ..call import Call

RECONNECTION = "reconnection"


def reconnect(call: Call, key: int, message: str, on_end: Callable[[], None] = lambda: None) -> None:
    """The link is down for a while, and its status says why; an attempt that goes on is given up."""
    unknowns, jobs = call.unknowns, call.device.jobs
    jobs.cancel(RECONNECTION, key)
    jobs.start(RECONNECTION, unknowns.reconnect_polls, unknowns.reconnect_seconds, wan=key, message=message, on_end=on_end)
