# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the decoders of the status modules do not understand in the answers of a probe."""

from __future__ import annotations

import re
from typing import Any

from .._common.read import Read
from .._status.notes import Notes
from .._status.subject import Subject
from .._status.subjects.catalogue import SUBJECTS
from .evidence import Evidence

_MEMBER = re.compile(r"[A-Za-z]+")


class _Places(Notes):
    """The places that were ignored. Keys of maps, which may be personal, become ``#``."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def ignore(self, place: str, raw: Any) -> None:
        self.found.append(".".join(name if _MEMBER.fullmatch(name) else "#" for name in place.split(".")))


def not_decoded(evidence: Evidence) -> list[str]:
    """The places, each once, as ``subject: place``."""
    found: list[str] = []
    for subject in SUBJECTS:
        answers = _answers(subject, evidence)
        notes = _Places()
        if answers is not None:
            subject.decode(answers, {}, notes)
        found += [f"{subject.name}: {place}" for place in notes.found]
    return list(dict.fromkeys(found))


def _answers(subject: Subject, evidence: Evidence) -> dict[str, Any] | None:
    """What the subject rests on; None if something is missing that it cannot do without."""
    found: dict[str, Any] = {}
    for asks in subject.asks:
        reads = asks({}, found)
        steps = {name: _step(read, evidence) for name, read in reads.items()}
        if any(step is None and name not in subject.spare for name, step in steps.items()):
            return None
        found |= {name: evidence.response(step) for name, step in steps.items() if step is not None}
    return found or None


def _step(read: Read, evidence: Evidence) -> str | None:
    sent = {name: str(value) for name, value in read.sent.items()} if read.body is None else dict(read.body)
    for step, place in evidence.steps.items():
        call = evidence.calls[place]
        if evidence.ok(step) and (call.function, call.method == "GET", dict(call.arguments)) == (read.function, read.body is None, sent):
            return step
    return None
