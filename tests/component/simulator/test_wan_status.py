# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.wan.connection: kinds of WAN, cellular detail, and its switches; the client validates every answer."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import FAMILIES, FIRMWARE, ApiClient, result

STATUS = "status.wan.connection"
RECEPTION = {"carrier", "signalLevel", "mcc", "mnc", "dataTechnology", "roamingStatus", "cellTower"}


def wans(client: ApiClient, **query: str) -> Any:
    return client.get(STATUS, **query)["response"]


def cellular(client: ApiClient, **query: str) -> Any:
    return wans(client, **query)["2"]["cellular"]


@pytest.mark.parametrize("radio", ["LTE", "5G", "3G"])
@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_firmware_and_radio(connect: Any, family: str, firmware: str, radio: str) -> None:
    client = connect(
        f"{family}-{firmware}",
        signal_noise="rounding",
        status_synergy="shown",
        virtual_wans="numbered",
        spare_wans="cold_standby",
        cellular_detail="changing",
        wifi_detail="wifi",
        sim_presence="document",
    )
    client.device.set_radio(radio)
    for minute in range(3):
        shown = wans(client)
        assert shown["order"] == [int(key) for key in shown if key.isdigit()]
        assert shown["timestamp"] == shown["reportTimestamp"]
        client.device.advance(60 + minute)
    assert wans(client, lite="yes", id="1")["order"] == [1]


@pytest.mark.parametrize("radio", ["LTE", "5G", "3G"])
def test_radio_technologies(connect: Any, radio: str) -> None:
    client = connect()
    client.device.set_radio(radio)
    shown = cellular(client)
    assert set(shown) >= RECEPTION
    assert shown["mobileType"] == radio
    assert [rat["name"] for rat in shown["rat"]] == {"LTE": ["LTE"], "5G": ["LTE", "5G"], "3G": ["3G"]}[radio]
    assert shown["carrierAggregation"] == (radio == "5G")
    signals = [set(band["signal"]) for rat in shown["rat"] for band in rat["band"]]
    assert signals[-1] == {"LTE": {"rssi", "sinr", "rsrp", "rsrq"}, "5G": {"snr", "rsrp", "rsrq"}, "3G": {"rssi", "ecio", "rscp"}}[radio]
    assert ("lac" in shown["cellTower"]) == (radio == "3G") == ("tac" not in shown["cellTower"])
    with pytest.raises(ValueError, match="radio"):
        client.device.set_radio("6G")


def test_spelling_by_firmware(connect: Any) -> None:
    old, middle, new = (cellular(connect(f"max-{firmware}")) for firmware in ("8.1.1", "8.3.0", "8.5.2"))
    assert [set(band) for band in old["band"]] == [{"name", "signal"}]
    assert ["rat" in shown for shown in (old, middle, new)] == [False, True, True]
    assert ["band" in shown for shown in (old, middle, new)] == [True, False, False]
    assert ["network" in shown for shown in (old, middle, new)] == [True, True, False]
    assert ["speedfusionConnect5gLte" in shown for shown in (old, middle, new)] == [False, True, True]


def test_disabled_or_down_modem_receives_nothing(connect: Any) -> None:
    client = connect()
    client.device.set_wan_status(2, statusLed="red", message="No signal")
    assert not RECEPTION & set(cellular(client))
    client.device.set_running("wan", 2, {"enable": False})
    shown = cellular(client)
    assert not RECEPTION & set(shown)
    assert [shown["sim"][slot]["active"] for slot in "12"] == [False, False]
    assert shown["sim"]["1"]["iccid"]


def test_sims(connect: Any) -> None:
    shown = cellular(connect())["sim"]
    assert shown["order"] == [1, 2]
    assert {"imsi", "iccid", "mtn", "apn", "username", "password", "simCardDetected"} <= set(shown["1"])
    assert shown["1"]["bandwidthAllowanceMonitor"]["monthlyAllowance"] == {"value": 51200, "unit": "MB"}
    assert shown["2"] == {"active": False, "simCardDetected": False, "autoApn": True, "bandwidthAllowanceMonitor": {"enable": False, "hasSmtp": False}}


def test_lite_of_a_modem(connect: Any) -> None:
    shown = wans(connect("extra"), lite="yes")["6"]["modem"]
    assert not {"imsi", "iccid", "esn", "mtn", "apn", "username", "password", "dialNumber"} & set(shown)
    assert "country" not in shown["carrier"]
    assert {"imsi", "esn", "mtn", "dialNumber", "band"} <= set(wans(connect("extra"))["6"]["modem"])


def test_sparse_cellular_detail(connect: Any) -> None:
    client = connect(cellular_detail="sparse")
    shown = wans(client)["2"]
    assert shown["message"].startswith("Connected")
    assert not RECEPTION & set(shown["cellular"])
    assert "iccid" not in shown["cellular"]["sim"]["1"]
    client.device.unknowns.cellular_detail = "changing"
    client.device.stop_clock(age=0)
    found = []
    for minute in range(4):
        client.device.stop_clock(age=60 * minute)
        found.append("carrier" in cellular(client))
    assert found == [True, False, True, False]


def test_signal_noise(connect: Any) -> None:
    client = connect()
    client.device.stop_clock()
    plain = cellular(client)["rat"][0]["band"][0]["signal"]
    client.device.unknowns.signal_noise = "rounding"
    noisy = cellular(client)["rat"][0]["band"][0]["signal"]
    assert noisy["sinr"] != plain["sinr"]
    assert noisy["sinr"] == pytest.approx(plain["sinr"])
    assert (noisy["rssi"], noisy["rsrp"]) == (plain["rssi"], plain["rsrp"])


def test_cold_standby(connect: Any) -> None:
    shown = wans(connect(spare_wans="cold_standby"))
    assert [shown[key]["message"] for key in "123"] == ["Connected", "Cold Standby", "Cold Standby"]
    assert [shown[key]["uptime"] > 0 for key in "123"] == [True, False, False]
    assert all("ip" in shown[key] and shown[key]["enable"] for key in "123")


def test_virtual_wans(connect: Any) -> None:
    client = connect(virtual_wans="numbered")
    assert (wans(client)["4"]["type"], wans(client)["4"]["virtual"]) == ("ethernet", True)
    assert wans(client, id="1")["order"] == [1]
    client.device.unknowns.virtual_wans = "prefixed"
    found = client.call("GET", STATUS, valid=False)["response"]
    assert (found["order"], found["vwan4"]["type"]) == ([1, 2, 3, "vwan4"], "ethernet")


def test_synergy_members(connect: Any) -> None:
    client = connect()
    assert not {"synergy", "synergyLink"} & set(wans(client)["1"])
    client.device.unknowns.status_synergy = "shown"
    assert [wans(client)[key]["synergyLink"] for key in "123"] == [True, False, False]


@pytest.mark.parametrize("query", [{"id": "x"}, {"connId": "1"}, {"lite": "true"}])
def test_wrong_query(connect: Any, query: dict[str, str]) -> None:
    assert result(connect().get(STATUS, **query)) == 400
