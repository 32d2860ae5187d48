# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""cmd.system.reboot and cmd.config.restore."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import requests
from peplink_simulator import DeviceSpec, Fleet
from simulator_client import ApiClient, result

REBOOT, RESTORE = "cmd.system.reboot", "cmd.config.restore"


def reads_until_dark(client: ApiClient) -> int:
    for count in range(10):
        try:
            client.get("info.firmware")
        except requests.exceptions.ConnectionError:
            return count
    return -1


@pytest.mark.parametrize("credentials", ["gone", "tokens_kept"])
def test_reboot(connect: Any, credentials: str) -> None:
    client = connect(reboot_polls=3, reboot_seconds=30.0, credentials_after_reboot=credentials)
    client.grant()
    assert result(client.post(REBOOT)) == "ok"
    assert reads_until_dark(client) == 3
    client.device.advance(29)
    with pytest.raises(requests.exceptions.ConnectionError):
        client.get("info.firmware")
    client.device.advance(2)
    assert (len(client.device.sessions), len(client.device.tokens)) == (0, credentials == "tokens_kept")
    assert client.get("info.firmware")["response"]["2"]["inUse"] is True
    client.login()
    assert client.get("status.wan.connection")["response"]["1"]["uptime"] == 1


def test_idle_connections_are_closed(connect: Any) -> None:
    client = connect("plain", reboot_polls=0)
    with socket.create_connection((client.device.host, client.device.port), 5) as idle:
        client.post(REBOOT)
        assert reads_until_dark(client) == 0
        assert idle.recv(1) == b""


def test_slots(checks: Any, strict: Any) -> None:
    specs = [DeviceSpec("good", other_firmware="8.5.0"), DeviceSpec("bad", other_bootable=False)]
    with Fleet.start(specs, use_tls=False) as fleet:
        for name, answer, firmware, slot in (("good", "ok", "8.5.0", "1"), ("bad", 400, "8.5.2", "2")):
            device = fleet.device(name)
            device.unknowns.update({"reboot_polls": 0, "reboot_seconds": 30.0})
            client = ApiClient(device, fleet.ca_path, checks, strict)
            client.login()
            assert client.get("info.firmware")["response"]["1"]["bootable"] is (name == "good")
            assert result(client.post(REBOOT, {"firmwareId": 3})) == 400
            assert result(client.post(REBOOT, {"firmwareId": 1})) == answer
            assert reads_until_dark(client) == (0 if answer == "ok" else -1)
            device.advance(31)
            shown = client.get("info.firmware")["response"]
            assert (device.firmware, shown[slot]["version"][:5], shown[slot]["inUse"]) == (firmware, firmware, True)
            device.reset()
            assert device.firmware == "8.5.2"


@pytest.mark.parametrize(("name", "switch", "answer"), [("max-8.3.0", "answer", 999), ("max-8.5.2", "answer", "ok"), ("max-8.5.2", "unknown", 999)])
def test_factory_reset_by_firmware(connect: Any, name: str, switch: str, answer: Any) -> None:
    client = connect(name, dropped_functions=switch)
    assert result(client.post(RESTORE, {"timestamp": int(client.device.clock())})) == answer


def test_factory_reset(connect: Any) -> None:
    client = connect("max-8.5.0", reboot_polls=0, reboot_seconds=30.0)
    client.post("cmd.ap", {"enable": False})
    client.update(name="New")
    now = client.get("info.time")["response"]["time"]
    assert [result(client.post(RESTORE, body)) for body in ({}, {"timestamp": now - 61})] == [400, 400]
    assert result(client.post(RESTORE, {"timestamp": now - 60})) == "ok"
    assert (client.device.running("access_point")[1]["enable"], client.device.has_pending) == (True, False)
    assert reads_until_dark(client) == 0
