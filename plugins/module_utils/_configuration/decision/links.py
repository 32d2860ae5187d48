# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether the conditions of the option ``health`` can hold at all on a router with these WANs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._common.names import comparable
from ..._common.redaction import printable
from ..._wan.status import WanStatus
from .identification import Names
from .plan import PlanError


def needs_wans(health: Mapping[str, Any]) -> bool:
    """Whether the conditions are about WANs."""
    return bool(health.get("connected_wans") or health.get("min_connected_wans"))


def in_ids(health: Mapping[str, Any], renamed: Names) -> Mapping[str, Any]:
    """The conditions with the ids of WANs that are to be renamed, so that they hold by either name."""
    wans = [str(renamed[comparable(name)]["id"]) if comparable(name) in renamed else name for name in health.get("connected_wans") or ()]
    return {**health, "connected_wans": wans} if wans else health


def misnamed(health: Mapping[str, Any]) -> list[str]:
    """The names in the conditions that can be those of nothing."""
    options = ("connected_wans", "connected_vpn_peers")
    return [f"health.{option} has an entry {name!r}, which names nothing" for option in options for name in health.get(option) or () if not name.strip()]


def refuse_impossible(health: Mapping[str, Any], status: WanStatus) -> None:
    """Raise PlanError for conditions that no state of the links could meet, and for names that cannot be meant."""
    if wrong := misnamed(health):
        raise PlanError("; ".join(wrong))
    if not needs_wans(health):
        return
    listed = ", ".join(f"{wan} ({printable(raw.get('name', ''), 60)})" for wan, raw in status.items()) or "no WANs"
    known = {comparable(str(name)) for wan, raw in status.items() for name in (wan, raw.get("name"))}
    for name in health.get("connected_wans") or ():
        if comparable(name) not in known:
            meant = name.strip()
            hint = f"; did you mean {meant!r}, without the blank?" if meant != name and comparable(meant) in known else ""
            raise PlanError(f"health.connected_wans names {name!r}, but the router has {listed}{hint}")
    if (least := health.get("min_connected_wans")) and least > len(status):
        raise PlanError(f"health.min_connected_wans is {least}, but the router has only {len(status)}: {listed}")
