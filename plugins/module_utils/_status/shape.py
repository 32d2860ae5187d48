# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Shapes: how a part of a status answer looks in the result. Data and pure functions.

A shape reads what a router sent and never fails: what is absent stays absent, what cannot be understood is left out and noted. The
members of a record stand in a table by their name in the result; each says where in the answer it may be, old and new spellings alike.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from .._common.codecs.base import MASKED_SECRET, UNKNOWN
from .._common.codecs.scalar import Flag, Mac, Number, Text, Word
from .._common.redaction import is_secret_name
from .._wan.status import listed_keys, number_of, ordered_keys
from .notes import Notes

_NOISE_DIGITS = 6

_S = TypeVar("_S", bound="Shape")


class Decoder(Protocol):
    """What the codecs of ``_values`` are on this side. ``decode`` never raises; UNKNOWN is what it does not understand."""

    def decode(self, raw: Any) -> Any:
        """The value that an answer means."""


@dataclass(frozen=True)
class Shape(ABC):
    """``places`` are dotted paths in the record around it. The first counts that holds something; an empty path is that record itself.

    Without places it is found under its own name in camelCase.
    """

    places: tuple[str, ...] = field(default=(), kw_only=True)

    def at(self: _S, *places: str) -> _S:
        """The same shape, to be found elsewhere."""
        return replace(self, places=places)

    @abstractmethod
    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        """What ``raw`` holds, UNKNOWN if that is to be left out; ``where`` is its dotted place in the answer, for notes."""


@dataclass(frozen=True)
class Value(Shape):
    """What one codec understands."""

    codec: Decoder

    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        value = self.codec.decode(raw)
        if value is UNKNOWN and raw != MASKED_SECRET:
            notes.ignore(where, raw)
        return value


@dataclass(frozen=True)
class Derived(Shape):
    """What a function gathers from the record around it; UNKNOWN where that does not tell."""

    tell: Callable[[Mapping[str, Any]], Any]
    places: tuple[str, ...] = field(default=("",), kw_only=True)

    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        return self.tell(raw)


@dataclass(frozen=True)
class Record(Shape):
    """A mapping of named members; a member that is a record with nothing in it is left out."""

    members: Mapping[str, Shape]

    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        if not isinstance(raw, Mapping):
            notes.ignore(where, raw)
            return UNKNOWN
        found = {name: _member(name, shape, raw, where, notes) for name, shape in self.members.items()}
        return {name: value for name, value in found.items() if value is not UNKNOWN}


@dataclass(frozen=True)
class Each(Shape):
    """A list of one shape; some firmware sends a map in its place."""

    shape: Shape

    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        if isinstance(raw, Mapping):
            entries = [(key, raw[key]) for key in _keys(raw)]
        elif isinstance(raw, list):
            entries = [(str(position), entry) for position, entry in enumerate(raw)]
        else:
            notes.ignore(where, raw)
            return UNKNOWN
        read = [self.shape.read(entry, join(where, key), notes) for key, entry in entries]
        return [value for value in read if value is not UNKNOWN]


@dataclass(frozen=True)
class Numbered(Shape):
    """A map by number as a list in the router's order, the number first in each record. Other members may sit beside the numbers."""

    record: Record
    key: str = "id"

    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        if not isinstance(raw, Mapping):
            notes.ignore(where, raw)
            return UNKNOWN
        listed = listed_keys(raw)
        numbers = {key: number_of(key) for key in ordered_keys(raw)}
        for key, number in numbers.items():
            if number is None and key in listed:
                notes.ignore(join(where, key), raw[key])
        read = [(number, self.record.read(raw[key], join(where, key), notes)) for key, number in numbers.items() if number is not None]
        return [{self.key: number, **record} for number, record in read if record is not UNKNOWN]


@dataclass(frozen=True)
class Keyed(Shape):
    """A map by text, such as 2-1, as a list in the router's order, the text first in each record. ``codec`` is that of the text."""

    record: Record
    key: str = "id"
    codec: Decoder = field(default_factory=Text)

    def read(self, raw: Any, where: str, notes: Notes) -> Any:
        if not isinstance(raw, Mapping):
            notes.ignore(where, raw)
            return UNKNOWN
        read = [(self.codec.decode(key), self.record.read(raw[key], join(where, key), notes)) for key in _keys(raw)]
        return [{self.key: key, **record} for key, record in read if key is not UNKNOWN and record is not UNKNOWN]


@dataclass(frozen=True)
class Measure:
    """A number as it is, without the noise of rounding; in a text its unit may follow."""

    unit: str = ""

    def decode(self, raw: Any) -> Any:
        if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
            return UNKNOWN
        if isinstance(raw, int):
            return raw
        try:
            number = float(raw.removesuffix(self.unit) if isinstance(raw, str) else raw)
        except ValueError:
            return UNKNOWN
        return UNKNOWN if not math.isfinite(number) else int(number) if number.is_integer() else round(number, _NOISE_DIGITS)


@dataclass(frozen=True)
class Open:
    """A word that a codec knows, or one that nobody listed, as the router has it."""

    known: Word

    def decode(self, raw: Any) -> Any:
        value = self.known.decode(raw)
        return raw if value is UNKNOWN and isinstance(raw, str) else value


@dataclass(frozen=True)
class SerialNumber:
    """Twelve letters and digits in groups of four; something else as the router has it."""

    def decode(self, raw: Any) -> Any:
        if not isinstance(raw, str):
            return UNKNOWN
        plain = raw.replace("-", "").upper()
        return "-".join((plain[:4], plain[4:8], plain[8:])) if len(plain) == 12 and plain.isascii() and plain.isalnum() else raw


@dataclass(frozen=True)
class Verbatim:
    """What the router sent, for what has no known layout."""

    def decode(self, raw: Any) -> Any:
        return raw


TEXT = Value(Text())
FLAG = Value(Flag())
NUMBER = Value(Number(0, 0))
MEASURE = Value(Measure())
MAC = Value(Mac())
SERIAL_NUMBER = Value(SerialNumber())
VERBATIM = Value(Verbatim())


def word(*words: str, **aliases: str) -> Value:
    """One of our words, which may also be called by an alias (``alias=word``). Letter case and separators do not matter."""
    return Value(Open(Word({word: word for word in words}, aliases)))


def part(answers: Mapping[str, Any], name: str, shape: Shape, notes: Notes, otherwise: Any = None) -> Any:
    """What one answer holds; ``otherwise`` if it was not asked for, is bare or cannot be understood."""
    answer = answers.get(name)
    value = UNKNOWN if answer is None else shape.read(answer, name, notes)
    return otherwise if value is UNKNOWN else value


def join(where: str, name: str) -> str:
    """A place below another one."""
    return f"{where}.{name}" if where else name


def camel(name: str) -> str:
    """A name of ours as the router spells it."""
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def _keys(raw: Mapping[str, Any]) -> list[str]:
    """The keys of a map that stands for a list, but those that name a secret: without its name it would not be known for one."""
    return [key for key in ordered_keys(raw) if not is_secret_name(key)]


def _member(name: str, shape: Shape, raw: Mapping[str, Any], where: str, notes: Notes) -> Any:
    for place in shape.places or (camel(name),):
        found = _pick(raw, place)
        if found is not None:
            value = shape.read(found, join(where, place) if place else where, notes)
            if value is not UNKNOWN and value != {}:
                return value
    return UNKNOWN


def _pick(tree: Any, place: str) -> Any:
    for name in place.split(".") if place else ():
        tree = tree.get(name) if isinstance(tree, Mapping) else None
    return tree
