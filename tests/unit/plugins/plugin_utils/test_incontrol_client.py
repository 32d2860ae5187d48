# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The InControl client: tokens, rate limit, retries; with a scripted service and a clock that never waits."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import Clock, RawAnswer
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import (
    PeplinkError,
    ProtocolError,
    Refused,
    Rejected,
    TlsError,
    TooSlow,
    Unauthorized,
    Unreachable,
)
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.client import LONGEST_WAIT, Client
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.rate_limit import TokenBucket

SECRET = "cloud-secret-51a0"


class FakeClock(Clock):
    """Time that passes only by sleeping, and by what each request takes."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.sleeps: list[float] = []

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds


def answer(value: Any = None, status: int = 200, **headers: str) -> RawAnswer:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return RawAnswer(status, [(name.replace("_", "-"), text) for name, text in headers.items()], body)


def envelope(code: str, data: Any = None, message: str | None = None) -> RawAnswer:
    return answer({"resp_code": code, "caller_ref": None, "server_ref": "1", "message": message, "data": data})


GRANTED = answer({"access_token": "token-one-77", "expires_in": "172799", "token_type": "Bearer"})
GRANTED_AGAIN = answer({"access_token": "token-two-77"})
PENDING, DATA, BUSY = envelope("PENDING"), envelope("SUCCESS", [1]), answer(None, 429)


@dataclass
class Script:
    """A service that gives scripted answers and records the requests."""

    answers: list[RawAnswer | PeplinkError]
    sent: list[tuple[str, str, Mapping[str, str], Any]] = field(default_factory=list)

    def send(self, method: str, path: str, *, query: Mapping[str, str], form: Mapping[str, str] | None, headers: Mapping[str, str]) -> RawAnswer:
        self.sent.append((method, path, headers, form))
        found = self.answers.pop(0)
        if isinstance(found, PeplinkError):
            raise found
        return found

    def close(self) -> None:
        pass


def unreachable(kind: Callable[..., PeplinkError] = Unreachable) -> PeplinkError:
    return kind("x", "cloud:443", "refused the connection", "Check url.", maybe_processed=False)


def client(*answers: RawAnswer | PeplinkError, **options: Any) -> tuple[Client, Script, FakeClock]:
    script, clock = Script(list(answers)), FakeClock()
    given = {"client_id": "me", "client_secret": SECRET, "token_cache": False, **options}
    return Client(ConnectionOptions(host="cloud", port=443, **given), script, clock), script, clock


def get(asked: Client) -> Any:
    return asked.get("/rest/o", "listing the organisations")


def test_a_token_is_requested_once_and_sent_in_a_header() -> None:
    asked, script, _clock = client(GRANTED, DATA, answer([2]), envelope("SUCCESS", {"id": 3}))
    assert [get(asked), get(asked), get(asked)] == [[1], [2], {"id": 3}]
    (method, path, headers, form), *gets = script.sent
    assert (method, path, headers) == ("POST", "/api/oauth2/token", {})
    assert form == {"client_id": "me", "client_secret": SECRET, "grant_type": "client_credentials"}
    assert [headers for _method, _path, headers, _form in gets] == [{"Authorization": "Bearer token-one-77"}] * 3


OBSTACLES: dict[str, tuple[list[RawAnswer | PeplinkError], list[float]]] = {
    "pending": ([PENDING, PENDING, DATA], [2, 2]),
    "busy": ([BUSY, BUSY, BUSY, DATA], [1, 2, 4]),
    "busy-says-how-long": ([answer(None, 429, Retry_After="7"), DATA], [7]),
    "busy-says-until-when": ([answer(None, 429, retry_after=formatdate(1_800_000_009, usegmt=True)), DATA], [9]),
    "busy-says-nonsense": ([answer(None, 429, Retry_After="soon"), DATA], [1]),
    "busy-until-before-now": ([answer(None, 429, Retry_After=formatdate(0)), DATA], [0]),
    "trouble": ([answer(b"<html>", 502), envelope("INTERNAL_ERROR"), answer(b'{"resp_code": "SUCC'), DATA], [0.5, 1, 2]),
    "cut": ([unreachable(), answer(b""), DATA], [0.5, 1]),
    "mixed": ([PENDING, BUSY, PENDING, BUSY, DATA], [2, 1, 2, 2]),
    "expired": ([answer({"x": 1}, 401), GRANTED_AGAIN, DATA], [0]),
    "expired-in-the-envelope": ([envelope("AUTH_FAILED"), GRANTED_AGAIN, DATA], [0]),
}


@pytest.mark.parametrize("name", OBSTACLES)
def test_transient_failures_are_retried(name: str) -> None:
    answers, sleeps = OBSTACLES[name]
    asked, _script, clock = client(GRANTED, *answers)
    assert get(asked) == [1]
    assert clock.sleeps == sleeps


def test_a_new_token_is_used_after_the_old_one_expired() -> None:
    asked, script, _clock = client(GRANTED, DATA, answer(None, 401), GRANTED_AGAIN, DATA, DATA)
    assert [get(asked), get(asked), get(asked)] == [[1]] * 3
    assert [path for _method, path, _headers, _form in script.sent].count("/api/oauth2/token") == 2
    assert script.sent[-1][2] == {"Authorization": "Bearer token-two-77"}


FAILURES: dict[str, tuple[list[RawAnswer | PeplinkError], type[PeplinkError], list[str]]] = {
    "pending-for-ever": ([GRANTED, *[PENDING] * 5], Rejected, ["still preparing", "asked 5 times", "listing the organisations"]),
    "busy-for-ever": ([GRANTED, *[BUSY] * 6], Rejected, ["too many requests", "asked 6 times"]),
    "busy-for-long": ([GRANTED, answer(None, 429, Retry_After="3600")], Rejected, ["requires a pause of 3600 s"]),
    "down": ([GRANTED, *[unreachable()] * 4], Unreachable, ["refused the connection; asked 4 times", "listing the organisations"]),
    "slow": ([GRANTED, unreachable(TooSlow)], TooSlow, ["listing the organisations"]),
    "tls": ([unreachable(TlsError)], TlsError, ["asking for an access token"]),
    "trouble": ([GRANTED, *[answer(b"", 500)] * 4], ProtocolError, ["HTTP status 500", "asked 4 times"]),
    "no-rights": ([GRANTED, answer(None, 401), GRANTED_AGAIN, answer(None, 401)], Unauthorized, ["refused the client", "must see the organisation"]),
    "forbidden": ([GRANTED, answer({}, 403)], Unauthorized, ["does not allow it (HTTP status 403)"]),
    "unknown": ([GRANTED, answer({"message": "no such"}, 404)], Rejected, ["does not know it (HTTP status 404, no such)"]),
    "invalid": ([GRANTED, envelope("INVALID_INPUT: \x1b[1m", message=f"{SECRET} token-one-77")], Rejected, ["INVALID_INPUT: \\x1b[1m, ********"]),
    "page": ([GRANTED, answer(b"<html>Sign in")], ProtocolError, ["gave an answer that is not from the API"]),
    "redirect": ([GRANTED, answer(b"", 302, Location="https://u:p@portal.example/login?x=1")], ProtocolError, ["redirect", "to portal.example"]),
    "wrong-secret": ([answer({"error": "invalid_client"}, 401)], Unauthorized, ["granted no token", "Check client_id and client_secret"]),
    "wrong-secret-otherwise": ([answer({"error": "invalid_client"}, 400)], Unauthorized, ["granted no token", "invalid_client"]),
    "no-token": ([answer({"token_type": "Bearer"})], ProtocolError, ["granted no token that can be used"]),
    "busy-before-all": ([*[BUSY] * 6], Rejected, ["asking for an access token", "too many requests"]),
}


@pytest.mark.parametrize("name", FAILURES)
def test_failures_name_the_action_and_the_service(name: str) -> None:
    answers, kind, said = FAILURES[name]
    asked, script, clock = client(*answers)
    with pytest.raises(kind) as caught:
        get(asked)
    message = str(caught.value)
    assert "cloud:443" in message
    for part in said:
        assert part in message
    assert SECRET not in message
    assert "token-" not in message
    assert script.answers == []
    assert all(pause <= LONGEST_WAIT for pause in clock.sleeps)


@pytest.mark.parametrize("missing", ["client_id", "client_secret"])
def test_incomplete_credentials_are_refused_before_anything_is_sent(missing: str) -> None:
    with pytest.raises(Refused, match=r"Client Applications"):
        client(**{missing: ""})


def test_the_token_is_stored_in_a_private_file(tmp_path: Path) -> None:
    kept = {"token_cache": True, "token_cache_dir": str(tmp_path / "tokens")}
    assert get(client(GRANTED, DATA, **kept)[0]) == [1]
    assert get(client(DATA, **kept)[0]) == [1]
    (file,) = (tmp_path / "tokens").glob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "token-one-77" in file.read_text()
    # Refused, it is replaced there too.
    assert get(client(answer(None, 401), GRANTED_AGAIN, DATA, **kept)[0]) == [1]
    assert "token-two-77" in file.read_text()


def test_an_unusable_token_cache_gives_a_warning(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    asked, _script, _clock = client(GRANTED, DATA, token_cache=True, token_cache_dir=str(tmp_path / "file"))
    assert get(asked) == [1]
    assert len(asked.warnings) == 1


def test_the_rate_limit_holds_in_every_second() -> None:
    clock = FakeClock()
    bucket = TokenBucket(clock)
    passed = []
    for _request in range(100):
        bucket.take()
        passed.append(clock.now)
    assert max(sum(start <= at < start + 1 for at in passed) for start in passed) <= 20
    assert passed[-1] - passed[0] < 7
    # Who does not ask for a while may not catch up.
    clock.now += 3600
    began = clock.now
    for _request in range(30):
        bucket.take()
    assert clock.now - began > 1.5


def test_each_organisation_has_its_own_limit() -> None:
    asked, _script, clock = client(GRANTED, *[DATA] * 8)
    for number in range(8):
        asked.get("/x", "x", organization=str(number))
    assert clock.sleeps == []
