# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which item of the router each entry of the intent means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..._common.names import comparable, same_name
from ..._common.places import entry_place
from ..description import Flat, Item, Resource
from ..identity import Key, id_of
from .plan import PlanError

# Labels in the form in which they are compared, and the keys of the items that they belong to.
Names = Mapping[str, Key]


@dataclass(frozen=True)
class Identified:
    """One entry of the intent, and the router's item that it means: one to ``update``, to ``add`` or to ``remove``.

    One that is to go because nobody ``named`` it is another matter than one that somebody did.
    """

    item: Item
    values: Flat
    verb: str = "update"
    named: bool = True


def identify(
    resource: Resource,
    intents: Sequence[Mapping[str, Any]],
    items: Sequence[Item],
    state: str = "merged",
    option: str = "config",
    renamed: Names | None = None,
) -> list[Identified]:
    """Find the router's item for each item of the intent: by its key, else by its label; both together rename.

    With ``state`` merged or overridden, an item that the router does not have is one to add, where that is possible; overridden
    makes those that nobody names ones to remove, deleted those that are named. ``renamed`` are the labels that another section of the
    same intent gives to items: they count already.
    """
    found: dict[int | str, Identified] = {}
    for position, intent in enumerate(intents):
        try:
            wanted = _identify_one(resource, intent, [*items, *(w.item for w in found.values() if w.verb == "add")], state, renamed or {})
        except ValueError as error:
            raise PlanError(f"{entry_place(option, position, intent)}: {error}") from None
        if wanted is None:
            continue
        if wanted.item.id in found:
            raise PlanError(f"{option} names {resource.noun} {wanted.item.title} twice; merge the two entries")
        found[wanted.item.id] = wanted
    if state == "overridden":
        found |= {item.id: Identified(item, {}, "remove", named=False) for item in items if item.id not in found}
    return list(found.values())


def _identify_one(resource: Resource, intent: Mapping[str, Any], items: Sequence[Item], state: str, renamed: Names) -> Identified | None:
    """Raises ValueError for what is wrong with the entry."""
    key = resource.identity.key_of(intent)
    item = _find(resource, intent, key, items, state, renamed)
    if state == "deleted":
        return Identified(item, {}, "remove") if item else None
    try:
        values = resource.parse(intent)
    except ValueError as error:
        raise ValueError(f"{resource.noun} {item.title if item else id_of(key) if key else intent[resource.identity.label]}: {error}") from None
    if item is None:
        return Identified(_new_item(resource, key, values, items), values, "add")
    label = values.get(resource.identity.label)
    if key is None or renamed.get(comparable(label)) == item.key:
        values.pop(resource.identity.label, None)
    return Identified(item, values)


def names_given(resource: Resource, identified: Sequence[Identified], items: Sequence[Item]) -> Names:
    """The labels of the items that get another one: both, old and new. A label that is old here and new there means the new one."""
    label = resource.identity.label
    given = {found.item.id: found.values[label] for found in identified if found.verb == "update" and label in found.values}
    renamed = [item for item in items if item.id in given and not same_name(given[item.id], item.label)]
    labels = [comparable(item.label) for item in items]
    old = {comparable(item.label): item.key for item in renamed if labels.count(comparable(item.label)) == 1}
    return {**old, **{comparable(given[item.id]): item.key for item in renamed}}


def _find(resource: Resource, intent: Mapping[str, Any], key: Key | None, items: Sequence[Item], state: str, renamed: Names) -> Item | None:
    label = resource.identity.label
    if key is not None:
        matches = [item for item in items if _same_key(item.key, key)]
        asked = " and ".join(f"{option} {value}" for option, value in key.items())
    elif label and intent.get(label) is not None:
        to_be = renamed.get(comparable(intent[label]))
        matches = [item for item in items if (same_name(item.label, intent[label]) if to_be is None else item.key == to_be)]
        asked = f"the {label} {intent[label]!r}"
    else:
        raise ValueError(f"it has neither {resource.identity.options}, so it names no {resource.noun}; the router has {_listed(items)}")
    if len(matches) > 1:
        raise ValueError(f"the router has several {resource.noun}s with {asked}; use their id: {', '.join(str(item.id) for item in matches)}")
    if not matches and not resource.creation and state != "deleted":
        raise ValueError(f"the router has no {resource.noun} with {asked}; it has {_listed(items)}")
    return matches[0] if matches else None


def _same_key(one: Key, other: Key) -> bool:
    return one.keys() == other.keys() and all(same_name(value, other[option]) for option, value in one.items())


def _listed(items: Sequence[Item]) -> str:
    return ", ".join(item.title for item in items) or "none"


def _new_item(resource: Resource, key: Mapping[str, Any] | None, values: Flat, items: Sequence[Item]) -> Item:
    if key is None:
        # The router numbers its items from 1, and the caller picks the number of a new one.
        taken = {item.id for item in items}
        key = {"id": next(number for number in range(1, len(taken) + 2) if number not in taken)}
    item = Item(key, str(values.get(resource.identity.label, "")), resource.kind(key), {}, {})
    missing = [option for option in resource.creation if option not in values and resource.applies(option, key)]
    if missing:
        raise ValueError(f"the router has no {resource.noun} {item.title} yet, and to add it takes {', '.join(missing)} as well")
    return item
