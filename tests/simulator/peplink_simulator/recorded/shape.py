# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of answers: members, types, words and orders, without the values; and how two shapes differ. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# Numbers of WANs and the like, of peers, of ports; serial numbers; MAC addresses.
ID = re.compile(
    r"(?:[0-9]+(?:-[0-9]+)?|(?:v?wan|lan)_?[0-9]+|[0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{4}|(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2})\Z"
)
ORDER = "order"
MOST_SHOWN = 60
TYPES: dict[type, str] = {str: "text", dict: "map", list: "list"}


@dataclass
class Shape:
    """What values at one place have: their types; of maps the members, ids apart; of lists the elements; of enumerations the words.

    sequences are the orders in which ids were listed.
    """

    types: set[str] = field(default_factory=set)
    members: dict[str, Shape] = field(default_factory=dict)
    ids: dict[str, Shape] = field(default_factory=dict)
    elements: Shape | None = None
    words: set[str] = field(default_factory=set)
    sequences: list[list[str]] = field(default_factory=list)

    def add(self, value: Any, name: str, enumerated: Collection[str]) -> Shape:
        """Takes in a value of a member of that name."""
        self.types.add(_type(value))
        if isinstance(value, Mapping):
            keyed = ORDER in value
            for key, item in value.items():
                is_id = ID.match(key) is not None or (keyed and key in map(str, _listed(value)))
                below = self.ids if is_id else self.members
                below.setdefault(key, Shape()).add(item, name if is_id else key, enumerated)
        elif isinstance(value, list):
            self.elements = self.elements or Shape()
            for item in value:
                self.elements.add(item, name, enumerated)
            if name == ORDER:
                self.sequences.append(list(map(str, value)))
        elif isinstance(value, str) and name in enumerated:
            self.words.add(value)
        return self

    def merged(self, other: Shape) -> Shape:
        elements = [shape for shape in (self.elements, other.elements) if shape is not None]
        return Shape(
            self.types | other.types,
            _merged_members(self.members, other.members),
            _merged_members(self.ids, other.ids),
            elements[0].merged(elements[1]) if len(elements) == 2 else next(iter(elements), None),
            self.words | other.words,
            [*self.sequences, *other.sequences],
        )


@dataclass(frozen=True)
class Difference:
    """At a place of an answer; kind is one of answer, missing, surplus, type, word, order, state."""

    place: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def differences(recorded: Shape, simulated: Shape, place: str) -> Iterator[Difference]:
    """Where the simulated answer differs. Ids that are not the same on both sides are taken together: then only their entries count."""
    if recorded.types != simulated.types:
        text = f"recorded {_names(recorded.types)}, simulated {_names(simulated.types)}"
        yield Difference(place, "type", text)
        return
    yield from _of_members(recorded.members, simulated.members, place)
    if set(recorded.ids) == set(simulated.ids):
        for key, shape in recorded.ids.items():
            yield from differences(shape, simulated.ids[key], f"{place}.{key}")
    elif recorded.ids and simulated.ids:
        yield from differences(_one(recorded.ids), _one(simulated.ids), f"{place}.*")
    elif recorded.ids or simulated.ids:
        yield Difference(place, "missing" if recorded.ids else "surplus", f"entries are {'recorded' if recorded.ids else 'simulated'} only")
    if recorded.elements and simulated.elements and recorded.elements.types and simulated.elements.types:
        yield from differences(recorded.elements, simulated.elements, f"{place}[]")
    if recorded.words - simulated.words:
        yield Difference(place, "word", f"recorded {_names(recorded.words)}, simulated {_names(simulated.words)}")
    for first, second in zip(recorded.sequences, simulated.sequences, strict=False):
        if first != second and sorted(first) == sorted(second):
            yield Difference(place, "order", f"recorded {' '.join(first)}, simulated {' '.join(second)}"[: 3 * MOST_SHOWN])


def _of_members(recorded: Mapping[str, Shape], simulated: Mapping[str, Shape], place: str) -> Iterator[Difference]:
    for name, shape in recorded.items():
        if name in simulated:
            yield from differences(shape, simulated[name], f"{place}.{name}")
        else:
            yield Difference(f"{place}.{name}", "missing", f"a recorded member is not simulated: {_names(shape.types)}")
    for name, shape in simulated.items():
        if name not in recorded:
            yield Difference(f"{place}.{name}", "surplus", f"a simulated member is not recorded: {_names(shape.types)}")


def _one(shapes: Mapping[str, Shape]) -> Shape:
    merged = Shape()
    for shape in shapes.values():
        merged = merged.merged(shape)
    return merged


def _merged_members(first: Mapping[str, Shape], second: Mapping[str, Shape]) -> dict[str, Shape]:
    both = {name: shape.merged(second[name]) if name in second else shape for name, shape in first.items()}
    return {**second, **both}


def _listed(value: Mapping[str, Any]) -> list[Any]:
    order = value[ORDER]
    return order if isinstance(order, list) else []


def _type(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    return next((name for kind, name in TYPES.items() if isinstance(value, kind)), "null")


def _names(words: Collection[str]) -> str:
    return ", ".join(sorted(words))[:MOST_SHOWN] or "nothing"
