# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a person should look at before sharing a recording. It holds no value that was replaced."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from .recording import Recording

_MOST_PLACES = 3

_HEAD = """# Review of a recording

Source: {source}, firmware {firmware}, level {level}, {time}, {calls} calls.

Look through `recording.json` before you share it: what is listed below as replaced must not be there any more, and nothing in it may say
whose router this is. Replacements have the form and length of what they replace. They cannot be reversed: the key was thrown away.
"""
_REPLACED = """
## Replaced

| kind | where | values | different ones |
|---|---|---|---|
"""
_NOTHING = "\nNothing was replaced.\n"
_KEPT = """
## Kept

Technical values that are no known words of the API, and names of members that nobody knows.
If one of them tells something about you, do not share the recording, and report it.

| text | where |
|---|---|
"""


@dataclass(frozen=True)
class Findings:
    """What was replaced, by kind and place, and what was kept, with its places."""

    by_kind: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    by_text: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def replaced(self, kind: str, place: str, text: str) -> None:
        self.by_kind[kind, place].append(text)

    def kept(self, place: str, text: str) -> None:
        self.by_text[text].add(place)


def review(recording: Recording, findings: Findings) -> str:
    """The Markdown of review.md."""
    head = _HEAD.format(
        source=recording.source, firmware=recording.firmware or "unknown", level=recording.level, time=recording.time, calls=len(recording.calls)
    )
    rows = [f"| {kind} | {_cell(place)} | {len(texts)} | {len(set(texts))} |\n" for (kind, place), texts in sorted(findings.by_kind.items())]
    kept = [f"| {_cell(text)} | {_places(places)} |\n" for text, places in sorted(findings.by_text.items())]
    return head + (_REPLACED + "".join(rows) if rows else _NOTHING) + (_KEPT + "".join(kept) if kept else "")


def _places(places: set[str]) -> str:
    first = ", ".join(_cell(place) for place in sorted(places)[:_MOST_PLACES])
    return f"{first} and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else first


def _cell(text: str) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in text)
    return f"`{shown.replace('|', '/').replace('`', chr(39))}`"
