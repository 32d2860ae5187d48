# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of the audit page: a router by the sections of the configuration, and below it what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ._audit_markup import MARKS, WORDS, attribute, counted, firmware_name, mark, setting_key, shown, title_of

# What the router does not show, by whether the record says that it is as wanted.
_HIDDEN = {False: "not shown by the router, and not written from here", True: "not shown by the router, last written from here"}


def router_rows(number: int, router: Mapping[str, Any], sections: list[str]) -> str:
    """The rows of one router, a body of the table of their own: the script shows, hides and moves it as one."""
    drift = sum(len(part["drift"]) for part in router["sections"].values())
    firmware = firmware_name(router["firmware"])
    status = router["status"]
    address = f"<small>{shown(router['address'].removesuffix(':443'))}</small>" if router["address"] else ""
    details = "".join(_details(router))
    known = router["sections"]
    cells = "".join(_cell(section, known.get(section)) for section in sections) if known else _reason(router, len(sections))
    data = f'data-name="{attribute(router["name"])}" data-status="{status}" data-firmware="{attribute(firmware)}" data-drift="{drift}"'
    row = f'<tr role="row" class="details {status}" id="details-{number}"><td role="cell" colspan="{len(sections) + 3}">{details}</td></tr>'
    return (
        f'<tbody role="rowgroup" {data}>'
        f'<tr role="row"><th role="rowheader" scope="row"><span class="name">{shown(router["name"])}</span>{address}</th>'
        f'<td role="cell" class="status">{mark(status)}<span>{WORDS[status]}</span></td>'
        f'<td role="cell" class="firmware">{shown(firmware)}</td>{cells}</tr>'
        f"{row if details else ''}</tbody>\n"
    )


def _reason(router: Mapping[str, Any], columns: int) -> str:
    """In place of the sections: why there are none."""
    return f'<td role="cell" class="reason" colspan="{max(columns, 1)}">{_error(router)}</td>'


def _error(router: Mapping[str, Any]) -> str:
    message = router["error"]["message"].removeprefix(f"{router['address']}: ")
    return f"<b>{shown(router['error']['kind'])}</b> {shown(message)}"


def _cell(section: str, part: Mapping[str, Any] | None) -> str:
    title = title_of(section)
    if part is None:
        return f'<td role="cell" class="cell absent"><span class="label">{title}</span><span class="apart">not asked for</span></td>'
    status, count = part["status"], len(part["drift"])
    said = WORDS[status] if status != "drifted" else f"drifted, {counted(count, 'setting')}"
    figure = f"<b>{count:,}</b>" if count else ""
    return (
        f'<td role="cell" class="cell" data-section="{attribute(section)}" data-status="{status}"><span class="label">{title}</span>'
        f'<span class="badge {status}" title="{said}"><span aria-hidden="true">{MARKS[status]}{figure}</span><span class="apart">{said}</span></span></td>'
    )


def _details(router: Mapping[str, Any]) -> Iterator[str]:
    if router["error"] and router["sections"]:
        yield f'<p class="reason">{_error(router)}</p>'
    for section, part in router["sections"].items():
        if part["drift"]:
            yield f'<h3>{title_of(section)}</h3><dl class="drift">'
            for entry in part["drift"]:
                yield from _drift(section, entry)
            yield "</dl>"
    for section, part in router["sections"].items():
        if part["status"] == "unsupported":
            yield f"<p>{title_of(section)}: the router does not have this section.</p>"
        for remembered, said in _HIDDEN.items():
            hidden = [f"{shown(entry['item'])} <code>{shown(entry['option'])}</code>" for entry in part["unknown"] if entry["remembered"] is remembered]
            if hidden:
                yield f"<p>{title_of(section)}, {said}: {', '.join(hidden)}.</p>"


def _drift(section: str, entry: Mapping[str, Any]) -> Iterator[str]:
    option = f" <code>{shown(entry['option'])}</code>" if entry["option"] else ""
    nothing = "not set" if entry["option"] else "not there"
    yield f'<div data-setting="{attribute(setting_key(section, entry["option"]))}"><dt>{shown(entry["item"])}{option}</dt>'
    for side, word in (("before", "is"), ("after", "wanted")):
        value = f"<i>{nothing}</i>" if entry[side] is None else f"<code>{shown(entry[side]) or '&quot;&quot;'}</code>"
        yield f'<dd class="{side}"><span>{word}</span> {value}</dd>'
    yield "</div>"
