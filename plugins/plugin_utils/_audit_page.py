# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An audit as one page that needs nothing else: no network, no script to be read, no value that could become markup.

Whatever comes from routers or the inventory goes through :func:`_shown`. The page's own style and script are the only ones that its
content security policy lets run. It depends on the audit alone, so the same audit gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.module_utils._redact import printable

from ._audit import STATUSES

_FILES = Path(__file__).with_name("audit_page")

# In the order of the page, good news first.
_ORDER = ("in_step", "drifted", "unknown", "unsupported", "unreachable", "failed")
_WORDS = {status: status.replace("_", " ") for status in STATUSES}
_MEANINGS = {
    "in_step": "as wanted",
    "drifted": "settings differ",
    "unknown": "settings cannot be compared",
    "unsupported": "sections it does not have",
    "unreachable": "no answer",
    "failed": "could not be audited",
}
_MARKS = {"in_step": "\u2713", "drifted": "\u2260", "unknown": "?", "unsupported": "\u2298", "unreachable": "\u2026", "failed": "!"}
_TITLES = {
    "wan_connections": "WANs",
    "wan_priorities": "WAN priorities",
    "ssid_profiles": "SSIDs",
    "mesh_profiles": "Meshes",
    "speedfusion_connect_protect": "Connect Protect",
    "gpios": "GPIO",
    "ports": "Ports",
}
_ENTRIES = "entries missing or too many"
_SLIMMEST = 0.8  # percent: a single router of a thousand shall be seen, too
_LISTED = 8
_LONGEST = 2000


def page(audit: Mapping[str, Any], title: str) -> str:
    """The page of an audit (:mod:`_audit`), as HTML."""
    summary = audit["summary"]
    found = {section for router in audit["routers"] for section in router["sections"]}
    sections = [*(section for section in _TITLES if section in found), *sorted(found - _TITLES.keys())]
    style, script = ((_FILES / name).read_text(encoding="utf-8").partition("*/")[2].strip() for name in ("page.css", "page.js"))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
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
            f"<title>{_shown(title)}, {_time(audit['time'])}</title>",
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
    shares = [(status, counts[status]) for status in _ORDER]
    yield "<header>"
    yield f'<p class="when"><time datetime="{_shown(audit["time"])}">{_time(audit["time"])}</time></p>'
    yield f"<h1>{_shown(title)}</h1>"
    yield f'<p class="lead"><strong>{counts["in_step"]:,}</strong> of {_count(total, "router")} in step{_and_drifted(counts["drifted"])}</p>'
    yield _bar(shares, total)
    yield '<ul class="legend">'
    for status, count in shares:
        if count:
            yield (
                f'<li data-filter="status" data-value="{status}">{_mark(status)}<span><b>{count:,}</b> {_WORDS[status]}'
                f"<small>{_MEANINGS[status]}</small></span></li>"
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
        bar = _bar([(status, counts.get(status, 0)) for status in _ORDER], sum(counts.values()))
        parts.append(_row("section", section, _title(section), f"{drifted:,} drifted" if drifted else "no drift", bar))
    firmware = [
        _row("firmware", _firmware(entry["version"]), _shown(_firmware(entry["version"])), f"{entry['routers']:,}", _bar([("plain", entry["routers"])], total))
        for entry in summary["firmware"]
    ]
    options = [
        _row("setting", _setting(entry["section"], entry["option"]), _setting_title(entry), f"{entry['routers']:,}", _bar([("drifted", entry["routers"])], total))
        for entry in summary["options"]
    ]
    yield '<div class="panels">'
    yield from _panel("Sections", parts, "Nothing was compared.")
    yield from _panel("Settings that drift", options, "None.")
    yield from _panel("Firmware", firmware, "There are no routers.")
    yield "</div>"


def _panel(title: str, rows: list[str], none: str) -> Iterator[str]:
    yield f'<section class="panel"><h2>{title}</h2>'
    yield f"<ul>{''.join(rows[:_LISTED])}</ul>" if rows else f"<p>{none}</p>"
    if rows[_LISTED:]:
        yield f"<details><summary>{len(rows) - _LISTED} more</summary><ul>{''.join(rows[_LISTED:])}</ul></details>"
    yield "</section>"


def _row(name: str, value: str, label: str, figure: str, bar: str) -> str:
    return f'<li><span class="pick" data-filter="{name}" data-value="{_attribute(value)}"><span>{label}</span><span class="figure">{figure}</span></span>{bar}</li>'


def _setting(section: str, option: str | None) -> str:
    """What the script knows a setting by."""
    return f"{section} {option or ''}"


def _setting_title(entry: Mapping[str, Any]) -> str:
    return f"{_title(entry['section'])}: {_shown(entry['option'] or _ENTRIES)}"


def _routers(routers: list[Mapping[str, Any]], summary: Mapping[str, Any], sections: list[str]) -> Iterator[str]:
    yield '<section id="routers" aria-labelledby="routers-title"><h2 id="routers-title">Routers</h2>'
    yield from _tools(routers, summary, sections)
    yield '<table role="table"><caption class="apart">Routers by section of the configuration</caption>'
    yield '<thead role="rowgroup"><tr role="row">'
    for name, label in (("name", "Router"), ("status", "Status"), ("firmware", "Firmware")):
        yield f'<th role="columnheader" scope="col" data-sort="{name}">{label}</th>'
    for section in sections:
        yield f'<th role="columnheader" scope="col" class="cell">{_title(section)}</th>'
    yield "</tr></thead>"
    for number, router in enumerate(routers):
        yield _router(number, router, sections)
    yield "</table>"
    yield '<p class="none" hidden>No router is like that. <button type="button" class="clear">Show all</button></p>'
    yield "</section>"


def _tools(routers: list[Mapping[str, Any]], summary: Mapping[str, Any], sections: list[str]) -> Iterator[str]:
    """Filters and order; of use with the script only, which shows them."""
    versions = sorted({_firmware(router["firmware"]) for router in routers})
    present = {router["status"] for router in routers} | {part["status"] for router in routers for part in router["sections"].values()}
    yield '<div class="tools" role="search" hidden>'
    yield '<label class="wide">Search <input type="search" id="text" autocomplete="off" spellcheck="false"></label>'
    yield _select("status", "Status", [(status, _WORDS[status]) for status in _ORDER if status in present])
    yield _select("section", "Section", [(section, _title(section)) for section in sections])
    settings = [(_setting(entry["section"], entry["option"]), _setting_title(entry)) for entry in summary["options"]]
    yield _select("setting", "Drift of", sorted(settings))
    yield _select("firmware", "Firmware", [(version, _shown(version)) for version in versions])
    orders = [("status", "worst first"), ("drift", "most drift"), ("name", "name"), ("firmware", "firmware")]
    yield _select("sort", "Order", orders, any_value=False)
    yield '<button type="button" id="all" aria-pressed="false">All details</button>'
    yield '<p class="shown" role="status"></p>'
    yield "</div>"


def _select(name: str, label: str, choices: Iterable[tuple[str, str]], *, any_value: bool = True) -> str:
    options = [("", "any")] if any_value else []
    listed = "".join(f'<option value="{_attribute(value)}">{text}</option>' for value, text in [*options, *choices])
    return f'<label>{label} <select id="{name}">{listed}</select></label>'


def _router(number: int, router: Mapping[str, Any], sections: list[str]) -> str:
    drift = sum(len(part["drift"]) for part in router["sections"].values())
    firmware = _firmware(router["firmware"])
    status = router["status"]
    address = f"<small>{_shown(router['address'].removesuffix(':443'))}</small>" if router["address"] else ""
    details = "".join(_details(router))
    cells = "".join(_cell(section, router["sections"].get(section)) for section in sections) if router["sections"] else _reason(router, len(sections))
    return (
        f'<tbody role="rowgroup" data-name="{_attribute(router["name"])}" data-status="{status}" data-firmware="{_attribute(firmware)}" data-drift="{drift}">'
        f'<tr role="row"><th role="rowheader" scope="row"><span class="name">{_shown(router["name"])}</span>{address}</th>'
        f'<td role="cell" class="status">{_mark(status)}<span>{_WORDS[status]}</span></td>'
        f'<td role="cell" class="firmware">{_shown(firmware)}</td>{cells}</tr>'
        + (f'<tr role="row" class="details {status}" id="details-{number}"><td role="cell" colspan="{len(sections) + 3}">{details}</td></tr>' if details else "")
        + "</tbody>\n"
    )


def _reason(router: Mapping[str, Any], columns: int) -> str:
    """In place of the sections: why there are none."""
    return f'<td role="cell" class="reason" colspan="{max(columns, 1)}">{_error(router)}</td>'


def _error(router: Mapping[str, Any]) -> str:
    message = router["error"]["message"].removeprefix(f"{router['address']}: ")
    return f"<b>{_shown(router['error']['kind'])}</b> {_shown(message)}"


def _cell(section: str, part: Mapping[str, Any] | None) -> str:
    title = _title(section)
    if part is None:
        return f'<td role="cell" class="cell absent"><span class="label">{title}</span><span class="apart">not asked for</span></td>'
    status, count = part["status"], len(part["drift"])
    said = _WORDS[status] if status != "drifted" else f"drifted, {_count(count, 'setting')}"
    figure = f"<b>{count:,}</b>" if count else ""
    return (
        f'<td role="cell" class="cell" data-section="{_attribute(section)}" data-status="{status}"><span class="label">{title}</span>'
        f'<span class="badge {status}" title="{said}"><span aria-hidden="true">{_MARKS[status]}{figure}</span><span class="apart">{said}</span></span></td>'
    )


def _details(router: Mapping[str, Any]) -> Iterator[str]:
    if router["error"] and router["sections"]:
        yield f'<p class="reason">{_error(router)}</p>'
    for section, part in router["sections"].items():
        if part["drift"]:
            yield f'<h3>{_title(section)}</h3><dl class="drift">'
            for entry in part["drift"]:
                yield from _drift(section, entry)
            yield "</dl>"
    for section, part in router["sections"].items():
        if part["status"] == "unsupported":
            yield f"<p>{_title(section)}: the router does not have this section.</p>"
        for known, said in ((False, "not shown by the router, and not written from here"), (True, "not shown by the router, last written from here")):
            hidden = [f"{_shown(entry['item'])} <code>{_shown(entry['option'])}</code>" for entry in part["unknown"] if entry["remembered"] is known]
            if hidden:
                yield f'<p class="hidden-values">{_title(section)}, {said}: {", ".join(hidden)}.</p>'


def _drift(section: str, entry: Mapping[str, Any]) -> Iterator[str]:
    option = f" <code>{_shown(entry['option'])}</code>" if entry["option"] else ""
    yield f'<div data-setting="{_attribute(_setting(section, entry["option"]))}"><dt>{_shown(entry["item"])}{option}</dt>'
    for side, word, absent in (("before", "is", "not there"), ("after", "wanted", "not there")):
        value = entry[side]
        shown = f"<i>{absent if entry['option'] is None else 'not set'}</i>" if value is None else f"<code>{_shown(value) or '&quot;&quot;'}</code>"
        yield f'<dd class="{side}"><span>{word}</span> {shown}</dd>'
    yield "</div>"


def _bar(shares: list[tuple[str, int]], total: int) -> str:
    """A bar of parts. It says nothing that is not written beside it."""
    present = [(kind, max(count * 100 / total, _SLIMMEST)) for kind, count in shares if count]
    # What makes the slim ones seen is taken from all, if the parts are a whole.
    whole = max(sum(width for _kind, width in present), 100.0)
    left, parts = 0.0, []
    for kind, width in present:
        parts.append(f'<rect class="{kind}" x="{left / whole:.2%}" width="{width / whole:.2%}" height="100%"/>')
        left += width
    return f'<svg class="bar" aria-hidden="true">{"".join(parts)}</svg>'


def _mark(status: str) -> str:
    return f'<span class="badge {status}" aria-hidden="true">{_MARKS[status]}</span>'


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _firmware(version: str | None) -> str:
    return version or "not told"


def _title(section: str) -> str:
    return _TITLES.get(section) or _shown(section.replace("_", " "))


def _time(text: str) -> str:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?Z", text)
    return f"{match[1]} {match[2]} UTC" if match else _shown(text)


def _shown(value: Any) -> str:
    """A value as text of the page: what is not printable (controls, marks that change the direction of the text) is escaped visibly."""
    plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return escape(printable(plain, _LONGEST))


def _attribute(value: str) -> str:
    """A value that the script compares, which it need not be able to show."""
    return escape(value.encode("utf-8", "backslashreplace").decode())


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
