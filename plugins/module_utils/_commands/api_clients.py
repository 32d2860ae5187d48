# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""API clients and their access tokens. Only an admin's login may see or change them; the router shows every secret in clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from .._common.errors import PeplinkError, ProtocolError, TransportError
from .._common.names import same_name
from .._common.redaction import MASK, printable
from .._common.untrusted import as_map, maps_in
from .._module.module import Module, Task
from .._module.refusal import refused

CLIENTS = "auth.client"
TOKENS = "auth.client.token"
GRANT = "auth.token.grant"
REVOKE = "auth.token.revoke"

# The functions of auth need about a second after a change of the clients.
SETTLE = 1.0

Raw = Mapping[str, Any]

NAMED = {"name": {"type": "str"}, "id": {"type": "str"}}
SCOPE = {"type": "str", "choices": ["api", "api.read-only"]}
INCLUDE = {"include_secret": {"type": "bool", "default": False, "no_log": False}}


def read_clients(task: Task) -> list[Raw]:
    """The clients (auth.client), those that ``name`` or ``id`` names if one is given."""
    name, key = task.params["name"], task.params["id"]
    clients = maps_in(task.session.get(CLIENTS))
    return [client for client in clients if (name is None or same_name(name, client.get("name"))) and key in (None, client.get("clientId"))]


def read_tokens(task: Task) -> list[Raw]:
    """The tokens of all clients (auth.client.token)."""
    return [token for token in maps_in(task.session.get(TOKENS)) if isinstance(token.get("accessToken"), str)]


def manage_client(task: Task) -> None:
    """Core of peplink_api_client."""
    task.result |= {"client": None, "diff": {"before": {}, "after": {}}}
    change = _create if task.params["state"] == "present" else _remove
    change(task, read_clients(task))


def _create(task: Task, found: list[Raw]) -> None:
    name, scope = task.params["name"], task.params["scope"]
    alike = [client for client in found if client.get("scope") == scope]
    if found and not alike:
        raise refused(
            task,
            f"there is an API client {name!r} already, of scope {printable(found[0].get('scope'), 40)} (id {_ids(found)}), and a router cannot "
            f"change the scope of a client. Remove it first, or give the one of scope {scope} another name",
        )
    if len(found) > 1:
        task.session.warnings.append(f"There are {len(found)} API clients {name!r}, because names are not unique on a router: {_ids(found)}.")
    if alike:
        task.result["client"] = _client(alike[0], task.params["include_secret"])
        return
    task.result |= {"changed": True, "client": {"name": name, "scope": scope}}
    task.result["diff"]["after"] = {"name": name, "scope": scope}
    if not task.check_mode:
        task.result["client"] = _client(_add(task), True)
        task.clock.sleep(SETTLE)


def _add(task: Task) -> Raw:
    try:
        added = task.session.post(CLIENTS, {"action": "add", "name": task.params["name"], "scope": task.params["scope"]})
    except TransportError as error:
        # Names are not unique, so it must not be sent again before it is known whether the client is there.
        landed: list[Raw] = []
        with suppress(PeplinkError):
            landed = read_clients(task) if error.maybe_processed else []
        if not landed:
            raise
        return landed[0]
    if not as_map(added).get("clientId"):
        raise ProtocolError("creating an API client", task.session.device, "accepted the client, but did not show it", "Check Web Admin.", maybe_processed=True)
    return as_map(added)


def _remove(task: Task, found: list[Raw]) -> None:
    if not found:
        return
    client = _only(task, found)
    task.result |= {"changed": True, "client": _client(client, task.params["include_secret"])}
    task.result["diff"]["before"] = {"name": client.get("name"), "scope": client.get("scope")}
    if not task.check_mode:
        task.session.post(CLIENTS, {"action": "remove", "clientId": client.get("clientId")})
        task.clock.sleep(SETTLE)


def show_clients(task: Task) -> None:
    """Core of peplink_api_client_info."""
    include = task.params["include_secret"]
    clients, tokens = read_clients(task), read_tokens(task)
    task.result["clients"] = [
        {
            **_client(client, include),
            "secret": client.get("clientSecret") if include else MASK,
            "tokens": [
                {"token": token.get("accessToken") if include else MASK, "scope": token.get("scope"), "created": token.get("createTimestamp")}
                for token in tokens
                if token.get("clientId") == client.get("clientId")
            ],
        }
        for client in clients
    ]


def manage_token(task: Task) -> None:
    """Core of peplink_api_token."""
    task.result |= {"token": None, "revoked": 0}
    if task.params["state"] == "granted":
        _grant(task, _only(task, read_clients(task)))
        return
    value, tokens = task.params["token"], read_tokens(task)
    if value is None:
        key = _only(task, read_clients(task)).get("clientId")
        doomed = [token for token in tokens if token.get("clientId") == key]
    else:
        doomed = [token for token in tokens if token.get("accessToken") == value]
    task.session.secrets.update(token["accessToken"] for token in doomed)
    task.result |= {"changed": bool(doomed), "revoked": len(doomed)}
    if not task.check_mode:
        for token in doomed:
            task.session.post(REVOKE, {"accessToken": token["accessToken"]})


def _grant(task: Task, client: Raw) -> None:
    task.result["changed"] = True
    if task.check_mode:
        return
    secret, scope = client.get("clientSecret"), task.params["scope"]
    if not isinstance(secret, str):
        raise ProtocolError("granting a token", task.session.device, "does not show the secret of the client", "Check Web Admin.", maybe_processed=False)
    task.session.secrets.add(secret)
    granted = as_map(task.session.post(GRANT, {"clientId": client.get("clientId"), "clientSecret": secret, **({"scope": scope} if scope else {})}))
    if not granted.get("accessToken"):
        raise ProtocolError("granting a token", task.session.device, "granted a token, but did not send it", "Try again.", maybe_processed=True)
    task.result["token"] = {"token": granted.get("accessToken"), "scope": granted.get("scope"), "expires_in": _number(granted.get("expiresIn"))}


def _only(task: Task, found: list[Raw]) -> Raw:
    if len(found) == 1:
        return found[0]
    named = repr(task.params["name"] or task.params["id"])
    if not found:
        raise refused(task, f"there is no API client {named}")
    raise refused(task, f"there are {len(found)} API clients {named}, because names are not unique on a router. Give the id of one: {_ids(found)}")


def _client(client: Raw, include_secret: bool) -> dict[str, Any]:
    shown = {"name": client.get("name"), "id": client.get("clientId"), "scope": client.get("scope"), "created": client.get("createTimestamp")}
    return shown | ({"secret": client.get("clientSecret")} if include_secret else {})


def _ids(clients: Sequence[Raw]) -> str:
    return ", ".join(printable(client.get("clientId"), 60) for client in clients)


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


API_CLIENT = Module(
    {**NAMED, "state": {"type": "str", "choices": ["present", "absent"], "default": "present"}, "scope": {**SCOPE, "default": "api"}, **INCLUDE},
    manage_client,
    {"required_if": [("state", "present", ["name"])], "required_one_of": [("name", "id")], "mutually_exclusive": [("name", "id")]},
    admin=True,
)
API_CLIENT_INFO = Module({**NAMED, **INCLUDE}, show_clients, {"mutually_exclusive": [("name", "id")]}, admin=True)
API_TOKEN = Module(
    {
        **NAMED,
        "state": {"type": "str", "choices": ["granted", "revoked"], "default": "granted"},
        "scope": SCOPE,
        "token": {"type": "str", "no_log": True},
    },
    manage_token,
    {
        "required_if": [("state", "granted", ["name", "id"], True)],
        "required_one_of": [("name", "id", "token")],
        "mutually_exclusive": [("name", "id", "token")],
    },
    admin=True,
)
