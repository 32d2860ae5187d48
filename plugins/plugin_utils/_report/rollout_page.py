# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A rollout as a page: what changed and where, and every router with its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .page import Page, Panel, Row, Select, Status, render, slices
from .rollout_text import EXPLAINED, change_name, changes_by_value, counts, reasons, skipped_sections, words
from .text import listed, section_title, time_text

_MARKS = {"failed": "\u2717", "stale": "\u21bb", "offline": "\u2026", "untouched": "\u2013", "changed": "\u2260", "unchanged": "\u2713"}
_COLOURS = {"failed": "failed", "stale": "failed", "offline": "unreachable", "untouched": "unsupported", "changed": "drifted", "unchanged": "in_step"}
_ORDERS = [("status", "status"), ("drift", "most changes"), ("name", "name")]


def page(rollout: Mapping[str, Any], title: str) -> str:
    """The page of a rollout (:mod:`.rollout`), as HTML."""
    routers, named = rollout["routers"], words(rollout)
    statuses = {name: Status(name, named[name], _MARKS[name], _COLOURS[name]) for name in rollout["summary"]}
    frame = Page(
        title=title,
        counts=[(status, rollout["summary"][name]) for name, status in statuses.items()],
        panels=_panels(rollout),
        selects=[
            Select("status", "Status", [(name, status.word) for name, status in statuses.items() if rollout["summary"][name]]),
            Select("setting", "Change", [(key, key) for key in sorted({change_name(change) for router in routers for change in router["changes"]})]),
        ],
        orders=_ORDERS,
        time=rollout["time"],
        when=time_text(rollout["time"]),
    )
    before, after = ("is", "wanted") if rollout["check_mode"] else ("was", "wanted")
    return render(
        "rollout.html.j2",
        frame,
        lead=counts(rollout),
        stopped=rollout["stopped"],
        batches=any(router["batch"] != 1 for router in routers if router["batch"]),
        routers=routers,
        statuses=statuses,
        before=before,
        after=after,
        change_name=change_name,
    )


def _panels(rollout: Mapping[str, Any]) -> list[Panel]:
    total = len(rollout["routers"])
    changes = []
    for (what, before, after), routers in changes_by_value(rollout):
        label = f"{what}: {before or 'not set'} \u2192 {after or 'not set'}"
        changes.append(Row(label, f"{len(routers):,}", slices([("drifted", len(routers))], total), ("setting", what), listed(routers)))
    skipped = [
        Row(section_title(section), f"{len(routers):,}", slices([("unsupported", len(routers))], total), note=listed(routers))
        for section, routers in skipped_sections(rollout)
    ]
    failures = [
        Row(text, f"{len(routers):,}", slices([(_COLOURS[status], len(routers))], total), note=listed(routers, most))
        for status, most in EXPLAINED.items()
        for text, routers in reasons(rollout, status)
    ]
    return [Panel("Changes", changes, "None."), Panel("Failures", failures, "None."), Panel("Sections that routers do not have", skipped, "None.")]
