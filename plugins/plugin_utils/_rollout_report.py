# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What became of a rollout, for people: as Markdown that fits a comment on a merge request, and as a page. No value can become markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ..module_utils._common.redaction import printable
from ._rollout import LEFT_OVER, STATUSES

# GitHub takes 65536 characters in a comment, and counts some of them twice.
MOST_CHARACTERS = 60000
_NAMED = 5

_WORDS = {"failed": "failed", "offline": "offline", "untouched": "not reached", "changed": "changed", "unchanged": "unchanged"}
_WORDS_IN_CHECK_MODE = _WORDS | {"changed": "to change"}
_MARKS = {"failed": "\u2717", "offline": "\u2026", "untouched": "\u2013", "changed": "\u2260", "unchanged": "\u2713"}

Row = tuple[str, ...]


def words(rollout: Mapping[str, Any]) -> dict[str, str]:
    """What the statuses are called."""
    return _WORDS_IN_CHECK_MODE if rollout["check_mode"] else _WORDS


def counts(rollout: Mapping[str, Any]) -> str:
    """The numbers, in one line."""
    named = words(rollout)
    return ", ".join(f"{count} {named[status]}" for status, count in rollout["summary"].items() if count) or "no routers"


def left_over(rollout: Mapping[str, Any]) -> str:
    """The routers that a later run has to take up, one a line."""
    return "".join(f"{router['name']}\n" for router in rollout["routers"] if router["status"] in LEFT_OVER)


def tables(rollout: Mapping[str, Any]) -> Iterator[tuple[str, Row, Sequence[Row]]]:
    """Headline, heading and rows of each table, what matters most first."""
    named = words(rollout)
    for status in STATUSES[:3]:
        rows = [(router["name"], _one_line(router["message"])) for router in rollout["routers"] if router["status"] == status]
        if status == "untouched" and rows:
            rows = [(", ".join(name for name, _message in rows), "")]
        if rows:
            yield named[status], ("router", "why" if status != "untouched" else ""), rows
    changes = sorted(_changes(rollout).items(), key=lambda change: (-len(change[1]), change[0]))
    if changes:
        yield named["changed"], ("what", "before", "after", "routers"), [(*change, _listed(routers)) for change, routers in changes]
    skipped: dict[str, list[str]] = {}
    for router in rollout["routers"]:
        for section in router["skipped"]:
            skipped.setdefault(section, []).append(router["name"])
    if skipped:
        yield "skipped, because the router does not have it", ("section", "routers"), [(name, _listed(routers)) for name, routers in sorted(skipped.items())]


def _changes(rollout: Mapping[str, Any]) -> dict[Row, list[str]]:
    """What changes, with the routers where it does."""
    found: dict[Row, list[str]] = {}
    for router in rollout["routers"]:
        for change in router["changes"]:
            what = f"{change['item']} {change['option'] or ''}".rstrip()
            found.setdefault((_one_line(what), _value(change["before"]), _value(change["after"])), []).append(router["name"])
    return found


def _value(value: Any) -> str:
    return "" if value is None else _one_line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _one_line(text: str) -> str:
    return printable(text)


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return f"{len(names)}: {', '.join(names[:_NAMED])}" + (f" and {more} more" if more > 0 else "")


def markdown(rollout: Mapping[str, Any], title: str) -> str:
    """At most 60000 characters; what is left out is said."""
    text = f"## {_cell(title)}\n\n{counts(rollout)}\n"
    for headline, heading, rows in tables(rollout):
        lines = [f"\n### {headline.capitalize()}\n", _markdown_row(heading), _markdown_row("---" for _name in heading)]
        for number, row in enumerate(rows):
            lines.append(_markdown_row(map(_cell, row)))
            if len(text) + sum(map(len, lines)) > MOST_CHARACTERS:
                return "\n".join([text + "\n".join(lines[:-1]), f"\n{len(rows) - number} more rows, and what comes after them, are in the page.", ""])
        text += "\n".join([*lines, ""])
    return text


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


# What starts markup, a mention or a reference in Markdown of GitHub or GitLab, and what makes a link of an address.
_MARKUP = re.compile(r"[\\`*_{}\[\]()#!|~@$%]|:(?=//)|(?<=www)\.")


def _cell(text: str) -> str:
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", escape(text, quote=False))


_STYLE = """
:root { color-scheme: light dark; --ink: #20262b; --page: #fff; --quiet: #59626a; --line: #dcdfdc; --head: #f3f4f1 }
@media (prefers-color-scheme: dark) { :root { --ink: #e3e6e8; --page: #131619; --quiet: #9ea8b0; --line: #30363b; --head: #1b1f23 } }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page) }
table { border-collapse: collapse; width: 100% }
th, td { padding: .35rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
th { background: var(--head) }
.lead { font-size: 1.25rem }
h2::first-letter { text-transform: uppercase }
section { overflow-x: auto }
"""


def page(rollout: Mapping[str, Any], title: str) -> str:
    """A page that needs nothing else, with a line for each router at its end."""
    named = words(rollout)
    every = [(router["name"], f"{_MARKS[router['status']]} {named[router['status']]}", str(len(router["changes"]) or "")) for router in rollout["routers"]]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f'<h1>{escape(title)}</h1><p class="lead">{escape(counts(rollout))}</p>',
            *(_html_table(*table) for table in tables(rollout)),
            _html_table("all routers", ("router", "status", "changes"), every),
            "</body></html>",
            "",
        ]
    )


def _html_table(headline: str, heading: Row, rows: Sequence[Row]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heading)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<section><h2>{escape(headline)}</h2><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></section>"
