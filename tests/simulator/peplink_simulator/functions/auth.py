# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""API clients and access tokens."""

from __future__ import annotations

from typing import Any

from .. import errors
from ..call import Call
from ..credentials import SCOPE_LEVELS, Client
from ..device_spec import DeviceSpec
from ..registry import always, operation
from ..unknowns import Unknowns
from .session import takes_arguments_in_query


def offered(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return spec.family != "fusionhub" or unknowns.fusionhub_clients == "offered"


def _shown(client: Client) -> dict[str, Any]:
    return {
        "name": client.name,
        "clientId": client.client_id,
        "clientSecret": client.secret,
        "confidential": False,
        "createTimestamp": client.created_at,
        "scope": client.scope,
    }


@operation("GET", "auth.client", available=offered)
def list_clients(call: Call) -> list[dict[str, Any]]:
    return [_shown(client) for client in call.device.clients]


@operation("POST", "auth.client", available=offered, form=always, arguments_in_query=takes_arguments_in_query)
def change_clients(call: Call) -> dict[str, Any] | None:
    if call.body.get("action") == "remove":
        if not call.device.credentials.remove_client(call.body["clientId"]):
            raise call.bad_value("clientId")
        return None
    if "action" not in call.body and call.unknowns.auth_client_action == "mandatory":
        raise call.bad_value("body (missing member action)")
    return _shown(call.device.credentials.add_client(call.body["name"], call.body["scope"]))


@operation("GET", "auth.client.token", available=offered)
def list_tokens(call: Call) -> list[dict[str, Any]]:
    wanted = call.query.get("clientId")
    return [
        {
            "accessToken": token.value,
            "clientId": token.client.client_id,
            "clientName": token.client.name,
            "authorizationType": 3,
            "scope": token.scope,
            "createTimestamp": token.created_at,
        }
        for token in call.device.tokens
        if wanted in (None, token.client.client_id)
    ]


@operation("POST", "auth.token.grant", available=offered, form=always, arguments_in_query=always)
def grant(call: Call) -> dict[str, Any]:
    credentials, unknowns = call.device.credentials, call.unknowns
    if call.fault("grant_error") is not None or _too_soon(call):
        raise errors.internal_error()
    client = credentials.clients.get(call.body["clientId"])
    if client is None or client.secret != call.body["clientSecret"]:
        raise errors.unauthorised()
    scope = call.body.get("scope", client.scope)
    if "scope" in call.body and unknowns.grant_scope == "refused":
        raise errors.internal_error()
    if SCOPE_LEVELS[scope] > SCOPE_LEVELS[client.scope]:
        if unknowns.wider_scope == "fail":
            raise errors.unauthorised()
        scope = client.scope
    token = credentials.grant(client, scope)
    kind: Any = int if unknowns.grant_numbers == "number" else str
    return {"accessToken": token.value, "authorizationType": kind(3), "scope": scope, "expiresIn": kind(credentials.token_life)}


def _too_soon(call: Call) -> bool:
    return call.device.clock() - call.device.credentials.clients_changed_at < call.unknowns.auth_rate_limit_seconds


# The handler weighs the permission: a token may revoke itself, anything else needs admin.
@operation("POST", "auth.token.revoke", available=offered, permission="read-only")
def revoke(call: Call) -> None:
    credentials, value = call.device.credentials, call.body["accessToken"]
    session, token = call.principal.session, call.principal.token
    if (session is None or session.user.level < 3) and (token is None or token.value != value):
        raise errors.unauthorised()
    if credentials.tokens.pop(value, None) is None and call.unknowns.unknown_token_revoke == "fail":
        raise call.bad_value("accessToken")
