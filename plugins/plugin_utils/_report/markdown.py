# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Markdown that fits a comment on a merge request, in which no value becomes markup, a link or a mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from .text import shown, time_text

# GitHub takes 65536 characters in a comment, GitLab 1000000. Of two ways to count, this is more than either gives.
MOST_CHARACTERS = 60000

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table under a headline. Cells are text; they are escaped."""

    headline: str
    heading: Row
    rows: Sequence[Row]


def document(title: str, paragraphs: Iterable[str], tables: Iterable[Table], whole: str) -> str:
    """At most 60000 characters. Whole lines are left out at the end; the last line says how many, and that ``whole`` has all.

    ``paragraphs`` are Markdown.
    """
    lines = [f"## {cell(title)}"]
    for paragraph in paragraphs:
        lines += ["", paragraph]
    for table in tables:
        lines += ["", f"### {table.headline}", "", _row(table.heading), _row("---" for _name in table.heading)]
        lines += [_row(map(cell, row)) for row in table.rows]
    return _fitting(lines, whole)


def cell(text: str) -> str:
    """Text as Markdown that shows it, on one line."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}" if match["markup"] else f"&#{ord(match[0])};", escape(shown(text, 2000), quote=False))


def _fitting(lines: list[str], whole: str) -> str:
    text = "\n".join([*lines, ""])
    if _size(text) <= MOST_CHARACTERS:
        return text
    room = MOST_CHARACTERS - _size(_left_out(len(lines), whole))
    kept: list[str] = []
    for line in lines:
        room -= _size(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*kept, _left_out(sum(line != "" for line in lines[len(kept) :]), whole)])


def _left_out(count: int, whole: str) -> str:
    return f"\n{count} more lines are left out here, because a comment cannot be longer. {whole} has all.\n"


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def when(time: str) -> list[str]:
    """The paragraph that says when it was, if that is known."""
    return [cell(time_text(time))] if time else []


# What starts markup is escaped so that it can still be read in a job log. What starts a mention, a reference or a link becomes a number.
_MARKUP = re.compile(r"(?P<markup>[\\`*\[\]|{}]|(?<!\w)_|_(?!\w))|[@#!$%~](?=[\w\"'({~])|:(?=//)|(?<=www)\.")
