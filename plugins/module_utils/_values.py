# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Codecs: how one value looks as an option, in a GET answer and in a POST body.

A codec is data and pure functions. ``parse`` takes what the user wrote, ``decode`` what the router sent; both give the
canonical value, the one that is compared, shown and remembered. ``encode`` gives what the router takes, and is the
place of ranges: whatever a router shows can be fed back to it, even where it would not take it anew.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Protocol

from ._redact import redact

MASKED_SECRET: Final = "@~HiDdEn~@"
HIDDEN: Final = "********"
HIDDEN_NEW: Final = "******** (changed)"


class Secrets(Enum):
    """What is shown of a secret: stars, stars that say that it is a new one, nothing (with the entry that is nothing without it), or all."""

    HIDE = "hide"
    HIDE_NEW = "hide new"
    OMIT = "omit"
    INCLUDE = "include"


class _Unknown:
    """The router did not say: masked, never shown, or in words that nobody listed."""

    def __repr__(self) -> str:
        return "unknown"


UNKNOWN: Final = _Unknown()
OMITTED: Final = object()


class Match(Enum):
    """How a wanted value relates to what the router shows."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


def _exact(wanted: Any, current: Any) -> Match:
    return Match.SAME if wanted == current else Match.DIFFERENT


def worst(matches: Iterable[Match]) -> Match:
    """What several matches come to."""
    found = set(matches)
    return next((match for match in (Match.DIFFERENT, Match.UNSURE) if match in found), Match.SAME)


class Codec(Protocol):
    """``parse`` and ``encode`` raise ValueError with a text that continues "<option> must ..."; ``decode`` never raises."""

    @property
    def secret(self) -> bool: ...

    def spec(self) -> dict[str, Any]: ...

    def parse(self, value: Any) -> Any: ...

    def decode(self, raw: Any) -> Any: ...

    def encode(self, value: Any) -> Any: ...

    def compare(self, wanted: Any, current: Any) -> Match: ...

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any: ...

    def over(self, wanted: Any, current: Any) -> Any: ...


@dataclass(frozen=True)
class _Plain:
    """What most codecs share."""

    @property
    def secret(self) -> bool:
        return False

    def encode(self, value: Any) -> Any:
        return value

    def compare(self, wanted: Any, current: Any) -> Match:
        return _exact(wanted, current)

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        return concealed(value, secrets) if self.secret and value is not UNKNOWN else value

    def over(self, wanted: Any, current: Any) -> Any:
        """What is there once ``wanted`` has been written over ``current``."""
        return wanted


def concealed(value: Any, secrets: Secrets) -> Any:
    """A secret as it is to be shown."""
    return {Secrets.HIDE: HIDDEN, Secrets.HIDE_NEW: HIDDEN_NEW, Secrets.OMIT: OMITTED}.get(secrets, value)


@dataclass(frozen=True)
class Text(_Plain):
    """A string. A secret one is never shown; the router's mask counts as unknown."""

    hide: bool = False
    pattern: str = ""
    hint: str = ""

    @property
    def secret(self) -> bool:
        return self.hide

    def spec(self) -> dict[str, Any]:
        return {"type": "str", "no_log": True} if self.hide else {"type": "str"}

    def parse(self, value: Any) -> str:
        text = str(value)
        if text == MASKED_SECRET:
            raise ValueError("not be the mask that the router shows in place of a secret")
        return text

    def encode(self, value: Any) -> Any:
        if self.pattern and not re.fullmatch(self.pattern, value):
            raise ValueError(self.hint)
        return value

    def decode(self, raw: Any) -> Any:
        if isinstance(raw, str):
            return UNKNOWN if raw == MASKED_SECRET else raw
        return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else UNKNOWN


@dataclass(frozen=True)
class Flag(_Plain):
    """A boolean."""

    def spec(self) -> dict[str, Any]:
        return {"type": "bool"}

    def parse(self, value: Any) -> bool:
        return bool(value)

    def decode(self, raw: Any) -> Any:
        if isinstance(raw, (bool, int)):
            return bool(raw)
        return {"yes": True, "true": True, "no": False, "false": False}.get(raw.lower(), UNKNOWN) if isinstance(raw, str) else UNKNOWN


def _integer(raw: Any) -> Any:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        return UNKNOWN
    if isinstance(raw, int):
        return raw
    try:
        number = float(raw)
    except ValueError:
        return UNKNOWN
    return int(number) if number.is_integer() else UNKNOWN


@dataclass(frozen=True)
class Number(_Plain):
    """An integer within a range; ``unit`` is only for messages."""

    low: int
    high: int
    unit: str = ""

    def spec(self) -> dict[str, Any]:
        return {"type": "int"}

    def parse(self, value: Any) -> int:
        number = _integer(value)
        if number is UNKNOWN:
            raise ValueError(self._range)
        return int(number)

    def decode(self, raw: Any) -> Any:
        return _integer(raw)

    def encode(self, value: Any) -> Any:
        if not self.low <= value <= self.high:
            raise ValueError(self._range)
        return value

    @property
    def _range(self) -> str:
        return f"be a whole number from {self.low} to {self.high}{' ' + self.unit if self.unit else ''}"


@dataclass(frozen=True)
class Milliseconds(Number):
    """Milliseconds in the option and in POST, seconds in GET, where the router may round.

    A wanted value that GET could show as what it shows now is neither the same nor different.
    """

    shown: tuple[int, ...] = ()

    def decode(self, raw: Any) -> Any:
        if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
            return UNKNOWN
        try:
            return round(float(raw) * 1000)
        except (ValueError, OverflowError):
            return UNKNOWN

    def compare(self, wanted: Any, current: Any) -> Match:
        if wanted == current:
            return Match.SAME
        if current % 1000 or (not wanted % 1000 and wanted // 1000 in self.shown):
            return Match.DIFFERENT
        neighbours = {wanted // 1000, -(-wanted // 1000)}
        neighbours |= {max((s for s in self.shown if s * 1000 <= wanted), default=0)}
        neighbours |= {min((s for s in self.shown if s * 1000 >= wanted), default=0)}
        return Match.UNSURE if current // 1000 in neighbours else Match.DIFFERENT


@dataclass(frozen=True)
class Quantity(Number):
    """A whole number of the smallest unit. The router wraps it: a number under one of ``names``, and ``unit``."""

    factors: Mapping[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ("value",)

    def decode(self, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            return UNKNOWN
        number = next((_integer(raw[name]) for name in self.names if name in raw), UNKNOWN)
        factor = self.factors.get(str(raw.get("unit", self.unit)))
        return number * factor if factor and isinstance(number, int) else UNKNOWN

    def encode(self, value: Any) -> Any:
        return {"value": super().encode(value), "unit": self.unit}


def _folded(word: str) -> str:
    """Letters and digits in lower case: ``Static IP`` and ``staticIp`` are one word."""
    return re.sub(r"[^a-z0-9]", "", word.lower())


@dataclass(frozen=True)
class Word(_Plain):
    """One of a few words. ``words`` maps the option's word to the one that POST takes (None clears).

    ``aliases`` are further words of GET; ``shown_only`` are words that the router shows but that cannot be written, and
    ``other``, if there is such a word, stands for all that nobody listed.
    """

    words: Mapping[str, Any]
    aliases: Mapping[str, str] = field(default_factory=dict)
    shown_only: tuple[str, ...] = ()
    other: str = ""

    def spec(self) -> dict[str, Any]:
        return {"type": "str", "choices": [*self.words, *self.shown_only, *filter(None, [self.other])]}

    def parse(self, value: Any) -> str:
        return str(value)

    def decode(self, raw: Any) -> Any:
        if raw is None:
            return next((word for word, sent in self.words.items() if sent is None), UNKNOWN)
        if not isinstance(raw, str):
            return UNKNOWN
        known = {_folded(name): word for name, word in self.aliases.items()}
        known |= {_folded(sent): word for word, sent in self.words.items() if isinstance(sent, str)}
        known |= {_folded(word): word for word in (*self.words, *self.shown_only)}
        return known.get(_folded(raw), self.other or UNKNOWN)

    def encode(self, value: Any) -> Any:
        if value not in self.words:
            raise ValueError(f"not be {value}: the router shows it but does not take it")
        return self.words[value]


@dataclass(frozen=True)
class Address(_Plain):
    """An IPv4 address."""

    def spec(self) -> dict[str, Any]:
        return {"type": "str"}

    def parse(self, value: Any) -> str:
        return str(value)

    def decode(self, raw: Any) -> Any:
        return raw.split("/")[0] if isinstance(raw, str) and raw else UNKNOWN

    def encode(self, value: Any) -> Any:
        try:
            return str(ipaddress.IPv4Address(value))
        except ValueError:
            raise ValueError("be an IPv4 address such as 192.0.2.1") from None


@dataclass(frozen=True)
class Mac(_Plain):
    """A MAC address, compared without regard to case and separators."""

    def spec(self) -> dict[str, Any]:
        return {"type": "str"}

    def parse(self, value: Any) -> str:
        digits = re.sub(r"[^0-9a-f]", "", str(value).lower())
        if len(digits) != 12:
            raise ValueError("be a MAC address such as 02:00:00:00:00:01")
        return ":".join(digits[i : i + 2] for i in range(0, 12, 2))

    def decode(self, raw: Any) -> Any:
        try:
            return self.parse(raw)
        except ValueError:
            return UNKNOWN


@dataclass(frozen=True)
class Clearable(_Plain):
    """A scalar that can be unset: the API clears with null, the user with a word, because Ansible drops null."""

    inner: Codec
    word: str

    @property
    def secret(self) -> bool:
        return self.inner.secret

    def spec(self) -> dict[str, Any]:
        return {"type": "str", "no_log": True} if self.secret else {"type": "str"}

    def parse(self, value: Any) -> Any:
        if str(value) == self.word:
            return self.word
        try:
            return self.inner.parse(value)
        except ValueError as error:
            raise ValueError(f"{error}, or {self.word}") from None

    def decode(self, raw: Any) -> Any:
        return self.word if raw is None else self.inner.decode(raw)

    def encode(self, value: Any) -> Any:
        if value == self.word:
            return None
        try:
            return self.inner.encode(value)
        except ValueError as error:
            raise ValueError(f"{error}, or {self.word}") from None

    def compare(self, wanted: Any, current: Any) -> Match:
        return _exact(wanted, current) if self.word in (wanted, current) else self.inner.compare(wanted, current)


@dataclass(frozen=True)
class ListOf(_Plain):
    """A list. ``ordered`` lists compare by position, others as sets; mappings by their member ``by``. An empty list is sent as ``empty``."""

    inner: Codec
    ordered: bool = False
    most: int = 0
    empty: Any = ()
    by: str = ""

    @property
    def secret(self) -> bool:
        return self.inner.secret

    def spec(self) -> dict[str, Any]:
        inner = self.inner.spec()
        return {"type": "list", "elements": inner.pop("type"), **inner}

    def parse(self, value: Any) -> list[Any]:
        parsed = [self.inner.parse(entry) for entry in value]
        if self.by:
            names = [entry[self.by] for entry in parsed]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"not name {', '.join(twice)} twice")
        return parsed

    def decode(self, raw: Any) -> Any:
        if raw is None:
            return []
        if not isinstance(raw, Sequence) or isinstance(raw, str):
            return UNKNOWN
        decoded = [self.inner.decode(entry) for entry in raw]
        return UNKNOWN if UNKNOWN in decoded else decoded

    def encode(self, value: Any) -> Any:
        if not value:
            return None if self.empty is None else []
        if self.most and len(value) > self.most:
            raise ValueError(f"have at most {self.most} entries")
        return [self.inner.encode(entry) for entry in value]

    def compare(self, wanted: Any, current: Any) -> Match:
        if self.ordered:
            return _exact(wanted, current)
        if self.by:
            return self._compare_by_name(wanted, current)
        same = all(entry in current for entry in wanted) and all(entry in wanted for entry in current)
        return Match.SAME if same else Match.DIFFERENT

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        if value is UNKNOWN:
            return value
        shown = [self.inner.show(entry, secrets) for entry in value]
        if OMITTED in shown:
            return OMITTED
        return shown if self.ordered else sorted(shown, key=str)

    def _compare_by_name(self, wanted: Any, current: Any) -> Match:
        shown = {entry.get(self.by): entry for entry in current}
        if {entry[self.by] for entry in wanted} != set(shown) or len(wanted) != len(current):
            return Match.DIFFERENT
        return worst(self.inner.compare(entry, shown[entry[self.by]]) for entry in wanted)


@dataclass(frozen=True)
class Opaque(_Plain):
    """A mapping whose layout is not published: passed on as it is, remembered as a whole, shown without what looks secret."""

    @property
    def secret(self) -> bool:
        return True

    def spec(self) -> dict[str, Any]:
        return {"type": "dict"}

    def parse(self, value: Any) -> Any:
        return value

    def decode(self, raw: Any) -> Any:
        return UNKNOWN

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        if value is UNKNOWN or secrets is Secrets.INCLUDE:
            return value
        shown = redact(value)
        return OMITTED if secrets is Secrets.OMIT and shown != value else shown


@dataclass(frozen=True)
class Settings(Opaque):
    """A mapping of settings whose layout is not published, but which the router shows: those that are named are compared, as they are."""

    def decode(self, raw: Any) -> Any:
        return raw if isinstance(raw, Mapping) else UNKNOWN

    def compare(self, wanted: Any, current: Any) -> Match:
        if isinstance(wanted, Mapping) and isinstance(current, Mapping):
            return worst(self.compare(value, current.get(name)) if name in current or value is None else Match.UNSURE for name, value in wanted.items())
        return Match.UNSURE if current == MASKED_SECRET else _exact(wanted, current)

    def over(self, wanted: Any, current: Any) -> Any:
        if not isinstance(wanted, Mapping) or not isinstance(current, Mapping):
            return wanted
        return {**current, **{name: self.over(value, current.get(name)) for name, value in wanted.items()}}


@dataclass(frozen=True)
class Member:
    """One member of a :class:`Mapped` value: its codec, and its name in the API where that is not the same.

    ``default`` is what its absence means, on both sides.
    """

    codec: Codec
    name: str = ""
    required: bool = False
    default: Any = None


@dataclass(frozen=True)
class Mapped(_Plain):
    """A small mapping that is read, compared, remembered and written as one value.

    Members that the user leaves out are neither compared nor written. With ``clearable`` an empty mapping is sent as
    null. A bare string from the router stands for the member ``lone``.
    """

    members: Mapping[str, Member]
    clearable: bool = False
    lone: str = ""

    @property
    def secret(self) -> bool:
        return any(member.codec.secret for member in self.members.values())

    def spec(self) -> dict[str, Any]:
        options = {name: spec_of(name, member.codec, required=member.required and not self.clearable) for name, member in self.members.items()}
        return {"type": "dict", "options": options}

    def parse(self, value: Any) -> dict[str, Any]:
        parsed = {}
        for name, member in self.members.items():
            if value.get(name) is not None:
                try:
                    parsed[name] = member.codec.parse(value[name])
                except ValueError as error:
                    raise ValueError(f"have a member {name} that must {error}") from None
            elif member.default is not None and value:
                parsed[name] = member.default
        missing = [name for name, member in self.members.items() if member.required and name not in parsed]
        if missing and (parsed or not self.clearable):
            raise ValueError(f"have the member{'s' if len(missing) > 1 else ''} {', '.join(missing)}")
        return parsed

    def decode(self, raw: Any) -> Any:
        if raw is None and self.clearable:
            return {}
        if isinstance(raw, str) and self.lone:
            raw = {self.members[self.lone].name or self.lone: raw}
        if not isinstance(raw, Mapping):
            return UNKNOWN
        decoded = {}
        for name, member in self.members.items():
            if (member.name or name) in raw:
                value = member.codec.decode(raw[member.name or name])
                if value is not UNKNOWN:
                    decoded[name] = value
                elif member.default is not None:
                    return UNKNOWN  # left out, it would pass for the default
            elif member.default is not None:
                decoded[name] = member.default
        return decoded

    def encode(self, value: Any) -> Any:
        if not value and self.clearable:
            return None
        encoded = {}
        for name, entry in value.items():
            try:
                encoded[self.members[name].name or name] = self.members[name].codec.encode(entry)
            except ValueError as error:
                raise ValueError(f"have a member {name} that must {error}") from None
        return encoded

    def compare(self, wanted: Any, current: Any) -> Match:
        if not wanted or not current:
            return _exact(wanted, current)
        return worst(Match.UNSURE if name not in current else self.members[name].codec.compare(entry, current[name]) for name, entry in wanted.items())

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        if value is UNKNOWN:
            return value
        shown = {name: self.members[name].codec.show(entry, secrets) for name, entry in value.items()}
        needed = [name for name, member in self.members.items() if member.required]
        if secrets in (Secrets.OMIT, Secrets.INCLUDE) and value and any(shown.get(name, OMITTED) is OMITTED for name in needed):
            return OMITTED
        return {name: entry for name, entry in shown.items() if entry is not OMITTED}


def spec_of(name: str, codec: Codec, *, required: bool = False) -> dict[str, Any]:
    """The argument specification of one option."""
    spec = codec.spec()
    if required:
        spec["required"] = True
    if "no_log" not in spec and re.search(r"pass(?!ive)|secret|token|key", name):
        spec["no_log"] = False
    return spec
