# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/router-api is consistent, and the simulator accepts and refuses what the examples say."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import document, load_checker, result

CHECKS = load_checker()
DOCUMENT = document()
WAN_EXAMPLES = DOCUMENT["paths"]["/api/config.wan.connection"]["post"]["requestBody"]["content"]["application/json"]["examples"]
PRIORITY_EXAMPLES = DOCUMENT["paths"]["/api/config.wan.connection.priority"]["post"]["requestBody"]["content"]["application/json"]["examples"]
BUILT = ("login", "auth.client", "config.wan.connection", "config.wan.connection.priority", "config.ssid.profile", "config.mesh", "config.gpio")
# The ids of the examples are not those of the simulated devices.
FITTING = {
    "config.ssid.profile": {},
    "config.speedfusionConnectProtect": {},
    "config.port": {},
    "config.mesh": {"update": 2, "remove": 2},
    "config.gpio": {"write": 1, "output": 2},
}
EXAMPLES = [
    (function, name, example["value"])
    for function in FITTING
    for name, example in DOCUMENT["paths"][f"/api/{function}"]["post"]["requestBody"]["content"]["application/json"]["examples"].items()
]
MUST_FAIL = [(function, body) for method, function, where, body in CHECKS.MUST_FAIL if where == "request" and function in BUILT]
WAN_OF_EXAMPLE = {"cellular": 2, "wifi": 3}


def test_the_copy_passes_its_own_check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["check_examples.py"])
    assert CHECKS.main() == 0
    assert "RESULT: all good" in capsys.readouterr().out


@pytest.mark.parametrize("name", list(WAN_EXAMPLES))
def test_example_body_of_wan_update_is_accepted(connect: Any, name: str) -> None:
    client = connect()
    body = {"action": "update", "list": [{**entry, "id": WAN_OF_EXAMPLE.get(name, 1)} for entry in WAN_EXAMPLES[name]["value"]["list"]]}
    assert result(client.post("config.wan.connection", body)) == "ok"
    assert client.device.has_pending


@pytest.mark.parametrize("name", list(PRIORITY_EXAMPLES))
def test_example_body_of_priority_is_accepted(connect: Any, name: str) -> None:
    assert result(connect().post("config.wan.connection.priority", PRIORITY_EXAMPLES[name]["value"])) == "ok"


@pytest.mark.parametrize(("function", "name", "body"), EXAMPLES, ids=[f"{function} {name}" for function, name, _body in EXAMPLES])
def test_example_body_of_other_configuration_is_accepted(connect: Any, function: str, name: str, body: dict[str, Any]) -> None:
    client, key = connect(port_functions="on"), FITTING[function].get(name)
    if key is not None:
        body = {**body, "list": [{**entry, "id": key} for entry in body["list"]]}
    assert result(client.post(function, body)) == "ok"
    assert client.device.has_pending == (name != "read")


@pytest.mark.parametrize(("function", "body"), MUST_FAIL, ids=lambda value: str(value)[:80])
def test_body_that_must_fail_is_refused_and_changes_nothing(connect: Any, function: str, body: dict[str, Any]) -> None:
    client = connect()
    assert result(client.post(function, body)) == 400
    assert not client.device.has_pending
    assert len(client.device.clients) == 2


def test_at_least_the_known_number_of_bodies_is_tried() -> None:
    assert len(MUST_FAIL) >= 33


def test_get_answer_posted_back_is_refused(connect: Any) -> None:
    for name in ("max-8.5.2", "balance-8.5.2"):
        client = connect(name, masked_secrets="none")
        shown = client.get("config.wan.connection")["response"]
        for key in shown["order"]:
            if not shown[str(key)]["asLan"]:
                assert result(client.update(key, **shown[str(key)])) == 400
        assert not client.device.has_pending
