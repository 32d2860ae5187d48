# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a probe of a router has to say: the answers to its questions, what nobody knew of, and how long functions took."""

from __future__ import annotations

import functools
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...module_utils._recording.recording import Call, Recording, read

KNOWN = Path(__file__).with_name("known_answers.json")
KEY, ANYTHING = "#", "*"

# In the order of a report: what was found before what could not be, and what differs first.
WORDS = {"differs": "not as assumed", "other": "something else", "as_assumed": "as assumed", "undecided": "not decided"}


@dataclass(frozen=True)
class Function:
    """How a function answered: the number of calls, the longest time in seconds, and the outcomes."""

    name: str
    calls: int
    seconds: float
    outcome: str


@dataclass(frozen=True)
class Probe:
    """A probe as reports show it. ``members`` and ``words`` are places that the specification does not know, ``not_decoded`` the decoders."""

    recording: Recording
    findings: Sequence[Mapping[str, Any]]
    members: Sequence[str]
    words: Sequence[str]
    not_decoded: Sequence[str]
    functions: Sequence[Function]
    notes: Sequence[str]

    @property
    def counts(self) -> dict[str, int]:
        """The number of questions by status; all are listed."""
        found = Counter(map(status, self.findings))
        return {name: found[name] for name in WORDS}

    @property
    def summary(self) -> str:
        """The numbers in one line."""
        return ", ".join(f"{count} {WORDS[name]}" for name, count in self.counts.items() if count)


def status(finding: Mapping[str, Any]) -> str:
    """One of WORDS."""
    return str(finding["status"]) if finding["status"] != "decided" else "as_assumed" if finding["as_assumed"] else "differs"


def probe(result: Mapping[str, Any]) -> Probe:
    """From the result of the module. Raises NotARecording, KeyError, TypeError."""
    recording = read(result["recording"])
    answered = [call for call in recording.calls if isinstance(call.answer, Mapping) and call.answer.get("stat") == "ok"]
    strange = [entry for call in answered for entry in _strange(call)]
    order = list(WORDS)
    return Probe(
        recording,
        sorted(result["findings"], key=lambda finding: order.index(status(finding))),
        sorted({text for kind, text in strange if kind == "member"}),
        sorted({text for kind, text in strange if kind == "word"}),
        sorted(result["not_decoded"]),
        _functions(recording.calls),
        result.get("notes", []),
    )


@functools.cache
def _known() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KNOWN.read_text(encoding="utf-8"))
    return found


def _strange(call: Call) -> Iterator[tuple[str, str]]:
    name = f"{call.method} {call.function}"
    known = _known().get(name)
    if known is None:
        yield "member", f"{name}: the whole function"
        return
    members, words = set(known["members"]), known["words"]
    for kind, place in _unknown(call.answer.get("response"), "", members, words):
        yield kind, f"{name}: {place}"


def _unknown(value: Any, place: str, members: set[str], words: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    below = f"{place}." if place else ""
    if isinstance(value, list):
        for item in value:
            yield from _unknown(item, place, members, words)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            inner = below + (name if below + name in members else KEY)
            if inner in members and (inner == below + name or isinstance(item, Mapping) or not _holds_maps(inner, members)):
                yield from _unknown(item, inner, members, words)
            elif below + ANYTHING not in members:
                yield "member", below + name
    elif isinstance(value, str) and place in words and value not in words[place]:
        yield "word", f"{place} is {value!r}"


def _holds_maps(place: str, members: set[str]) -> bool:
    """Whether a map has maps under its keys: then a scalar beside them is another member."""
    return any(member.startswith(f"{place}.") for member in members)


def _functions(calls: Sequence[Call]) -> list[Function]:
    found: dict[str, list[Call]] = {}
    for call in calls:
        found.setdefault(f"{call.method} {call.function}", []).append(call)
    return [
        Function(name, len(group), round(max(call.seconds for call in group), 3), ", ".join(dict.fromkeys(map(_outcome, group))))
        for name, group in sorted(found.items())
    ]


def _outcome(call: Call) -> str:
    if call.error:
        return call.error
    answer = call.answer if isinstance(call.answer, Mapping) else {}
    return "ok" if answer.get("stat") == "ok" else f"failed with code {answer.get('code')}"
