# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The kinds of events and their shape, documented in docs/guides/events.md. Pure."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from ...module_utils._common.redaction import printable
from .readings import Reading

SOURCE = {"name": "wanfleet.peplink.router_events", "format": 1}

REBOOTED = "router_rebooted"

# The kind by family, or by family and word of the new value; None for a change that is told nowhere.
KINDS: Mapping[str, str | Mapping[str, str | None]] = {
    "router": {"reachable": "router_reachable", "unreachable": "router_unreachable", "refused": "router_refused"},
    "wan": {"connected": "wan_connected", "disconnected": "wan_disconnected", "standby": "wan_standby", "disabled": "wan_disabled"},
    "traffic": "failed_over",
    "sim": "sim_switched",
    "roaming": {"home": "roaming_ended", "roaming": "roaming_started", "roaming_partner": "roaming_started"},
    "radio": "radio_changed",
    "signal": {"below": "signal_below", "above": "signal_above"},
    "allowance": {"below": None, "reached": "allowance_reached"},
    "vpn": {"up": "vpn_peer_up", "down": "vpn_peer_down"},
    "clients": {"above": "clients_above", "below": "clients_below"},
    "gpio": "gpio_changed",
    "area": {"inside": "area_entered", "outside": "area_left"},
    "configuration": "configuration_changed",
}

_TEMPLATE = re.compile(r"\{(?=[{%#])")
_LONGEST_TEXT = 1000

# Any UUID that no other software names its own by.
_NAMESPACE = uuid.UUID("5d0f2c5e-7d8e-4b6b-9a57-3f1c5a0b9e11")


def kind_of(family: str, value: Any) -> str | None:
    """The kind of event of a new value."""
    kinds = KINDS[family]
    return kinds if isinstance(kinds, str) else kinds.get(_word(value), f"{family}_changed")


def event(router: str, kind: str, reading: Reading, before: Any, time: float, since: float | None, message: str) -> dict[str, Any]:
    """An event. Times are seconds since the epoch; the same arguments give the same id."""
    mark = str(uuid.uuid5(_NAMESPACE, json.dumps([router, kind, reading.key, before, reading.value, time], default=str)))
    return {
        "id": mark,
        "router": router,
        "kind": kind,
        "subject": {name: _harmless(value) for name, value in reading.subject.items()},
        "before": _harmless(_word(before)),
        "after": _harmless(_word(reading.value)),
        "measured": reading.measured,
        "rule": reading.rule,
        "time": iso(time),
        "since": None if since is None else iso(since),
        "message": _harmless(message),
        "source": dict(SOURCE),
        # By this one ansible-rulebook recognises an event that it was given before, where it keeps events.
        "meta": {"uuid": mark},
    }


def sentence(router: str, reading: Reading, before: Any, said: str = "") -> str:
    """An event in words. ``said`` is what the router answered."""
    kind, number, name = (reading.subject.get(member) for member in ("type", "id", "name"))
    place = " ".join(str(part) for part in (kind, number) if part is not None).replace("_", " ")
    named = f"{place} ({name})" if name not in (None, number) else place
    rule = f", rule {reading.rule}" if reading.rule and reading.rule != number else ""
    measured = f" ({reading.measured:g}{rule})" if reading.measured is not None else ""
    tail = f": {said}" if said else ""
    return f"{router}: {named} is {_text(reading.value)}, was {_text(before)}{measured}{tail}"


def iso(time: float) -> str:
    """A time in UTC, to the second."""
    return datetime.fromtimestamp(time, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _harmless(value: Any) -> Any:
    """What a router said without what Ansible would evaluate: a rulebook hands events to playbooks as extra variables, which are templates."""
    return _TEMPLATE.sub("{ ", printable(value, _LONGEST_TEXT)) if isinstance(value, str) else value


def _word(value: Any) -> Any:
    """The value without what is remembered behind a blank."""
    return value.partition(" ")[0] if isinstance(value, str) and value.startswith("reached ") else value


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(_word(value))[:64]
