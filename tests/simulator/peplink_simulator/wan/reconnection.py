# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that take the link of a WAN for a while."""

from __future__ import annotations

from collections.abc import Callable

from ..call import Call

RECONNECTION = "reconnection"


def take_link(call: Call, name: str, key: int, message: str, polls: int, seconds: float, on_end: Callable[[], None] = lambda: None) -> None:
    """The status of the WAN says why it is down; a fault that waits for that makes the device dark."""
    device = call.device
    device.jobs.start(name, polls, seconds, wan=key, message=message, on_end=on_end)
    lost = device.faults.take_link_loss(key, disabled=True)
    if lost is not None:
        device.go_dark(lost.seconds, lost.silent)
        call.no_answer = not lost.answered


def reconnect(call: Call, key: int, message: str, on_end: Callable[[], None] = lambda: None) -> None:
    """An attempt that goes on is given up."""
    call.device.jobs.cancel(RECONNECTION, key)
    take_link(call, RECONNECTION, key, message, call.unknowns.reconnect_polls, call.unknowns.reconnect_seconds, on_end)
