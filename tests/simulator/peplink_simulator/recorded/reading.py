# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A recording as it lies in a file: the calls with their answers, and the personality beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..families import VERSION
from ..unknowns import Unknowns

FORMAT = 1
FILE, PERSONALITY = "recording.json", "personality.yml"


class BadRecording(ValueError):
    """A file that cannot be used, and why."""


@dataclass(frozen=True)
class RecordedCall:
    """One request with its answer; arguments are those of the query of a GET, or the body of a POST."""

    method: str
    function: str
    arguments: Mapping[str, Any]
    answer: Any

    @property
    def response(self) -> Any:
        """None for a failure, and for a bare ok."""
        return self.answer.get("response") if isinstance(self.answer, dict) and self.answer.get("stat") == "ok" else None


@dataclass(frozen=True)
class Recorded:
    """firmware is a version that a device may have; unknowns are those of the personality."""

    name: str
    firmware: str
    calls: tuple[RecordedCall, ...]
    unknowns: Unknowns = field(default_factory=Unknowns)

    def response(self, function: str) -> Any:
        """What the first call of a function gave that did not fail, {} if none did."""
        return next((call.response for call in self.calls if call.function == function and call.response is not None), {})

    def code(self, function: str) -> int | None:
        """The code with which a function failed, None if it did not."""
        answers = [call.answer for call in self.calls if call.function == function and isinstance(call.answer, dict)]
        return next((answer.get("code") for answer in answers if answer.get("stat") == "fail"), None)


def load(path: Path) -> Recorded:
    """From a recording, or the directory that it is in. Raises BadRecording."""
    file = path / FILE if path.is_dir() else path
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise BadRecording(f"{file}: format {data['format']!r}; this version reads format {FORMAT}")
        calls = tuple(
            RecordedCall(call["method"], call["function"], call["arguments"], call["answer"]) for call in data["calls"] if call["status"]
        )
        firmware = VERSION.match(data["firmware"] or "")
    except OSError as error:
        raise BadRecording(f"{file}: {error.strerror}") from None
    except (KeyError, TypeError, ValueError) as error:
        raise error if isinstance(error, BadRecording) else BadRecording(f"{file}: no recording, or cut: {error!r}") from None
    if firmware is None:
        raise BadRecording(f"{file}: no firmware version: {data['firmware']!r}")
    return Recorded(_name(file), firmware.group(), calls, _personality(file.with_name(PERSONALITY)))


def _name(file: Path) -> str:
    return file.resolve().parent.name if file.name == FILE else file.name.removesuffix(".json")


def _personality(file: Path) -> Unknowns:
    if not file.exists():
        return Unknowns()
    try:
        unknowns = Unknowns()
        unknowns.update(dict(yaml.safe_load(file.read_text(encoding="utf-8")) or {}))
    except (TypeError, ValueError, yaml.YAMLError) as error:
        raise BadRecording(f"{file}: {error}") from None
    return unknowns
