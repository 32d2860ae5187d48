# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Validation of a layer: what may be where in it, and of which type. What a value may be is left to the module, which knows better."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from ...module_utils._common.names import comparable
from ...module_utils._common.places import entry_place
from ...module_utils._common.redaction import printable
from ...module_utils._configuration.identity import Identity
from ...module_utils._configuration.intent_spec import INTENT_SPEC
from ...module_utils._configuration.resources.catalogue import RESOURCES
from ...module_utils._module.arguments import kind, require_single, suggestion

STATE, ABSENT = "state", "absent"

# The lists whose entries have names, by their paths.
LISTS: dict[str, Identity] = {resource.section: resource.identity for resource in RESOURCES} | {
    f"{resource.section}.{f.option}": f.entries for resource in RESOURCES for f in resource.fields if f.entries
}


class LayerError(Exception):
    """A layer that cannot be merged. The text names the variable and the path in it, and shows no value."""

    def __init__(self, variable: str, problem: str) -> None:
        super().__init__(f"{variable}: {problem}")


def check_layer(variable: str, layer: Any) -> None:
    """Raise LayerError for what a layer cannot hold."""
    try:
        _check(layer, {"type": "dict", "options": INTENT_SPEC}, "", "")
    except ValueError as error:
        raise LayerError(variable, str(error)) from None


def _check(value: Any, spec: Mapping[str, Any], path: str, shown: str) -> None:
    """Raise ValueError. ``shown`` is the path with the positions in lists."""
    if value is None:
        return
    if spec["type"] == "dict":
        _require(isinstance(value, Mapping), shown, "a mapping", value)
        if "options" in spec:
            _check_members(value, spec["options"], path, shown)
    elif spec["type"] == "list":
        _require(isinstance(value, Sequence) and not isinstance(value, (str, bytes)), shown, "a list", value)
        for position, entry in enumerate(value):
            place = entry_place(shown, position, entry)
            _require(entry is not None, place, "an entry", entry)
            _check(entry, {"type": spec["elements"], "options": spec.get("options", {})}, path, place)
        if path in LISTS:
            _check_names(value, LISTS[path], shown)
    else:
        require_single(value, spec, shown)


def _check_members(value: Mapping[Any, Any], options: Mapping[str, Any], path: str, shown: str) -> None:
    known = {**options, STATE: {"type": "str"}} if path in LISTS else options
    for name, member in value.items():
        place = f"{shown}.{name}".lstrip(".")
        if name not in known:
            raise ValueError(f"there is no {printable(place)}{suggestion(name, known)}")
        _check(member, known[name], f"{path}.{name}".lstrip("."), place)


def _check_names(entries: Sequence[Mapping[str, Any]], identity: Identity, shown: str) -> None:
    seen: set[Hashable] = set()
    for position, entry in enumerate(entries):
        place = entry_place(shown, position, entry)
        try:
            key = identity.key_of(entry)
        except ValueError as error:
            raise ValueError(f"{place}.{error}") from None
        label = entry.get(identity.label) if identity.label else None
        if key is None and label is None:
            raise ValueError(f"{place} has neither {identity.options}, so it identifies nothing")
        name = tuple((option, comparable(value)) for option, value in key.items()) if key else comparable(str(label))
        if name in seen:
            raise ValueError(f"{place} occurs twice; merge the two entries")
        seen.add(name)
        _check_state(entry, identity, place)


def _check_state(entry: Mapping[str, Any], identity: Identity, place: str) -> None:
    if STATE not in entry:
        return
    if entry[STATE] != ABSENT:
        raise ValueError(f"{place}.{STATE} must be {ABSENT}, or be left out")
    naming = {STATE, identity.label, *(option for key in identity.keys for option in key)}
    if more := [name for name in entry if name not in naming]:
        raise ValueError(f"{place} is {ABSENT}, so it must have no other options ({', '.join(more)})")


def _require(fits: bool, shown: str, wanted: str, value: Any) -> None:
    if not fits:
        raise ValueError(f"{shown or 'it'} must be {wanted}, not {kind(value)}")
