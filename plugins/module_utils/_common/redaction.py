# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keeping secrets out of everything that is shown, and making a router's text safe to show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus

MASK = "********"

# Shorter strings are not looked for inside other text: a PIN has four digits, and hiding a shorter word would shred
# every message in which it happens to occur, while the pattern of the shreds gives it away.
SHORTEST_SECRET = 4

_NAME_ENDS = ("password", "passphrase", "secret", "token", "cookie", "key", "simpin")
_LONGEST_KEPT = 40
_NAMES = frozenset({"psk", "pin", "pincode", "puk", "passwd", "pwd", "bauth", "pauth", "authorization"})
_ASSIGNMENT = re.compile(
    r"""(?ix) \b ( (?: access_?token | client_?secret | password | passphrase | bauth | pauth )
                   (?: = | ["'] \s* : \s* ["']? ) )  [^\s&;,"'}]+"""
)
_URL_LOGIN = re.compile(r"(?i)(\b[a-z][a-z0-9+.-]*://)[^\s/@]+@")


def is_secret_name(name: str) -> bool:
    """Whether a member of this name holds a secret, in camelCase or snake_case (``simPin``, ``client_secret``)."""
    # A hostile router may send many long names, which must not be kept.
    return _kept_answer(name) if len(name) <= _LONGEST_KEPT else _is_secret(name)


def _is_secret(name: str) -> bool:
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return plain in _NAMES or plain.endswith(_NAME_ENDS)


_kept_answer = lru_cache(maxsize=1024)(_is_secret)


def secrets_in(value: Any, *, hidden: bool = False) -> set[str]:
    """The texts and numbers below the secret-named members of a JSON-like ``value``; what stands in place of a secret is none."""
    return set(_secrets(value, hidden))


def _secrets(value: Any, hidden: bool) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            if item is not None:
                yield from _secrets(item, hidden or is_secret_name(str(name)))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _secrets(item, hidden)
    elif hidden and value not in (None, "") and not isinstance(value, bool) and not str(value).startswith(MASK):
        yield str(value)


def redact(value: Any, secrets: Iterable[str] = ()) -> Any:
    """A deep copy of a JSON-like ``value`` without secrets.

    Everything below a secret-named member becomes ``********``, except null and booleans, which tell nothing (null says
    that a setting is being cleared). ``secrets`` of at least four characters are also replaced inside other strings, in
    plain, URL-quoted and JSON-escaped form, as are ``name=value`` pairs that look like one.
    """
    return _redact(value, _spellings(secrets), False)


def without_secrets(value: Any) -> Any:
    """A deep copy of a JSON-like ``value`` without the members whose names say that they hold a secret."""
    if isinstance(value, Mapping):
        return {name: without_secrets(item) for name, item in value.items() if not is_secret_name(str(name))}
    if isinstance(value, (list, tuple)):
        return [without_secrets(item) for item in value]
    return value


def redact_text(text: str, secrets: Iterable[str] = ()) -> str:
    """``text`` without secrets, as in :func:`redact`."""
    return _clean(text, _spellings(secrets))


def printable(value: Any, limit: int = 300) -> str:
    """What a router sent as one line that a terminal can show: at most ``limit`` characters, others than printable escaped."""
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text[:limit])
    return shown if len(text) <= limit and len(shown) <= limit else f"{shown[:limit]}[...]"


def _spellings(secrets: Iterable[str]) -> list[str]:
    found: set[str] = set()
    for secret in secrets:
        if len(secret) >= SHORTEST_SECRET:
            found.update((secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]))
    # A secret may be part of another one; the longer must go first or its rest would stay.
    return sorted(found, key=len, reverse=True)


def _redact(value: Any, spellings: list[str], hidden: bool) -> Any:
    if isinstance(value, Mapping):
        return {
            _clean(name, spellings) if isinstance(name, str) else name: _redact(item, spellings, hidden or is_secret_name(str(name)))
            for name, item in value.items()
        }
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_redact(item, spellings, hidden) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if hidden:
        return MASK
    return _clean(value, spellings) if isinstance(value, str) else value


def _clean(text: str, spellings: list[str]) -> str:
    for spelling in spellings:
        text = text.replace(spelling, MASK)
    return _URL_LOGIN.sub(rf"\1{MASK}@", _ASSIGNMENT.sub(rf"\1{MASK}", text))
