# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Access tokens that survive a task, so that a fleet run does not fill its routers with tokens."""

from __future__ import annotations

import hashlib
import hmac
import math
import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any, Protocol

from .._common.private_files import locked, private_dir, read_json, write_json
from .answer import usable_secret

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
    """The kept token of one API client on one router: a private file, locked while it is read or renewed.

    With the token it has a proof of the client's secret, so that a wrong or rotated secret is noticed. The proof is keyed by a random
    key of the directory: who has the file of a token cannot try secrets on it.
    """

    def __init__(self, directory: str, device: str, client_id: str, client_secret: str, clock: WallClock, patience: float) -> None:
        self._directory = directory
        self._owner = f"{device}\0{client_id}".encode("utf-8", "surrogatepass")
        self._secret = client_secret.encode("utf-8", "surrogatepass")
        self._clock = clock
        self._patience = patience

    def fetch(self, grant: Callable[[], Grant], refused: str | None = None) -> CachedToken:
        """The kept token, or a new one from ``grant``; never ``refused``, the one that the router no longer takes.

        Other processes wait meanwhile and then find the new token, so that a router grants once. If the file cannot be used, or
        another process still asks the router after ``patience`` seconds, the token is granted all the same and ``problem`` says why.
        What ``grant`` raises passes through.
        """
        with ExitStack() as stack:
            problem: str | None = None
            stored: str | None = None
            file = proof = ""
            try:
                directory = private_dir(self._directory)
                file = os.path.join(directory, f"{hashlib.sha256(self._owner).hexdigest()}.json")
                proof = self._proof(directory)
                stack.enter_context(locked(file, self._patience))
                stored = self._read(file, proof, refused)
            except OSError as error:
                problem = self._describe(error)
            if stored is not None:
                return CachedToken(stored, cached=True)
            fresh = grant()
            if problem is None:
                try:
                    write_json(file, {"token": fresh.token, "granted": self._clock.time(), "life": fresh.life, "proof": proof})
                except OSError as error:
                    problem = self._describe(error)
            return CachedToken(fresh.token, cached=problem is None, problem=problem)

    def _proof(self, directory: str) -> str:
        file = os.path.join(directory, "key")
        key = _usable_key(read_json(file))
        if key is None:
            with locked(file, self._patience):
                key = _usable_key(read_json(file))
                if key is None:
                    key = secrets.token_hex(32)
                    write_json(file, key)
        return hmac.new(key.encode(), self._owner + b"\0" + self._secret, hashlib.sha256).hexdigest()

    def _read(self, file: str, proof: str, refused: str | None) -> str | None:
        token = self._usable(read_json(file), proof)
        if token is not None and token == refused:
            with suppress(FileNotFoundError):
                os.unlink(file)
            return None
        return token

    def _usable(self, content: Any, proof: str) -> str | None:
        if not isinstance(content, Mapping) or content.get("proof") != proof:
            return None
        token, granted, life = content.get("token"), content.get("granted"), content.get("life")
        if not (usable_secret(token) and isinstance(granted, (int, float)) and isinstance(life, (int, float))):
            return None
        # A clock that was set back gives a negative age. Measured without its sign, a small step keeps the token and a
        # large one drops it; a token that is dead all the same is noticed by its 401.
        try:
            return token if abs(self._clock.time() - granted) < USABLE_LIFE * life else None
        except OverflowError:
            return None

    def _describe(self, error: OSError) -> str:
        return f"The token cache {self._directory} cannot be used: {error.strerror or type(error).__name__}."


def _usable_key(content: Any) -> str | None:
    return content if isinstance(content, str) and re.fullmatch("[0-9a-f]{64}", content) else None
