# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a codec is, what it says of a value that is not there, and how two values relate.

A codec is data and pure functions. ``parse`` takes what the user wrote, ``decode`` what the router sent; both give the
canonical value, the one that is compared, shown and remembered. ``encode`` gives what the router takes, and is the
place of ranges: whatever a router shows can be fed back to it, even where it would not take it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Protocol

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


def exact(wanted: Any, current: Any) -> Match:
    """SAME if both are equal, else DIFFERENT."""
    return Match.SAME if wanted == current else Match.DIFFERENT


def worst(matches: Iterable[Match]) -> Match:
    """What several matches come to."""
    found = set(matches)
    return next((match for match in (Match.DIFFERENT, Match.UNSURE) if match in found), Match.SAME)


class ShownOnly(ValueError):
    """A value that the router shows but does not take, so it is no fault to want it where it is."""


class BadMember(ValueError):
    """What is wrong with a member of a mapping, by its name."""

    def __init__(self, name: str, error: ValueError) -> None:
        self.name = name
        self.error = error
        super().__init__(f"have a member {name} that must {error}")


def must(place: str, error: ValueError) -> str:
    """What must be at a place, for messages; of what is wrong with a member, at the place of the member."""
    while isinstance(error, BadMember):
        place, error = f"{place}.{error.name}", error.error
    return f"{place} must {error}"


class Codec(Protocol):
    """``parse`` and ``encode`` raise ValueError with a text that continues "<option> must ..."; ``decode`` never raises."""

    @property
    def secret(self) -> bool:
        """Whether values are secret, or hold something that is."""

    def spec(self) -> dict[str, Any]:
        """The argument specification of the option."""

    def parse(self, value: Any) -> Any:
        """The value that an option means."""

    def decode(self, raw: Any) -> Any:
        """The value that a GET answer means, or UNKNOWN."""

    def encode(self, value: Any) -> Any:
        """What a POST body says for a value."""

    def compare(self, wanted: Any, current: Any) -> Match:
        """Whether the router has what is wanted."""

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        """The value as results and diffs have it."""

    def over(self, wanted: Any, current: Any) -> Any:
        """What is there once ``wanted`` has been written over ``current``."""


@dataclass(frozen=True)
class Plain:
    """What most codecs share."""

    @property
    def secret(self) -> bool:
        return False

    def encode(self, value: Any) -> Any:
        return value

    def compare(self, wanted: Any, current: Any) -> Match:
        return exact(wanted, current)

    def show(self, value: Any, secrets: Secrets = Secrets.HIDE) -> Any:
        return concealed(value, secrets) if self.secret and value is not UNKNOWN else value

    def over(self, wanted: Any, current: Any) -> Any:
        return wanted


def concealed(value: Any, secrets: Secrets) -> Any:
    """A secret as it is to be shown."""
    return {Secrets.HIDE: HIDDEN, Secrets.HIDE_NEW: HIDDEN_NEW, Secrets.OMIT: OMITTED}.get(secrets, value)


def spec_of(name: str, codec: Codec, *, required: bool = False) -> dict[str, Any]:
    """The argument specification of one option."""
    spec = codec.spec()
    if required:
        spec["required"] = True
    if "no_log" not in spec and re.search(r"pass(?!ive)|secret|token|key", name):
        spec["no_log"] = False
    return spec
