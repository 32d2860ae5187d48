# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A session with a router: requests, messages for the user, and no secret in either."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Session, Unit
from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import RawAnswer
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import (
    PeplinkError,
    ProtocolError,
    Refused,
    Rejected,
    TlsError,
    Unauthorized,
    Unreachable,
    Unsupported,
)
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.read import Read
from ansible_collections.wanfleet.peplink.tests.unit.plugins.module_utils.fake_router import (
    DEVICE,
    FakeClock,
    FakeRouter,
    cut,
    fail,
    granted,
    login,
    ok,
    options,
    raw,
)

TOKEN = "9999aaaabbbbccccddddeeeeffff0000"
CLIENT = {"client_id": "fleet-runner-id", "client_secret": "f9e8d7c6b5a4"}
USER = {"username": "netops", "password": "correct-horse-7"}
GIVEN = {"access_token": "given-token-1234"}

Step: TypeAlias = "tuple[str, RawAnswer | PeplinkError]"


class Conversation:
    """A session with the router at its other end."""

    def __init__(self, steps: list[Step], **given: Any) -> None:
        self.router = FakeRouter(steps)
        self.clock = FakeClock()
        self.session = Session(options(**given), self.router, self.clock)


@pytest.fixture
def conversation() -> Iterator[Callable[..., Conversation]]:
    """Start a session; at the end every scripted request must have been made, and no log record may contain a secret."""
    talks: list[Conversation] = []

    def start(*steps: Step, **given: Any) -> Conversation:
        talks.append(Conversation(list(steps), **(given or GIVEN)))
        return talks[-1]

    yield start
    for each in talks:
        each.router.done()
        shown = json.dumps([each.session.calls, each.session.warnings])
        assert not [secret for secret in each.session.secrets if secret in shown]


def failing(session: Session, function: str = "config.mesh", **query: Any) -> PeplinkError:
    with pytest.raises(PeplinkError) as caught:
        session.get(function, **query)
    assert caught.value.__cause__ is None
    assert not [secret for secret in session.secrets if secret in str(caught.value)]
    return caught.value


# --- what is sent


def test_nothing_is_sent_before_it_is_needed(conversation: Callable[..., Conversation]) -> None:
    for given in (CLIENT, USER, GIVEN):
        with conversation(**given).session as session:
            assert session.device == DEVICE
        assert session.calls == []


def test_values_of_a_query(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("GET status.client", ok([])))
    assert t.session.get("status.client", connId=[1, 2], activeOnly=True, lite=False, size=5, searchPattern=None, infoType=[]) == []
    assert t.router.sent[0].query == {"connId": "1 2", "activeOnly": "yes", "lite": "no", "size": "5", "accessToken": "given-token-1234"}
    assert t.router.sent[0].body is None
    assert t.session.calls == [
        {
            "method": "GET",
            "function": "status.client",
            "query": {"connId": "1 2", "activeOnly": "yes", "lite": "no", "size": "5"},
            "outcome": "ok",
        }
    ]


def test_the_token_goes_into_the_query_of_a_post_too(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST config.mesh", ok({"order": []})), ("POST cmd.config.apply", ok()))
    assert t.session.post("config.mesh", {"list": [{"passphrase": "mesh-secret-9"}]}) == {"order": []}
    assert t.session.post("cmd.config.apply") is None
    assert [sent.query for sent in t.router.sent] == [{"accessToken": "given-token-1234"}] * 2
    assert [sent.body for sent in t.router.sent] == [{"list": [{"passphrase": "mesh-secret-9"}]}, {}]
    assert t.session.calls == [
        {"method": "POST", "function": "config.mesh", "body": {"list": [{"passphrase": "********"}]}, "outcome": "ok"},
        {"method": "POST", "function": "cmd.config.apply", "outcome": "ok"},
    ]


def test_the_unit_is_asked_for_when_no_certificate_was_met(conversation: Callable[..., Conversation]) -> None:
    talk = conversation(("GET info.firmware", fail(301)), **USER)
    talk.session.unit()
    talk.router.fingerprint = "ab" * 32
    assert talk.session.unit() == Unit(DEVICE, "ab" * 32, "netops")


def test_the_unit_behind_plain_http_is_known_by_address_and_client(conversation: Callable[..., Conversation]) -> None:
    talk = conversation(use_tls=False, port=80, **CLIENT)
    assert talk.session.unit() == Unit("192.0.2.1:80", None, "fleet-runner-id")


@pytest.mark.parametrize("function", ["", "/api/x", "../login", "a b", "x?accessToken=1", "x&y", "x\n", "config..mesh"])
def test_a_function_is_a_name_and_nothing_else(conversation: Callable[..., Conversation], function: str) -> None:
    assert isinstance(failing(conversation().session, function), Refused)


# --- credentials


def test_no_credentials(conversation: Callable[..., Conversation]) -> None:
    error = failing(conversation(host="192.0.2.1").session)
    assert isinstance(error, Refused)
    for word in ("peplink_client_id", "PEPLINK_CLIENT_ID", "ansible_user", "ansible_password", "PEPLINK_PASSWORD", "access_token"):
        assert word in str(error)


@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        ({"client_id": "x"}, "client_secret"),
        ({"client_secret": "secret-x"}, "client_id"),
        ({"username": "x"}, "password"),
        ({"password": "secret-x", "username": ""}, "username"),
        ({"client_id": "x", **USER}, "client_secret"),
    ],
)
def test_incomplete_credentials(conversation: Callable[..., Conversation], given: dict[str, str], lacking: str) -> None:
    error = failing(conversation(**given).session)
    assert isinstance(error, Refused)
    assert f"but {lacking} is not" in str(error)
    assert f"PEPLINK_{lacking.upper()}" in str(error)
    assert f"peplink_{lacking}" in str(error)


def test_the_first_complete_credentials_are_used(conversation: Callable[..., Conversation]) -> None:
    conversation(("GET info.time", ok()), **GIVEN, **CLIENT, **USER).session.get("info.time")
    conversation(("POST auth.token.grant", granted()), ("GET info.time", ok()), **CLIENT, **USER).session.get("info.time")
    conversation(("POST auth.token.grant", granted()), ("GET info.time", ok()), **CLIENT, username="ssh-user").session.get("info.time")


def test_a_granted_token_is_used_and_revoked(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST auth.token.grant", granted()), ("GET info.time", ok(1)), ("GET info.time", ok(2)), ("POST auth.token.revoke", ok()), **CLIENT)
    with t.session as session:
        assert [session.get("info.time"), session.get("info.time")] == [1, 2]
    session.close()
    grant, read, _read, revoke = t.router.sent
    assert grant.body == {"clientId": "fleet-runner-id", "clientSecret": "f9e8d7c6b5a4"}
    assert grant.query == {}
    assert read.query == {"accessToken": TOKEN}
    assert (revoke.query, revoke.body) == ({"accessToken": TOKEN}, {"accessToken": TOKEN})
    assert {TOKEN, "f9e8d7c6b5a4"} <= session.secrets
    assert session.calls[0]["body"] == {"clientId": "fleet-runner-id", "clientSecret": "********"}
    assert session.calls[-1]["body"] == {"accessToken": "********"}
    assert t.router.closed
    assert session.warnings == []


def test_a_token_that_cannot_be_revoked_is_reported(conversation: Callable[..., Conversation]) -> None:
    for answer in (fail(401, "Unauthorized"), cut(maybe_processed=False), raw("<html>")):
        t = conversation(("POST auth.token.grant", granted()), ("GET info.time", ok()), ("POST auth.token.revoke", answer), **CLIENT)
        with t.session as session:
            session.get("info.time")
        assert len(session.warnings) == 1
        assert "could not be revoked" in session.warnings[0]


def test_a_lost_router_is_not_awaited_at_logout(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST login", login()), ("POST cmd.system.reboot", cut(maybe_processed=True)), **USER)
    with pytest.raises(Unreachable), t.session as session:
        session.post("cmd.system.reboot")
    assert t.clock.sleeps == []


def test_a_cached_token_outlives_the_task(conversation: Callable[..., Conversation], tmp_path: Path) -> None:
    cache = {"token_cache": True, "token_cache_dir": str(tmp_path / "tokens"), **CLIENT}
    with conversation(("POST auth.token.grant", granted(expires_in="172800")), ("GET info.time", ok()), **cache).session as session:
        session.get("info.time")
    with conversation(("GET info.time", ok()), **cache).session as session:
        session.get("info.time")
    assert TOKEN in session.secrets


def test_an_unusable_cache_gives_a_warning(conversation: Callable[..., Conversation], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    t = conversation(
        ("POST auth.token.grant", granted()),
        ("GET info.time", ok()),
        ("POST auth.token.revoke", ok()),
        token_cache=True,
        token_cache_dir=str(tmp_path / "file"),
        **CLIENT,
    )
    with t.session as session:
        session.get("info.time")
    assert len(session.warnings) == 1
    assert f"{tmp_path}/file cannot be used: not a directory" in session.warnings[0]


def test_a_login_is_followed_by_a_logout(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST login", login()), ("GET info.time", ok()), ("POST config.mesh", ok()), ("POST logout", ok()), **USER)
    with t.session as session:
        session.get("info.time")
        session.post("config.mesh", {"action": "list"})
    assert t.router.sent[0].body == USER
    assert t.router.sent[0].headers == {}
    assert [sent.headers for sent in t.router.sent[1:]] == [{"Cookie": "bauth=x1y2z3w4"}] * 3
    assert all("accessToken" not in sent.query for sent in t.router.sent)
    assert session.calls[0]["body"] == {"username": "netops", "password": "********"}
    assert {"x1y2z3w4", "correct-horse-7"} <= session.secrets


def test_the_cookie_is_sent_over_plain_http_whatever_its_flags(conversation: Callable[..., Conversation]) -> None:
    t = conversation(
        ("POST login", login(" pauth = a=b== ; Secure; Path=/cgi; Domain=elsewhere.example")),
        ("GET info.time", ok()),
        ("POST logout", fail(401)),
        port=80,
        use_tls=False,
        **USER,
    )
    with t.session as session:
        session.get("info.time")
    assert t.router.sent[1].headers == {"Cookie": "pauth=a=b=="}


@pytest.mark.parametrize("cookie", ["other=1", "bauth", "bauth=; x", "bauth=a\r\nX: y", "bauth=\u00e9"])
def test_a_login_without_a_usable_cookie_fails(conversation: Callable[..., Conversation], cookie: str) -> None:
    error = failing(conversation(("POST login", login(cookie)), **USER).session)
    assert isinstance(error, ProtocolError)
    assert "not allowed in Web Admin" in str(error)


@pytest.mark.parametrize(("code", "kind"), [(301, Unauthorized), (401, Unauthorized), ("301", Unauthorized), (999, Unsupported), (7, Rejected)])
def test_a_refused_login_is_not_repeated(conversation: Callable[..., Conversation], code: Any, kind: type[PeplinkError]) -> None:
    t = conversation(("POST login", fail(code, "Unauthorized correct-horse-7")), **USER)
    error = failing(t.session)
    assert error.__class__ is kind
    assert error.doing == "logging in"
    assert t.session.calls[0]["outcome"] == f"fail {code} Unauthorized ********"


def test_an_interrupted_login_is_not_repeated_and_nothing_was_sent(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST login", cut(maybe_processed=True)), **USER)
    with pytest.raises(Unreachable) as caught:
        t.session.post("config.mesh")
    assert caught.value.maybe_processed is False
    assert caught.value.doing == "logging in"
    assert [call["outcome"] for call in t.session.calls] == ["cut"]


@pytest.mark.parametrize("permission", [{"GET": 1, "POST": 0}, {"GET": "1", "POST": "0"}])
def test_a_read_only_user_is_refused_before_anything_is_sent(conversation: Callable[..., Conversation], permission: Any) -> None:
    t = conversation(("POST login", login(permission=permission)), ("GET info.time", ok()), ("POST logout", ok()), ("POST logout", ok()), **USER)
    with t.session as session:
        session.get("info.time")
        with pytest.raises(Unauthorized, match="may only read"):
            session.post("config.mesh", {})
        session.post("logout")


@pytest.mark.parametrize("permission", [[], "x", {"GET": 1}, {"POST": None}, {"POST": {}}])
def test_an_unknown_permission_leaves_the_decision_to_the_router(conversation: Callable[..., Conversation], permission: Any) -> None:
    conversation(("POST login", login(permission=permission)), ("POST config.mesh", ok()), **USER).session.post("config.mesh")


# --- grants


@pytest.mark.parametrize("transient", [fail(401, "Internal Error"), fail(None, "internal error"), fail("401", "INTERNAL ERROR ")])
def test_a_transient_internal_error_is_retried(conversation: Callable[..., Conversation], transient: RawAnswer) -> None:
    t = conversation(*[("POST auth.token.grant", transient)] * 4, ("POST auth.token.grant", granted()), ("GET info.time", ok()), **CLIENT)
    t.session.get("info.time")
    assert t.clock.sleeps == [0.3, 0.5, 0.7, 1.5]


def test_a_persistent_internal_error_fails(conversation: Callable[..., Conversation]) -> None:
    error = failing(conversation(*[("POST auth.token.grant", fail(401, "Internal Error"))] * 5, **CLIENT).session)
    assert isinstance(error, Rejected)
    assert "5 times (code 401: Internal Error)" in str(error)
    assert "limit" in error.advice


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (fail(401, "Unauthorized"), Unauthorized, "Check client_id and client_secret"),
        (fail(301), Unauthorized, "Check client_id and client_secret"),
        (raw("no", 403), Unauthorized, "HTTP status 403"),
        (fail(999, "unknown function"), Unsupported, "use username and password"),
        (fail(404), Unsupported, "use username and password"),
        (fail(5, "no f9e8d7c6b5a4"), Rejected, "granted no token (code 5: no ********)"),
        (ok({"accessToken": 5}), ProtocolError, "sent none that can be used"),
        (ok({"accessToken": "a\u00e9"}), ProtocolError, "sent none that can be used"),
        (ok({"accessToken": "x" * 5000}), ProtocolError, "sent none that can be used"),
        (ok([]), ProtocolError, "sent none that can be used"),
        (ok({"accessToken": ""}), ProtocolError, "sent none that can be used"),
    ],
)
def test_a_refused_grant(conversation: Callable[..., Conversation], answer: RawAnswer, kind: type[PeplinkError], words: str) -> None:
    error = failing(conversation(("POST auth.token.grant", answer), **CLIENT).session)
    assert error.__class__ is kind
    assert error.doing == "asking for an access token"
    assert words in str(error)


def test_a_grant_is_repeated_once_after_a_lost_connection(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST auth.token.grant", cut(maybe_processed=True)), ("POST auth.token.grant", granted()), ("GET info.time", ok()), **CLIENT)
    t.session.get("info.time")
    lost = cut(maybe_processed=True)
    failing(conversation(("POST auth.token.grant", lost), ("POST auth.token.grant", lost), **CLIENT).session)
    failing(conversation(*[("POST auth.token.grant", cut(maybe_processed=False))] * 4, **CLIENT).session)


# --- expired and insufficient credentials


@pytest.mark.parametrize("refusal", [fail(401, "Invalid access token"), fail(None, "Unauthorized"), raw("", 401), raw("<html>", 403), fail(401, "x", 401)])
def test_an_expired_token_is_replaced_once(conversation: Callable[..., Conversation], tmp_path: Path, refusal: RawAnswer) -> None:
    cache = {"token_cache": True, "token_cache_dir": str(tmp_path), **CLIENT}
    conversation(("POST auth.token.grant", granted("old-token")), ("GET info.time", ok()), **cache).session.get("info.time")
    t = conversation(("POST config.mesh", refusal), ("POST auth.token.grant", granted("new-token")), ("POST config.mesh", ok(3)), **cache)
    assert t.session.post("config.mesh", {"a": 1}) == 3
    assert [sent.query.get("accessToken") for sent in t.router.sent] == ["old-token", None, "new-token"]
    assert t.router.sent[0].body == t.router.sent[2].body == {"a": 1}
    conversation(("GET info.time", ok()), **cache).session.get("info.time")


def test_a_session_that_dies_is_no_lack_of_rights(conversation: Callable[..., Conversation]) -> None:
    dead = fail(401, "Unauthorized")
    again = [("GET info.time", dead), ("POST login", login()), ("GET info.time", dead), ("POST logout", ok())]
    t = conversation(("POST login", login()), ("GET info.time", ok(1)), *again, **USER)
    t.session.get("info.time")
    error = failing(t.session, "info.time")
    assert "It accepted the same request before in this task" in error.advice
    assert "right" not in error.advice.replace("rights are sufficient", "")


def test_an_insufficient_scope_is_reported_and_leaves_no_token_behind(conversation: Callable[..., Conversation], tmp_path: Path) -> None:
    t = conversation(
        ("POST auth.token.grant", granted("first-token")),
        ("GET config.mesh", fail(401, "Unauthorized")),
        ("POST auth.token.grant", granted("second-token")),
        ("GET config.mesh", fail(401, "Unauthorized")),
        ("POST auth.token.revoke", ok()),
        token_cache=True,
        token_cache_dir=str(tmp_path),
        **CLIENT,
    )
    error = failing(t.session)
    assert isinstance(error, Unauthorized)
    assert t.router.sent[-1].body == {"accessToken": "first-token"}
    assert "scope of the API client is probably too small" in str(error)
    assert "8.5 firmwares also refuse" in str(error)


def test_a_given_token_cannot_be_renewed(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST config.mesh", fail(401, "Invalid access token given-token-1234")))
    with pytest.raises(Unauthorized, match="no new one can be asked for") as caught:
        t.session.post("config.mesh")
    assert "given-token-1234" not in str(caught.value)
    assert "8.5 firmwares" not in str(caught.value)
    t.session.close()
    assert t.router.closed


def test_an_expired_login_is_repeated_once(conversation: Callable[..., Conversation]) -> None:
    t = conversation(
        ("POST login", login()),
        ("GET info.time", ok()),
        ("GET info.time", fail(401, "Unauthorized")),
        ("POST login", login("bauth=second-cookie")),
        ("GET info.time", ok(7)),
        ("POST logout", ok()),
        **USER,
    )
    with t.session as session:
        session.get("info.time")
        assert session.get("info.time") == 7
    assert t.router.sent[-1].headers == {"Cookie": "bauth=second-cookie"}


def test_a_user_without_the_right_is_logged_out_of_both_sessions(conversation: Callable[..., Conversation]) -> None:
    t = conversation(
        ("POST login", login()),
        ("POST config.mesh", fail(401, "Unauthorized")),
        ("POST login", login("bauth=second-cookie")),
        ("POST config.mesh", fail(401, "Unauthorized")),
        ("POST logout", ok()),
        ("POST logout", ok()),
        **USER,
    )
    with pytest.raises(Unauthorized, match="lacks the right"), t.session as session:
        session.post("config.mesh")
    assert [sent.headers["Cookie"] for sent in t.router.sent[-2:]] == ["bauth=x1y2z3w4", "bauth=second-cookie"]


def test_managing_clients_requires_a_login(conversation: Callable[..., Conversation]) -> None:
    error = failing(conversation(("GET auth.client", fail(401, "Unauthorized"))).session, "auth.client")
    assert "Only a user with admin rights may manage API clients" in str(error)


def test_code_301_elsewhere_is_about_credentials_too(conversation: Callable[..., Conversation]) -> None:
    assert failing(conversation(("GET config.mesh", fail(301, "Unauthorized"))).session).__class__ is Unauthorized


# --- refused calls


@pytest.mark.parametrize(
    ("code", "message", "words"),
    [
        (400, "Wrong address format", "code 400: Wrong address format"),
        ("3", "invalid connId", "code 3: invalid connId"),
        (400.0, None, "code 400, no text"),
        (None, None, "without a code, no text"),
        (None, {"a": [1]}, 'without a code: {"a": [1]}'),
        (True, "x", "without a code: x"),
        ([], "x", "without a code: x"),
        (7, "a\x1b]0;b\r\n", "code 7: a\\x1b]0;b\\r\\n"),
        (7, "x" * 100_000, "code 7: " + "x" * 300 + "[...]"),
        (7, 12, "code 7: 12"),
    ],
)
def test_a_rejected_call_reports_the_request_and_the_answer(conversation: Callable[..., Conversation], code: Any, message: Any, words: str) -> None:
    error = failing(conversation(("GET config.mesh", fail(code, message))).session, connId=5, key="hidden-9")
    assert error.__class__ is Rejected
    assert f"192.0.2.1:443: refused it ({words}) (while reading config.mesh)." in str(error)
    assert 'Check the arguments: {"connId": "5", "key": "********"}.' in str(error)
    assert len(str(error)) < 600


def test_a_secret_is_masked_before_the_text_is_cut(conversation: Callable[..., Conversation]) -> None:
    error = failing(conversation(("GET config.mesh", fail(7, "x" * 290 + "given-token-1234"))).session)
    assert "given" not in str(error)


NEEDED = "needs firmware 8.5.2 or later, and a model that has it."


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        ("status.fuel", 999, "does not know this function (code 999: no); it runs firmware {} (while reading status.fuel). Check the spelling"),
        ("status.fuel", 404, "does not support this request (code 404: no); it runs firmware {} (while reading status.fuel). status.fuel may exist"),
        ("status.port", "999", f"it runs firmware {{}} (while reading status.port). status.port {NEEDED}"),
        ("status.port", 404, f"it runs firmware {{}} (while reading status.port). status.port {NEEDED}"),
        ("info.time", 999, "needs firmware 8.5.0 or later, and a model that has it."),
    ],
)
def test_an_unsupported_call_names_the_firmware(conversation: Callable[..., Conversation], function: str, code: Any, words: str) -> None:
    firmware = ok({"1": {"version": "8.3.0 build 5229", "inUse": True}, "order": [1]})
    t = conversation((f"GET {function}", fail(code, "no")), ("GET info.firmware", firmware), (f"GET {function}", fail(code, "no")))
    for _time in range(2):
        error = failing(t.session, function)
        assert error.__class__ is Unsupported
        assert words.format("8.3.0 build 5229") in str(error)


@pytest.mark.parametrize(("function", "words"), [("config.port", f"config.port {NEEDED}"), ("status.port", "but not as POST")])
def test_an_unsupported_post_names_the_required_firmware(conversation: Callable[..., Conversation], function: str, words: str) -> None:
    t = conversation((f"POST {function}", fail(404)), ("GET info.firmware", fail(999)))
    with pytest.raises(Unsupported, match=re.escape(words)):
        t.session.post(function, {})


def test_an_unreadable_firmware_version_does_not_hide_the_error(conversation: Callable[..., Conversation]) -> None:
    error = failing(conversation(("GET status.port", fail(999)), ("GET info.firmware", raw("<html>"))).session, "status.port")
    assert error.__class__ is Unsupported
    error = failing(conversation(("GET info.firmware", fail(999)), ("GET info.firmware", fail(999))).session, "info.firmware")
    assert error.__class__ is Unsupported


# --- firmware


@pytest.mark.parametrize(
    ("response", "version"),
    [
        ({"1": {"version": "8.4.1"}, "2": {"version": " 8.5.2s011 build 5401", "inUse": True}, "order": [1, 2]}, "8.5.2s011 build 5401"),
        ({"2": {"version": "8.5.2"}, "order": [2]}, "8.5.2"),
        ({"1": {"version": "8.4.1"}, "2": {"version": "8.5.2"}}, None),
        ({"1": {"version": 8, "inUse": True}}, None),
        ({"1": {"inUse": True, "version": " "}}, None),
        ({"1": {"inUse": [], "version": "a\nb"}}, "a\\nb"),
        ({"order": []}, None),
        ([], None),
        ("8.5", None),
        (None, None),
    ],
)
def test_firmware_needs_no_login_and_is_read_once(conversation: Callable[..., Conversation], response: Any, version: str | None) -> None:
    t = conversation(("GET info.firmware", ok(response)), **USER)
    assert t.session.known_firmware is None
    assert [t.session.firmware(), t.session.firmware()] == [version] * 2
    assert t.session.known_firmware == version
    assert t.router.sent[0].query == t.router.sent[0].headers == {}


def test_firmware_is_read_again_after_login(conversation: Callable[..., Conversation]) -> None:
    t = conversation(
        ("GET info.firmware", fail(401)),
        ("POST login", login()),
        ("GET info.time", ok()),
        ("GET info.firmware", ok({"1": {"version": "8.1.1"}})),
        **USER,
    )
    assert t.session.firmware() is None
    t.session.get("info.time")
    assert [t.session.firmware(), t.session.firmware()] == ["8.1.1"] * 2


def test_firmware_of_a_lost_router_is_unknown(conversation: Callable[..., Conversation]) -> None:
    assert conversation(("GET info.firmware", cut(maybe_processed=True)), retries=0).session.firmware() is None


def test_reading_the_firmware_uses_available_credentials(conversation: Callable[..., Conversation]) -> None:
    slots = {"1": {"version": "8.4.1", "inUse": False}, "2": {"version": "8.5.2", "inUse": True}, "order": [1, 2]}
    t = conversation(("POST login", login()), ("GET info.firmware", ok(slots)), **USER)
    assert t.session.get("info.firmware") == slots
    assert t.session.known_firmware == t.session.firmware() == "8.5.2"
    assert conversation(("GET info.firmware", ok(slots)), host="192.0.2.1").session.get("info.firmware") == slots


def test_another_round_keeps_the_login_and_asks_anew(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST login", login()), ("GET info.time", ok(1)), ("GET info.time", ok(2)), **USER)
    assert t.session.read_once([Read("info.time")]) == [1]
    assert t.session.read_once([Read("info.time")]) == [1]
    t.session.start_over()
    assert t.session.calls == []
    assert t.session.read_once([Read("info.time")]) == [2]
    assert [call["function"] for call in t.session.calls] == ["info.time"]


# --- lost connections and strange answers


def test_a_read_is_retried_with_growing_pauses(conversation: Callable[..., Conversation]) -> None:
    t = conversation(
        ("GET config.mesh", cut(maybe_processed=True)),
        ("GET config.mesh", raw("<html>Bad Gateway", 502)),
        ("GET config.mesh", raw('{"stat": "ok", "resp')),
        ("GET config.mesh", cut(maybe_processed=False)),
        ("GET config.mesh", raw("")),
        ("GET config.mesh", ok(1)),
        retries=5,
        **GIVEN,
    )
    assert t.session.get("config.mesh") == 1
    assert t.clock.sleeps == [0.5, 1.0, 2.0, 4.0, 8.0]
    assert [call["outcome"] for call in t.session.calls] == [
        "cut",
        "answered HTTP status 502",
        "answered with truncated or damaged JSON",
        "answered with nothing",
        "ok",
    ]


def test_a_read_finally_gives_up(conversation: Callable[..., Conversation]) -> None:
    error = failing(conversation(*[("GET config.mesh", cut(maybe_processed=True))] * 3, retries=2, **GIVEN).session)
    assert str(error) == f"{DEVICE}: the connection was cut; tried 3 times (while reading config.mesh). Check the link."
    failing(conversation(("GET config.mesh", cut(maybe_processed=True)), retries=-1, **GIVEN).session)
    failing(conversation(("GET config.mesh", cut(maybe_processed=True))).session, retry=False)


def test_a_write_is_repeated_only_if_it_was_never_sent(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST config.mesh", cut(maybe_processed=False)), ("POST config.mesh", ok(1)))
    assert t.session.post("config.mesh") == 1
    assert len(t.session.calls) == 1
    for answer in (cut(maybe_processed=True), raw("", 502), raw("{")):
        t = conversation(("POST config.mesh", answer))
        with pytest.raises((Unreachable, ProtocolError)) as caught:
            t.session.post("config.mesh")
        assert caught.value.maybe_processed
        assert caught.value.doing == "posting config.mesh"
        assert str(caught.value).endswith("The router may have carried it out or not.")


def test_a_busy_router_may_have_carried_out_a_write(conversation: Callable[..., Conversation]) -> None:
    t = conversation(("POST config.mesh", fail(None, "Timeout")))
    with pytest.raises(ProtocolError) as caught:
        t.session.post("config.mesh")
    assert caught.value.maybe_processed
    assert "is busy (without a code: Timeout) (while posting config.mesh)" in str(caught.value)
    assert str(caught.value).endswith("try again later. The router may have carried it out or not.")


@pytest.mark.parametrize(("code", "message"), [(None, "no such thing"), (400, "timeout")])
def test_other_failures_are_refusals(conversation: Callable[..., Conversation], code: Any, message: str) -> None:
    t = conversation(("POST config.mesh", fail(code, message)))
    with pytest.raises(Rejected, match="It had no arguments; the event log of the router may say why"):
        t.session.post("config.mesh")


def test_a_busy_router_is_no_reason_to_check_the_arguments_of_a_read(conversation: Callable[..., Conversation]) -> None:
    error = failing(conversation(("GET config.mesh", fail(None, "timeout"))).session)
    assert error.__class__ is Rejected
    assert str(error).endswith("It may be activating its configuration or restarting: try again later.")


def test_a_read_whose_answer_was_lost_leaves_nothing_to_wonder_about(conversation: Callable[..., Conversation]) -> None:
    error = failing(conversation(*[("GET config.mesh", cut(maybe_processed=True))] * 4).session)
    assert "carried it out" not in str(error)


@pytest.mark.parametrize(
    "error",
    [
        TlsError("x", DEVICE, "expired", "Renew.", maybe_processed=False),
        Refused("preparing the connection", DEVICE, "bad host", "Correct it."),
    ],
)
def test_permanent_failures_are_not_retried(conversation: Callable[..., Conversation], error: PeplinkError) -> None:
    t = conversation(("GET config.mesh", error))
    failing(t.session)
    assert t.session.calls == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (raw("<!DOCTYPE html><p>Login"), ("web page", "captive portal", "API is switched on")),
        (RawAnswer(200, [("Content-Type", "text/html")], b"hello"), ("web page",)),
        (raw("hello"), ("not JSON", "Check that port")),
        (raw("[1]"), ("not an object",)),
        (raw("null"), ("not an object",)),
        (raw("{}"), ("neither ok nor fail but null",)),
        (raw('{"stat": "OK!\\u001b"}'), ("neither ok nor fail but OK!\\x1b",)),
        (raw('{"stat": ["ok"]}'), ('neither ok nor fail but ["ok"]',)),
        (raw("[" * 5000 + "]" * 5000), ("nested too deeply",)),
        (raw('{"stat": "ok", "response": ' + "[" * 100 + "]" * 100 + "}"), ("nested too deeply",)),
        (raw('{"stat": "ok", "response": ' + "9" * 5000 + "}"), ("number too long",)),
        (
            raw("", 302, Location="https://joe:pw1@portal.example:8443/login\x1b?back=/api/x?accessToken=given-token-1234"),
            ("redirect (HTTP status 302) to https://portal.example:8443/login\\x1b ", "Check port"),
        ),
        (raw("", 301), ("redirect (HTTP status 301) to nowhere",)),
        (raw("", 301, location="http://[bad"), ("unreadable address",)),
        (raw("", 301, location="/login?x=1"), ("to /login ",)),
        (raw("<html>", 404), ("no Router API at this address",)),
        (raw("", 407), ("the proxy asks for a login",)),
        (raw("<html>", 400), ("HTTP status 400 without an API answer",)),
        (raw("", 204), ("answered with nothing",)),
    ],
)
def test_answers_that_are_not_from_the_api_are_recognised(conversation: Callable[..., Conversation], answer: RawAnswer, words: tuple[str, ...]) -> None:
    error = failing(conversation(("GET config.mesh", answer), retries=0, **GIVEN).session)
    assert isinstance(error, ProtocolError)
    assert error.maybe_processed
    for word in words:
        assert word in str(error)
    assert "pw1" not in str(error)


@pytest.mark.parametrize(("answer", "words"), [(raw("", 308, Location="https://x/"), "use_tls: true"), (raw("<h1>", 400), "expects TLS")])
def test_plain_http_where_tls_is_expected(conversation: Callable[..., Conversation], answer: RawAnswer, words: str) -> None:
    assert words in str(failing(conversation(("GET config.mesh", answer), port=80, use_tls=False, **GIVEN).session))


def test_a_broken_byte_in_a_text_is_replaced(conversation: Callable[..., Conversation]) -> None:
    body = b'{"stat": "ok", "response": {"ssid": "caf\xe9"}}'
    assert conversation(("GET config.mesh", raw(body))).session.get("config.mesh") == {"ssid": "caf\ufffd"}


def test_the_body_decides_before_the_http_status(conversation: Callable[..., Conversation]) -> None:
    body = b'\xef\xbb\xbf{"stat": "ok", "response": 1}'
    assert conversation(("GET config.mesh", raw(body, 500))).session.get("config.mesh") == 1
    assert failing(conversation(("GET config.mesh", fail(400, "bad", 500))).session).__class__ is Rejected


def test_answers_that_are_odd_but_valid(conversation: Callable[..., Conversation]) -> None:
    body = '{"stat": "ok", "response": {"ssid": "\\ud83d\\ude00 \\udc00", "rx": NaN, "other": "' + "x" * 1_000_000 + '"}}'
    response = conversation(("GET config.mesh", raw(body))).session.get("config.mesh")
    assert response["ssid"] == "\U0001f600 ?"
    assert response["rx"] is None
    assert len(response["other"]) == 1_000_000


def test_what_a_router_says_fills_no_message(conversation: Callable[..., Conversation]) -> None:
    for code in (int("9" * 4000), "9" * 4000, 10**7):
        assert len(str(failing(conversation(("GET config.mesh", fail(code, "x" * 100_000))).session))) < 1000
    for cookie in ("x" * 5000, "a\u00e9", "a\x7fb"):
        error = failing(conversation(("POST login", login(f"bauth={cookie}")), **USER).session)
        assert "sent no session cookie" in str(error)


def test_a_notice_is_no_warning_and_noted_once(conversation: Callable[..., Conversation]) -> None:
    notices: list[Any] = [{"status": "beta"}, {"status": "beta"}, {"status": 5, "text": "given-token-1234"}, "gone\n", [], None]
    t = conversation(*[("GET config.mesh", ok(1, notice=notice)) for notice in notices])
    assert [t.session.get("config.mesh") for _notice in notices] == [1] * 6
    assert t.session.warnings == []
    assert t.session.notices == [
        "config.mesh: the router marks it as beta.",
        'config.mesh: the router says {"status": 5, "text": "********"}.',
        "config.mesh: the router says gone\\n.",
    ]


def test_close_never_raises(conversation: Callable[..., Conversation], monkeypatch: pytest.MonkeyPatch) -> None:
    t = conversation(("POST login", login()), ("GET info.time", ok()), ("POST logout", cut(maybe_processed=True)), **USER)
    t.session.get("info.time")

    def broken() -> None:
        raise OSError

    monkeypatch.setattr(t.router, "close", broken)
    t.session.close()
    t.session.close()


def test_a_tape_has_whole_answers_and_what_came_instead_of_one(conversation: Callable[..., Conversation]) -> None:
    steps = [("POST auth.token.grant", granted(TOKEN)), ("GET config.mesh", ok({"order": []})), ("GET info.time", raw("<html>", 502))]
    talk = conversation(*steps, ("GET info.time", cut(maybe_processed=True)), **CLIENT, token_cache=False)
    tape = talk.session.record()
    talk.session.get("config.mesh", id=[1, 2])
    failing(talk.session, "info.time", retry=False)
    failing(talk.session, "info.time", retry=False)
    grant, mesh, rubbish, lost = tape
    assert (grant.function, grant.arguments["clientSecret"], grant.answer["response"]["accessToken"]) == ("auth.token.grant", "********", TOKEN)
    assert (mesh.method, mesh.arguments, mesh.status, mesh.answer) == ("GET", {"id": "1 2"}, 200, {"stat": "ok", "response": {"order": []}})
    assert (rubbish.status, rubbish.answer) == (502, "<html>")
    assert "HTTP status 502" in rubbish.error
    assert (lost.status, lost.answer) == (None, None)
    assert "cut" in lost.error


def test_another_token_is_used_over_the_same_connection(conversation: Callable[..., Conversation]) -> None:
    talk = conversation(("GET info.time", fail(401, "Unauthorized")), ("GET config.mesh", ok({})))
    other = talk.session.with_token("another-token-5678")
    failing(other, "info.time")
    assert "another-token-5678" in talk.session.secrets
    talk.session.get("config.mesh")
    assert [request.query["accessToken"] for request in talk.router.sent] == ["another-token-5678", GIVEN["access_token"]]
    assert [call["function"] for call in talk.session.calls] == ["info.time", "config.mesh"]
