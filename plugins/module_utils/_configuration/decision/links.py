# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the conditions of the option ``health`` can hold at all on this router."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._common.names import comparable
from ..._conditions.vocabulary import impossible, limited, readings, with_wans, wrong
from ..._status.notes import Notes
from ..._status.subjects.gpio import GPIO_STATUS
from ..._status.subjects.wan import WAN
from ..._wan.status import WanStatus
from .facts import Fact, Facts
from .identification import Names
from .plan import PlanError

_FACTS = {WAN.name: Fact.WAN_STATUS, GPIO_STATUS.name: Fact.GPIO}


def facts_for_conditions(health: Mapping[str, Any]) -> set[Fact]:
    """What must be known to tell whether the conditions can hold."""
    return {_FACTS[reading.subject.name] for reading in readings(limited(health))}


def in_ids(health: Mapping[str, Any], renamed: Names) -> Mapping[str, Any]:
    """The conditions with the ids of WANs that are to be renamed, so that they hold by either name."""
    return with_wans(health, lambda name: str(renamed[comparable(name)]["id"]) if comparable(name) in renamed else name)


def refuse_impossible(health: Mapping[str, Any], facts: Facts) -> None:
    """Raise PlanError for conditions that no state of the router could meet, and for names that cannot be meant."""
    found = wrong(health) or impossible(health, {WAN.name: _decoded(facts.wan_status), GPIO_STATUS.name: facts.gpio})
    if found:
        raise PlanError("; ".join(f"health.{text}" for text in found))


def _decoded(status: WanStatus) -> Any:
    return WAN.decode({"status": {str(wan): raw for wan, raw in status.items()}}, {}, Notes())
