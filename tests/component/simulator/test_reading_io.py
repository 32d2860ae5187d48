# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.gpio.input, status.gpio.output and status.port."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import FAMILIES, FIRMWARE, result

INPUT, OUTPUT, PORT = "status.gpio.input", "status.gpio.output", "status.port"


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_gpio_of_every_family_and_firmware(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66)
    expected = 999 if not firmware.startswith("8.5") else "ok" if family == "max" else 66
    assert result(client.get(INPUT)) == result(client.get(OUTPUT)) == expected


def test_inputs(connect: Any) -> None:
    client = connect()
    shown = client.get(INPUT)["response"]
    assert shown["order"] == [1, 3]
    assert {name: shown["1"][name] for name in ("name", "type", "enable")} == {"name": "Ignition", "type": "digital_input", "enable": True}
    assert shown["1"]["state"] in (0, 1)
    assert shown["3"] == {"name": "I/O 3", "type": "analog_input", "enable": False}
    client.device.set_running("gpio", 3, {"enable": True})
    assert 11 < client.get(INPUT)["response"]["3"]["voltage"] < 15
    assert client.get(INPUT, infoType="analog")["response"]["order"] == [3]
    assert client.get(INPUT, infoType="digial analog")["response"]["order"] == [1, 3]
    assert result(client.get(INPUT, infoType="output")) == 400


def test_level_of_an_input_changes_with_time(connect: Any) -> None:
    client = connect()
    client.device.stop_clock()
    found = set()
    for _minute in range(20):
        client.device.advance(60)
        found.add(client.get(INPUT)["response"]["1"]["state"])
    assert found == {0, 1}


def test_output_follows_the_wans(connect: Any) -> None:
    client = connect()
    assert client.get(OUTPUT)["response"] == {"2": {"name": "Lamp", "type": "digital_output", "enable": True, "state": 1}, "order": [2]}
    for key in (1, 2, 3):
        client.device.set_running("wan", key, {"enable": False})
    assert client.get(OUTPUT, infoType="digital")["response"]["2"]["state"] == 0
    client.device.set_running("gpio", 2, {"mode": "toggle_high"})
    client.device.unknowns.gpio_output_level = "voltage"
    assert client.get(OUTPUT)["response"]["2"]["voltage"] == 1
    assert result(client.get(OUTPUT, infoType="analog")) == 400


@pytest.mark.parametrize(("accepted", "refused"), [("digital", "digial"), ("digial", "digital")])
def test_word_for_digital(connect: Any, accepted: str, refused: str) -> None:
    client = connect(gpio_digital_word=accepted)
    for function in (INPUT, OUTPUT):
        assert [result(client.get(function, infoType=word)) for word in (accepted, refused)] == ["ok", 400]


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_ports_of_every_family_and_firmware(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66)
    assert result(client.get(PORT)) == 999
    client.device.unknowns.port_functions = "on"
    assert result(client.get(PORT)) == (999 if firmware != "8.5.2" else 66 if family == "fusionhub" else "ok")


def test_ports_follow_configuration_and_links(connect: Any) -> None:
    client = connect(port_functions="on")
    client.device.set_running("port", "frontPanel/1/lan_1", {"name": "Camera", "enable": False})
    client.device.set_wan_status(1, statusLed="red", message="No cable")
    assert client.get(PORT)["response"] == {
        "lan": {"1": {"name": "Camera", "enable": False, "linkUp": False}, "2": {"name": "LAN 2", "enable": True, "linkUp": False}, "order": [1, 2]},
        "wan": {"1": {"name": "WAN", "enable": True, "linkUp": False}, "order": [1]},
    }
    found = connect("balance-8.5.2", port_functions="on").get(PORT)["response"]
    assert (found["lan"]["order"], found["wan"]["order"], found["lan"]["1"]["linkUp"]) == ([1, 2, 3, 4], [1, 2, 4, 5], True)
