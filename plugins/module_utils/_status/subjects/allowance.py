# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Data allowances: ``status.wan.connection.allowance``, and the monitor as ``status.wan.connection`` shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..._common.codecs.base import UNKNOWN
from ..._common.read import Read
from ..._wan.amounts import ALLOWANCE as AMOUNT
from ..notes import Notes
from ..shape import FLAG, NUMBER, TEXT, Each, Numbered, Record, Shape, Value, join, part
from ..subject import Answers, Options, Subject

MONITOR = Record({"enable": FLAG, "action": Each(TEXT), "start": NUMBER, "monthly_allowance_mb": Value(AMOUNT).at("monthlyAllowance"), "has_smtp": FLAG})


@dataclass(frozen=True)
class _Megabytes(Shape):
    """A number whose unit stands beside it."""

    name: str
    places: tuple[str, ...] = field(default=("",), kw_only=True)

    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        if self.name not in raw:
            return UNKNOWN
        unit = {"unit": raw["unit"]} if "unit" in raw else {}
        return Value(AMOUNT).read({"value": raw[self.name], **unit}, join(where, self.name), notes)


_USE: Mapping[str, Shape] = {
    "enable": FLAG, "usage_mb": _Megabytes("usage"), "limit_mb": _Megabytes("limit"), "percent": NUMBER, "start": NUMBER,
}  # fmt: skip

# A cellular WAN has one entry per SIM slot in place of its own figures.
_ALLOWANCES = Numbered(Record({**_USE, "sims": Numbered(Record(_USE)).at("")}))


def read(ids: Sequence[int] | None = None) -> Read:
    """The read for some WANs, or all."""
    return Read("status.wan.connection.allowance", query={"connId": ids})


def allowances(answers: Answers, notes: Notes) -> list[dict[str, Any]]:
    """The allowances by WAN: its own figures, or ``sims`` with those of each slot."""
    found: list[dict[str, Any]] = part(answers, "allowance", _ALLOWANCES, notes, [])
    return [{key: value for key, value in wan.items() if value != []} for wan in found]


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    return allowances(answers, notes)


ALLOWANCE = Subject("allowance", (lambda options, answers: {"allowance": read()},), _decode)
