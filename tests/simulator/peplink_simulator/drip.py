# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that take their time: a good answer in pieces, some parts of it without end."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

DripPart = Literal["header", "body", "continue", "trailers", "gzip"]
PARTS: tuple[str, ...] = get_args(DripPart)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
EMPTY_MEMBER = gzip.compress(b"", mtime=0)


@dataclass(frozen=True)
class Pieces:
    """What is sent at once, then piece by piece, then at once again when the pieces have ended or were told to."""

    lead: bytes
    pieces: Iterable[bytes]
    tail: bytes


@dataclass(frozen=True)
class Plain:
    """An answer of the API."""

    status: int
    cookies: tuple[str, ...]
    payload: bytes

    def head(self, *more: str) -> bytes:
        lines = [
            f"HTTP/1.1 {self.status} Answer",
            "Content-Type: application/json",
            "Connection: close",
            *(f"Set-Cookie: {line}" for line in self.cookies),
            *more,
        ]
        return "\r\n".join([*lines, "", ""]).encode()

    @property
    def whole_head(self) -> bytes:
        return self.head(f"Content-Length: {len(self.payload)}")


def _header(answer: Plain) -> Pieces:
    return Pieces(b"", _bytes(answer.whole_head), answer.payload)


def _body(answer: Plain) -> Pieces:
    return Pieces(answer.whole_head, _bytes(answer.payload), b"")


def _continue(answer: Plain) -> Pieces:
    return Pieces(b"", itertools.repeat(CONTINUE), answer.whole_head + answer.payload)


def _trailers(answer: Plain) -> Pieces:
    lead = answer.head("Transfer-Encoding: chunked") + _chunk(answer.payload) + b"0\r\n"
    return Pieces(lead, itertools.repeat(b"X-More: 1\r\n"), b"\r\n")


def _gzip(answer: Plain) -> Pieces:
    lead = answer.head("Transfer-Encoding: chunked", "Content-Encoding: gzip") + _chunk(gzip.compress(answer.payload, mtime=0))
    return Pieces(lead, itertools.repeat(_chunk(EMPTY_MEMBER)), b"0\r\n\r\n")


def _bytes(text: bytes) -> Iterable[bytes]:
    return (text[index : index + 1] for index in range(len(text)))


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


ENDLESS = ("continue", "trailers", "gzip")
_MAKERS: dict[str, Callable[[Plain], Pieces]] = {
    "header": _header,
    "body": _body,
    "continue": _continue,
    "trailers": _trailers,
    "gzip": _gzip,
}


def pieces_of(part: str, answer: Plain) -> Pieces:
    return _MAKERS[part](answer)
