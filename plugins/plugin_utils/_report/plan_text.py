# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan of a fleet as text: what changes on which routers, why others cannot be planned, and Markdown that fits a comment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ...module_utils._common.redaction import printable
from .audit_text import reason
from .markdown import Row, Table, cell, document, when
from .text import first_of, listed, most_first, named_routers, routers_by, section_title, shown

# In the order in which people want to read them.
WORDS = {
    "drifted": "to change",
    "refused": "refused",
    "invalid": "invalid",
    "failed": "failed",
    "unreachable": "unreachable",
    "unsupported": "unsupported",
    "unknown": "unknown",
    "in_step": "in step",
}

# The sides of a change of which the router shows nothing.
UNSEEN = ("not shown", "written")

# Changes in a job log: names and addresses are different on each router.
_LOGGED = 50

SKIPPED = "Skipped, because the router does not have it"

CHECKSUM = "The checksum tells whether the plan was edited. It does not tell who made it."


def state(router: Mapping[str, Any]) -> str:
    """The status of a router as a plan is about it: one that is written to is to change, whatever it lacks or does not show."""
    return "drifted" if router["changes"] and not router["error"] else str(router["status"])


def counted(plan: Mapping[str, Any]) -> dict[str, int]:
    """The numbers of routers by status; all are listed."""
    found = Counter(map(state, plan["routers"].values()))
    return {status: found[status] for status in WORDS}


def counts(plan: Mapping[str, Any]) -> str:
    """The numbers, in one line."""
    return ", ".join(f"{count:,} {WORDS[status]}" for status, count in counted(plan).items() if count) or "no routers"


def change_name(change: Mapping[str, Any]) -> str:
    """The item and the option that a change is about."""
    return printable(f"{change['item']} {change['option'] or ''}".rstrip())


def sides(change: Mapping[str, Any]) -> tuple[str, str]:
    """Before and after, as people read them."""
    if change["unseen"]:
        return UNSEEN
    none = "not set" if change["option"] else "not there"
    before, after = (none if change[side] is None else shown(change[side]) for side in ("before", "after"))
    return before or '""', after or '""'


def sentence(what: str, before: str, after: str) -> str:
    """A change and its sides in one line."""
    return f"{what} to be written, as the router does not show it" if (before, after) == UNSEEN else f"{what} {before} to {after}"


def grouped(plan: Mapping[str, Any]) -> list[tuple[Row, list[str]]]:
    """What changes (what, before, after) with the routers where it does, most first. Without those where it is refused."""
    changing = [(name, router) for name, router in plan["routers"].items() if state(router) == "drifted"]
    return most_first(routers_by(((change_name(change), *sides(change)), printable(name)) for name, router in changing for change in router["changes"]))


def reasons(plan: Mapping[str, Any]) -> list[tuple[str, str, list[str]]]:
    """The status and the message of the routers that cannot be planned, with the routers that have them, most first."""
    found = routers_by(
        ((state(router), reason({"name": name, "address": router["address"]}, router["error"]["message"])), printable(name))
        for name, router in plan["routers"].items()
        if router["error"]
    )
    return [(status, text, names) for (status, text), names in most_first(found)]


def skipped_sections(plan: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The sections of intents that routers do not have, with these routers."""
    lacking = ((section_title(section), printable(name)) for name, router in plan["routers"].items() for section in router["unsupported"])
    return sorted(routers_by(lacking).items())


def summary(plan: Mapping[str, Any]) -> str:
    """For a job log: the numbers, the changes of most routers, each message once with its routers. A line each.

    What is skipped is in the warnings of the comparison already.
    """
    changes = grouped(plan)
    lines = [f"{sentence(*row)} ({named_routers(names)})" for row, names in changes[:_LOGGED]]
    lines += [f"{len(changes) - _LOGGED:,} more changes"] if len(changes) > _LOGGED else []
    lines += [f"{WORDS[status]}: {text} ({named_routers(names)})" for status, text, names in reasons(plan)]
    return "\n".join([counts(plan), *lines])


def markdown(plan: Mapping[str, Any], title: str) -> str:
    """A comment on a merge request."""
    paragraphs = [counts(plan), *when(plan["time"]), f"Checksum `{cell(plan['checksum'])}`. {CHECKSUM}"]
    return document(title, paragraphs, _tables(plan), "The page of the plan")


def _tables(plan: Mapping[str, Any]) -> Iterator[Table]:
    """What changes, what cannot be planned, what is skipped, then the routers, without those that stay as they are."""
    if changes := grouped(plan):
        yield Table("Changes", ("what", "before", "after", "routers"), [(*change, listed(names)) for change, names in changes])
    if errors := reasons(plan):
        yield Table("Not planned", ("status", "why", "routers"), [(WORDS[status], text, listed(names)) for status, text, names in errors])
    if skipped := skipped_sections(plan):
        yield Table(SKIPPED, ("section", "routers"), [(section, listed(names)) for section, names in skipped])
    routers = [(printable(name), WORDS[state(router)], _changes(router)) for name, router in plan["routers"].items() if is_listed(router)]
    if routers:
        yield Table("Routers", ("router", "status", "changes"), routers)


def is_listed(router: Mapping[str, Any]) -> bool:
    """Whether there is something to say of a router beyond its number."""
    return bool(router["changes"] or router["error"] or router["status"] != "in_step")


def _changes(router: Mapping[str, Any]) -> str:
    return first_of([sentence(change_name(change), *sides(change)) for change in router["changes"]])
