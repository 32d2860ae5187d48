# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A rollout as text: its numbers, the routers that are left over, and Markdown that fits a comment on a merge request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...module_utils._common.redaction import printable
from .audit_text import reason
from .markdown import Row, Table, cell, document, when
from .rollout import LEFT_OVER
from .text import listed, most_first, named_routers, routers_by, shown

_WORDS = {"failed": "failed", "stale": "no longer as planned", "offline": "offline", "untouched": "not begun", "changed": "changed", "unchanged": "unchanged"}
# The statuses of which reports say why, and the number of routers that they then name: all that need a new plan.
EXPLAINED: Mapping[str, int | None] = {"failed": 5, "stale": None, "offline": 5}
_WORDS_IN_CHECK_MODE = _WORDS | {"changed": "to change"}


def words(rollout: Mapping[str, Any]) -> dict[str, str]:
    """What the statuses are called."""
    return _WORDS_IN_CHECK_MODE if rollout["check_mode"] else _WORDS


def counts(rollout: Mapping[str, Any]) -> str:
    """The numbers, in one line."""
    named = words(rollout)
    return ", ".join(f"{count} {named[status]}" for status, count in rollout["summary"].items() if count) or "no routers"


def left_over(rollout: Mapping[str, Any]) -> str:
    """The routers that a later run has to take up, and the canaries that it then needs, one a line."""
    left = any(router["status"] in LEFT_OVER for router in rollout["routers"])
    return "".join(f"{router['name']}\n" for router in rollout["routers"] if router["status"] in LEFT_OVER or (left and router["canary"]))


def reasons(rollout: Mapping[str, Any], status: str) -> list[tuple[str, list[str]]]:
    """The messages of the routers of a status, with the routers that have them, most first."""
    return most_first(routers_by((reason(router, router["message"]), router["name"]) for router in rollout["routers"] if router["status"] == status))


def summary(rollout: Mapping[str, Any]) -> str:
    """For a job log: the numbers, why it stopped, and each message once with its routers. A line each."""
    lines = [counts(rollout), *([rollout["stopped"]] if rollout["stopped"] else [])]
    named = words(rollout)
    for status, most in EXPLAINED.items():
        lines += [f"{named[status]}: {text} ({named_routers(names, most)})" for text, names in reasons(rollout, status)]
    return "\n".join(lines)


def change_name(change: Mapping[str, Any]) -> str:
    """The item and the option that a change is about."""
    return printable(f"{change['item']} {change['option'] or ''}".rstrip())


def changes_by_value(rollout: Mapping[str, Any]) -> list[tuple[Row, list[str]]]:
    """What changes (what, before, after) with the routers where it does, most first."""
    return most_first(
        routers_by(
            ((change_name(change), _value(change["before"]), _value(change["after"])), router["name"])
            for router in rollout["routers"]
            for change in router["changes"]
        )
    )


def skipped_sections(rollout: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The sections that were skipped, with the routers that do not have them."""
    return sorted(routers_by((section, router["name"]) for router in rollout["routers"] for section in router["skipped"]).items())


def markdown(rollout: Mapping[str, Any], title: str) -> str:
    """A comment on a merge request."""
    stopped = [f"**{cell(rollout['stopped'])}**"] if rollout["stopped"] else []
    return document(title, [counts(rollout), *stopped, *when(rollout["time"])], _tables(rollout), "The page")


def _tables(rollout: Mapping[str, Any]) -> Iterator[Table]:
    """What matters most comes first."""
    named = words(rollout)
    for status, most in EXPLAINED.items():
        if rows := [(text, listed(names, most)) for text, names in reasons(rollout, status)]:
            yield Table(named[status].capitalize(), ("why", "routers"), rows)
    if untouched := [router["name"] for router in rollout["routers"] if router["status"] == "untouched"]:
        yield Table(named["untouched"].capitalize(), ("routers",), [(listed(untouched),)])
    changes = changes_by_value(rollout)
    if changes:
        yield Table(named["changed"].capitalize(), ("what", "before", "after", "routers"), [(*change, listed(routers)) for change, routers in changes])
    skipped = skipped_sections(rollout)
    if skipped:
        rows = [(name, listed(routers)) for name, routers in skipped]
        yield Table("Skipped, because the router does not have it", ("section", "routers"), rows)


def _value(value: Any) -> str:
    return "" if value is None else shown(value)
