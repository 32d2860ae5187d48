# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Routers with every switch of the simulator in every position, and what a probe says of them."""

from __future__ import annotations

import typing
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from peplink_simulator import Unknowns

# Positions of switches that are no choice between words, beside the default.
_VALUES: dict[str, Any] = {
    "apply_warning": "Careful",
    "bad_value_code": 3,
    "busy_requests": 2,
    "effect_after_polls": 2,
    "effect_after_seconds": 4.0,
    "session_limit": 5,
    "status_lag_polls": {"status.wan.connection": 2, "config.wan.connection": 2},
    "status_lag_seconds": {"status.wan.connection": 4.0},
    "unsupported_code": 406,
}


# Switches that show only together with others in these positions.
COMPANIONS: dict[str, dict[str, Any]] = {"busy_member": {"busy_requests": 2}, "port_layout": {"port_functions": "on"}, "unknown_token_revoke": {}}

# Those that only an admin who logs in can see.
BY_LOGIN = {"unknown_token_revoke"}


def others() -> Iterator[tuple[str, Any]]:
    """Every position of every switch but the usual one, and that too where it needs companions."""
    usual = Unknowns().as_dict()
    yield from ((name, position) for name, position in positions() if position != usual[name] or name in COMPANIONS)


def unknowns_of(switch: str, position: Any) -> Unknowns:
    """A router with this switch in this position."""
    return Unknowns(**{**COMPANIONS.get(switch, {}), switch: position})


def positions() -> Iterator[tuple[str, Any]]:
    """Every position of every switch."""
    defaults = Unknowns().as_dict()
    for name, hint in typing.get_type_hints(Unknowns).items():
        words = typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else (defaults[name], *([_VALUES[name]] if name in _VALUES else []))
        yield from ((name, word) for word in words)


@dataclass
class Table:
    """How often which switch was found, not decided, or wrong, and in which positions."""

    found: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    undecided: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, switch: str, position: Any, unknowns: Unknowns, result: dict[str, Any]) -> None:
        """What a probe says of a router whose switch is in that position."""
        actual = unknowns.as_dict()
        for finding in result["findings"]:
            name, decided = finding["switch"], finding["status"] == "decided"
            # A router behaves as one of the switches' positions, and as assumed where there is no switch: anything else that is said of it is wrong.
            value = actual.get(name, finding["assumed"])
            if finding["status"] == "other" or (decided and (finding["value"], finding["value"].__class__) != (value, value.__class__)):
                self.wrong.append((switch, position, name, finding["status"], finding["value"], finding["reason"]))
            if name == switch:
                (self.found if decided else self.undecided)[name].append(position)

    def add_usual(self, result: dict[str, Any]) -> None:
        """What a probe says of a router with all switches in their first position: it counts for each of them."""
        for switch, position in Unknowns().as_dict().items():
            self.add(switch, position, Unknowns(), result)

    def __str__(self) -> str:
        """As Markdown: of each switch the positions that were found, those that could not be decided, and those that were mistaken."""
        mistaken = {name: [entry for entry in self.wrong if entry[2] == name] for name in Unknowns().as_dict()}
        whole = self.in_every_position()
        rows = [f"| {name} | {_told(self.found[name])} | {_told(self.undecided[name])} | {_told(mistaken[name])} |" for name in sorted(mistaken)]
        never = sum(not self.found[name] for name in mistaken)
        numbers = f"{len(whole)} found in every position, {len(mistaken) - len(whole) - never} in some, {never} not decidable, {len(self.wrong)} wrong"
        return "\n".join(["| switch | found | not decided | wrong |", "|---|---|---|---|", *rows, "", f"{len(mistaken)} switches: {numbers}"])

    def in_every_position(self) -> set[str]:
        """The switches that were found in each of their positions, on one router or another."""
        return {name for name, wanted in _grouped().items() if all(word in self.found[name] for word in wanted)}


def _told(entries: list[Any]) -> str:
    """Each once, in the order in which they came."""
    return ", ".join(dict.fromkeys(map(str, entries)))


def _grouped() -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for name, position in positions():
        found[name].append(position)
    return found
