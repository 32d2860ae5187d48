# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A rollout as text: its numbers, the routers that are left over, and Markdown that fits a comment on a merge request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ...module_utils._common.redaction import printable
from .rollout import LEFT_OVER, STATUSES

# GitHub takes 65536 characters in a comment, and counts some of them twice.
MOST_CHARACTERS = 60000
_NAMED = 5

_WORDS = {"failed": "failed", "offline": "offline", "untouched": "not reached", "changed": "changed", "unchanged": "unchanged"}
_WORDS_IN_CHECK_MODE = _WORDS | {"changed": "to change"}

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


def change_name(change: Mapping[str, Any]) -> str:
    """The item and the option that a change is about."""
    return printable(f"{change['item']} {change['option'] or ''}".rstrip())


def changes_by_value(rollout: Mapping[str, Any]) -> list[tuple[Row, list[str]]]:
    """What changes (what, before, after) with the routers where it does, most first."""
    found: dict[Row, list[str]] = {}
    for router in rollout["routers"]:
        for change in router["changes"]:
            found.setdefault((change_name(change), _value(change["before"]), _value(change["after"])), []).append(router["name"])
    return sorted(found.items(), key=lambda change: (-len(change[1]), change[0]))


def skipped_sections(rollout: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The sections that were skipped, with the routers that do not have them."""
    found: dict[str, list[str]] = {}
    for router in rollout["routers"]:
        for section in router["skipped"]:
            found.setdefault(section, []).append(router["name"])
    return sorted(found.items())


def listed(names: list[str]) -> str:
    """How many there are, and the first of them."""
    more = len(names) - _NAMED
    return f"{len(names)}: {', '.join(names[:_NAMED])}" + (f" and {more} more" if more > 0 else "")


def markdown(rollout: Mapping[str, Any], title: str) -> str:
    """At most 60000 characters; what is left out is said."""
    text = f"## {_cell(title)}\n\n{counts(rollout)}\n"
    for headline, heading, rows in _tables(rollout):
        lines = [f"\n### {headline.capitalize()}\n", _markdown_row(heading), _markdown_row("---" for _name in heading)]
        for number, row in enumerate(rows):
            lines.append(_markdown_row(map(_cell, row)))
            if len(text) + sum(map(len, lines)) > MOST_CHARACTERS:
                return "\n".join([text + "\n".join(lines[:-1]), f"\n{len(rows) - number} more rows, and what comes after them, are in the page.", ""])
        text += "\n".join([*lines, ""])
    return text


def _tables(rollout: Mapping[str, Any]) -> Iterator[tuple[str, Row, Sequence[Row]]]:
    """Headline, heading and rows of each table, what matters most first."""
    named = words(rollout)
    for status in STATUSES[:3]:
        rows = [(router["name"], printable(router["message"])) for router in rollout["routers"] if router["status"] == status]
        if status == "untouched" and rows:
            rows = [(", ".join(name for name, _message in rows), "")]
        if rows:
            yield named[status], ("router", "why" if status != "untouched" else ""), rows
    changes = changes_by_value(rollout)
    if changes:
        yield named["changed"], ("what", "before", "after", "routers"), [(*change, listed(routers)) for change, routers in changes]
    skipped = skipped_sections(rollout)
    if skipped:
        yield "skipped, because the router does not have it", ("section", "routers"), [(name, listed(routers)) for name, routers in skipped]


def _value(value: Any) -> str:
    return "" if value is None else printable(value)


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


# What starts markup, a mention or a reference in Markdown of GitHub or GitLab, and what makes a link of an address.
_MARKUP = re.compile(r"[\\`*_{}\[\]()#!|~@$%]|:(?=//)|(?<=www)\.")


def _cell(text: str) -> str:
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", escape(text, quote=False))
