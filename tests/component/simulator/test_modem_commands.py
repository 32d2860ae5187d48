# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that take the link of a modem for a while: scans, rescan, reset, choice of carrier and SIM."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from peplink_simulator import Fault
from simulator_client import ApiClient, result

CARRIER, CELL, SELECT, SIMS = "cmd.carrier.scan", "cmd.channelPci.scan", "cmd.carrier.select", "cmd.wan.cellular"
MODEM = {"connId": 2}
CHOICE = {"mcc": "001", "mnc": "03", "pcs": 0}


def link(client: ApiClient, key: str = "2") -> tuple[str, str]:
    shown = client.get("status.wan.connection", id=key)["response"][key]
    return shown["statusLed"], shown["message"]


def poll(client: ApiClient, function: str) -> Any:
    return client.post(function, {"connId": 2})["response"]


@pytest.mark.parametrize(("function", "count"), [(CARRIER, 3), (CELL, 2)])
def test_scan(connect: Any, function: str, count: int) -> None:
    client = connect(scan_polls=3)
    client.device.advance(100)
    born = poll(client, function)["timestamp"]
    assert result(client.post(function, {"connId": 2, "action": "start"})) == "ok"
    assert link(client) == ("yellow", "Scanning...")
    assert (poll(client, function)["scanStatus"], poll(client, function)["timestamp"]) == ("scanning", born)
    shown = poll(client, function)
    assert (shown["scanStatus"], shown["timestamp"], len(shown["list"])) == ("done", born + 100, count + 1)
    assert (link(client)[0], client.get("status.wan.connection")["response"]["2"]["uptime"]) == ("green", 1)


def test_a_second_start_lets_the_scan_go_on(connect: Any) -> None:
    client = connect(scan_seconds=30.0, scan_polls=0, carrier_scan_style="example")
    for _time in range(2):
        shown = client.post(CARRIER, {"connId": 2, "action": "start", "reference": "yes"})["response"]
        assert (shown["scanStatus"], len(shown["list"]), "timestamp" in shown) == ("scanning", 1, False)
        client.device.advance(20)
    assert (client.get(CARRIER, connId="2", reference="no")["response"]["scanStatus"], len(client.device.posts())) == ("done", 2)


@pytest.mark.parametrize("function", ["cmd.cellularModule.rescanNetwork", "cmd.cellularModule.reset"])
def test_module(connect: Any, function: str) -> None:
    client = connect()
    assert result(client.post(function, {"connId": "2"})) == "ok"
    assert [link(client)[0] for _time in range(3)] == ["yellow", "yellow", "green"]
    assert client.device.state("cellular_module") == [{"connId": 2, "action": "reset" if function.endswith("reset") else "rescan"}]
    assert [result(client.post(function, {"connId": key})) for key in (1, 9, "x")] == [404, 400, 400]


@pytest.mark.parametrize("answered", [True, False])
def test_link_loss_of_a_command(connect: Any, answered: bool) -> None:
    client = connect()
    client.device.faults.add(Fault("link_loss", wan=2, when="disabled", seconds=30.0, answered=answered))
    if answered:
        assert result(client.post("cmd.cellularModule.reset", MODEM)) == "ok"
    else:
        with pytest.raises(requests.exceptions.ConnectionError):
            client.post("cmd.cellularModule.reset", MODEM)
    assert (client.device.dark, len(client.device.state("cellular_module"))) == (True, 1)
    client.device.advance(31)
    assert link(client)[0] == "yellow"


def test_carrier(connect: Any) -> None:
    client = connect()

    def chosen() -> Any:
        return client.get(CARRIER, connId="2", reference="yes")["response"]["reference"]["activeSim"]["selectedCarrier"]

    assert result(client.post(SELECT, {"connId": 2, "selectedCarrier": CHOICE})) == "ok"
    assert (chosen(), link(client)[0], client.device.has_pending) == (CHOICE, "yellow", False)
    assert client.device.running("wan")[2]["cellular"]["sim"][0]["carrierSelection"] == [CHOICE]
    assert result(client.post(SELECT, {"connId": 2, "selectedCarrier": None})) == 400
    client.device.unknowns.update({"automatic_carrier": "accept", "command_effect": "staged"})
    assert result(client.post(SELECT, {"connId": 2, "simId": 1, "selectedCarrier": None})) == "ok"
    assert chosen() == CHOICE
    client.apply()
    assert chosen() is None
    assert result(client.post(SELECT, {"connId": 2})) == 400


@pytest.mark.parametrize(
    ("order", "stored", "active"),
    [
        ([2, "1"], [2, 1], "2"),
        (["1", "speedfusionConnect5gLte"], [1, "speedfusionConnect5gLte"], "1"),
        ([2, "remoteSim"], 404, "1"),
        ([], 400, "1"),
        ([1, "1"], 400, "1"),
        (["3"], 400, "1"),
    ],
)
def test_sim_order(connect: Any, order: list[Any], stored: Any, active: str) -> None:
    client = connect()
    answer = result(client.post(SIMS, {"connId": 2, "simPriority": order}))
    found = client.device.running("wan")[2]["cellular"]
    assert (found.get("simPriority") or answer, found["simCardScheme"]) == (stored, "custom" if answer == "ok" else "")
    sims = client.get("status.wan.connection")["response"]["2"]["cellular"]["sim"]
    assert [slot for slot in ("1", "2") if sims[slot]["active"]] == [active]
    assert (link(client)[0], result(client.get(SIMS, connId="2"))) == ("yellow" if answer == "ok" else "green", 404)


def test_sims_of_old_firmware(connect: Any) -> None:
    client = connect("max-8.1.1", command_effect="staged")
    assert result(client.post(SIMS, {"connId": 2, "enabledSim": [2], "preferredSim": 2})) == "ok"
    assert client.get(SIMS, connId="2")["response"] == {"enabledSim": [1, 2], "preferredSim": None}
    client.apply()
    assert client.get(SIMS, connId="2")["response"] == {"enabledSim": [2], "preferredSim": 2}
    assert result(client.post(SIMS, {"connId": "2", "preferredSim": None})) == "ok"
    for wrong in ({"enabledSim": []}, {"enabledSim": [1, "2"]}, {"preferredSim": 3}, {"simPriority": [1]}, {"connId": "x"}):
        assert result(client.post(SIMS, {"connId": 2, **wrong})) == 400
    assert client.device.pending("wan")[2]["cellular"]["preferredSim"] is None
