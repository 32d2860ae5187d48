# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What clients in use have told of requests and configuration, and what is open about it, with each value."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from peplink_simulator import Control, Fault, Fleet, Unknowns
from simulator_client import ApiClient, result

WAN, SSID, APPLY, STATUS = "config.wan.connection", "config.ssid.profile", "cmd.config.apply", "status.wan.connection"
BUSY = {"stat": "fail", "response": "timeout"}


def unchecked(client: ApiClient, verb: str, function: str, **options: Any) -> Any:
    """An answer that the specification does not have."""
    return client.call(verb, function, valid=False, **options)


def method(client: ApiClient, kind: str, key: int = 1, **detail: Any) -> Any:
    return client.update(key, connection={"method": {"type": kind, "detail": detail}})


def detail(client: ApiClient, key: int = 1) -> Any:
    client.apply()
    return client.device.running("wan")[key]["connection"]["method"]["detail"]


STATIC = {"ip": "192.0.2.10", "mask": 24, "gateway": "192.0.2.1"}
KEEPALIVE = {"username": "line", "password": "secret-7", "keepaliveInterval": 30, "keepaliveRetry": 4}
ROUTED = {"ipPassthrough": True, "staticRoute": [{"ip": "198.51.100.0", "mask": 24}]}


@pytest.mark.parametrize(("value", "kept"), [("forgotten", False), ("kept", True)])
def test_values_of_a_method_that_a_wan_leaves(connect: Any, value: Any, kept: bool) -> None:
    client = connect(left_method=value)
    method(client, "dhcp", hostname="depot")
    assert detail(client) == {"hostname": "depot"}
    method(client, "pppoe", **KEEPALIVE)
    assert detail(client) == KEEPALIVE
    method(client, "dhcp")
    assert detail(client) == ({"hostname": "depot"} if kept else {})
    method(client, "pppoe", username="other", password="secret-8")
    assert detail(client) == ({**KEEPALIVE, "username": "other", "password": "secret-8"} if kept else {"username": "other", "password": "secret-8"})
    method(client, "staticIp", **STATIC)
    assert detail(client) == STATIC
    assert "leftMethods" not in client.device.running("wan")[1]
    assert not {"hostname", "username"} & set(str(client.wan(1)["connection"]))


def test_kept_values_are_staged_like_all_others(connect: Any) -> None:
    client = connect(left_method="kept")
    method(client, "staticIp", **STATIC)
    client.apply()
    method(client, "dhcp")
    client.post("cmd.config.discard")
    assert detail(client) == STATIC
    method(client, "dhcp")
    client.apply()
    method(client, "staticIp", ip="192.0.2.11", mask=24, gateway="192.0.2.1")
    assert detail(client) == {**STATIC, "ip": "192.0.2.11"}


@pytest.mark.parametrize(
    ("body", "mandatory", "only_enable"),
    [
        ({"enable": False}, 400, "ok"),
        ({"enable": False, "username": "x"}, 400, "ok"),
        ({"enable": True}, 400, 400),
        ({"enable": True, "useWanIp": True, "username": "a", "host": ["h.example.net"]}, 400, 400),
        ({"enable": False, "useWanIp": True, "username": "a", "password": "p", "host": []}, "ok", "ok"),
    ],
)
def test_switching_ddns_off(connect: Any, body: dict[str, Any], mandatory: Any, only_enable: Any) -> None:
    for value, expected in (("mandatory", mandatory), ("only_enable", only_enable)):
        client = connect("balance-8.5.2", ddns_off=value)
        before = client.device.running("wan")[1]["ddns"]
        assert result(client.update(1, ddns=body)) == expected
        assert client.device.pending("wan")[1]["ddns"] == (before | body if expected == "ok" else before)
        client.device.reset()


@pytest.mark.parametrize(("value", "outcome"), [("taken", "ok"), ("grant_only", 400)])
def test_arguments_in_the_query_of_an_empty_post(connect: Any, value: Any, outcome: Any) -> None:
    client = connect(login=False, arguments_in_query=value)
    device = client.device
    assert result(client.call("POST", "login", params={"username": device.username, "password": device.password})) == outcome
    client.login()
    added = client.call("POST", "auth.client", params={"action": "add", "name": "more", "scope": "api"})
    assert result(added) == outcome
    assert len(device.clients) == (3 if outcome == "ok" else 2)
    query = {"clientId": device.client_id, "clientSecret": device.client_secret}
    assert result(client.call("POST", "auth.token.grant", params=query)) == "ok"
    assert result(client.call("POST", "logout", params={"now": "1"})) == 400
    wrong = client.call("POST", "login", params={"username": device.username, "password": "wrong"})
    assert result(wrong) == (301 if outcome == "ok" else 400)


@pytest.mark.parametrize(("value", "outcomes"), [("taken", ["ok", "ok"]), ("refused", [401, 401])])
def test_location_with_the_token_in_a_form(connect: Any, value: Any, outcomes: list[Any]) -> None:
    client = connect(login=False, location_by_form=value)
    client.grant()
    token, client.token = client.token, None
    assert [result(client.call(method, "info.location", data={"accessToken": token})) for method in ("POST", "GET")] == outcomes
    assert result(client.call("GET", STATUS, data={"accessToken": token})) == 401
    assert result(client.call("GET", "info.location", data={"accessToken": "0" * 32})) == 401


def test_status_functions_lag_each_by_its_own_time(connect: Any) -> None:
    client = connect(config_get="running", status_lag_seconds={STATUS: 30, "status.wan.connection.allowance": 3})
    client.update(1, name="New", bandwidthAllowanceMonitor={"enable": True, "action": ["email"], "start": 1, "monthlyAllowance": {"value": 7, "unit": "MB"}})
    client.apply()
    found = []
    for seconds in (0, 2, 1, 26, 1):
        client.device.advance(seconds)
        found.append(
            (client.wan(1)["name"], client.get("status.wan.connection.allowance")["response"]["1"].get("limit"), client.get(STATUS)["response"]["1"]["name"])
        )
    assert found == [("New", None, "WAN"), ("New", None, "WAN"), ("New", 7, "WAN"), ("New", 7, "WAN"), ("New", 7, "New")]
    assert client.device.running("wan")[1]["name"] == "New"


def test_lag_counts_each_change_and_instant_ones_too(connect: Any) -> None:
    def priorities() -> list[int]:
        return [client.get(STATUS)["response"]["1"]["priority"], client.get(STATUS)["response"]["2"]["priority"]]

    client = connect(status_lag_seconds={STATUS: 10})
    client.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 1, "priority": 4}]})
    client.device.advance(6)
    client.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 2, "priority": 4}]})
    assert priorities() == [1, 2]
    client.device.advance(4)
    assert priorities() == [4, 2]
    client.device.advance(6)
    assert priorities() == [4, 4]


def test_lag_in_reads_of_the_function_itself(connect: Any) -> None:
    client = connect(status_lag_polls={STATUS: 2})
    client.update(1, name="New")
    client.apply()
    client.get("status.client")
    client.get(WAN)
    assert [client.get(STATUS)["response"]["1"]["name"] for _time in range(3)] == ["WAN", "WAN", "New"]
    client.device.advance(5)
    client.device.unknowns.update({"status_lag_seconds": {STATUS: 5}})
    client.device.set_running("wan", 1, {"name": "Newer"})
    assert [client.get(STATUS)["response"]["1"]["name"] for _time in range(3)] == ["New"] * 3
    client.device.advance(5)
    assert client.get(STATUS)["response"]["1"]["name"] == "Newer"


def test_lag_comes_on_top_of_the_time_until_an_apply_takes_effect(connect: Any) -> None:
    client = connect(effect_after_seconds=20, status_lag_seconds={STATUS: 10})
    client.update(1, name="New")
    client.apply()
    client.device.advance(29)
    assert client.get(STATUS)["response"]["1"]["name"] == "WAN"
    client.device.advance(1)
    assert client.get(STATUS)["response"]["1"]["name"] == "New"


def test_lag_through_the_control_interface(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    control.set_unknowns("max-8.5.2", status_lag_seconds={STATUS: 5.0})
    control.set_running("max-8.5.2", "wan", 1, {"name": "New"})
    assert client.get(STATUS)["response"]["1"]["name"] == "WAN"
    control.advance("max-8.5.2", 5)
    assert client.get(STATUS)["response"]["1"]["name"] == "New"
    for wrong in ({STATUS: "5"}, {1: 5.0}, 5.0):
        with pytest.raises(ValueError, match="a mapping of float by name"):
            Unknowns(status_lag_seconds=wrong)


@pytest.mark.parametrize("member", ["response", "message"])
def test_failures_without_a_code_after_an_apply(connect: Any, member: Any) -> None:
    client = connect(busy_requests=2, busy_member=member)
    client.update(name="New")
    assert result(client.apply()) == "ok"
    busy = {"stat": "fail", member: "timeout"}
    update = {"action": "update", "list": [{"id": 1, "name": "Next"}]}
    assert [unchecked(client, "GET", STATUS), unchecked(client, "POST", WAN, json=update)] == [busy, busy]
    assert [entry.outcome for entry in client.device.journal[-2:]] == ["busy", "busy"]
    assert result(client.get(STATUS)) == "ok"
    assert (client.device.running("wan")[1]["name"], client.device.has_pending) == ("New", False)


def test_failures_without_a_code_around_a_reboot(connect: Any) -> None:
    client = connect(busy_requests=2, reboot_polls=3, reboot_seconds=5.0)
    client.post("cmd.system.reboot")
    assert [unchecked(client, "GET", "info.firmware") for _time in range(2)] == [BUSY, BUSY]
    assert result(client.get("info.firmware")) == "ok"
    with pytest.raises(requests.exceptions.ConnectionError):
        client.get("info.firmware")
    client.device.advance(5)
    assert [unchecked(client, "GET", "info.firmware"), unchecked(client, "POST", "login", json={})] == [BUSY, BUSY]
    assert result(client.login()) == "ok"


def test_failures_without_a_code_as_a_fault(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    control.add_fault("max-8.5.2", "fail", function=STATUS, code=None, message="timeout", member="response", times=3)
    assert [unchecked(client, "GET", STATUS) for _time in range(3)] == [BUSY] * 3
    client.device.faults.add(Fault("fail", code=None, message="timeout"))
    assert unchecked(client, "GET", STATUS) == {"stat": "fail", "message": "timeout"}
    assert result(client.get(STATUS)) == "ok"
    with pytest.raises(ValueError, match="message or response"):
        Fault("fail", member="text")


@pytest.mark.parametrize("function", [WAN, SSID])
def test_edits_of_others_survive_a_refused_first_post(connect: Any, function: str) -> None:
    client = connect(config_get="running")
    client.device.stage_foreign("wan", 3, {"name": "By hand"})
    client.device.faults.add(Fault("fail", function=function, method="POST"))
    body = {"action": "update", "id": 1, "broadcast": False}
    assert result(client.post(function, body if function == SSID else {"action": "update", "list": [{"id": 1, "name": "New"}]})) == 400
    assert client.device.pending("wan")[3]["name"] == "By hand"
    assert client.device.pending("wan")[1]["name"] == "WAN"
    assert client.wan(3)["name"] == "Wi-Fi WAN"
    client.post("cmd.config.discard")
    assert client.device.pending("wan")[3]["name"] == "Wi-Fi WAN"


def test_get_shows_running_or_pending_values_of_others(connect: Any) -> None:
    client = connect()
    client.device.stage_foreign("wan", 1, {"physical": {"mtu": 1300}})
    assert client.wan(1)["physical"]["mtu"] == 1300
    client.device.unknowns.config_get = "running"
    assert "mtu" not in client.wan(1)["physical"]
    client.update(1, connection={"icmpPing": False})
    client.apply()
    assert client.wan(1)["physical"]["mtu"] == 1300


def test_lost_answers(connect: Any) -> None:
    client = connect()
    client.device.faults.add(Fault("cut_after", function=SSID, method="POST", skip=1))
    client.device.faults.add(Fault("cut_after", function=APPLY))
    outcomes = []
    for key in (1, 2, 3):
        try:
            outcomes.append(result(client.post(SSID, {"action": "update", "id": key, "broadcast": key == 2})))
        except requests.exceptions.ConnectionError:
            outcomes.append("lost")
    assert outcomes == ["ok", "lost", "ok"]
    assert [client.device.pending("ssid")[key]["broadcast"] for key in (1, 2, 3)] == [False, True, False]
    with pytest.raises(requests.exceptions.ConnectionError):
        client.apply()
    assert [client.device.running("ssid")[key]["broadcast"] for key in (1, 2, 3)] == [False, True, False]
    assert not client.device.has_pending


@pytest.mark.parametrize("option", [{"enable": True}, {"frequency": ["5GHz"]}])
def test_unit_without_wifi(connect: Any, option: dict[str, Any]) -> None:
    client = connect("balance-8.5.2")
    assert client.get("cmd.ap")["response"] == {"support": False}
    assert result(client.post(SSID, {"action": "update", "id": 1, **option})) == 404
    assert not client.device.has_pending
    assert result(client.post(SSID, {"action": "update", "id": 1, "enable": False, "broadcast": False})) == "ok"
    assert connect("max-8.5.2").get("cmd.ap")["response"]["support"] is True


def test_modules_of_ports(connect: Any) -> None:
    client = connect(port_functions="on", port_layout="switch")
    shown = client.get("config.port")["response"]
    assert (shown["order"], list(shown["switchA"]["1"]["port"]["order"])) == (["switchA"], ["lan_1", "lan_2"])
    assert shown["linkAggregation"] == {"order": [1], "1": {"name": "LAG 1", "port": ["lan_1", "lan_2"]}}
    address = {"moduleType": "switchA", "moduleId": 1, "portId": "lan_2"}
    assert result(client.post("config.port", {**address, "name": "Camera"})) == "ok"
    assert client.device.pending("port")["frontPanel/1/lan_2"]["name"] == "Camera"
    assert result(client.post("config.port", {**address, "moduleType": "frontPanel", "name": "Camera"})) == 400
    assert set(client.get("status.port")["response"]) == {"lan", "wan"}
    client.device.unknowns.port_layout = "front_panel"
    assert client.get("config.port")["response"]["linkAggregation"] == {"order": []}
    assert result(client.post("config.port", {**address, "name": "Camera"})) == 400
