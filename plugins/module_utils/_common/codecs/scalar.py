# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Codecs of single values: text, flags, numbers, words, addresses."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from ..names import same_name
from .base import MASKED_SECRET, UNKNOWN, Codec, Match, Plain, ShownOnly, exact

NO_CONTROL_CHARACTERS: Final = r"[^\x00-\x1f\x7f-\x9f]*"


@dataclass(frozen=True)
class Text(Plain):
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
            raise ValueError("not be the mask that the router shows instead of a secret")
        return text

    def encode(self, value: Any) -> Any:
        if self.pattern and not re.fullmatch(self.pattern, value):
            raise ValueError(self.hint)
        return value

    def decode(self, raw: Any) -> Any:
        if isinstance(raw, str):
            return UNKNOWN if raw == MASKED_SECRET else raw
        return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else UNKNOWN

    def compare(self, wanted: Any, current: Any) -> Match:
        if self.hide:
            return exact(wanted, current)
        return Match.SAME if same_name(wanted, current) else Match.DIFFERENT


@dataclass(frozen=True)
class Ssid(Text):
    """The name of a wireless network: 1 to 32 bytes in UTF-8."""

    def encode(self, value: Any) -> Any:
        if not 1 <= len(value.encode(errors="replace")) <= 32 or not re.fullmatch(NO_CONTROL_CHARACTERS, value):
            raise ValueError("have 1 to 32 bytes (letters with accents take two or more) and no control characters")
        return value


@dataclass(frozen=True)
class Flag(Plain):
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
class Number(Plain):
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
        down, up = wanted // 1000, -(-wanted // 1000)
        below = max((seconds for seconds in self.shown if seconds <= down), default=down)
        above = min((seconds for seconds in self.shown if seconds >= up), default=up)
        return Match.UNSURE if current in {seconds * 1000 for seconds in (down, up, below, above)} else Match.DIFFERENT


@dataclass(frozen=True)
class Quantity(Number):
    """A whole number of the smallest unit. The router wraps it: a number under one of ``names``, and ``unit``."""

    factors: Mapping[str, int] = field(default_factory=dict)
    names: tuple[str, ...] = ("value",)

    def decode(self, raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            return UNKNOWN
        number = next((_integer(raw[name]) for name in self.names if name in raw), None)
        factor = self.factors.get(str(raw.get("unit", self.unit)))
        return number * factor if factor and isinstance(number, int) else UNKNOWN

    def encode(self, value: Any) -> Any:
        return {"value": super().encode(value), "unit": self.unit}


def _folded(word: str) -> str:
    """Letters and digits in lower case: ``Static IP`` and ``staticIp`` are one word."""
    return re.sub(r"[^a-z0-9]", "", word.lower())


@dataclass(frozen=True)
class Word(Plain):
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
        return self._by_folded.get(_folded(raw), self.other or UNKNOWN)

    @cached_property
    def _by_folded(self) -> Mapping[str, str]:
        """The option's word for each that GET may show."""
        known = {_folded(name): word for name, word in self.aliases.items()}
        known |= {_folded(sent): word for word, sent in self.words.items() if isinstance(sent, str)}
        return known | {_folded(word): word for word in (*self.words, *self.shown_only)}

    def encode(self, value: Any) -> Any:
        if value not in self.words:
            raise ShownOnly(f"not be {value}: the router shows it but does not accept it")
        return self.words[value]


@dataclass(frozen=True)
class Address(Plain):
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
class Mac(Plain):
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
class Clearable(Plain):
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
        return exact(wanted, current) if self.word in (wanted, current) else self.inner.compare(wanted, current)
