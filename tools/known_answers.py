# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Print which members and words docs/router-api/openapi.yaml knows in answers, by function.

Run it by ``make known-answers``, which writes plugins/plugin_utils/_report/known_answers.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

SPECIFICATION = Path(__file__).resolve().parents[1] / "docs/router-api/openapi.yaml"
PARTS = ("oneOf", "anyOf", "allOf")
KEY = "#"
ANYTHING = "*"


def known() -> dict[str, dict[str, Any]]:
    """By ``METHOD function``: the dotted places of members (``#`` for a key of a map, ``*`` where anything may be), and the words of some."""
    whole = yaml.safe_load(SPECIFICATION.read_text(encoding="utf-8"))
    return {
        f"{method.upper()} {path.removeprefix('/api/')}": _answer(whole, operation)
        for path, operations in whole["paths"].items()
        for method, operation in operations.items()
    }


def _answer(whole: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    members: set[str] = set()
    words: dict[str, set[str]] = {}
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    for place, part in _places(whole, schema, "", ()):
        members.add(place)
        if texts := [word for word in part.get("enum", []) if isinstance(word, str)]:
            words.setdefault(place, set()).update(texts)
    below = "response."
    return {
        "members": sorted(place.removeprefix(below) for place in members if place.startswith(below)),
        "words": {place.removeprefix(below): sorted(found) for place, found in sorted(words.items()) if place.startswith(below)},
    }


def _places(whole: Mapping[str, Any], schema: Any, place: str, seen: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if not isinstance(schema, Mapping):
        return
    if reference := schema.get("$ref"):
        if reference not in seen:
            yield from _places(whole, _target(whole, reference), place, (*seen, reference))
        return
    yield place, schema
    for name in PARTS:
        for part in schema.get(name, []):
            yield from _places(whole, part, place, seen)
    for name in ("then", "else", "items"):
        yield from _places(whole, schema.get(name), place, seen)
    below = f"{place}." if place else ""
    for name, part in schema.get("properties", {}).items():
        yield from _places(whole, part, below + name, seen)
    for part in [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]:
        yield from _places(whole, part, below + KEY, seen)
    if schema.get("type") == "object" and not {"properties", "patternProperties", "additionalProperties", *PARTS} & set(schema):
        yield below + ANYTHING, {}


def _target(whole: Any, reference: str) -> Any:
    for name in reference.removeprefix("#/").split("/"):
        whole = whole[name]
    return whole


if __name__ == "__main__":
    json.dump(known(), sys.stdout, indent=0, sort_keys=True)
    print()
