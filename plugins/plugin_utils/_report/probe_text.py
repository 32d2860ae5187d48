# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A probe as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .markdown import Table, cell, document, when
from .probe import WORDS, Probe, status


def shown(value: Any) -> str:
    """A value as people read it."""
    return "none" if value in (None, {}) else '""' if value == "" else str(value)


def answer(finding: Mapping[str, Any]) -> str:
    """What was found, or why nothing was."""
    return shown(finding["value"]) if finding["status"] == "decided" else str(finding["reason"])


def calls(finding: Mapping[str, Any]) -> str:
    """The calls that an answer rests on, by number."""
    return ", ".join(map(str, finding["calls"]))


def markdown(probe: Probe, title: str) -> str:
    """The report."""
    recording = probe.recording
    paragraphs = [
        f"{probe.summary}.",
        cell(f"Firmware {recording.firmware or 'unknown'}, level {recording.level}, {len(recording.calls)} calls, recorded from a {recording.source}."),
        *when(recording.time),
        *map(cell, probe.notes),
    ]
    return document(title, paragraphs, _tables(probe), "The page")


def _tables(probe: Probe) -> Iterator[Table]:
    for name in ("differs", "other"):
        if found := [finding for finding in probe.findings if status(finding) == name]:
            rows = [(finding["switch"], finding["row"], shown(finding["assumed"]), answer(finding), finding["meaning"], calls(finding)) for finding in found]
            yield Table(WORDS[name].capitalize(), ("question", "row", "assumed", "found", "what it means for the modules", "calls"), rows)
    for headline, heading, places in (
        ("Unknown members", "members that the specification does not know", probe.members),
        ("Unknown words", "words that the specification does not know", probe.words),
        ("Not decoded", "what the modules do not understand and leave out", probe.not_decoded),
    ):
        if places:
            yield Table(headline, (heading,), [(place,) for place in places])
    if found := [finding for finding in probe.findings if status(finding) == "as_assumed"]:
        yield Table("As assumed", ("question", "row", "value", "calls"), [(f["switch"], f["row"], shown(f["value"]), calls(f)) for f in found])
    functions = [(function.name, str(function.calls), f"{function.seconds:.3f}", function.outcome) for function in probe.functions]
    yield Table("Functions", ("function", "calls", "longest, s", "outcome"), functions)
    if found := [finding for finding in probe.findings if status(finding) == "undecided"]:
        yield Table("Not decided", ("question", "row", "assumed", "why"), [(f["switch"], f["row"], shown(f["assumed"]), f["reason"]) for f in found])
