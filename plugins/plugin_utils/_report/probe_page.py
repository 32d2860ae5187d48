# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A probe as a page: every question, what was found, and what it means."""

from __future__ import annotations

from .page import Page, Panel, Row, Select, Status, render, slices
from .probe import WORDS, Probe, status
from .probe_text import answer, calls, shown
from .text import time_text

_MARKS = {
    "differs": ("\u2260", "drifted"),
    "other": ("!", "failed"),
    "as_assumed": ("\u2713", "in_step"),
    "undecided": ("?", "unknown"),
}
_ORDERS = [("status", "status"), ("name", "name")]


def page(probe: Probe, title: str) -> str:
    """The report, as HTML."""
    statuses = {name: Status(name, word, *_MARKS[name]) for name, word in WORDS.items()}
    recording = probe.recording
    frame = Page(
        title=title,
        counts=[(statuses[name], count) for name, count in probe.counts.items()],
        panels=_panels(probe),
        selects=[Select("status", "Status", [(name, status.word) for name, status in statuses.items() if probe.counts[name]])],
        orders=_ORDERS,
        time=recording.time,
        when=time_text(recording.time),
    )
    return render(
        "probe.html.j2",
        frame,
        lead=probe.summary,
        below=f"Firmware {recording.firmware or 'unknown'}, level {recording.level}, {len(recording.calls)} calls, recorded from a {recording.source}.",
        notes=probe.notes,
        findings=probe.findings,
        statuses=statuses,
        status=status,
        answer=answer,
        shown=shown,
        calls=calls,
    )


def _panels(probe: Probe) -> list[Panel]:
    slowest = max((function.seconds for function in probe.functions), default=0.0) or 1.0
    functions = [
        Row(function.name, f"{function.seconds:.3f} s", slices([("plain", round(function.seconds * 1000))], round(slowest * 1000)), note=function.outcome)
        for function in probe.functions
    ]
    return [
        Panel("Unknown members", [Row(place, "", []) for place in probe.members], "The specification knows all members."),
        Panel("Unknown words", [Row(place, "", []) for place in [*probe.words, *probe.not_decoded]], "The modules understand all words."),
        Panel("Functions", functions, "None."),
    ]
