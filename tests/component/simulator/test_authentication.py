# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions, tokens, clients, permission, idle time and token life."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import result


def test_login_sets_the_session_cookie_on_a_later_line(connect: Any) -> None:
    for name, cookie in (("max-8.5.2", "bauth"), ("plain", "pauth")):
        client = connect(name, login=False)
        answer = client.raw("POST", "login", json={"username": client.device.username, "password": client.device.password})
        lines = answer.raw.headers.getlist("Set-Cookie")
        assert not lines[0].startswith(cookie)
        assert lines[1].startswith(f"{cookie}=")
        assert "HttpOnly; SameSite=Strict" in lines[1]
        assert result(client.get("status.wan.connection")) == "ok"


def test_permission_levels_of_users(connect: Any) -> None:
    client = connect(login=False)
    assert client.login(readonly=True)["response"] == {"permission": {"GET": 1, "POST": 0}}
    assert result(client.get("config.wan.connection")) == "ok"
    assert result(client.update(name="Other")) == 401
    assert result(client.apply()) == 401
    assert result(client.get("auth.client")) == 401
    assert client.login()["response"] == {"permission": {"GET": 1, "POST": 1}}
    assert result(client.get("auth.client")) == "ok"


def test_wrong_password(connect: Any) -> None:
    client = connect(login=False)
    answer = client.post("login", {"username": "admin", "password": "wrong"})
    assert answer == {"stat": "fail", "code": 301, "message": "Unauthorized"}
    assert client.device.sessions == []


def test_form_bodies(connect: Any) -> None:
    client = connect(login=False)
    device = client.device
    assert result(client.call("POST", "login", data={"username": device.username, "password": device.password})) == "ok"
    assert result(client.call("POST", "auth.client", data={"action": "add", "name": "more", "scope": "api"})) == "ok"
    form = {"clientId": device.client_id, "clientSecret": device.client_secret}
    assert result(client.call("POST", "auth.token.grant", data=form)) == "ok"
    assert result(client.call("POST", "config.wan.connection", data={"action": "update"})) == 400
    assert [entry.form for entry in device.requests("POST")] == [True] * 4


def test_grant_parameters_in_the_query_of_an_empty_post(connect: Any) -> None:
    client = connect(login=False)
    query = {"clientId": client.device.client_id, "clientSecret": client.device.client_secret}
    assert result(client.call("POST", "auth.token.grant", params=query)) == "ok"


def test_logout_ends_the_session_but_not_the_token(connect: Any) -> None:
    client = connect()
    client.grant()
    assert result(client.post("logout")) == "ok"
    assert client.device.sessions == []
    assert result(client.get("status.wan.connection")) == "ok"
    client.token = None
    assert result(client.get("status.wan.connection")) == 401


def test_idle_timeout_and_polling(connect: Any) -> None:
    client = connect()
    for _time in range(3):
        client.device.advance(14000)
        assert result(client.get("status.wan.connection")) == "ok"
    assert len(client.device.sessions) == 1
    client.device.advance(14401)
    assert client.device.sessions == []
    assert result(client.get("status.wan.connection")) == 401


def test_use_of_an_idle_session_is_refused(connect: Any) -> None:
    client = connect()
    client.device.advance(14401)
    assert client.get("status.wan.connection") == {"stat": "fail", "code": 401, "message": "Unauthorized"}


def test_token_life(connect: Any) -> None:
    client = connect(login=False)
    assert client.grant()["response"] == {"accessToken": client.token, "authorizationType": 3, "scope": "api", "expiresIn": 172800}
    client.device.advance(172799 - 5)
    assert result(client.get("status.wan.connection")) == "ok"
    client.device.advance(10)
    assert client.get("status.wan.connection") == {"stat": "fail", "code": 401, "message": "Invalid access token"}


def test_token_never_reaches_admin_level(connect: Any) -> None:
    client = connect(login=False)
    client.grant()
    assert result(client.get("auth.client")) == 401
    assert result(client.post("auth.client", {"action": "add", "name": "more", "scope": "api"})) == 401
    assert result(client.update(name="Other")) == "ok"


def test_scopes(connect: Any) -> None:
    client = connect(login=False)
    client.grant(readonly=True)
    assert result(client.get("config.wan.connection")) == "ok"
    assert result(client.update(name="Other")) == 401
    client.device.unknowns.read_only_token_on_config = "refuse"
    assert result(client.get("config.wan.connection")) == 401
    assert result(client.get("status.wan.connection")) == "ok"
    assert client.grant(scope="api.read-only")["response"]["scope"] == "api.read-only"
    assert result(client.grant(readonly=True, scope="api")) == 401
    client.device.unknowns.wider_scope = "capped"
    assert client.grant(readonly=True, scope="api")["response"]["scope"] == "api.read-only"


def test_token_is_only_taken_from_the_query(connect: Any) -> None:
    client = connect(login=False)
    client.grant()
    token, client.token = client.token, None
    assert result(client.call("GET", "status.wan.connection", headers={"Authorization": f"Bearer {token}"})) == 401
    assert result(client.post("cmd.config.discard", {"accessToken": token})) == 401
    client.token = token
    assert result(client.get("status.wan.connection")) == "ok"
    assert all("accessToken" not in entry.query for entry in client.device.journal)


def test_revoke(connect: Any) -> None:
    client = connect(login=False)
    client.grant()
    other = client.token
    client.grant()
    assert result(client.post("auth.token.revoke", {"accessToken": other})) == 401
    assert result(client.post("auth.token.revoke", {"accessToken": client.token})) == "ok"
    assert [token.value for token in client.device.tokens] == [other]
    client.token = None
    client.login()
    assert result(client.post("auth.token.revoke", {"accessToken": other})) == "ok"
    assert client.device.tokens == []
    assert result(client.post("auth.token.revoke", {"accessToken": other})) == "ok"
    client.device.unknowns.unknown_token_revoke = "fail"
    assert result(client.post("auth.token.revoke", {"accessToken": other})) == 400


def test_clients_are_listed_added_and_removed(connect: Any) -> None:
    client = connect()
    device = client.device
    added = client.post("auth.client", {"action": "add", "name": "same", "scope": "api"})["response"]
    again = client.post("auth.client", {"name": "same", "scope": "api.read-only"})["response"]
    assert added["clientId"] != again["clientId"]
    listed = client.get("auth.client")["response"]
    assert [entry["clientSecret"] for entry in listed][-2:] == [added["clientSecret"], again["clientSecret"]]
    for _time in range(2):
        client.post("auth.token.grant", {"clientId": added["clientId"], "clientSecret": added["clientSecret"]})
    client.grant()
    assert len(client.get("auth.client.token", clientId=added["clientId"])["response"]) == 2
    assert result(client.post("auth.client", {"action": "remove", "clientId": added["clientId"]})) == "ok"
    assert [token.client.client_id for token in device.tokens] == [device.client_id]
    assert result(client.post("auth.client", {"action": "remove", "clientId": added["clientId"]})) == 400


def test_wrong_client_secret(connect: Any) -> None:
    client = connect(login=False)
    body = {"clientId": client.device.client_id, "clientSecret": "0" * 32}
    assert client.post("auth.token.grant", body) == {"stat": "fail", "code": 401, "message": "Unauthorized"}


def test_http_status_of_unauthorised_answers(connect: Any) -> None:
    client = connect(login=False)
    assert client.raw("GET", "status.wan.connection").status_code == 200
    client.device.unknowns.unauthorised_status = 401
    assert client.raw("GET", "status.wan.connection").status_code == 401
    assert client.raw("POST", "login", json={"username": "admin", "password": "wrong"}).status_code == 401
    client.login()
    assert client.raw("POST", "config.wan.connection", json={}).status_code == 200


def test_session_limit(connect: Any) -> None:
    client = connect(session_limit=1)
    assert result(client.login()) == 301
    client.device.unknowns.at_session_limit = "evict"
    first = client.device.sessions[0].cookie
    assert result(client.login()) == "ok"
    assert [session.cookie != first for session in client.device.sessions] == [True]


def test_lock_out(connect: Any) -> None:
    client = connect(login=False, lock_out_after=2)
    for _time in range(2):
        client.post("login", {"username": "admin", "password": "wrong"})
    assert result(client.login()) == 301


def test_rate_limit_after_a_change_of_clients(connect: Any) -> None:
    client = connect(auth_rate_limit_seconds=60.0)
    client.post("auth.client", {"action": "add", "name": "more", "scope": "api"})
    assert client.grant() == {"stat": "fail", "code": 401, "message": "Internal Error"}
    client.device.advance(61)
    assert result(client.grant()) == "ok"


def test_contradictions_of_grant_and_add(connect: Any) -> None:
    client = connect(grant_numbers="string", grant_scope="refused", auth_client_action="mandatory")
    assert client.grant()["response"]["expiresIn"] == "172800"
    assert result(client.grant(scope="api")) == 401
    assert result(client.post("auth.client", {"name": "more", "scope": "api"})) == 400


def test_fusionhub_without_clients(connect: Any) -> None:
    client = connect("fusionhub-8.5.2", fusionhub_clients="none")
    assert client.device.client_id is None
    assert result(client.get("auth.client")) == 999
    assert result(client.post("auth.token.grant", {"clientId": "a", "clientSecret": "b"})) == 999


@pytest.mark.parametrize(
    ("method", "function", "code"),
    [
        ("GET", "config.nothing", 999),
        ("POST", "config.nothing", 999),
        ("GET", "cmd.config.apply", 404),
        ("POST", "info.firmware", 404),
        ("PUT", "config.wan.connection", 404),
        ("GET", "config.wan.connection.priority", 404),
    ],
)
def test_unknown_functions_and_methods(connect: Any, method: str, function: str, code: int) -> None:
    client = connect()
    assert result(client.call(method, function, valid=False)) == code
    client.http.cookies.clear()
    assert result(client.call(method, function, valid=False)) == 401


def test_body_that_is_no_json_object(connect: Any) -> None:
    client = connect()
    for body in (b"{", b"[]", b"1"):
        assert result(client.call("POST", "config.wan.connection", data=body, headers={"Content-Type": "application/json"})) == 400


def test_other_paths_are_the_web_admin(connect: Any) -> None:
    client = connect()
    answer = client.http.get(client.url("x").replace("/api/x", "/"), verify=client.ca_path, timeout=10)
    assert answer.headers["Content-Type"].startswith("text/html")
