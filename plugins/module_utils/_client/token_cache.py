# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Access tokens that survive a task, so that a fleet run does not fill its routers with tokens."""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from .._common.private_files import locked, private_dir, read_json, write_json

# The share of a token's life after which it is replaced: a long task must not lose its token half-way.
USABLE_LIFE = 0.9

# For an ``expiresIn`` that cannot be read. Far below the 48 hours of the vendor's document; asking early costs one request.
DEFAULT_LIFE = 3600.0


class WallClock(Protocol):
    """The part of a clock that the cache needs."""

    def time(self) -> float:
        """Seconds since the epoch."""


@dataclass(frozen=True)
class Grant:
    """A token as auth.token.grant answered it; ``life`` in seconds."""

    token: str
    life: float = DEFAULT_LIFE


@dataclass(frozen=True)
class CachedToken:
    """A token to use. ``cached`` is false if the caller has to give it back, ``problem`` says why there is no cache."""

    token: str
    cached: bool
    problem: str | None = None


def life_of(expires_in: Any) -> float:
    """Seconds from ``expiresIn``, which is a number or a numeric string; an assumption if it is neither."""
    if isinstance(expires_in, bool):
        return DEFAULT_LIFE
    try:
        life = float(expires_in)
    except (TypeError, ValueError, OverflowError):
        return DEFAULT_LIFE
    return life if math.isfinite(life) and life > 0 else DEFAULT_LIFE


class TokenCache:
    """The kept token of one API client on one router: a private file, locked while it is read or renewed."""

    def __init__(self, directory: str, device: str, client_id: str, clock: WallClock) -> None:
        self._directory = os.path.abspath(os.path.expanduser(directory))
        name = hashlib.sha256(f"{device}\0{client_id}".encode("utf-8", "surrogatepass")).hexdigest()
        self._file = os.path.join(self._directory, f"{name}.json")
        self._clock = clock

    def fetch(self, grant: Callable[[], Grant], refused: str | None = None) -> CachedToken:
        """The kept token, or a new one from ``grant``; never ``refused``, the one that the router no longer takes.

        Other processes wait meanwhile and then find the new token, so that a router grants once. If the file cannot be
        used, the token is granted all the same and ``problem`` says why. What ``grant`` raises passes through.
        """
        with ExitStack() as stack:
            problem: str | None = None
            stored: str | None = None
            try:
                private_dir(self._directory)
                stack.enter_context(locked(self._file))
                stored = self._read(refused)
            except OSError as error:
                problem = self._describe(error)
            if stored is not None:
                return CachedToken(stored, cached=True)
            fresh = grant()
            if problem is None:
                try:
                    write_json(self._file, {"token": fresh.token, "granted": self._clock.time(), "life": fresh.life})
                except OSError as error:
                    problem = self._describe(error)
            return CachedToken(fresh.token, cached=problem is None, problem=problem)

    def _read(self, refused: str | None) -> str | None:
        content = read_json(self._file)
        token = self._usable(content)
        if token is not None and token == refused:
            with suppress(FileNotFoundError):
                os.unlink(self._file)
            return None
        return token

    def _usable(self, content: Any) -> str | None:
        if not isinstance(content, Mapping):
            return None
        token, granted, life = content.get("token"), content.get("granted"), content.get("life")
        if not (isinstance(token, str) and token and isinstance(granted, (int, float)) and isinstance(life, (int, float))):
            return None
        # A clock that was set back gives a negative age. Measured without its sign, a small step keeps the token and a
        # large one drops it; a token that is dead all the same is noticed by its 401.
        try:
            return token if abs(self._clock.time() - granted) < USABLE_LIFE * life else None
        except OverflowError:
            return None

    def _describe(self, error: OSError) -> str:
        return f"The token cache {self._directory} cannot be used: {error.strerror or type(error).__name__}."
