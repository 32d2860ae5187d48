# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An audit as a page: which sections and settings drift, on which firmware, and every router by section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .audit import STATUSES as URGENCY
from .page import Page, Panel, Row, Select, Status, render, slices
from .text import SECTION_TITLES, section_title, time_text

# In the order of the page, good news first. The colours are called like the statuses.
STATUSES = {
    status.name: status
    for status in (
        Status("in_step", "in step", "\u2713", "in_step", "as wanted"),
        Status("drifted", "drifted", "\u2260", "drifted", "settings differ"),
        Status("unknown", "unknown", "?", "unknown", "settings cannot be compared"),
        Status("unsupported", "unsupported", "\u2298", "unsupported", "sections it does not have"),
        Status("unreachable", "unreachable", "\u2026", "unreachable", "no answer"),
        Status("failed", "failed", "!", "failed", "could not be audited"),
    )
}
_ORDERS = [("status", "status"), ("drift", "most drift"), ("name", "name"), ("firmware", "firmware")]
_ENTRIES = "entries missing or too many"
_UNKNOWN_FIRMWARE = "not told"

# What the router does not show, by whether the record says that it is as wanted.
_HIDDEN = [(False, "not shown by the router, and not written from here"), (True, "not shown by the router, last written from here")]


def page(audit: Mapping[str, Any], title: str) -> str:
    """The page of an audit (:mod:`.audit`), as HTML."""
    summary, routers = audit["summary"], audit["routers"]
    found = {section for router in routers for section in router["sections"]}
    sections = [*(section for section in SECTION_TITLES if section in found), *sorted(found - SECTION_TITLES.keys())]
    frame = Page(
        title=title,
        counts=[(status, summary["status"][name]) for name, status in STATUSES.items()],
        panels=_panels(summary, sections),
        selects=_selects(routers, summary, sections),
        orders=_ORDERS,
        time=audit["time"],
        when=time_text(audit["time"]),
    )
    return render(
        "audit.html.j2",
        frame,
        counts=summary["status"],
        sections=sections,
        routers=routers,
        statuses=STATUSES,
        urgency=URGENCY,
        hidden=_HIDDEN,
        setting_key=_setting_key,
        unknown_firmware=_UNKNOWN_FIRMWARE,
    )


def _panels(summary: Mapping[str, Any], sections: list[str]) -> list[Panel]:
    total = summary["routers"]
    parts = []
    for section in sections:
        counts = summary["sections"].get(section, {})
        drifted = counts.get("drifted", 0)
        shares = slices([(status.colour, counts.get(name, 0)) for name, status in STATUSES.items()], sum(counts.values()))
        parts.append(Row(section_title(section), f"{drifted:,} drifted" if drifted else "no drift", shares, ("section", section)))
    settings = []
    for entry in summary["options"]:
        count, key = entry["routers"], _setting_key(entry["section"], entry["option"])
        settings.append(Row(_setting_title(entry), f"{count:,}", slices([("drifted", count)], total), ("setting", key)))
    firmware = []
    for entry in summary["firmware"]:
        count, version = entry["routers"], entry["version"] or _UNKNOWN_FIRMWARE
        firmware.append(Row(version, f"{count:,}", slices([("plain", count)], total), ("firmware", version)))
    return [
        Panel("Sections", parts, "Nothing was compared."),
        Panel("Settings that drift", settings, "None."),
        Panel("Firmware", firmware, "There are no routers."),
    ]


def _selects(routers: list[Mapping[str, Any]], summary: Mapping[str, Any], sections: list[str]) -> list[Select]:
    versions = sorted({router["firmware"] or _UNKNOWN_FIRMWARE for router in routers})
    present = {router["status"] for router in routers} | {part["status"] for router in routers for part in router["sections"].values()}
    settings = [(_setting_key(entry["section"], entry["option"]), _setting_title(entry)) for entry in summary["options"]]
    return [
        Select("status", "Status", [(name, status.word) for name, status in STATUSES.items() if name in present]),
        Select("section", "Section", [(section, section_title(section)) for section in sections]),
        Select("setting", "Drift of", sorted(settings)),
        Select("firmware", "Firmware", [(version, version) for version in versions]),
    ]


def _setting_key(section: str, option: str | None) -> str:
    """What the script knows a setting by."""
    return f"{section} {option or ''}"


def _setting_title(entry: Mapping[str, Any]) -> str:
    return f"{section_title(entry['section'])}: {entry['option'] or _ENTRIES}"
