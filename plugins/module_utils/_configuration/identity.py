# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Identity: what tells the items of a resource apart, and how an intent names one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .._common.codecs.base import Codec
from .._common.codecs.scalar import Number
from .._wan.status import entries

Key = Mapping[str, Any]


@dataclass(frozen=True)
class Identity:
    """How items are told apart.

    ``keys`` are the ways to name one, each the options that together are its key, with their codecs. ``label`` is the option
    with the name that people give it, which finds an item too but need not be unique.
    """

    keys: tuple[Mapping[str, Codec], ...]
    label: str = ""

    def key_of(self, intent: Mapping[str, Any]) -> Key | None:
        """The key that an intent names; None if it names none. Raises ValueError with the option in its text."""
        found = [codecs for codecs in self.keys if any(intent.get(option) is not None for option in codecs)]
        if not found:
            return None
        if len(found) > 1:
            raise ValueError(f"{' and '.join(option for codecs in found for option in codecs)} exclude each other")
        missing = [option for option in found[0] if intent.get(option) is None]
        if missing:
            raise ValueError(f"{', '.join(missing)} must be given too")
        key = {}
        for option, codec in found[0].items():
            try:
                key[option] = codec.parse(intent[option])
                codec.encode(key[option])
            except ValueError as error:
                raise ValueError(f"{option} must {error}") from None
        return key

    @property
    def options(self) -> str:
        """The options that name an item, for messages."""
        return " nor ".join([*(" with ".join(codecs) for codecs in self.keys), *filter(None, [self.label])])


NUMBERED = Identity(({"id": Number(0, 2**31 - 1)},), "name")


def id_of(key: Key) -> int | str:
    """A key as one value, the number itself if it is one."""
    only = next(iter(key.values())) if len(key) == 1 else None
    return only if isinstance(only, int) else "/".join(str(value) for value in key.values())


def numbered(answer: Any) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    """The items of an answer in the usual layout: a map by number, and their order."""
    for number, raw in entries(answer):
        yield {"id": number}, raw
