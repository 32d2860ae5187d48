# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Words that all reports share."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

from ...module_utils._common.redaction import printable
from ...module_utils._configuration.resources.catalogue import RESOURCES

SECTION_TITLES = {resource.section: resource.title for resource in RESOURCES}
_NAMED = 5
# Two of them and their names fit a cell of a table.
_LONGEST = 900
_WHOLE = 100_000

Said = TypeVar("Said", bound=Hashable)


def section_title(section: str) -> str:
    """What a section of the configuration is called in a report."""
    return SECTION_TITLES.get(section) or section.replace("_", " ")


def time_text(text: str) -> str:
    """A time such as 2026-11-25T02:00:00Z for people; any other text as it is."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?Z", text)
    return f"{match[1]} {match[2]} UTC" if match else text


def shown(value: Any, limit: int = _LONGEST) -> str:
    """A value or a message on one line. Of a very long one the beginning, and where the rest is."""
    whole = printable(value, _WHOLE)
    return whole if len(whole) <= limit else f"{whole[:limit]}[...] (cut; the JSON file of the report has all of it)"


def first_of(names: list[str], most: int | None = _NAMED) -> str:
    """The first of some names, and how many more there are; all of them with None."""
    more = len(names[most:]) if most else 0
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def listed(names: list[str], most: int | None = _NAMED) -> str:
    """How many there are, and the first of them."""
    return f"{len(names)}: {first_of(names, most)}"


def named_routers(names: list[str], most: int | None = _NAMED) -> str:
    """The name of a single router, else how many there are and the first of them."""
    return names[0] if len(names) == 1 else f"{len(names)} routers: {first_of(names, most)}"


def routers_by(said: Iterable[tuple[Said, str]]) -> dict[Said, list[str]]:
    """What is said of routers, each once, with the names of the routers."""
    found: dict[Said, list[str]] = {}
    for what, name in said:
        found.setdefault(what, []).append(name)
    return found


def most_first(found: Mapping[Said, list[str]]) -> list[tuple[Said, list[str]]]:
    """What is said of most routers first."""
    return sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))


def amount(octets: float) -> str:
    """An amount of data, in the units in which routers count: a GB is 1024 MB."""
    value, units = octets / 1024**2, ["MB", "GB", "TB"]
    while value >= 1024 and len(units) > 1:
        value, units = value / 1024, units[1:]
    number = f"{value:.0f}" if value >= 100 or units[0] == "MB" else f"{value:.1f}".removesuffix(".0")
    return f"{number} {units[0]}"
