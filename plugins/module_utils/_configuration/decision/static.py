# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can be said of an intent without a router: ranges, forms, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..._common.codecs.base import ShownOnly, must
from ..._common.names import comparable
from ..._common.places import entry_place
from ..._conditions.vocabulary import wrong as wrong_conditions
from ..description import Flat, Item, Resource
from ..identity import Key
from .decide import Intent
from .plan import ItemPlan
from .planning import conflicts


def static_problems(intents: Sequence[Intent], health: Mapping[str, Any]) -> list[str]:
    """What is wrong with them on any router, as texts that hold no secret.

    A value out of range is wrong although a router may have it already, and then takes it as no change; a word that routers only show is not.
    """
    plans: list[ItemPlan] = []
    found: list[str] = []
    for intent in intents:
        seen: set[Any] = set()
        for position, options in enumerate(intent.config):
            where = entry_place(intent.option, position, options)
            try:
                key = _named(intent.resource, options)
                flat = {} if intent.state == "deleted" else intent.resource.parse(options)
            except ValueError as error:
                found.append(f"{where}: {error}")
                continue
            name = tuple((option, comparable(value)) for option, value in key.items())
            found += [f"{where} names the same {intent.resource.noun} as another one; merge the two entries"] if name in seen else []
            seen.add(name)
            # Of values that cannot be, it does not matter how they go together.
            wrong = list(_problems(intent.resource, key, flat)) or list(filter(None, [intent.resource.check(flat)]))
            found += [f"{where}: {problem}" for problem in wrong]
            item = Item(key, "", "", {}, {})
            plans.append(ItemPlan(intent.resource, item, wanted=intent.resource.settings(flat, item)))
    return [*found, *conflicts(plans), *(f"health.{text}" for text in wrong_conditions(health))]


def _named(resource: Resource, options: Mapping[str, Any]) -> Key:
    """The key that an entry names, or its label in place of one. Raises ValueError."""
    label = resource.identity.label
    key = resource.identity.key_of(options)
    if key is not None:
        return key
    if not label or options.get(label) is None:
        raise ValueError(f"it has neither {resource.identity.options}, so it names no {resource.noun}")
    return {label: str(options[label])}


def _problems(resource: Resource, key: Key, flat: Flat) -> Iterator[str]:
    kind = resource.kind(key)
    for path, value in flat.items():
        field = resource.field(path)
        try:
            field.codec.encode(value)
            if field.key_codec:
                field.key_codec.encode(field.key_codec.parse(path.rpartition(".")[2]))
        except ShownOnly:
            pass
        except ValueError as error:
            yield must(field.place(path), error)
        rule = field.only_with
        if rule and rule[0] in flat and flat[rule[0]] not in rule[1]:
            yield f"{path} goes only with {rule[0]} {' or '.join(sorted(rule[1]))}; here it is {flat[rule[0]]}"
        if kind and field.kinds and kind not in field.kinds:
            yield f"{path} exists only on the kind {' or '.join(sorted(field.kinds))}; this is of the kind {kind}"
