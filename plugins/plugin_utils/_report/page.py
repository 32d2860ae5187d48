# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A page that needs nothing else: no network, no script to be read, no value that could become markup.

All pages share the template ``shell.html.j2``, the style and the script; their security policy lets no other ones run. Whatever a template
outputs is made printable first (:func:`_text`) and then escaped by Jinja2. A page depends on its data alone, so the same data gives the
same bytes.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .text import section_title, shown

TEMPLATES = Path(__file__).with_name("templates")

_LONGEST = 2000
_SLIMMEST = 0.8  # percent: a single router of a thousand should be visible too


@dataclass(frozen=True)
class Status:
    """How a status is shown. ``colour`` is one that the style knows, ``meaning`` may be empty."""

    name: str
    word: str
    mark: str
    colour: str
    meaning: str = ""


@dataclass(frozen=True)
class Slice:
    """A part of a bar; both figures in percent, as SVG takes them."""

    colour: str
    start: str
    width: str


@dataclass(frozen=True)
class Row:
    """A line of a panel. ``pick`` is the filter that it sets, and to what."""

    label: str
    figure: str
    slices: list[Slice]
    pick: tuple[str, str] | None = None
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """A box of lines with a heading; ``none`` is said if there are none."""

    title: str
    rows: list[Row]
    none: str


@dataclass(frozen=True)
class Select:
    """A filter: its id, its label and its choices, each with the value that the script compares and the text that is read."""

    name: str
    label: str
    choices: list[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """What the shell shows around the rows of a page. ``counts`` has the routers by status, in the order of the page;
    ``time`` is for machines, ``when`` the same for people.
    """

    title: str
    counts: list[tuple[Status, int]]
    panels: list[Panel]
    selects: list[Select]
    orders: list[tuple[str, str]]
    time: str = ""
    when: str = ""

    @property
    def total(self) -> int:
        """The number of routers."""
        return sum(count for _status, count in self.counts)

    @property
    def slices(self) -> list[Slice]:
        """The shares of the statuses."""
        return slices([(status.colour, count) for status, count in self.counts], self.total)


def render(template: str, page: Page, **content: Any) -> str:
    """The page as HTML. ``content`` is what the template shows inside of the shell."""
    style, script = (Markup(_asset(name)) for name in ("page.css", "page.js"))
    policy = {"style_hash": _hash(style), "script_hash": _hash(script)}
    return _environment().get_template(template).render(page=page, style=style, script=script, **policy, **content)


def slices(shares: Iterable[tuple[str, int]], total: int) -> list[Slice]:
    """A bar of parts, by colour. It says nothing that is not written beside it."""
    present = [(colour, max(count * 100 / total, _SLIMMEST)) for colour, count in shares if count]
    # What makes the slim ones seen is taken from all, if the parts are a whole.
    whole = max(sum(width for _colour, width in present), 100.0)
    left, parts = 0.0, []
    for colour, width in present:
        parts.append(Slice(colour, f"{left / whole:.2%}", f"{width / whole:.2%}"))
        left += width
    return parts


def counted(count: int, noun: str) -> str:
    """A number and its noun, in the plural if need be."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _text(value: Any) -> Any:
    """A value as text of a page: what is not printable (controls, marks that change the direction of the text) is escaped visibly."""
    if isinstance(value, Markup):
        return value
    return shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True), _LONGEST)


def _exact(value: str) -> Markup:
    """A value that the script compares, for an attribute: the reader need not be able to see all of it."""
    return escape(value.encode("utf-8", "backslashreplace").decode())


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, finalize=_text, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update({"exact": _exact, "counted": counted, "section_title": section_title, "thousands": "{:,}".format})
    return environment


@functools.cache
def _asset(name: str) -> str:
    """A style or script without the comment at its top."""
    return (TEMPLATES / name).read_text(encoding="utf-8").partition("*/")[2].strip()


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
