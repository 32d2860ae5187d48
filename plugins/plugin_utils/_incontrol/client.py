# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asking InControl: a token, the pace, and asking again where that helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ...module_utils._client.answer import usable_secret
from ...module_utils._client.token_cache import Grant, TokenCache, life_of
from ...module_utils._client.transport import Clock
from ...module_utils._common.connection_options import ConnectionOptions
from ...module_utils._common.errors import PeplinkError, ProtocolError, Refused, TlsError, TooSlow, Unauthorized, Unreachable
from .answer import AnswerReader, Data, Declined, Obstacle, Setback
from .http import Http
from .rate_limit import TokenBucket

LONGEST_WAIT = 60.0

_TOKEN_PATH = "/api/oauth2/token"
_TOKEN_DOING = "asking for an access token"


class Client:
    """Reads from InControl on behalf of an OAuth client. ``warnings`` are for the user, ``requests`` counts what was sent.

    Of ``options`` it takes host, port, client_id, client_secret, token_cache and token_cache_dir.
    """

    def __init__(self, options: ConnectionOptions, http: Http, clock: Clock) -> None:
        self.warnings: list[str] = []
        self.requests = 0
        self._options = options
        self._http = http
        self._clock = clock
        self._buckets: dict[str, TokenBucket] = {}
        client = str(options.client_id), str(options.client_secret)
        cache = TokenCache(options.token_cache_dir, options.device, *client, clock, options.timeout)
        self._cache = cache if options.token_cache else None
        self._token: str | None = None
        if not (options.client_id and options.client_secret):
            raise Refused(
                "choosing credentials",
                options.device,
                "client_id or client_secret is missing",
                "Give both: in the inventory file, vaulted, or by PEPLINK_INCONTROL_CLIENT_ID and PEPLINK_INCONTROL_CLIENT_SECRET. "
                "A client is made in InControl on the page of the user's account, under Client Applications.",
            )

    def get(self, path: str, doing: str, organization: str = "", query: Mapping[str, str] | None = None) -> Any:
        """The data that InControl answers to a GET; ``organization`` is whose limit of requests counts.

        Asks again while the answer is pending, after too many requests, trouble, and once with a new token after an expired
        one. Raises PeplinkError.
        """
        return self._persist("GET", path, doing, organization=organization, query=query or {})

    def pause(self, seconds: float) -> None:
        """Wait, for data that InControl is still collecting."""
        self._clock.sleep(seconds)

    def close(self) -> None:
        """Close the connection. The token stays valid: InControl has no known way to give it back."""
        self._http.close()

    def _persist(
        self,
        method: str,
        path: str,
        doing: str,
        *,
        organization: str = "",
        query: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> Any:
        met: Counter[Obstacle] = Counter()
        while True:
            token = None if form else self._admission()
            outcome = self._once(method, path, doing, organization, query or {}, form, token)
            if isinstance(outcome, Data):
                return outcome.value
            if form and outcome.obstacle is Obstacle.NOT_ADMITTED:
                raise self._bad_client(outcome.error)
            self._get_past(outcome, met)
            if outcome.obstacle is Obstacle.NOT_ADMITTED:
                self._token = self._take(refused=token)

    def _get_past(self, outcome: Setback, met: Counter[Obstacle]) -> None:
        """Wait as the obstacle demands. Raises its error if it was met too often, or wants too long a wait."""
        pauses, before = outcome.obstacle.value, met[outcome.obstacle]
        if before >= len(pauses):
            outcome.error.answer += f"; asked {before + 1} times"
            raise outcome.error
        wait = pauses[before] if outcome.wait is None else outcome.wait
        if wait > LONGEST_WAIT:
            outcome.error.answer += f"; it requires a pause of {wait:.0f} s"
            raise outcome.error
        met[outcome.obstacle] += 1
        self._clock.sleep(wait)

    def _once(
        self,
        method: str,
        path: str,
        doing: str,
        organization: str,
        query: Mapping[str, str],
        form: Mapping[str, str] | None,
        token: str | None,
    ) -> Data | Setback:
        self._buckets.setdefault(organization, TokenBucket(self._clock)).take()
        self.requests += 1
        secrets = [secret for secret in (self._options.client_secret, token) if secret]
        try:
            raw = self._http.send(method, path, query=query, form=form, headers={"Authorization": f"Bearer {token}"} if token else {})
        except (TooSlow, TlsError, ProtocolError, Refused) as error:
            error.doing = doing
            raise
        except Unreachable as error:
            error.doing = doing
            return Setback(Obstacle.TROUBLE, error)
        return AnswerReader(doing, self._options.device, self._clock.time(), secrets).read(raw)

    def _admission(self) -> str:
        if self._token is None:
            self._token = self._take(refused=None)
        return self._token

    def _take(self, refused: str | None) -> str:
        if self._cache is None:
            return self._grant().token
        kept = self._cache.fetch(self._grant, refused)
        if kept.problem:
            self.warnings.append(f"{kept.problem} Every run asks InControl for a token of its own.")
        return kept.token

    def _grant(self) -> Grant:
        form = {
            "client_id": str(self._options.client_id),
            "client_secret": str(self._options.client_secret),
            "grant_type": "client_credentials",
        }
        try:
            answer = self._persist("POST", _TOKEN_PATH, _TOKEN_DOING, form=form)
        except Declined as error:
            raise self._bad_client(error) from None
        token = answer.get("access_token") if isinstance(answer, Mapping) else None
        if not usable_secret(token):
            advice = "Check that url leads to InControl 2."
            raise ProtocolError(_TOKEN_DOING, self._options.device, "granted no token that can be used", advice, maybe_processed=True)
        return Grant(token, life_of(answer.get("expires_in")))

    def _bad_client(self, error: PeplinkError) -> Unauthorized:
        advice = "Check client_id and client_secret, and that the client still exists on the account page of InControl."
        return Unauthorized(_TOKEN_DOING, self._options.device, f"granted no token: {error.answer}", advice)
