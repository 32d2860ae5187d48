# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.gpio: reading, changing, rules of the pins, and its switches."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Control, Fleet
from simulator_client import FAMILIES, FIRMWARE, ApiClient, result

GPIO = "config.gpio"
LABELS = {"high": "Running", "low": "Idle"}


def change(client: ApiClient, *entries: dict[str, Any], **more: Any) -> Any:
    return client.post(GPIO, {"list": list(entries), **more})


def pending(client: ApiClient, key: int = 1) -> Any:
    return client.device.pending("gpio")[key]


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66)
    found = [result(client.post(GPIO)), result(change(client, {"id": 1, "enable": False})), result(change(client, nonsense=1))]
    assert found == (["ok", "ok", 400] if family == "max" else [66] * 3)
    if family == "max":
        answer = client.post(GPIO, {"list": [], "reference": True})
        assert answer["notice"] == {"status": "beta"}
        assert answer["response"]["order"] == answer["response"]["reference"]["order"] == [1, 2, 3]
        assert ("name" in answer["response"]["1"]) == ("customStates" in answer["response"]["1"]) == firmware.startswith("8.5")


@pytest.mark.parametrize("body", [{}, {"list": []}])
def test_reading(connect: Any, body: dict[str, Any]) -> None:
    client = connect()
    found = client.post(GPIO, body)["response"]
    assert found == {
        "1": {
            "enable": True,
            "name": "Ignition",
            "type": "digital_input",
            "mode": "ignition_sensing",
            "delay": 5,
            "customStates": {"high": "On", "low": "Off"},
        },
        "2": {"enable": True, "name": "Lamp", "type": "digital_output", "mode": "wan_status"},
        "3": {"enable": False, "type": "analog_input", "mode": "voltage_measurement", "delay": 10},
        "order": [1, 2, 3],
    }
    assert {**{str(key): pin for key, pin in client.device.running("gpio").items()}, "order": [1, 2, 3]} == found
    assert client.post(GPIO, {**body, "reference": False})["response"] == found


def test_reading_is_no_write(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    for body in ({}, {"list": []}, {"list": [], "reference": True}):
        client.post(GPIO, body)
    assert client.device.posts() == []
    assert control.summary()["devices"]["max-8.5.2"]["writes"] == 0
    assert len(client.device.requests("POST", GPIO)) == 3
    change(client, {"id": 1})
    assert [entry.body for entry in client.device.posts()] == [{"list": [{"id": 1}]}]
    assert control.summary()["devices"]["max-8.5.2"]["writes"] == 1


@pytest.mark.parametrize(("shown", "expected"), [("pending", False), ("running", True)])
def test_change_is_staged(connect: Any, shown: str, expected: bool) -> None:
    client = connect(config_get=shown)
    answer = change(client, {"id": 2, "enable": False}, {"id": 1, "delay": 7}, reference=True)
    assert answer["response"]["order"] == [2, 1]
    assert (answer["response"]["2"]["enable"], answer["response"]["1"]["delay"]) == (False, 7)
    assert answer["response"]["reference"]["2"] == {"name": "I/O 2", "type": ["digital_output"], "mode": {"digital_output": ["wan_status", "toggle_high"]}}
    assert client.post(GPIO)["response"]["2"]["enable"] is expected
    assert client.device.running("gpio")[2]["enable"] is True
    client.apply()
    assert client.device.running("gpio")[2]["enable"] is False


def test_reading_by_post_counts_as_a_read(connect: Any) -> None:
    client = connect(config_get="running", effect_after_polls=1)
    change(client, {"id": 2, "enable": False})
    client.apply()
    assert [client.post(GPIO)["response"]["2"]["enable"] for _time in range(2)] == [True, False]


def test_live_effect(connect: Any) -> None:
    client = connect(gpio_effect="live", config_get="running")
    client.device.stage_foreign("gpio", 1, {"name": "By hand"})
    change(client, {"id": 1, "delay": 9}, {"id": 1, "mode": "input_sensing"})
    assert client.post(GPIO)["response"]["1"] == {
        "enable": True,
        "name": "Ignition",
        "type": "digital_input",
        "mode": "input_sensing",
        "delay": 9,
        "customStates": {"high": "On", "low": "Off"},
    }
    assert (pending(client)["name"], pending(client)["delay"]) == ("By hand", 9)


@pytest.mark.parametrize("spelling", ["customStates", "customState"])
def test_both_spellings_of_the_labels(connect: Any, spelling: str) -> None:
    client = connect()
    answer = change(client, {"id": 1, spelling: LABELS})
    assert answer["response"]["1"]["customStates"] == pending(client)["customStates"] == LABELS
    change(client, {"id": 1, spelling: {"low": "Off"}})
    assert pending(client)["customStates"] == {"high": "Running", "low": "Off"}
    client.device.unknowns.gpio_state_names = "customState"
    # The specification has this name in requests only, so this answer is not validated.
    found = client.call("POST", GPIO, valid=False, json={})["response"]["1"]
    assert found["customState"] == {"high": "Running", "low": "Off"}
    assert "customStates" not in found


def test_type_and_mode_together(connect: Any) -> None:
    client = connect()
    assert result(change(client, {"id": 1, "type": "analog_input"})) == 400
    assert result(change(client, {"id": 1, "type": "analog_input", "mode": "input_sensing"})) == "ok"
    assert result(change(client, {"id": 1, "mode": "ignition_sensing"})) == 400
    assert result(change(client, {"id": 1, "mode": "voltage_measurement", "delay": 3600})) == "ok"
    assert (pending(client)["type"], pending(client)["mode"], pending(client)["delay"]) == ("analog_input", "voltage_measurement", 3600)
    assert result(change(client, {"id": 2, "mode": "toggle_high"})) == "ok"


@pytest.mark.parametrize(
    "entry",
    [
        {"id": 1, "type": "digital_output", "mode": "wan_status"},
        {"id": 1, "type": "analog_input", "mode": "analog_testing"},
        {"id": 2, "type": "digital_input", "mode": "input_sensing"},
        {"id": 3, "mode": "analog_testing"},
        {"id": 3, "mode": "wan_status"},
        {"id": 2, "delay": 5},
        {"id": 1, "delay": 0},
        {"id": 1, "delay": 3601},
        {"id": 1, "delay": None},
        {"id": 9},
        {"id": "1"},
        {"enable": True},
        {"id": 1, "type": "digital_output", "mode": "input_sensing"},
        {"id": 1, "customStates": {"middle": "x"}},
        {"id": 1, "name": None},
        5,
    ],
)
@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_bad_entry(connect: Any, mode: str, entry: Any) -> None:
    client = connect(bad_list_entry=mode, bad_value_code=77)
    before = client.device.running("gpio")
    assert result(change(client, {"id": 1, "name": "New"}, entry)) == 77
    expected = {**before, 1: {**before[1], "name": "New"}} if mode == "partial" else before
    assert client.device.pending("gpio") == expected
    assert client.device.has_pending == (mode == "partial")


@pytest.mark.parametrize("body", [{"list": {}}, {"list": None}, {"reference": "yes"}, {"other": 1}])
def test_wrong_body(connect: Any, body: dict[str, Any]) -> None:
    assert result(connect().post(GPIO, body)) == 400


@pytest.mark.parametrize("name", ["max-8.1.1", "max-8.3.0"])
@pytest.mark.parametrize("member", [{"name": "x"}, {"customStates": LABELS}, {"customState": LABELS}])
def test_member_of_a_later_firmware_is_unknown(connect: Any, name: str, member: dict[str, Any]) -> None:
    client = connect(name)
    assert result(change(client, {"id": 1, **member})) == 400
    client.device.unknowns.unknown_members = "ignore"
    assert result(change(client, {"id": 1, "delay": 8, **member, "nonsense": 1})) == "ok"
    assert pending(client) == {**client.device.running("gpio")[1], "delay": 8}


def test_undocumented_get(connect: Any) -> None:
    client = connect()
    assert result(client.get(GPIO)) == 404
    client.device.unknowns.undocumented_get = "answer"
    assert client.get(GPIO)["response"] == client.post(GPIO)["response"]
    assert result(connect("balance-8.5.2", undocumented_get="answer").get(GPIO)) == 404


def test_masked_literal_is_recorded(connect: Any) -> None:
    client = connect()
    assert result(change(client, {"id": 1, "name": "@~HiDdEn~@"})) == 400
    assert client.device.masked_literals_received == [(GPIO, "list/0/name")]


def test_output_has_no_delay(connect: Any) -> None:
    client = connect()
    client.device.set_running("gpio", 1, {"type": "digital_output", "mode": "wan_status"})
    assert "delay" not in client.post(GPIO)["response"]["1"]
