# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who asks: a token from the user, a token granted to an API client, or a user who logs in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from .._common.connection_options import ConnectionOptions
from .._common.errors import PeplinkError, ProtocolError, Refused, Rejected, TooSlow, Unauthorized, Unreachable, Unsupported
from .advice import Credentials
from .answer import Envelope, PassingFault, usable_secret
from .exchange import Admission, Exchange, Request
from .token_cache import Grant, TokenCache, life_of

# Pauses before asking again after the transient "Internal Error": three within 1.5 s, as a known client does, and a longer
# one, because the functions of auth need about a second after an API client was created.
GRANT_PAUSES = (0.3, 0.5, 0.7, 1.5)

RATE_ADVICE = "Routers limit how often tokens may be asked for: wait some seconds after changing API clients, and leave token_cache on."

_PAIRS = (
    ("client_id", "client_secret", "peplink_client_id", "peplink_client_secret"),
    ("username", "password", "peplink_username or ansible_user", "peplink_password or ansible_password"),
)


class Scheme(Protocol):
    """A way to show who asks. ``renew`` is called with a pass that the router refused."""

    kind: Credentials
    may_write: bool
    held: Admission | None

    def admit(self) -> Admission:
        """The pass to use, obtained now if there is none. Raises PeplinkError."""

    def renew(self, refused: Admission) -> Admission | None:
        """Another pass, None if there is none to be had. Raises PeplinkError."""

    def give_back(self, refused: Admission) -> None:
        """Close on the router what ``refused`` opened: it turned out to be alive. Never raises."""

    def close(self) -> None:
        """Leave nothing behind on the router. Never raises."""


def choose(exchange: Exchange) -> Scheme:
    """The scheme that the options ask for: access token, API client, user; the first one given. Raises Refused if none is."""
    options = exchange.options
    exchange.secrets.update(secret for secret in (options.password, options.client_secret, options.access_token) if secret)
    if options.access_token:
        return GivenToken(options.access_token)
    if _complete(options, *_PAIRS[0]):
        return ClientGrant(exchange)
    if _complete(options, *_PAIRS[1]):
        return UserLogin(exchange)
    raise Refused(
        "choosing credentials",
        options.device,
        "there are no credentials for this router",
        "Give client_id and client_secret (inventory: peplink_client_id, peplink_client_secret; environment: PEPLINK_CLIENT_ID, "
        "PEPLINK_CLIENT_SECRET), or username and password (peplink_username or ansible_user, peplink_password or ansible_password; "
        "PEPLINK_USERNAME, PEPLINK_PASSWORD), or access_token (peplink_access_token; PEPLINK_ACCESS_TOKEN).",
    )


def ask_patiently(exchange: Exchange, ask: Callable[[], Envelope]) -> Envelope:
    """The answer of ``ask``, which is asked again after the transient "Internal Error" of the functions of auth."""
    envelope = ask()
    for pause in GRANT_PAUSES:
        if not envelope.transient:
            break
        exchange.clock.sleep(pause)
        envelope = ask()
    return envelope


def has_any(options: ConnectionOptions) -> bool:
    """Whether anything was given that could tell who asks, complete or not."""
    return any((options.access_token, options.client_id, options.client_secret, options.username, options.password))


class GivenToken:
    """An access token that the user brought along."""

    kind = Credentials.TOKEN
    may_write = True

    def __init__(self, token: str) -> None:
        self._given = _token_pass(token)
        self.held: Admission | None = self._given

    def admit(self) -> Admission:
        """The token as given."""
        return self._given

    def renew(self, refused: Admission) -> Admission | None:
        """None: there is nothing to ask a new one with."""
        return None

    def give_back(self, refused: Admission) -> None:
        """The token is the user's own."""

    def close(self) -> None:
        """The token is the user's own."""


class ClientGrant:
    """An API client: tokens from auth.token.grant, cached if allowed, else given back at the end."""

    kind = Credentials.CLIENT
    may_write = True

    def __init__(self, exchange: Exchange) -> None:
        options = exchange.options
        self._exchange = exchange
        self._client = str(options.client_id)
        secret = str(options.client_secret)
        cache = TokenCache(options.token_cache_dir, options.device, self._client, secret, exchange.clock, options.timeout)
        self._cache = cache if options.token_cache else None
        self._own = False
        self.held: Admission | None = None

    def admit(self) -> Admission:
        """The token of this task: kept from an earlier one, or granted."""
        return self.held or self._take(None)

    def renew(self, refused: Admission) -> Admission | None:
        """A token other than ``refused``; perhaps one that another task was granted meanwhile."""
        return self._take(refused.secret)

    def give_back(self, refused: Admission) -> None:
        """Revoke a token that was replaced though it was still alive."""
        self._revoke(refused)

    def close(self) -> None:
        """Revoke the token unless it stays in the cache."""
        if self._own and self.held is not None:
            if not self._revoke(self.held):
                self._exchange.warn("The access token of this task could not be revoked; it ends by itself when its life is over.")
            self.held, self._own = None, False

    def _take(self, refused: str | None) -> Admission:
        if self._cache is None:
            token, self._own = self._grant().token, True
        else:
            kept = self._cache.fetch(self._grant, refused)
            token, self._own = kept.token, not kept.cached
            if kept.problem:
                self._exchange.warn(f"{kept.problem} Every task asks the router for a token of its own and revokes it.")
        self._exchange.secrets.add(token)
        self.held = _token_pass(token)
        return self.held

    def _grant(self) -> Grant:
        doing = "asking for an access token"
        body = {"clientId": self._client, "clientSecret": self._exchange.options.client_secret}
        request = Request("POST", "auth.token.grant", doing, body=body)
        envelope = ask_patiently(self._exchange, lambda: self._ask(request))
        if not envelope.ok:
            raise self._refusal(envelope, doing)
        answer = envelope.response if isinstance(envelope.response, Mapping) else {}
        token = answer.get("accessToken")
        if not usable_secret(token):
            raise _protocol(self._exchange, doing, "granted a token, but sent none that can be used", "Try again, or use username and password.")
        self._exchange.secrets.add(token)
        return Grant(token, life_of(answer.get("expiresIn")))

    def _ask(self, request: Request) -> Envelope:
        try:
            return self._exchange.run(request)
        except (Unreachable, PassingFault) as error:
            if not error.maybe_processed or isinstance(error, TooSlow):
                raise
            # Whether it was granted is unknown. Once more costs at most a spare token that ends by itself.
            self._exchange.clock.sleep(GRANT_PAUSES[-1])
            return self._exchange.run(request)

    def _refusal(self, envelope: Envelope, doing: str) -> PeplinkError:
        device, said = self._exchange.options.device, envelope.said
        if envelope.transient:
            return Rejected(doing, device, f"could not grant a token, {1 + len(GRANT_PAUSES)} times ({said})", RATE_ADVICE, code=envelope.code)
        if envelope.unauthorized or envelope.code == 301:
            advice = "Check client_id and client_secret, and that the client still exists on the router."
            return Unauthorized(doing, device, f"refused the API client ({said})", advice)
        if envelope.code in (404, 999):
            advice = "This model or firmware has no API clients: use username and password."
            return Unsupported(doing, device, f"grants no access tokens ({said})", advice, code=envelope.code)
        return Rejected(doing, device, f"granted no token ({said})", "Check client_id and client_secret.", code=envelope.code)

    def _revoke(self, held: Admission) -> bool:
        request = Request("POST", "auth.token.revoke", "giving an access token back", body={"accessToken": held.secret})
        return _courtesy(self._exchange, request, held)


class UserLogin:
    """A user of Web Admin: a session by cookie, closed at the end because routers keep it for hours otherwise."""

    kind = Credentials.USER

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.may_write = True
        self.held: Admission | None = None

    def admit(self) -> Admission:
        """The cookie of this task, after logging in once."""
        return self.held or self._login()

    def renew(self, refused: Admission) -> Admission | None:
        """Log in again."""
        return self._login()

    def give_back(self, refused: Admission) -> None:
        """Log a replaced session out."""
        self._logout(refused)

    def close(self) -> None:
        """Log out."""
        if self.held is not None:
            self._logout(self.held)
            self.held = None

    def _login(self) -> Admission:
        doing = "logging in"
        options = self._exchange.options
        # Not repeated after a cut, nor after a refusal: wrong passwords may lock the user out, and nobody knows after how many.
        envelope = self._exchange.run(Request("POST", "login", doing, body={"username": options.username, "password": options.password}))
        if not envelope.ok:
            said = envelope.said
            if envelope.unauthorized or envelope.code == 301:
                advice = "Check username and password. It is not tried again, because that could lock the user out."
                raise Unauthorized(doing, options.device, f"refused the login ({said})", advice)
            if envelope.code in (404, 999):
                raise Unsupported(doing, options.device, f"has no login function ({said})", "Check host and port.", code=envelope.code)
            advice = "Check the user's rights in Web Admin."
            raise Rejected(doing, options.device, f"refused the login ({said})", advice, code=envelope.code)
        cookie = envelope.cookie
        if cookie is None:
            answer = "accepted the login, but sent no session cookie"
            advice = "The address of this controller is probably not allowed in Web Admin's access settings."
            raise _protocol(self._exchange, doing, answer, advice)
        name, value = cookie
        self._exchange.secrets.add(value)
        self.may_write = _may_write(envelope.response)
        self.held = Admission(value, headers={"Cookie": f"{name}={value}"})
        return self.held

    def _logout(self, held: Admission) -> None:
        _courtesy(self._exchange, Request("POST", "logout", "logging out"), held)


def _complete(options: ConnectionOptions, first: str, second: str, first_from: str, second_from: str) -> bool:
    given, other = getattr(options, first), getattr(options, second)
    if bool(given) == bool(other):
        return bool(given)
    have, lack, source = (first, second, second_from) if given else (second, first, first_from)
    raise Refused(
        "choosing credentials",
        options.device,
        f"{have} is given, but {lack} is not",
        f"Give {lack} too (inventory: {source}; environment: PEPLINK_{lack.upper()}), or leave {have} out.",
    )


def _token_pass(token: str) -> Admission:
    return Admission(token, query={"accessToken": token})


def _courtesy(exchange: Exchange, request: Request, held: Admission) -> bool:
    """Tidy up, without waiting long for a router that has just been lost (it may be rebooting). False if it did not work."""
    if exchange.lost:
        return False
    try:
        return exchange.run(request, held, retries=0).ok
    except PeplinkError:
        return False


def _may_write(response: Any) -> bool:
    permission = response.get("permission") if isinstance(response, Mapping) else None
    # Only a clear no counts; whatever else is sent, the router decides itself.
    return not (isinstance(permission, Mapping) and permission.get("POST") in (0, "0"))


def _protocol(exchange: Exchange, doing: str, answer: str, advice: str) -> ProtocolError:
    return ProtocolError(doing, exchange.options.device, answer, advice, maybe_processed=False)
