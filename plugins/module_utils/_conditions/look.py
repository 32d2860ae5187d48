# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking at a router: what the conditions take is read anew, and judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._client.session import Session
from .._common.codecs.base import Secrets
from .._module.module import Task
from .._module.refusal import refused
from .._status.reader import gather
from .condition import Reading
from .vocabulary import Outcome, impossible, judged, limited, readings, wrong


def value_of(session: Session, reading: Reading) -> Any:
    """The value of a subject; asked once, without retries. Raises PeplinkError."""
    [found] = gather(session, [reading.subject], reading.options, anew=True)
    if found.error:
        raise found.error
    # What is wrong with an answer is no matter of the conditions: what is not told does not hold.
    return found.shown(reading.options, Secrets.OMIT, [])


def read(session: Session, params: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the subjects that conditions take, by their names. Raises PeplinkError."""
    return {reading.subject.name: value_of(session, reading) for reading in readings(params)}


def look(session: Session, params: Mapping[str, Any], now: float) -> list[Outcome]:
    """How it stands with each condition at this time (seconds since the epoch). Raises PeplinkError."""
    return judged(params, read(session, params), now)


def refuse_impossible(task: Task, params: Mapping[str, Any], prefix: str = "") -> None:
    """Refuse conditions that can be meant on no router, or cannot hold on this one. Raises PeplinkError."""
    found = wrong(params) or impossible(params, read(task.session, limited(params)))
    if found:
        raise refused(task, "; ".join(f"{prefix}{text}" for text in found))
