# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An audit as text for a job log: the numbers, what drifted where, and each error once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...module_utils._common.redaction import printable
from .text import first_of, named_routers, section_title

_WORDS = {
    "in_step": "in step",
    "drifted": "drifted",
    "unknown": "unknown",
    "unsupported": "unsupported",
    "unreachable": "unreachable",
    "failed": "failed",
}


def summary(audit: Mapping[str, Any]) -> str:
    """A line such as ``4 in step, 2 drifted: ship (SSIDs), van (WANs)``, and one for each error with its routers."""
    counts = audit["summary"]["status"]
    numbers = ", ".join(f"{counts[status]} {word}" for status, word in _WORDS.items() if counts[status] and status != "drifted")
    drifted = [_drifted(router) for router in audit["routers"] if router["status"] == "drifted"]
    numbers = ", ".join(filter(None, [numbers, f"{len(drifted)} drifted: {first_of(drifted)}" if drifted else ""]))
    return "\n".join([numbers or "no routers", *_errors(audit["routers"])])


def _drifted(router: Mapping[str, Any]) -> str:
    sections = [section_title(section) for section, part in router["sections"].items() if part["drift"]]
    return printable(f"{router['name']} ({', '.join(sections)})")


def _errors(routers: list[Mapping[str, Any]]) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for router in routers:
        if router["error"]:
            found.setdefault(reason(router, router["error"]["message"]), []).append(printable(router["name"]))
    for text, names in sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield f"{text} ({named_routers(names)})"


def reason(router: Mapping[str, Any], message: str) -> str:
    """A message without the name and the address of its router, so that equal ones are equal."""
    return printable(message.removeprefix(f"{router['name']}: ").removeprefix(f"{router['address']}: "))
