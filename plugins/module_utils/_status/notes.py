# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an answer lacks: what was left out because it could not be understood, what the router left out, and what it does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from .._common.names import comparable
from .._common.redaction import printable

MOST_PLACES = 8
_LONGEST_PLACE = 80


class Notes:
    """The places of one router's answers that hold something else than expected, each once; and whether there may be more than it told."""

    def __init__(self) -> None:
        self.truncated = False
        self._ignored: dict[str, str] = {}
        self._missing: list[str] = []

    def truncate(self, text: str) -> None:
        """Note that the router may have more; the text says why, and what to do about it."""
        self.truncated = True
        self._missing.append(text)

    def lack(self, what: str, wanted: Iterable[int | str], found: Collection[Any]) -> None:
        """Note which of those that are ``wanted`` by some mark are not there; ``what`` says of what kind (``WAN with the id``)."""
        there = {comparable(value) for value in found}
        absent = [printable(value, _LONGEST_PLACE) for value in dict.fromkeys(wanted) if comparable(value) not in there]
        if absent:
            self._missing.append(f"the router has no {what} {', '.join(absent)}.")

    def ignore(self, place: str, raw: Any) -> None:
        """Note that what the answer has at ``place`` (dotted, in the router's words) is left out."""
        self._ignored.setdefault(printable(place, _LONGEST_PLACE), _kind(raw))

    def warnings(self) -> Iterator[str]:
        """One text per place for the user; of many places only some. They hold nothing of the values, which may be secrets."""
        yield from self._missing
        places = list(self._ignored.items())
        for place, kind in places[:MOST_PLACES]:
            yield f"ignored {place}: the router has {kind} there."
        if len(places) > MOST_PLACES:
            yield f"ignored {len(places) - MOST_PLACES} more unexpected values."


def _kind(raw: Any) -> str:
    if isinstance(raw, bool):
        return "a boolean"
    if isinstance(raw, (int, float)):
        return "a number"
    if isinstance(raw, str):
        return "a text"
    return "a mapping" if isinstance(raw, Mapping) else "a list"
