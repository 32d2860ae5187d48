# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The option ``planned``: one router's entry of a saved plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .decision.planned import Change, Planned
from .intents import fingerprint

_CHANGE_SPEC = {
    "section": {"type": "str", "required": True},
    "item": {"type": "str", "required": True},
    "option": {"type": "str"},
    "before": {"type": "raw"},
    "after": {"type": "raw"},
    "unseen": {"type": "bool", "default": False},
}

PLANNED_SPEC: dict[str, dict[str, Any]] = {
    "planned": {
        "type": "dict",
        "options": {
            "address": {"type": "str"},
            "firmware": {"type": "str"},
            "status": {"type": "str"},
            "intent": {"type": "str"},
            "changes": {"type": "list", "elements": "dict", "required": True, "options": _CHANGE_SPEC},
            "unsupported": {"type": "list", "elements": "str"},
            "error": {"type": "dict"},
        },
    }
}


def planned_from(params: Mapping[str, Any]) -> Planned | None:
    """What the option says, beside the intent among a task's validated parameters; None if it is not given."""
    given = params["planned"]
    if given is None:
        return None
    return Planned(tuple(Change(**change) for change in given["changes"]), same_intent=given["intent"] == fingerprint(params))


def other_firmware(planned: Mapping[str, Any], firmware: str | None) -> str:
    """What is to be said if the router runs another firmware than when it was planned; nothing where that cannot be told."""
    was = planned["firmware"]
    return f"it runs firmware {firmware}; it was planned when it ran {was}" if firmware and was and firmware != was else ""
