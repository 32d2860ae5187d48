# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A recording without personal values, and a review that says what was replaced where."""

from __future__ import annotations

import dataclasses
import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .._common.redaction import SHORTEST_SECRET
from . import forms
from .kinds import FREE, MOMENTS, SECRET, TECHNICAL, Place, is_id, is_member, is_personal, kind_of
from .recording import Call, Recording
from .review import Findings, review
from .stand_ins import StandIns
from .words import NAMES, VOCABULARY, WORDS

KEY_OF_A_MAP = "key of a map"

# What stands in place of a secret tells nothing of it.
_MASK = re.compile(r"\*{3,}\Z|@~HiDdEn~@\Z")
_SCHEME = re.compile(r"https?://")
_TOKEN = re.compile(r"(?:[0-9A-Za-z]|[^\x00-\x7f])+")
_COOKIE = re.compile(r"([^=;]*=)([^;]*)(.*)\Z", re.DOTALL)

# Longer technical values are texts; shorter values are not looked for inside others.
_LONGEST_TECHNICAL = 40
_SHORTEST_INSIDE = 3
_SHORTEST_WITHIN_WORDS = 6
_LONGEST_NUMBER = 4
_LONG_NUMBER = 10**6


@dataclass(frozen=True)
class Replaced:
    """``review`` is Markdown: which kinds were replaced where, and which texts stayed that are no words of the API."""

    recording: Recording
    review: str


def replaced(recording: Recording, key: bytes | None = None) -> Replaced:
    """The recording without personal values.

    Equal values have equal stand-ins of the same form and length, different ones different stand-ins. They follow from a random ``key`` that is thrown
    away; give one only where nothing is to be protected.
    """
    originals = frozenset(_personal_texts(recording))
    taken = {text for _kind, text in originals} | frozenset(_formed_texts(recording)) | WORDS
    stand_ins = StandIns(key or secrets.token_bytes(32), taken)
    wanted = frozenset(text for kind, text in originals if _betrays(kind, text))
    walk = _Walk(stand_ins, _inside(wanted), frozenset(text.lower() for text in wanted), Findings())
    shared = dataclasses.replace(
        recording,
        firmware=None if recording.firmware is None else walk.text(Place("firmware").at("version"), recording.firmware),
        calls=tuple(walk.call(call) for call in recording.calls),
    )
    return Replaced(shared, review(shared, walk.findings))


def _personal_texts(recording: Recording) -> Iterator[tuple[str, str]]:
    """By kind, everything that stands where something personal belongs: to be replaced wherever else it stands."""
    for call in recording.calls:
        for place, value in _leaves(Place(call.function), {"arguments": call.arguments, "answer": call.answer}):
            kind = kind_of(place)
            if is_personal(kind) and kind not in MOMENTS and not isinstance(value, bool) and value is not None and not _MASK.match(str(value)):
                yield kind, str(value)


def _formed_texts(recording: Recording) -> Iterator[str]:
    """What betrays itself by its form, in any text: no stand-in of another value may be the same."""
    for call in recording.calls:
        for _place, value in _leaves(Place(call.function), {"arguments": call.arguments, "answer": call.answer, "headers": call.headers, "error": call.error}):
            yield from (piece for piece, kind in forms.pieces(str(value)) if kind)


def _leaves(place: Place, value: Any) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _leaves(place.below(str(name)), item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _leaves(place, item)
    else:
        yield place, value


def _betrays(kind: str, text: str) -> bool:
    """Whether a personal value identifies somebody inside another text too; an address does by its form, words of the API and short numbers do not."""
    if forms.whole(text) in ("", forms.ADDRESS):
        return False
    secret = kind == SECRET and len(text) >= SHORTEST_SECRET and text.lower() not in VOCABULARY
    return secret or (len(text) >= _SHORTEST_INSIDE and not _known(text))


@lru_cache(maxsize=8192)
def _known(text: str) -> bool:
    """Whether a text is made of words of the API and short numbers."""
    return all(token.lower() in VOCABULARY or (token.isdigit() and len(token) <= _LONGEST_NUMBER) for token in _TOKEN.findall(text))


def _inside(wanted: Collection[str]) -> re.Pattern[str] | None:
    """What finds them inside other texts, the longer ones first."""
    edged = [
        re.escape(text) if len(text) >= _SHORTEST_WITHIN_WORDS else rf"(?<![0-9A-Za-z]){re.escape(text)}(?![0-9A-Za-z])"
        for text in sorted(wanted, key=lambda text: (-len(text), text))
    ]
    return re.compile("|".join(edged), re.IGNORECASE) if edged else None


@dataclass(frozen=True)
class _Walk:
    stand_ins: StandIns
    inside: re.Pattern[str] | None
    wanted: frozenset[str]
    findings: Findings

    def call(self, call: Call) -> Call:
        place = Place(call.function)
        return dataclasses.replace(
            call,
            arguments=self.value(place, call.arguments),
            headers={name: self._header(place.at("header").at(name), text) for name, text in call.headers.items()},
            answer=self.value(place, call.answer),
            error=self.text(place.at("error"), call.error),
        )

    def value(self, place: Place, value: Any) -> Any:
        if isinstance(value, Mapping):
            return self._map(place, value)
        if isinstance(value, (list, tuple)):
            return [self.value(place, item) for item in value]
        if value is None or isinstance(value, bool):
            return value
        if place.members[-1:] == ("order",) and isinstance(value, (int, str)):
            return type(value)(self._key(place, str(value)))
        return self._number(place, value) if isinstance(value, (int, float)) else self.text(place, str(value))

    def text(self, place: Place, text: str) -> str:
        """What stands in for a text of an answer; itself if it is nobody's."""
        kind, form = kind_of(place), forms.whole(text)
        if not text.strip() or _MASK.match(text):
            return text
        if kind != SECRET and (form == "" or (not is_personal(kind) and text in WORDS)):
            return text
        if kind != SECRET and form is not None:
            return self._stand_in(place, kind if is_personal(kind) and form != forms.ADDRESS else form, text)
        if is_personal(kind):
            scheme = _SCHEME.match(text) if kind == "host name" else None
            start = scheme.end() if scheme else 0
            return text[:start] + self._stand_in(place, kind, text[start:])
        return self._mixed(place, text, FREE if len(text) > _LONGEST_TECHNICAL else kind)

    def _map(self, place: Place, value: Mapping[str, Any]) -> dict[str, Any]:
        names = frozenset(map(str, value))
        shared: dict[str, Any] = {}
        for name, item in value.items():
            if is_member(str(name), names) and str(name).lower() not in self.wanted and forms.whole(str(name)) is None:
                if name not in NAMES:
                    self.findings.kept(str(place.at(str(name))), str(name))
                shared[str(name)] = self.value(place.at(str(name)), item)
            else:
                shared[self._key(place, str(name))] = self.value(place.below(str(name)), item)
        return shared

    def _key(self, place: Place, key: str) -> str:
        form = forms.whole(key)
        if form == "" or not key or (form is None and is_id(key) and key.lower() not in self.wanted):
            return key
        return self._stand_in(place, form or KEY_OF_A_MAP, key)

    def _number(self, place: Place, value: float) -> float:
        kind = kind_of(place)
        if not is_personal(kind):
            unknown = not place.members or (kind == FREE and place.members[-1] not in NAMES)
            many = abs(value) >= _LONG_NUMBER if isinstance(value, int) else len(repr(value).partition(".")[2]) >= _LONGEST_NUMBER
            if not (unknown and many) and (len(repr(value)) < _SHORTEST_WITHIN_WORDS or str(value) not in self.wanted):
                return value
            kind = "long number"
        shared = self.stand_ins.number(value)
        if shared != value:
            self.findings.replaced(kind, str(place), str(value))
        return shared

    def _header(self, place: Place, text: str) -> str:
        cookie = _COOKIE.match(text) if place.members[-1] == "set-cookie" else None
        if cookie is None:
            return self.text(place, text)
        return cookie[1] + (self._stand_in(place, SECRET, cookie[2]) if cookie[2] else "") + self._mixed(place, cookie[3], FREE)

    def _stand_in(self, place: Place, kind: str, text: str) -> str:
        self.findings.replaced(kind, str(place), text)
        return self.stand_ins.address(text) if kind == forms.ADDRESS else self.stand_ins.of(text)

    def _mixed(self, place: Place, text: str, kind: str) -> str:
        """A text in which words stay; what is known to be personal goes, then what has the form of it, then what is no word."""
        shared, start = "", 0
        for match in self.inside.finditer(text) if self.inside else ():
            shared += self._formed(place, text[start : match.start()], kind) + self._stand_in(place, "known value in a text", match.group())
            start = match.end()
        shared += self._formed(place, text[start:], kind)
        if shared == text and kind == TECHNICAL and not _known(text):
            self.findings.kept(str(place), text)
        return shared

    def _formed(self, place: Place, text: str, kind: str) -> str:
        return "".join(
            piece if form == "" else self._stand_in(place, form, piece) if form else self._worded(place, piece) if kind == FREE else piece
            for piece, form in forms.pieces(text)
        )

    def _worded(self, place: Place, text: str) -> str:
        return _TOKEN.sub(lambda token: token[0] if _known(token[0]) else self._stand_in(place, "word in a text", token[0]), text)
