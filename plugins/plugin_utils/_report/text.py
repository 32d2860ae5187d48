# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Words that all reports share."""

from __future__ import annotations

import re

from ...module_utils._configuration.resources.catalogue import RESOURCES

SECTION_TITLES = {resource.section: resource.title for resource in RESOURCES}
_NAMED = 5


def section_title(section: str) -> str:
    """What a section of the configuration is called in a report."""
    return SECTION_TITLES.get(section) or section.replace("_", " ")


def time_text(text: str) -> str:
    """A time such as 2026-11-25T02:00:00Z for people; any other text as it is."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?Z", text)
    return f"{match[1]} {match[2]} UTC" if match else text


def first_of(names: list[str]) -> str:
    """The first of some names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def listed(names: list[str]) -> str:
    """How many there are, and the first of them."""
    return f"{len(names)}: {first_of(names)}"


def named_routers(names: list[str]) -> str:
    """The name of a single router, else how many there are and the first of them."""
    return names[0] if len(names) == 1 else f"{len(names)} routers: {first_of(names)}"


def amount(octets: float) -> str:
    """An amount of data, in the units in which routers count: a GB is 1024 MB."""
    value, units = octets / 1024**2, ["MB", "GB", "TB"]
    while value >= 1024 and len(units) > 1:
        value, units = value / 1024, units[1:]
    number = f"{value:.0f}" if value >= 100 or units[0] == "MB" else f"{value:.1f}".removesuffix(".0")
    return f"{number} {units[0]}"
