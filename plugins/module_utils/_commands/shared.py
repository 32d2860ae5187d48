# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What modules that send commands share: an apply for what some firmware may only stage, and reads that go by POST."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.errors import PeplinkError
from .._common.read import Read
from .._configuration.pending import apply_pending
from .._module.module import Task

APPLY_SPEC = {"apply": {"type": "bool", "default": False}}

# For a router that does not answer after an apply, in seconds.
APPLY_PATIENCE = 60


def apply_if_asked(task: Task) -> None:
    """Apply after a command that some firmware may only stage: nobody knows which."""
    if not task.params["apply"]:
        return
    try:
        apply_pending(task.session, task.clock, APPLY_PATIENCE)
    except PeplinkError as error:
        error.aftermath = "The command was accepted before; it may be in effect, or wait for an apply (peplink_config_apply)."
        raise


def read(task: Task, function: str, body: Mapping[str, Any]) -> Any:
    """Read a function that is read by POST. Raises PeplinkError."""
    (answer,) = task.session.read_all([Read(function, body)])
    if isinstance(answer, PeplinkError):
        raise answer
    return answer
