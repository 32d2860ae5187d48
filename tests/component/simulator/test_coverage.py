# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulator answers every operation of openapi.yaml; firmware and families decide where."""

from __future__ import annotations

import typing
from collections.abc import Callable
from typing import Any

import pytest
from peplink_simulator import Device, Unknowns
from simulator_client import FAMILIES, FIRMWARE, ApiClient, document, result

PATHS = document()["paths"]
READS = sorted(path[len("/api/") :] for path, methods in PATHS.items() if "get" in methods)
ICCID = "8900100000000000015"
MODEM = {"connId": 2}
# A body that a MAX takes, for every POST; those that end sessions or more stand last.
POSTS: dict[str, Callable[[Device], dict[str, Any]]] = {
    "login": lambda device: {"username": device.username, "password": device.password},
    "auth.client": lambda device: {"action": "add", "name": "ansible", "scope": "api"},
    "auth.token.grant": lambda device: {"clientId": device.client_id, "clientSecret": device.client_secret},
    "auth.token.revoke": lambda device: {"accessToken": "0"},
    "cmd.ap": lambda device: {"enable": False},
    "cmd.billing.newCycle": lambda device: {"connId": 1},
    "cmd.carrier.scan": lambda device: MODEM,
    "cmd.carrier.select": lambda device: {**MODEM, "selectedCarrier": {"mcc": "001", "mnc": "02", "pcs": 0}},
    "cmd.cellularModule.rescanNetwork": lambda device: MODEM,
    "cmd.cellularModule.reset": lambda device: MODEM,
    "cmd.channelPci.lock": lambda device: {**MODEM, "sim": [{"id": 1, "value": {"channel": 6300, "pci": 214}}]},
    "cmd.channelPci.scan": lambda device: MODEM,
    "cmd.config.apply": lambda device: {},
    "cmd.config.discard": lambda device: {},
    "cmd.mesh.discover": lambda device: {"apList": []},
    "cmd.mesh.request": lambda device: {"candidateId": "00:00:5E:00:53:20"},
    "cmd.port.poe.disable": lambda device: {"port": 1},
    "cmd.port.poe.enable": lambda device: {"port": 1},
    "cmd.sendUssd": lambda device: {**MODEM, "ussd": "*123#"},
    "cmd.sim.ussd.send": lambda device: {**MODEM, "ussd": "*123#"},
    "cmd.sms.delete": lambda device: {**MODEM, "iccid": ICCID, "id": 4},
    "cmd.sms.sendMessage": lambda device: {**MODEM, "address": "+12025550147"},
    "cmd.starlink": lambda device: {"connId": 1, "action": "reboot"},
    "cmd.wan.cellular": lambda device: {**MODEM, "preferredSim": 1} if device.firmware == "8.1.1" else {**MODEM, "simPriority": [1, 2]},
    "cmd.wifi.connect": lambda device: {"connId": 3, "ssid": "Harbour-Crew"},
    "cmd.wifi.disconnect": lambda device: {"connId": 3},
    "cmd.wifi.forget": lambda device: {"connId": 3, "ssid": "Harbour-Crew", "securityPolicy": "wpa-psk"},
    "config.gpio": lambda device: {},
    "config.mesh": lambda device: {"action": "update", "list": []},
    "config.port": lambda device: {"moduleType": "frontPanel", "moduleId": 1, "portId": "lan_1", "name": "Till"},
    "config.speedfusionConnectProtect": lambda device: {"action": "update", "client": []},
    "config.ssid.profile": lambda device: {"action": "update", "id": 1, "enable": False},
    "config.wan.connection": lambda device: {"action": "update", "list": []},
    "config.wan.connection.priority": lambda device: {"list": []},
    "status.cellularModule.temperature": lambda device: MODEM,
    "cmd.config.restore": lambda device: {"timestamp": int(device.clock())},
    "cmd.system.reboot": lambda device: {},
    "logout": lambda device: {},
}
OPERATIONS = [("get", function) for function in READS] + [("post", function) for function in POSTS]
# Answers that no specification has.
OUTSIDE = {("virtual_wans", "prefixed"), ("cellular_identity", "shown"), ("status_synergy", "members"), ("vpn_peers", "plain"), ("vpn_peers", "map")}
SWITCHED_OFF = ("config.port", "status.port")
NEEDS_WIFI_WAN = ("cmd.wifi.scan", "cmd.wifi.result")


def query_of(function: str) -> dict[str, str]:
    """Parameters that must be there."""
    required = [entry["name"] for entry in PATHS[f"/api/{function}"]["get"].get("parameters", []) if entry.get("required")]
    values = {"connId": "3" if function in NEEDS_WIFI_WAN else "2", "reference": "yes"}
    return {name: values[name] for name in required}


def other_values() -> list[tuple[str, Any]]:
    """Every value but the default of every switch of reading functions; those that leave the specification are not among them."""
    hints, defaults = typing.get_type_hints(Unknowns), Unknowns().as_dict()
    return [
        (name, value)
        for name in sorted(Unknowns.of_reading())
        for value in typing.get_args(hints[name])
        if value != defaults[name] and (name, value) not in OUTSIDE
    ]


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def answered(client: ApiClient, method: str, function: str) -> Any:
    if method == "post":
        return client.post(function, POSTS[function](client.device))
    return client.get(function, **query_of(function))


@pytest.mark.parametrize(("method", "function"), OPERATIONS)
def test_every_operation_is_answered(connect: Any, method: str, function: str) -> None:
    assert result(answered(connect(port_functions="on", legacy_ussd="answer"), method, function)) == "ok"


@pytest.mark.parametrize(("name", "value"), other_values())
def test_every_value_of_a_switch_answers_validly(connect: Any, name: str, value: Any) -> None:
    client = connect(**{name: value})
    client.device.advance(60)
    dropped = {"info.time", "status.gpio.input", "status.gpio.output"} if name == "dropped_functions" else set()
    found = {function: result(answered(client, "get", function)) for function in READS if function not in SWITCHED_OFF}
    assert {function for function, answer in found.items() if answer != "ok"} == dropped


def test_there_is_a_body_for_every_post() -> None:
    assert set(POSTS) == {path[len("/api/") :] for path, methods in PATHS.items() if "post" in methods}
    assert len(OPERATIONS) >= 64


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_too_old_firmware_answers_999_and_nobody_else(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}", port_functions="on", reboot_polls=1000)
    found, expected = {}, {}
    for method, function in OPERATIONS:
        since = PATHS[f"/api/{function}"][method]["x-since"]
        answer = answered(client, method, function)
        found[method, function] = answer.get("code") == 999
        expected[method, function] = version(firmware) < version(since) or (family, function) == ("fusionhub", "info.location")
        # Hardware that is not there answers 404; 400: a FusionHub has no SSID profile and no mesh candidate, and the like.
        assert answer.get("code") in ((None, 404, 999) if family == "max" else (None, 404, 999, 400))
    # The list of 8.1.1 has no GET of this function although it is marked since then; this command had another body before 8.3.0.
    expected["get", "config.wan.connection"] = firmware == "8.1.1"
    expected["post", "cmd.wan.cellular"] = False
    expected["post", "cmd.sendUssd"] = firmware == "8.5.2"
    assert found == expected


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("function", SWITCHED_OFF)
def test_switched_off_by_default(connect: Any, function: str, firmware: str) -> None:
    assert result(connect(f"max-{firmware}").get(function)) == 999


@pytest.mark.parametrize("function", READS)
def test_every_read_refuses_an_unknown_parameter_and_a_stranger(connect: Any, function: str) -> None:
    client = connect(port_functions="on")
    assert result(client.get(function, **query_of(function), nonsense="1")) == 400
    stranger = connect("max-8.5.0", login=False)
    assert result(stranger.get(function)) == ("ok" if function == "info.firmware" else 401)


@pytest.mark.parametrize("function", [function for function in READS if not function.startswith("auth.")])
def test_a_read_only_user_may_read(connect: Any, function: str) -> None:
    client = connect(login=False, port_functions="on")
    client.login(readonly=True)
    assert result(answered(client, "get", function)) == "ok"
    assert client.device.posts() == []


def test_config_section_switches(connect: Any) -> None:
    client = connect()
    section = client.get("config.wan.connection", infoType="cellular")["response"]
    assert ("cellular" in section["2"], "multipleIp" in section["2"]) == (False, True)
    client.device.unknowns.update({"cellular_section": "shown", "info_type_filter": "strict"})
    section = client.get("config.wan.connection", infoType="cellular")["response"]
    assert ("cellular" in section["1"], "multipleIp" in section["2"]) == (False, False)
    assert [sim["id"] for sim in section["2"]["cellular"]["sim"]] == [1, 2]
    assert not {"operator", "simPin"} & set(section["2"]["cellular"]["sim"][0])
    assert "multipleIp" in client.get("config.wan.connection", infoType="multipleIp")["response"]["2"]
    assert {"multipleIp", "cellular"} <= set(client.get("config.wan.connection")["response"]["2"])


def test_switches_of_reading_stand_apart() -> None:
    names = Unknowns.of_reading()
    assert names < set(Unknowns().as_dict())
    assert {"sms_layout", "dropped_functions", "cellular_section", "tunnel_layout"} < names
    assert not {"config_get", "wifi_detail", "port_functions", "sim_presence"} & names
    with pytest.raises(ValueError, match="sms_layout"):
        Unknowns(sms_layout="both")
