# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""API clients and tokens: created once, found again, and no secret unless requested."""

from __future__ import annotations

import json
from typing import Any

import pytest
from peplink_simulator import Fault

from .conftest import Router, SharedClock

CLIENT, INFO, TOKEN = "peplink_api_client", "peplink_api_client_info", "peplink_api_token"


def names(router: Router) -> list[str]:
    return [client.name for client in router.device.clients]


def functions(router: Router) -> list[str]:
    """The POSTs but for login and logout."""
    return [entry.function for entry in router.device.journal if entry.method == "POST" and entry.function not in ("login", "logout")]


@pytest.mark.parametrize("firmware", ["8.1.1", "8.5.2"])
@pytest.mark.parametrize("family", ["max", "balance", "fusionhub"])
def test_a_client_is_created_once_and_removed_once(router_at: Any, clock: SharedClock, family: str, firmware: str) -> None:
    router: Router = router_at(family, firmware)
    before = names(router)
    predicted = router.run(CLIENT, login=True, name="fleet", check=True)
    assert predicted["changed"]
    assert functions(router) == []
    created = router.run(CLIENT, login=True, name="fleet")
    assert predicted["diff"] == created["diff"]
    (client,) = (client for client in router.device.clients if client.name == "fleet")
    assert (created["client"]["id"], created["client"]["secret"], client.scope) == (client.client_id, client.secret, "api")
    assert sum(clock.slept) >= 1
    router.device.clear_journal()
    again = router.run(CLIENT, login=True, name="fleet")
    assert not again["changed"]
    assert "secret" not in again["client"]
    assert functions(router) == []
    assert router.run(CLIENT, login=True, name="fleet", include_secret=True)["client"]["secret"] == client.secret
    assert router.run(CLIENT, login=True, name="fleet", state="absent", check=True)["changed"]
    assert "fleet" in names(router)
    assert router.run(CLIENT, login=True, name="fleet", state="absent")["changed"]
    assert names(router) == before
    router.device.clear_journal()
    assert not router.run(CLIENT, login=True, id=client.client_id, state="absent")["changed"]
    assert functions(router) == []
    assert router.device.sessions == []


def test_an_existing_client_name_is_never_duplicated_or_guessed(router: Router) -> None:
    for scope in ("api", "api"):
        router.device.credentials.add_client("twin", scope)
    first, second = (client.client_id for client in router.device.clients if client.name == "twin")
    found = router.run(CLIENT, login=True, name="twin")
    assert not found["changed"]
    assert any("names are not unique" in warning and second in warning for warning in found["warnings"])
    for refused in (router.run(CLIENT, login=True, name="twin", state="absent"), router.run(TOKEN, login=True, name="twin")):
        assert "names are not unique" in refused["msg"]
        assert first in refused["msg"]
        assert second in refused["msg"]
    assert functions(router) == []
    assert router.run(CLIENT, login=True, id=second, state="absent")["changed"]
    assert [client.client_id for client in router.device.clients if client.name == "twin"] == [first]


def test_another_scope_is_refused_because_a_client_cannot_be_changed(router: Router) -> None:
    router.device.credentials.add_client("reader", "api.read-only")
    result = router.run(CLIENT, login=True, name="reader")
    assert result["failed"]
    assert "of scope api.read-only" in result["msg"]
    assert functions(router) == []


def test_a_lost_answer_does_not_create_a_second_client(router: Router) -> None:
    router.device.faults.add(Fault("cut_after", function="auth.client", method="POST"))
    created = router.run(CLIENT, login=True, name="fleet")
    assert created["changed"]
    assert names(router).count("fleet") == 1
    assert created["client"]["secret"] in {client.secret for client in router.device.clients}


def test_a_request_that_was_lost_fails(router: Router) -> None:
    router.device.faults.add(Fault("cut_before", function="auth.client", method="POST"))
    assert router.run(CLIENT, login=True, name="fleet")["failed"]
    assert "fleet" not in names(router)


@pytest.mark.parametrize("module", [CLIENT, INFO, TOKEN])
def test_a_token_is_refused_because_an_admin_login_is_required(router: Router, module: str) -> None:
    options = {} if module == INFO else {"name": "fleet"}
    result = router.run(module, **options)
    assert "only an admin login can manage" in result["msg"]
    assert "username and password" in result["msg"]
    assert router.sent() == []
    given = {"username": router.device.readonly_username, "password": router.device.readonly_password}
    refused = router.run(module, **options, **given)
    assert "Only a user with admin rights may manage API clients" in refused["msg"]


def test_the_admin_login_takes_precedence_over_the_client_in_the_inventory(router: Router) -> None:
    given = {"username": router.device.username, "password": router.device.password, "access_token": "stale-token-0000"}
    result = router.run(INFO, **given)
    assert {client["name"] for client in result["clients"]} == set(names(router))
    assert "POST auth.token.grant" not in router.sent()


def test_secrets_and_tokens_are_masked_unless_requested(router: Router) -> None:
    client = router.device.clients[0]
    token = router.device.credentials.grant(client, client.scope)
    masked, shown = router.run(INFO, login=True), router.run(INFO, login=True, id=client.client_id, include_secret=True)
    text = json.dumps({key: value for key, value in masked.items() if key != "secrets"})
    assert not any(secret in text for secret in (token.value, *(known.secret for known in router.device.clients)))
    assert [entry["tokens"] for entry in masked["clients"] if entry["id"] == client.client_id] == [
        [{"token": "********", "scope": "api", "created": token.created_at}]
    ]
    (entry,) = shown["clients"]
    assert (entry["secret"], entry["tokens"][0]["token"]) == (client.secret, token.value)
    assert functions(router) == []
    assert router.run(INFO, login=True, name="nobody")["clients"] == []


@pytest.mark.parametrize("unknowns", [{}, {"grant_numbers": "string"}, {"auth_rate_limit_seconds": 1.0}], ids=str)
def test_tokens_are_granted_and_revoked(router_at: Any, unknowns: dict[str, Any]) -> None:
    router: Router = router_at(**unknowns)
    client = router.device.credentials.add_client("fleet", "api")
    router.device.faults.add(Fault("grant_error", times=2))
    router.device.advance(2)
    assert router.run(TOKEN, login=True, name="fleet", check=True)["changed"]
    assert functions(router) == []
    granted = router.run(TOKEN, login=True, name="fleet", scope="api.read-only")
    (token,) = router.device.tokens
    assert granted["token"] == {"token": token.value, "scope": "api.read-only", "expires_in": 172800}
    assert token.client is client
    assert token.value not in granted["secrets"]
    router.run(TOKEN, login=True, id=client.client_id)
    assert len(router.device.tokens) == 2

    for revoke in ({"token": token.value}, {"name": "fleet"}):
        predicted = router.run(TOKEN, login=True, state="revoked", check=True, **revoke)
        router.device.clear_journal()
        revoked = router.run(TOKEN, login=True, state="revoked", **revoke)
        assert (revoked["changed"], revoked["revoked"], predicted["revoked"]) == (True, 1, 1)
        assert functions(router) == ["auth.token.revoke"]
        router.device.clear_journal()
        assert not router.run(TOKEN, login=True, state="revoked", **revoke)["changed"]
        assert functions(router) == []
    assert router.device.tokens == []
    assert token.value not in json.dumps(revoked["calls"])


def test_a_grant_that_keeps_failing_reports_the_reason(router: Router) -> None:
    router.device.faults.add(Fault("grant_error", times=None))
    result = router.run(TOKEN, login=True, id=router.device.client_id)
    assert "Routers limit how often tokens may be asked for" in result["msg"]
    assert functions(router) == ["auth.token.grant"] * 5
    assert router.sent().count("POST login") == 1


def test_bad_input(router: Router) -> None:
    assert router.run(CLIENT, login=True, name="a", id="b")["validation"]
    assert router.run(CLIENT, login=True)["validation"]
    assert router.run(TOKEN, login=True)["validation"]
    assert "no API client 'nobody'" in router.run(TOKEN, login=True, name="nobody")["msg"]


def test_a_router_without_api_clients_is_reported(router_at: Any) -> None:
    router: Router = router_at("fusionhub", "8.5.2", fusionhub_clients="none")
    result = router.run(CLIENT, login=True, name="fleet")
    assert "does not know this function" in result["msg"]
    assert "8.5.2" in result["msg"]
