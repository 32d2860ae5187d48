# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan of a fleet as a page: what changes and where, what cannot be planned, and every router that does not stay as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .page import Page, Panel, Row, Select, Status, render, slices
from .plan_text import CHECKSUM, WORDS, change_name, counted, counts, grouped, is_listed, reasons, sides, skipped_sections, state
from .text import listed, time_text

# The colours are those of the style.
_MARKS = {
    "drifted": ("\u2260", "drifted"),
    "refused": ("\u2717", "failed"),
    "invalid": ("\u2717", "failed"),
    "failed": ("!", "failed"),
    "unreachable": ("\u2026", "unreachable"),
    "unsupported": ("\u2298", "unsupported"),
    "unknown": ("?", "unknown"),
    "in_step": ("\u2713", "in_step"),
}
_ORDERS = [("status", "status"), ("drift", "most changes"), ("name", "name"), ("firmware", "firmware")]


def page(plan: Mapping[str, Any], title: str) -> str:
    """The page of a plan, as HTML."""
    statuses = {name: Status(name, word, *_MARKS[name]) for name, word in WORDS.items()}
    routers = [{"name": name, "state": state(router), **router} for name, router in plan["routers"].items() if is_listed(router)]
    present = {router["state"] for router in routers}
    frame = Page(
        title=title,
        counts=[(statuses[name], count) for name, count in counted(plan).items()],
        panels=_panels(plan, statuses),
        selects=[
            Select("status", "Status", [(name, status.word) for name, status in statuses.items() if name in present]),
            Select("setting", "Change", [(key, key) for key in sorted({change_name(change) for router in routers for change in router["changes"]})]),
        ],
        orders=_ORDERS,
        time=plan["time"],
        when=time_text(plan["time"]),
    )
    return render(
        "plan.html.j2",
        frame,
        lead=counts(plan),
        checksum=plan["checksum"],
        checksum_note=CHECKSUM,
        routers=routers,
        statuses=statuses,
        change_name=change_name,
        sides=sides,
    )


def _panels(plan: Mapping[str, Any], statuses: Mapping[str, Status]) -> list[Panel]:
    total = len(plan["routers"])
    changes = [
        Row(f"{what}: {before} \u2192 {after}", f"{len(names):,}", slices([("drifted", len(names))], total), ("setting", what), listed(names))
        for (what, before, after), names in grouped(plan)
    ]
    errors = [
        Row(f"{statuses[status].word}: {text}", f"{len(names):,}", slices([(statuses[status].colour, len(names))], total), note=listed(names))
        for status, text, names in reasons(plan)
    ]
    skipped = [Row(section, f"{len(names):,}", slices([("unsupported", len(names))], total), note=listed(names)) for section, names in skipped_sections(plan)]
    return [Panel("Changes", changes, "None."), Panel("Not planned", errors, "None."), Panel("Sections that routers do not have", skipped, "None.")]
