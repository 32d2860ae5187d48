# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An audit as text for a job log: the numbers, what drifted where, and each error once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...module_utils._common.redaction import printable
from .text import first_of, most_first, named_routers, routers_by, section_title, shown

# In the order of the line.
_WORDS = {
    "in_step": "in step",
    "unknown": "unknown",
    "unsupported": "unsupported",
    "unreachable": "unreachable",
    "failed": "failed",
    "drifted": "drifted",
}
# Of these, the line names the routers, with the sections that make them so. The errors name those that could not be compared.
_NAMED = ("unknown", "unsupported", "drifted")


def summary(audit: Mapping[str, Any]) -> str:
    """A line such as ``4 in step, 2 drifted: ship (SSIDs), van (WANs)``, and one for each error with its routers."""
    numbers = ", ".join(filter(None, (_number(audit, status) for status in _WORDS)))
    return "\n".join([numbers or "no routers", *_errors(audit["routers"])])


def _number(audit: Mapping[str, Any], status: str) -> str:
    routers = [router for router in audit["routers"] if router["status"] == status]
    if not routers:
        return ""
    named = [_named(router) for router in routers if router["sections"]] if status in _NAMED else []
    return f"{len(routers)} {_WORDS[status]}{': ' if named else ''}{first_of(named)}"


def _named(router: Mapping[str, Any]) -> str:
    sections = [section_title(section) for section, part in router["sections"].items() if part["status"] == router["status"]]
    return printable(f"{router['name']} ({', '.join(sections)})")


def _errors(routers: list[Mapping[str, Any]]) -> Iterator[str]:
    found = routers_by((reason(router, router["error"]["message"]), printable(router["name"])) for router in routers if router["error"])
    for text, names in most_first(found):
        yield f"{text} ({named_routers(names)})"


def reason(router: Mapping[str, Any], message: str) -> str:
    """A message without the name and the address of its router, so that equal ones are equal."""
    return shown(message.removeprefix(f"{router['name']}: ").removeprefix(f"{router['address']}: "))
