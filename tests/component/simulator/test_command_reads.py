# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of cmd functions that only read: scans, SMS, Wi-Fi, the access point."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Control, Fleet
from simulator_client import FAMILIES, FIRMWARE, result

CARRIER, CELL, SMS = "cmd.carrier.scan", "cmd.channelPci.scan", "cmd.sms.get"
SCAN, RESULT, AP = "cmd.wifi.scan", "cmd.wifi.result", "cmd.ap"
READ = {"connId": "2", "reference": "yes"}
VARIANTS: list[dict[str, Any]] = [{}, {"carrier_scan_style": "example", "sms_layout": "table", "sms_sims": "all", "wifi_scan_signal": "both"}]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware(connect: Any, family: str, firmware: str, variant: dict[str, Any]) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66, **variant)
    expected = "ok" if family == "max" else 66
    cellular = [
        client.get(CARRIER, **READ),
        client.post(CARRIER, {"connId": 2}),
        client.post(CELL, {"connId": "2"}),
        client.get(SMS, connId="2"),
        client.post(f"{SMS}?connId=2"),
    ]
    wifi = [client.get(SCAN, connId="3", infoType=info) for info in ("status", "config")] + [client.get(RESULT, connId="3")]
    assert [result(answer) for answer in cellular + wifi] == [expected] * 8
    assert client.get(AP)["response"]["support"] is (family == "max")
    sims = "ok" if family == "max" else 66
    assert result(client.get("cmd.wan.cellular", connId="2")) == (sims if firmware == "8.1.1" else 404)


@pytest.mark.parametrize(("function", "query"), [(CARRIER, READ), (SMS, {"connId": "2"}), (SCAN, {"connId": "3"}), (RESULT, {"connId": "3"})])
def test_wrong_wan(connect: Any, function: str, query: dict[str, str]) -> None:
    client = connect()
    assert [result(client.get(function, **{**query, "connId": key})) for key in ("1", "9", "x")] == [404, 400, 400]
    assert result(client.get(function, **{name: value for name, value in query.items() if name != "connId"})) == 400


def test_carrier_scan(connect: Any) -> None:
    client = connect()
    shown = client.get(CARRIER, **READ)["response"]
    assert shown["scanStatus"] == "done"
    assert {carrier["mnc"] for carrier in shown["list"]} == {"01", "02"}
    assert shown["reference"] == {"activeSim": {"simId": 1, "selectedCarrier": None}}
    assert client.post(CARRIER, {"connId": 2, "reference": "yes"})["response"] == shown
    assert "reference" not in client.get(CARRIER, connId="2", reference="no")["response"]
    client.device.unknowns.carrier_scan_style = "example"
    shown = client.get(CARRIER, **READ)["response"]
    assert {carrier["mnc"] for carrier in shown["list"]} == {"1", "2"}
    assert (shown["reference"], "timestamp" in shown) == ({"activeSim": {"simId": 1, "cellularNetwork": None}}, False)
    assert result(client.get(CARRIER, connId="2")) == 400


def test_selected_carrier(connect: Any) -> None:
    client = connect()
    chosen = {"mcc": "001", "mnc": "02", "pcs": 0}
    client.device.set_running("wan", 2, {"cellular": {"sim": [{"id": 1, "carrierSelection": [chosen]}]}})
    assert client.get(CARRIER, **READ)["response"]["reference"]["activeSim"]["selectedCarrier"] == chosen
    client.device.unknowns.carrier_scan_style = "example"
    assert client.get(CARRIER, **READ)["response"]["reference"]["activeSim"]["cellularNetwork"] == {**chosen, "mnc": "2"}
    client.device.set_running("wan", 2, {"enable": False})
    assert client.get(CARRIER, **READ)["response"]["reference"] == {"activeSim": None}


def test_cell_scan(connect: Any) -> None:
    client = connect()
    shown = client.post(CELL, {"connId": 2})["response"]
    assert (shown["scanStatus"], [cell["pci"] for cell in shown["list"]]) == ("done", [214, 87])
    assert result(client.get(CELL)) == 404


def test_reading_is_no_write_and_starting_is_one(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    for function in (CARRIER, CELL):
        assert result(client.post(function, {"connId": 2})) == "ok"
    assert control.summary()["devices"]["max-8.5.2"]["writes"] == 0
    for function in (CARRIER, CELL):
        assert result(client.post(function, {"connId": 2, "action": "start"})) == "ok"
    assert control.summary()["devices"]["max-8.5.2"]["writes"] == 2


def test_sms(connect: Any) -> None:
    client = connect()
    shown = client.get(SMS, connId="2")["response"]
    assert (shown["connId"], shown["simId"], shown["iccid"]) == (2, 1, "8900100000000000015")
    assert [(thread["sender"], len(thread["message"])) for thread in shown["sms"]] == [("+12025550147", 1), ("5501", 2)]
    message = shown["sms"][0]["message"][0]
    assert (message["length"], message["message"], "content" in message) == ("11", "Balance: 9 ", False)
    client.device.unknowns.sms_layout = "table"
    message = client.get(SMS, connId="2")["response"]["sms"][0]["message"][0]
    assert (message["length"], message["content"], "message" in message) == (11, "Balance: 9 ", False)
    assert "iccid" not in connect("max-8.1.1").get(SMS, connId="2")["response"]


def test_sms_of_sims(connect: Any) -> None:
    client = connect()
    client.device.set_running("wan", 2, {"cellular": {"simCardScheme": "2"}})
    shown = client.get(SMS, connId="2")["response"]
    assert (shown["simId"], [thread["sender"] for thread in shown["sms"]], "iccid" in shown) == (2, ["+12025550111"], False)
    client.device.unknowns.sms_sims = "all"
    assert len(client.get(SMS, connId="2")["response"]["sms"]) == 3


def test_wifi_scan(connect: Any) -> None:
    client = connect()

    def names(**query: str) -> list[str]:
        return [network["ssid"] for network in client.get(SCAN, connId="3", **query)["response"]]

    assert names() == ["Depot guest", "Harbour-Crew", "Annex", "Kiosk"]
    assert names(sortBy="name") == ["Annex", "Depot guest", "Harbour-Crew", "Kiosk"]
    assert names(sortBy="signal", sortOrder="desc") == ["Depot guest", "Harbour-Crew", "Annex", "Kiosk"]
    assert names(sortBy="channel", sortOrder="asc") == ["Kiosk", "Annex", "Depot guest", "Harbour-Crew"]
    assert names(sortBy="security")[0] == "Kiosk"
    assert result(client.get(SCAN, connId="3", sortBy="ssid")) == 400
    by_status = client.get(SCAN, connId="3", infoType="status")["response"]
    assert [network["status"]["connected"] for network in by_status] == [True, False, False, False]
    by_config = client.get(SCAN, connId="3", infoType="config")["response"]
    assert [network.get("config", {}).get("profileId") for network in by_config] == [1, 2, None, None]
    client.device.unknowns.wifi_scan_signal = "signal"
    assert not {"signalStrength", "signalLevel"} & set(client.get(SCAN, connId="3")["response"][0])


def test_scan_is_a_stable_cache(connect: Any) -> None:
    client = connect()
    before = client.get(SCAN, connId="3")
    client.device.advance(3000)
    assert client.get(SCAN, connId="3") == before


def test_wifi_result_and_access_point(connect: Any) -> None:
    client = connect()
    assert client.get(RESULT, connId="3")["response"] == {"timestamp": 0, "result": "UNKNOWN_FAIL"}
    assert client.get(AP)["response"] == {"support": True, "enable": True, "wanDependent": False}
    assert connect("fusionhub-8.5.2").get(AP)["response"] == {"support": False}


def test_sims_of_old_firmware(connect: Any) -> None:
    client = connect("max-8.1.1")
    assert client.get("cmd.wan.cellular", connId="2")["response"] == {"enabledSim": [1, 2], "preferredSim": None}
    client.device.set_running("wan", 2, {"cellular": {"simCardScheme": "2", "preferredSim": 2}})
    assert client.get("cmd.wan.cellular", connId="2")["response"] == {"enabledSim": [2], "preferredSim": 2}
