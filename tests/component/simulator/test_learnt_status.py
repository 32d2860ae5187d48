# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What captures and clients in use have told of status functions, each with its other value."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet
from simulator_client import FAMILIES, ApiClient, result

STATUS, CLIENTS, VPN = "status.wan.connection", "status.client", "status.pepvpn"


def wans(client: ApiClient, valid: bool = True, **query: str) -> Any:
    return client.call("GET", STATUS, valid=valid, params=query)["response"]


@pytest.mark.parametrize(("ids", "shown"), [("1 2 3 4 5 6 7 8 9 10", [1, 2, 3]), ("9", []), ("9 3 9 1", [3, 1])])
def test_unknown_ids(connect: Any, ids: str, shown: list[int]) -> None:
    client = connect()
    found = wans(client, id=ids)
    assert found["order"] == [int(key) for key in found if key.isdigit()] == shown
    client.device.unknowns.unknown_wan_ids = "refused"
    assert client.get(STATUS, id=ids)["code"] == 400
    assert wans(client, id="3 1")["order"] == [3, 1]


def test_unknown_ids_elsewhere_are_refused(connect: Any) -> None:
    client = connect()
    assert result(client.get("status.wan.connection.allowance", connId="9")) == 400
    assert result(client.get("config.wan.connection", id="9")) == 400


def test_mtu_that_was_set_or_is_in_effect(connect: Any) -> None:
    client = connect("balance-8.5.2")
    assert {key: wans(client)[key].get("mtu") for key in "1245"} == {"1": 1440, "2": None, "4": None, "5": None}
    client.device.unknowns.status_mtu = "effective"
    assert {key: wans(client)[key].get("mtu") for key in "12345"} == {"1": 1440, "2": 1492, "3": None, "4": 1500, "5": 1500}
    client.update(1, physical={"mtu": None})
    client.apply()
    assert wans(client)["1"]["mtu"] == 1500
    assert "mtu" not in client.wan(1)["physical"]
    client.device.set_running("wan", 4, {"enable": False})
    assert wans(client)["4"]["mtu"] == 1500


@pytest.mark.parametrize("radio", ["LTE", "5G", "3G"])
def test_secondary_cells(connect: Any, radio: str) -> None:
    client = connect()
    client.device.set_radio(radio)
    for value, cells in (("absent", {"LTE": 1, "5G": 2, "3G": 0}), ("shown", {"LTE": 2, "5G": 2, "3G": 0})):
        client.device.unknowns.lte_secondary_cell = value
        shown = wans(client)["2"]["cellular"]
        lte = [set(band["signal"]) for rat in shown["rat"] if rat["name"] == "LTE" for band in rat["band"]]
        assert lte == [{"rssi", "sinr", "rsrp", "rsrq"}, {"rsrp", "rsrq"}][: cells[radio]]
        assert shown["carrierAggregation"] == (cells[radio] == 2)


def test_names_of_technologies(connect: Any) -> None:
    client = connect()
    client.device.set_radio("5G")
    assert [rat["name"] for rat in wans(client)["2"]["cellular"]["rat"]] == ["LTE", "5G"]
    client.device.unknowns.rat_name = "empty"
    assert [rat["name"] for rat in wans(client)["2"]["cellular"]["rat"]] == ["", ""]


def test_identity_of_a_cellular_wan(connect: Any) -> None:
    client = connect()
    assert not {"eid", "networkMode", "simPriority"} & set(wans(client)["2"]["cellular"])
    client.device.unknowns.cellular_identity = "shown"
    shown = wans(client, valid=False)["2"]["cellular"]
    assert (len(shown["eid"]), shown["networkMode"], shown["simPriority"]) == (32, "auto", [1, 2])
    client.update(2, connection={"cellularModule": {"networkMode": "4G"}})
    client.apply()
    client.post("cmd.wan.cellular", {"connId": 2, "simPriority": [2, 1]})
    shown = wans(client, valid=False)["2"]["cellular"]
    assert (shown["networkMode"], shown["simPriority"]) == ("4G", [2, 1])


def test_wan_of_a_synergy_member(connect: Any) -> None:
    client = connect(status_synergy="members")
    found = wans(client, valid=False)
    (key,) = [name for name in found if name.isdigit() and int(name) not in found["order"]]
    assert (found[key]["synergyLink"], found[key]["message"]) == (True, "Connected to 2E4F-0001-D111 (Synergy)")
    assert found["order"] == [1, 2, 3]
    client.device.unknowns.status_synergy = "absent"
    assert [name for name in wans(client) if name.isdigit()] == ["1", "2", "3"]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_client_has_a_mac(connect: Any, family: str) -> None:
    client = connect(f"{family}-8.5.2")
    client.device.set_clients(40)
    found = client.get(CLIENTS)["response"]["list"]
    assert len({entry["mac"] for entry in found}) == 40
    client.device.unknowns.client_mac = "lan"
    with_mac = [entry for entry in client.get(CLIENTS)["response"]["list"] if "mac" in entry]
    assert {entry.get("connectionType", "ethernet") for entry in with_mac} <= {"ethernet", "wireless"}
    assert len(with_mac) < 40


@pytest.mark.parametrize(("value", "expected"), [("absent", {None}), ("number", {1, 18}), ("numeric_text", {"1", "18"}), ("text", {"client"})])
def test_client_type(connect: Any, value: Any, expected: set[Any]) -> None:
    found = connect(client_type=value).get(CLIENTS)["response"]["list"]
    assert {entry.get("clientType") for entry in found} == expected
    if value in ("number", "numeric_text"):
        assert [entry["connectionType"] for entry in found if str(entry["clientType"]) == "18"] == ["ethernet"]


@pytest.mark.parametrize(("family", "count"), [("max", 5000), ("max", 50000), ("fusionhub", 50000)])
def test_very_long_list_of_clients(connect: Any, family: str, count: int) -> None:
    client = connect(f"{family}-8.5.2")
    client.device.set_clients(count)
    found = client.call("GET", CLIENTS, valid=False, params={"size": str(count), "outputWeight": "lite"})["response"]["list"]
    assert [len({entry[name] for entry in found}) for name in ("ip", "mac")] == [count, count]
    few = client.get(CLIENTS, size="60", outputWeight="lite")["response"]["list"]
    assert [entry["ip"] for entry in few] == [entry["ip"] for entry in found[:60]]


def test_peers_by_place_or_by_key(connect: Any) -> None:
    client = connect("fusionhub-8.5.2")
    peers = client.get(VPN)["response"]["peer"]
    assert [peer["peerId"] for peer in peers] == ["2-1", "2-2", "1-1"]
    client.device.unknowns.vpn_peers = "plain"
    found = client.call("GET", VPN, valid=False)["response"]["peer"]
    assert found == [{name: value for name, value in peer.items() if name != "peerId"} for peer in peers]
    client.device.unknowns.vpn_peers = "map"
    found = client.call("GET", VPN, valid=False, params={"start": "1"})["response"]["peer"]
    assert found == {"2-2": peers[1], "1-1": peers[2], "order": ["2-2", "1-1"]}


UNDOCUMENTED = ("status.system.info", "status.cpu", "status.traffic", "status.wan.latency")


@pytest.mark.parametrize("function", UNDOCUMENTED)
def test_undocumented_functions_of_some_units(connect: Any, function: str) -> None:
    client = connect()
    assert result(client.get(function)) == 999
    client.device.unknowns.undocumented_status = "answered"
    assert result(client.get(function)) == "ok"
    assert [result(client.get(function, nonsense="1")), result(client.post(function))] == [400, 404]
    assert result(connect("balance-8.5.2", login=False, undocumented_status="answered").get(function)) == 401


def test_system_info(connect: Any) -> None:
    client = connect(undocumented_status="answered")
    shown = client.get("status.system.info")["response"]
    assert (shown["device"]["name"], shown["device"]["model"]) == ("max-8.5.2", "Example MAX")
    assert 0 <= shown["cpuLoad"]["percentage"] <= 100
    assert set(client.get("status.system.info", infoType="device thermalSensor")["response"]) == {"device"}
    client.device.advance(50)
    assert client.get("status.system.info")["response"]["uptime"]["second"] == shown["uptime"]["second"] + 50


def test_latency_goes_stale_when_a_wan_goes_down(connect: Any) -> None:
    def latency() -> list[float]:
        return [client.get("status.wan.latency")["response"][key]["latency"] for key in "13"]

    client = connect(undocumented_status="answered")
    client.device.set_wan_status(1, statusLed="red", message="No link")
    first = latency()
    client.device.advance(40)
    second = latency()
    assert (first[0] == second[0] > 0, first[1] != second[1]) == (True, True)
    assert [client.get("status.traffic")["response"][key]["download"] > 0 for key in "13"] == [False, True]


def test_wan_over_vlan(checks: Any, strict: Any) -> None:
    with Fleet.start([DeviceSpec.from_dict({"name": "one", "extra_wans": ["wovlan"]})]) as fleet:
        client = ApiClient(fleet.device("one"), fleet.ca_path, checks, strict)
        client.login()
        shown = wans(client)["4"]
        assert {name: shown[name] for name in ("name", "type", "virtualType", "virtual", "method")} == {
            "name": "VLAN WAN 4",
            "type": "wovlan",
            "virtualType": "wovlan",
            "virtual": False,
            "method": "dhcp",
        }
        assert shown["mac"]
        assert not {"cellular", "wifi", "wireless", "modem", "ssid"} & set(shown)
        physical = client.call("GET", "config.wan.connection", valid=False)["response"]["4"]["physical"]
        assert {name: physical[name] for name in ("type", "speed", "vlan")} == {"type": "wovlan", "speed": "Auto", "vlan": 304}
        client.device.unknowns.wovlan_in_config = "ethernet"
        assert client.wan(4)["physical"] == {**physical, "type": "ethernet"}
        changed = {"vlan": 12, "mac": "02:00:00:00:00:0A", "speed": "100baseTx-FD", "mtu": 9000}
        assert result(client.update(4, physical=changed)) == "ok"
        assert result(client.update(4, wifi={"autoConnect": True})) == 404
        assert result(client.call("GET", "cmd.wifi.scan", params={"connId": "4"})) == 404
        client.apply()
        assert changed.items() <= client.device.running("wan")[4]["physical"].items()
        assert wans(client)["4"]["mtu"] == 9000
        client.device.unknowns.status_mtu = "effective"
        client.device.set_running("wan", 4, {"enable": False})
        client.device.set_running("wan", 1, {"enable": False})
        assert ["mtu" in wans(client)[key] for key in "14"] == [True, True]
        client.device.set_running("wan", 4, {"physical": {"mtu": None}})
        assert ["mtu" in wans(client)[key] for key in "14"] == [True, False]
        client.http.close()
        assert fleet.internal_errors == []
