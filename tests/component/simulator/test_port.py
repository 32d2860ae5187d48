# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.port in its third-party layout: offered on demand only."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Control, Fleet
from simulator_client import FAMILIES, FIRMWARE, ApiClient, result

PORT = "config.port"
FIRST = "frontPanel/1/lan_1"
ADDRESS = {"moduleType": "frontPanel", "moduleId": 1, "portId": "lan_1"}


def change(client: ApiClient, **members: Any) -> Any:
    return client.post(PORT, {**ADDRESS, **members})


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66)
    assert result(client.get(PORT)) == result(change(client)) == 999
    client.device.unknowns.port_functions = "on"
    expected = 999 if firmware != "8.5.2" else 66 if family == "fusionhub" else "ok"
    assert result(client.get(PORT)) == result(change(client)) == expected


def test_layout(connect: Any) -> None:
    entry = {"name": "LAN 1", "enable": True, "speed": "auto", "vlan": {"type": "trunk", "networks": "any"}}
    client = connect(port_functions="on")
    assert client.device.running("port") == {FIRST: entry, "frontPanel/1/lan_2": {**entry, "name": "LAN 2"}}
    assert client.get(PORT)["response"] == {
        "order": ["frontPanel"],
        "linkAggregation": {"order": []},
        "frontPanel": {"order": [1], "1": {"port": {"order": ["lan_1", "lan_2"], "lan_1": entry, "lan_2": {**entry, "name": "LAN 2"}}}},
    }
    found = connect("balance-8.5.2", port_functions="on").get(PORT)["response"]["frontPanel"]["1"]["port"]
    assert found["order"] == ["lan_1", "lan_2", "lan_3", "lan_4"]


@pytest.mark.parametrize("module", [1, "1"])
def test_change_is_staged_and_merged(connect: Any, module: Any) -> None:
    client = connect(port_functions="on")
    before = client.device.running("port")
    assert change(client, moduleId=module, name="Camera", speed=None, vlan={"type": "access", "networks": None, "id": 20}) == {"stat": "ok"}
    expected = {"name": "Camera", "enable": True, "vlan": {"type": "access", "id": 20}}
    assert client.device.pending("port") == {**before, FIRST: expected}
    assert client.get(PORT)["response"]["frontPanel"]["1"]["port"]["lan_1"] == expected
    assert client.device.running("port") == before
    client.apply()
    assert client.device.running("port")[FIRST] == expected


def test_live_effect(connect: Any) -> None:
    client = connect(port_functions="on", port_effect="live")
    change(client, enable=False)
    assert client.device.running("port")[FIRST]["enable"] is False
    assert not client.device.has_pending


@pytest.mark.parametrize("address", [{"portId": "lan_9"}, {"moduleId": 2}, {"moduleType": "expansion"}, {"portId": None}, {"moduleId": True}])
def test_wrong_address(connect: Any, address: dict[str, Any]) -> None:
    client = connect(port_functions="on", bad_value_code=77)
    assert result(change(client, name="x", **address)) == 77
    for name in ADDRESS:
        assert result(client.post(PORT, {key: value for key, value in ADDRESS.items() if key != name})) == 77
    assert not client.device.has_pending


def test_masked_literal_is_recorded(connect: Any) -> None:
    client = connect(port_functions="on", masked_literal="ignore")
    change(client, name="@~HiDdEn~@", enable=False)
    assert (client.device.pending("port")[FIRST]["name"], client.device.pending("port")[FIRST]["enable"]) == ("LAN 1", False)
    assert client.device.masked_literals_received == [(PORT, "name")]


def test_text_keys_in_the_control_interface(connect: Any, fleet: Fleet) -> None:
    connect(port_functions="on")
    control = Control(fleet.control_url or "")
    control.set_running("max-8.5.2", "port", FIRST, {"name": "Behind the back"})
    control.stage_foreign("max-8.5.2", "port", FIRST, {"enable": False})
    assert control.running("max-8.5.2", "port")[FIRST]["name"] == "Behind the back"
    assert control.pending("max-8.5.2", "port")[FIRST]["enable"] is False
