# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Users, cookie sessions, API clients and access tokens of one device."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import ApiError, bad_login, unauthorised
from .unknowns import Unknowns

LEVELS = {"none": 0, "read-only": 1, "read-write": 2, "admin": 3}
SCOPE_LEVELS = {"api.read-only": 1, "api": 2}


def fixture_hash(*parts: str) -> str:
    """A stable identifier of 32 hexadecimal digits, so that a fleet looks the same at every start."""
    return hashlib.sha256("/".join(("test-data", *parts)).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class User:
    name: str
    password: str
    level: int


@dataclass
class Session:
    cookie: str
    user: User
    opened_at: float
    used_at: float


@dataclass(frozen=True)
class Client:
    name: str
    client_id: str
    secret: str
    scope: str
    created_at: int


@dataclass
class Token:
    value: str
    client: Client
    scope: str
    created_at: int
    expires_at: float


@dataclass(frozen=True)
class Principal:
    """Who sends a request; token_presented tells an unknown token from no credential at all."""

    level: int = 0
    session: Session | None = None
    token: Token | None = None
    token_presented: bool = False

    @property
    def kind(self) -> str:
        return "cookie" if self.session else "token" if self.token else "none"

    def refusal(self) -> ApiError:
        if self.level == 0 and self.token_presented:
            return unauthorised("Invalid access token")
        return unauthorised()


@dataclass
class Credentials:
    users: tuple[User, ...]
    idle_timeout: float
    token_life: int
    unknowns: Unknowns
    clock: Callable[[], float]
    clients: dict[str, Client] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    failed_logins: int = 0
    clients_changed_at: float = float("-inf")

    def login(self, name: str, password: str) -> Session:
        limit = self.unknowns.lock_out_after
        user = next((user for user in self.users if (user.name, user.password) == (name, password)), None)
        if user is None or (limit is not None and self.failed_logins >= limit):
            self.failed_logins += 1
            raise bad_login()
        self.failed_logins = 0
        self.drop_expired()
        most = self.unknowns.session_limit
        while most is not None and self.sessions and len(self.sessions) >= most:
            if self.unknowns.at_session_limit == "refuse":
                raise bad_login()
            del self.sessions[next(iter(self.sessions))]
        now = self.clock()
        session = Session(secrets.token_hex(16), user, now, now)
        self.sessions[session.cookie] = session
        return session

    def logout(self, session: Session) -> None:
        self.sessions.pop(session.cookie, None)

    def add_client(self, name: str, scope: str) -> Client:
        client = Client(name, secrets.token_hex(16), secrets.token_hex(16), scope, int(self.clock()))
        self.clients[client.client_id] = client
        self.clients_changed_at = self.clock()
        return client

    def remove_client(self, client_id: str) -> bool:
        if self.clients.pop(client_id, None) is None:
            return False
        self.tokens = {value: token for value, token in self.tokens.items() if token.client.client_id != client_id}
        self.clients_changed_at = self.clock()
        return True

    def grant(self, client: Client, scope: str) -> Token:
        now = self.clock()
        token = Token(secrets.token_hex(16), client, scope, int(now), now + self.token_life)
        self.tokens[token.value] = token
        return token

    def drop_expired(self) -> None:
        now = self.clock()
        self.tokens = {value: token for value, token in self.tokens.items() if token.expires_at > now}
        if self.idle_timeout:
            self.sessions = {cookie: one for cookie, one in self.sessions.items() if one.used_at + self.idle_timeout > now}

    def identify(self, cookie: str | None, token_value: str | None) -> Principal:
        """The strongest valid credential of a request; using a session keeps it alive."""
        if cookie is None and token_value is None:
            return Principal()
        now = self.clock()
        session = self.sessions.get(cookie or "")
        if session is not None and self.idle_timeout and session.used_at + self.idle_timeout <= now:
            del self.sessions[session.cookie]
            session = None
        token = self.tokens.get(token_value or "")
        if token is not None and token.expires_at <= now:
            del self.tokens[token.value]
            token = None
        if session is not None:
            session.used_at = now
        level = max(session.user.level if session else 0, SCOPE_LEVELS[token.scope] if token else 0)
        return Principal(level, session, token, token_value is not None)
