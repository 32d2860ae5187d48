# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A question about a router, and how the calls of a probe answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .evidence import Evidence, shape

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./-]{0,23}")


@dataclass(frozen=True)
class Third:
    """What is neither of the values that are known: ``what`` says it without any value that may be personal."""

    what: str


Votes = Callable[[Evidence], Iterable[Any]]


def nothing(evidence: Evidence) -> Iterable[Any]:
    """For what no call tells."""
    return ()


@dataclass(frozen=True)
class Question:
    """Something that is not known of routers. ``switch`` is its name, that of a switch of the simulator unless ``simulated`` is false.

    ``row`` is that of the table of unknowns, or says where else it comes from. ``values`` are the positions of the switch, the one that modules
    assume first; with ``open`` there are others, such as every number. ``steps`` are the calls that the answer rests on. ``votes`` gives a value
    for each piece of evidence, or a Third; none if the calls do not tell, and ``silent`` says why that may be. ``matters`` says what another
    answer than the assumed one means for the modules.
    """

    switch: str
    row: str
    values: tuple[Any, ...]
    steps: tuple[str, ...]
    votes: Votes
    silent: str
    matters: str
    open: bool = False
    simulated: bool = True

    @property
    def assumed(self) -> Any:
        return self.values[0]


class Kind(Enum):
    """How a question ended."""

    DECIDED = "decided"
    UNDECIDED = "undecided"
    OTHER = "other"


@dataclass(frozen=True)
class Finding:
    """The answer to a question: its value, or why there is none, or what there is instead. ``calls`` are the places of the calls it rests on."""

    question: Question
    kind: Kind
    calls: tuple[int, ...]
    value: Any = None
    reason: str = ""


def find(question: Question, evidence: Evidence) -> Finding:
    """Answer a question from the calls. Never a guess: calls that disagree, or say a third thing, decide nothing."""
    calls = tuple(evidence.steps[step] for step in question.steps if step in evidence.steps)
    votes = list(question.votes(evidence))
    third = [vote.what for vote in votes if isinstance(vote, Third)]
    values = [vote for place, vote in enumerate(votes) if not isinstance(vote, Third) and vote not in votes[:place]]
    unknown = [value for value in values if not (question.open or _is_among(value, question.values))]
    if third or unknown:
        return Finding(question, Kind.OTHER, calls, reason="; ".join(dict.fromkeys([*third, *(shape(value) for value in unknown)])))
    if len(values) > 1:
        return Finding(question, Kind.OTHER, calls, reason=f"the answers disagree: {', '.join(map(str, values))}")
    if values:
        return Finding(question, Kind.DECIDED, calls, value=values[0])
    foreign = [text for step in question.steps if (text := _foreign(step, evidence))]
    if foreign:
        return Finding(question, Kind.OTHER, calls, reason="; ".join(foreign))
    return Finding(question, Kind.UNDECIDED, calls, reason="; ".join([question.silent, *_failures(question.steps, evidence)]))


def _is_among(value: Any, values: Iterable[Any]) -> bool:
    return any(value == one and value.__class__ is one.__class__ for one in values)


def _foreign(step: str, evidence: Evidence) -> str:
    """What answered instead of the API."""
    call = evidence.call(step)
    if call is None or call.status is None or evidence.answer(step):
        return ""
    said = "text" if isinstance(call.answer, str) else shape(call.answer)
    return f"{call.method} {call.function} was answered with HTTP status {call.status} and {said}"


def _failures(steps: Iterable[str], evidence: Evidence) -> Iterable[str]:
    for step in steps:
        call = evidence.call(step)
        if call is not None and evidence.failed(step):
            code = evidence.code(step)
            yield f"{call.method} {call.function} failed{f' with code {code}' if isinstance(code, int) else ''}"
        elif call is not None and call.status is None:
            yield f"{call.method} {call.function} got no answer"


def names(item: Mapping[str, Any], meaning: Mapping[str, Any], both: Any = None) -> list[Any]:
    """The meaning of those members that are there; ``both`` if more than one is."""
    found = [value for name, value in meaning.items() if name in item]
    return [both] if both is not None and len(found) > 1 else found


def word_of(value: Any, meaning: Mapping[Any, Any], what: str) -> list[Any]:
    """The meaning of a word. Another word is a Third, quoted if it looks like one."""
    if value is None:
        return []
    if isinstance(value, str) and value in meaning:
        return [meaning[value]]
    quoted = f"the word {value!r}" if isinstance(value, str) and _WORD.fullmatch(value) else shape(value)
    return [Third(f"{what} is {quoted}")]
