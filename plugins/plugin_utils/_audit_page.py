# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An audit as one page that needs nothing else: no network, no script to be read, no value that could become markup.

Whatever comes from routers or the inventory goes through :func:`shown`. The page's own style and script are the only ones that its
content security policy lets run. It depends on the audit alone, so the same audit gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ._audit_markup import MEANINGS, ORDER, TITLES, WORDS, attribute, counted, firmware_name, mark, setting_key, share_bar, shown, time_text, title_of
from ._audit_table import router_rows

_FILES = Path(__file__).with_name("audit_page")
_ENTRIES = "entries missing or too many"
_LISTED = 8


def page(audit: Mapping[str, Any], title: str) -> str:
    """The page of an audit (:mod:`_audit`), as HTML."""
    summary = audit["summary"]
    found = {section for router in audit["routers"] for section in router["sections"]}
    sections = [*(section for section in TITLES if section in found), *sorted(found - TITLES.keys())]
    style, script = ((_FILES / name).read_text(encoding="utf-8").partition("*/")[2].strip() for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            '<link rel="icon" href="data:,">',
            f"<title>{shown(title)}, {time_text(audit['time'])}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *_header(audit, title),
            "<main>",
            *_panels(summary, sections),
            *_routers(audit["routers"], summary, sections),
            "</main>",
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _header(audit: Mapping[str, Any], title: str) -> Iterator[str]:
    total, counts = audit["summary"]["routers"], audit["summary"]["status"]
    shares = [(status, counts[status]) for status in ORDER]
    yield "<header>"
    yield f'<p class="when"><time datetime="{shown(audit["time"])}">{time_text(audit["time"])}</time></p>'
    yield f"<h1>{shown(title)}</h1>"
    yield f'<p class="lead"><strong>{counts["in_step"]:,}</strong> of {counted(total, "router")} in step{_and_drifted(counts["drifted"])}</p>'
    yield share_bar(shares, total)
    yield '<ul class="legend">'
    for status, count in shares:
        if count:
            yield (
                f'<li data-filter="status" data-value="{status}">{mark(status)}<span><b>{count:,}</b> {WORDS[status]}'
                f"<small>{MEANINGS[status]}</small></span></li>"
            )
    yield "</ul>"
    yield "</header>"


def _and_drifted(count: int) -> str:
    return f", <strong>{count:,}</strong> drifted" if count else ""


def _panels(summary: Mapping[str, Any], sections: list[str]) -> Iterator[str]:
    total = summary["routers"]
    parts = []
    for section in sections:
        counts = summary["sections"].get(section, {})
        drifted = counts.get("drifted", 0)
        shares = [(status, counts.get(status, 0)) for status in ORDER]
        parts.append(_row("section", section, title_of(section), f"{drifted:,} drifted" if drifted else "no drift", share_bar(shares, sum(counts.values()))))
    settings = []
    for entry in summary["options"]:
        count, key = entry["routers"], setting_key(entry["section"], entry["option"])
        settings.append(_row("setting", key, _setting_title(entry), f"{count:,}", share_bar([("drifted", count)], total)))
    firmware = []
    for entry in summary["firmware"]:
        count, version = entry["routers"], firmware_name(entry["version"])
        firmware.append(_row("firmware", version, shown(version), f"{count:,}", share_bar([("plain", count)], total)))
    yield '<div class="panels">'
    yield from _panel("Sections", parts, "Nothing was compared.")
    yield from _panel("Settings that drift", settings, "None.")
    yield from _panel("Firmware", firmware, "There are no routers.")
    yield "</div>"


def _panel(title: str, rows: list[str], none: str) -> Iterator[str]:
    yield f'<section class="panel"><h2>{title}</h2>'
    yield f"<ul>{''.join(rows[:_LISTED])}</ul>" if rows else f"<p>{none}</p>"
    if rows[_LISTED:]:
        yield f"<details><summary>{len(rows) - _LISTED} more</summary><ul>{''.join(rows[_LISTED:])}</ul></details>"
    yield "</section>"


def _row(name: str, value: str, label: str, figure: str, share: str) -> str:
    picked = f'<span class="pick" data-filter="{name}" data-value="{attribute(value)}"><span>{label}</span><span class="figure">{figure}</span></span>'
    return f"<li>{picked}{share}</li>"


def _setting_title(entry: Mapping[str, Any]) -> str:
    return f"{title_of(entry['section'])}: {shown(entry['option'] or _ENTRIES)}"


def _routers(routers: list[Mapping[str, Any]], summary: Mapping[str, Any], sections: list[str]) -> Iterator[str]:
    yield '<section id="routers" aria-labelledby="routers-title"><h2 id="routers-title">Routers</h2>'
    yield from _tools(routers, summary, sections)
    yield '<table role="table"><caption class="apart">Routers by section of the configuration</caption>'
    yield '<thead role="rowgroup"><tr role="row">'
    for name, label in (("name", "Router"), ("status", "Status"), ("firmware", "Firmware")):
        yield f'<th role="columnheader" scope="col" data-sort="{name}">{label}</th>'
    for section in sections:
        yield f'<th role="columnheader" scope="col" class="cell">{title_of(section)}</th>'
    yield "</tr></thead>"
    for number, router in enumerate(routers):
        yield router_rows(number, router, sections)
    yield "</table>"
    yield '<p class="none" hidden>No router is like that. <button type="button" class="clear">Show all</button></p>'
    yield "</section>"


def _tools(routers: list[Mapping[str, Any]], summary: Mapping[str, Any], sections: list[str]) -> Iterator[str]:
    """Filters and order; of use with the script only, which shows them."""
    versions = sorted({firmware_name(router["firmware"]) for router in routers})
    present = {router["status"] for router in routers} | {part["status"] for router in routers for part in router["sections"].values()}
    yield '<div class="tools" role="search" hidden>'
    yield '<label class="wide">Search <input type="search" id="text" autocomplete="off" spellcheck="false"></label>'
    yield _select("status", "Status", [(status, WORDS[status]) for status in ORDER if status in present])
    yield _select("section", "Section", [(section, title_of(section)) for section in sections])
    settings = [(setting_key(entry["section"], entry["option"]), _setting_title(entry)) for entry in summary["options"]]
    yield _select("setting", "Drift of", sorted(settings))
    yield _select("firmware", "Firmware", [(version, shown(version)) for version in versions])
    orders = [("status", "status"), ("drift", "most drift"), ("name", "name"), ("firmware", "firmware")]
    yield _select("sort", "Order", orders, any_value=False)
    yield '<button type="button" id="all" aria-pressed="false">All details</button>'
    yield '<p class="shown" role="status"></p>'
    yield "</div>"


def _select(name: str, label: str, choices: Iterable[tuple[str, str]], *, any_value: bool = True) -> str:
    options = [("", "any")] if any_value else []
    listed = "".join(f'<option value="{attribute(value)}">{text}</option>' for value, text in [*options, *choices])
    return f'<label>{label} <select id="{name}">{listed}</select></label>'


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
