# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uptime, use, signal, temperature follow the time of a device and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from peplink_simulator import Control, DeviceSpec, Fleet
from simulator_client import ApiClient

READS = {
    "status.wan.connection": {},
    "status.wan.connection.allowance": {},
    "status.client": {"outputWeight": "full"},
    "status.pepvpn": {"tunnelOption": "2-1 1-1"},
    "status.extap.mesh": {},
    "status.extap.mesh.link": {},
    "status.gpio.input": {},
    "info.location": {},
    "cmd.mesh.discover.result": {},
}


def moving(client: ApiClient, function: str) -> str:
    return json.dumps(client.get(function, **READS[function])["response"])


@pytest.mark.parametrize("function", READS)
def test_same_time_same_answer(connect: Any, function: str) -> None:
    client = connect()
    client.device.stop_clock(age=100)
    first = moving(client, function)
    client.device.advance(97)
    later = moving(client, function)
    client.device.stop_clock(age=100)
    assert first == moving(client, function) != later


@pytest.mark.parametrize("seed", ["one", ""])
def test_seed_decides(connect: Any, checks: Any, strict: Any, seed: str) -> None:
    with Fleet.start([DeviceSpec("a", seed=seed), DeviceSpec("b", seed=seed)], use_tls=False) as fleet:
        found = []
        for device in fleet.devices:
            client = ApiClient(device, "", checks, strict)
            client.login()
            device.stop_clock(age=5)
            shown = client.get("status.wan.connection", id="2")["response"]["2"]
            temperature = client.post("status.cellularModule.temperature", {"connId": 2})["response"]
            found.append((shown["uptime"], shown["cellular"]["rat"], shown["cellular"]["imei"], temperature))
            client.http.close()
        assert (found[0] == found[1]) == bool(seed)


def uptimes(client: ApiClient) -> list[int]:
    shown = client.get("status.wan.connection")["response"]
    return [shown[key]["uptime"] for key in "123"]


def test_uptime(connect: Any) -> None:
    client = connect()
    client.device.stop_clock()
    before = uptimes(client)
    assert min(before) >= 3600
    client.device.advance(61.5)
    assert uptimes(client) == [value + 61 for value in before]
    client.device.set_running("wan", 2, {"enable": False})
    assert uptimes(client)[1] == 0
    client.device.set_running("wan", 2, {"enable": True})
    assert uptimes(client)[1] == 1
    client.device.advance(30)
    assert uptimes(client) == [before[0] + 91, 30, before[2] + 91]


def test_uptime_after_an_apply_and_a_live_priority(connect: Any) -> None:
    client = connect()
    client.device.stop_clock()
    client.device.set_running("wan", 2, {"enable": False})
    client.update(2, enable=True)
    client.apply()
    client.device.advance(10)
    assert uptimes(client)[1] == 10
    for enable in (False, True):
        client.post("config.wan.connection.priority", {"instantActive": True, "list": [{"connId": 2, "enable": enable}]})
    client.device.advance(5)
    assert uptimes(client)[1] == 5


def test_reboot_starts_anew(connect: Any) -> None:
    client = connect(reboot_polls=0, reboot_seconds=60)
    client.device.stop_clock()
    client.device.reboot()
    client.device.count_towards_reboot()
    client.device.advance(75)
    client.login()
    assert uptimes(client) == [15, 15, 15]


def test_the_clock_goes_on(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    control.stop_clock(client.device.name, age=0)
    stood = client.device.clock()
    assert client.device.clock() == stood
    client.device.advance(1000)
    control.start_clock(client.device.name)
    assert 1000 <= client.device.clock() - stood < 1100
