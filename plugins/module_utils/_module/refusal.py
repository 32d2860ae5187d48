# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Refusals by the collection itself, before anything was sent that has an effect."""

from __future__ import annotations

from .._common.errors import Refused
from .module import Task


def refused(task: Task, answer: str) -> Refused:
    """The collection itself declines, before anything was sent that has an effect."""
    return Refused("checking the command", task.session.device, answer, "Nothing was done.")


def running_firmware(task: Task) -> str:
    """What to add to a message about what a router does not have."""
    running = task.session.firmware()
    return f" (it runs firmware {running})" if running else ""
