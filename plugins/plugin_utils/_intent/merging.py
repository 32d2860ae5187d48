# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Layers of intent: variables that each contain a part of the desired state, merged into one mapping. Pure; errors show no values."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...module_utils._common.names import comparable
from ...module_utils._common.places import entry_place
from ...module_utils._configuration.description import Resource
from ...module_utils._configuration.identity import Identity
from ...module_utils._configuration.resources.catalogue import RESOURCES
from .validation import ABSENT, LISTS, STATE, LayerError, check_layer

PREFIX = "peplink_config_"

NameOf = Callable[[Mapping[str, Any]], Hashable]


def merge_layers(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Merge the layers among ``variables``, those whose name starts with ``peplink_config_``, in the order of their names.

    Items are merged by their identity, mappings deep, and everything else is replaced. Raises LayerError.
    """
    layers = {variable: variables[variable] for variable in sorted(variables) if variable.startswith(PREFIX)}
    for variable, layer in layers.items():
        check_layer(variable, layer)
    names: dict[str, NameOf] = {path: _by_key(identity) for path, identity in LISTS.items()}
    names |= {resource.section: _by_key_or_label(resource, layers) for resource in RESOURCES}
    merged: dict[str, Any] = {}
    for layer in layers.values():
        merged = _over(merged, layer or {}, names, "")
    return {option: value for option, value in merged.items() if value is not None}


def _over(lower: Any, upper: Any, names: Mapping[str, NameOf], path: str) -> Any:
    """``upper`` merged over ``lower``, which are the values at ``path``."""
    if isinstance(upper, Mapping):
        below = dict(lower) if isinstance(lower, Mapping) else {}
        return below | {name: _over(below.get(name), value, names, f"{path}.{name}".lstrip(".")) for name, value in upper.items()}
    if path not in names or upper is None:
        return upper
    merged = {names[path](entry): entry for entry in lower or ()}
    for entry in upper:
        name = names[path](entry)
        if entry.get(STATE) == ABSENT:
            merged.pop(name, None)
        else:
            merged[name] = _over(merged.get(name), entry, names, path)
    return list(merged.values())


def _by_key(identity: Identity) -> NameOf:
    return lambda entry: _key(identity, entry)


def _key(identity: Identity, entry: Mapping[str, Any]) -> Hashable:
    return tuple((option, comparable(value)) for option, value in (identity.key_of(entry) or {}).items())


@dataclass(frozen=True)
class _Mention:
    """An entry of a section in one layer, and what it calls its item: by key, by label, or both."""

    variable: str
    place: str
    key: Hashable
    label: str


def _mentions(resource: Resource, layers: Mapping[str, Any]) -> Iterator[_Mention]:
    for variable, layer in layers.items():
        for position, entry in enumerate((layer or {}).get(resource.section) or ()):
            yield _Mention(variable, entry_place(resource.section, position, entry), _key(resource.identity, entry), _label(resource.identity, entry))


def _label(identity: Identity, entry: Mapping[str, Any]) -> str:
    label = entry.get(identity.label)
    return "" if label is None else str(comparable(str(label)))


def _by_key_or_label(resource: Resource, layers: Mapping[str, Any]) -> NameOf:
    """Name an entry by its key, even if only another entry tells which key goes with its label; else by its label."""
    mentions = list(_mentions(resource, layers))
    keys: dict[str, set[Hashable]] = {}
    for mention in mentions:
        if mention.key and mention.label:
            keys.setdefault(mention.label, set()).add(mention.key)
    _refuse_ambiguity(resource, mentions, keys)

    def name_of(entry: Mapping[str, Any]) -> Hashable:
        label = _label(resource.identity, entry)
        return _key(resource.identity, entry) or next(iter(keys.get(label, ())), label)

    return name_of


def _refuse_ambiguity(resource: Resource, mentions: list[_Mention], keys: Mapping[str, set[Hashable]]) -> None:
    noun, label = resource.noun, resource.identity.label
    for mention in mentions:
        if not mention.key and len(keys.get(mention.label, ())) > 1:
            problem = f"{mention.place} names a {noun} by its {label}, but entries of other ids have that {label} as well. Give the id."
            raise LayerError(mention.variable, problem)
    linked = set().union(*keys.values())
    by_key = [mention for mention in mentions if mention.key and mention.key not in linked]
    by_label = [mention for mention in mentions if not mention.key and mention.label not in keys]
    for one, other in itertools.product(by_key, by_label):
        # A layer that has both means two items.
        both = {m.variable for m in by_key if m.key == one.key} & {m.variable for m in by_label if m.label == other.label}
        if not both:
            raise LayerError(
                other.variable,
                f"{other.place} names a {noun} by its {label}, and {one.variable} has {one.place}, which names one by its id. Whether they are the "
                f"same, only the router knows. Name it in both by the same, or give id and {label} together in one of them.",
            )
