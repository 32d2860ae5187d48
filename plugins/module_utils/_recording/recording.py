# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The form of a recording: calls in the order in which they were made, with what the router answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FORMAT = 1


@dataclass(frozen=True)
class Call:
    """One request and its answer.

    ``arguments`` are those of the query of a GET, or the body of a POST. ``status`` is that of HTTP, None if there was no answer; ``error`` then says
    what came instead. ``headers`` are those that tell something of the router, with names in lower case. ``answer`` is the decoded body, or its text if
    it is not JSON. ``seconds`` is the time from the request to the end of the answer.
    """

    method: str
    function: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    answer: Any = None
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True)
class Recording:
    """Of one router. ``source`` is ``router`` or ``simulator``; ``level`` that of the probe; ``firmware`` the text that the router gives."""

    time: str
    source: str
    level: str
    firmware: str | None
    calls: tuple[Call, ...]

    def text(self) -> str:
        """As JSON, with a line for each call, in an order that does not change."""
        head = {"format": FORMAT, "time": self.time, "source": self.source, "level": self.level, "firmware": self.firmware}
        calls = ",\n".join(" " + json.dumps(vars(call), sort_keys=True) for call in self.calls)
        return json.dumps(head)[:-1] + f', "calls": [\n{calls}\n]}}\n'


class NotARecording(ValueError):
    """A text that is no recording, and why."""


def read(text: str) -> Recording:
    """The recording that a text holds. Raises NotARecording."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise NotARecording(f"it has the format {data['format']!r}; this version of the collection reads format {FORMAT}")
        calls = tuple(Call(**call) for call in data["calls"])
        return Recording(data["time"], data["source"], data["level"], data["firmware"], calls)
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise NotARecording(f"it is no recording, or was cut: {error}") from None
