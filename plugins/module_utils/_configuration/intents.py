# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The intents of a task, and what tells one intent from another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from .decision.decide import Intent
from .description import Resource
from .resources.catalogue import RESOURCES


def intents_of(params: Mapping[str, Any]) -> list[Intent]:
    """The sections among a task's validated parameters that say something. An empty list does only if the state says that nothing else is wanted."""
    states = params.get("states") or {}
    found = [Intent(r, params[r.section], states.get(r.section, "merged"), r.section) for r in RESOURCES if params.get(r.section) is not None]
    return [intent for intent in found if intent.config or intent.state == "overridden"]


def fingerprint(params: Mapping[str, Any]) -> str:
    """A SHA-256 in hexadecimal of what is wanted, from a task's validated parameters.

    The same for intents that mean the same, in whatever order they list items. No secret is in it: intents that differ only in the value
    of a secret are equal.
    """
    sections = {intent.resource.section: _section(intent) for intent in intents_of(params)}
    health = {name: _unordered(value) if isinstance(value, list) else value for name, value in (params.get("health") or {}).items() if value is not None}
    return hashlib.sha256(_canonical({"sections": sections, "health": health}).encode()).hexdigest()


def _section(intent: Intent) -> dict[str, Any]:
    items = [_item(intent.resource, options, only_named=intent.state == "deleted") for options in intent.config]
    return {"state": intent.state, "items": sorted(items, key=_canonical)}


def _item(resource: Resource, options: Mapping[str, Any], *, only_named: bool) -> dict[str, Any]:
    label = resource.identity.label
    try:
        key = resource.identity.key_of(options)
        flat = {} if only_named else resource.parse(options)
    except ValueError as error:
        # No plan of it can be carried out; the text tells it from others, and holds no secret.
        return {"error": str(error)}
    shown = {path: resource.field(path).codec.show(value) for path, value in flat.items()}
    return {"key": key or {label: options.get(label)}, "values": shown}


def _unordered(values: list[Any]) -> list[Any]:
    """Each value once, in an order of its own."""
    return [value for _text, value in sorted({_canonical(value): value for value in values}.items())]


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
