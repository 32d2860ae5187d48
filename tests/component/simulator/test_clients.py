# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.client: filters, weights, the silent limit, and its switches; status.lan.profile."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Control, DeviceSpec, Fleet
from simulator_client import FAMILIES, FIRMWARE, ApiClient, result

CLIENTS, LAN = "status.client", "status.lan.profile"


def clients(client: ApiClient, **query: str) -> Any:
    return client.get(CLIENTS, **query)["response"]["list"]


@pytest.mark.parametrize("weight", ["lite", "normal", "full"])
@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_firmware_and_weight(connect: Any, family: str, firmware: str, weight: str) -> None:
    client = connect(f"{family}-{firmware}", client_signal="both", client_type="number", client_mac="lan")
    client.device.set_clients(70)
    found = clients(client, outputWeight=weight)
    members = {"ip", "connectionType", "clientType", "name", "vlanId", "mac", "bssid"}
    members |= {"active", "essid", "lease"} if weight != "lite" else set()
    members |= {"speed", "signal", "signalStrength"} if weight == "full" else set()
    wireless_only = {"bssid", "essid", "signal", "signalStrength"}
    lan_only = {"vlanId", "mac", "lease"}
    lacking = {"max": set(), "balance": wireless_only, "fusionhub": wireless_only | lan_only}[family]
    assert set().union(*found) == members - lacking
    assert len({entry["ip"] for entry in found}) == len(found) == 70


def test_default_list_is_short_and_mixed(connect: Any) -> None:
    found = clients(connect())
    assert len(found) == 12
    assert {entry.get("connectionType") for entry in found} >= {"ethernet", "wireless", "pepvpn"}
    assert {entry["active"] for entry in found} == {True, False}
    assert any("name" not in entry for entry in found)


def test_the_list_is_cut_off_at_1000_without_a_hint(connect: Any) -> None:
    client = connect()
    client.device.set_clients(1500)
    answer = client.get(CLIENTS)
    assert set(answer) == {"stat", "response"}
    assert set(answer["response"]) == {"list"}
    assert len(answer["response"]["list"]) == 1000
    assert answer["response"]["list"] == clients(client, size="1500")[:1000]
    everybody = clients(client, size="10000000")
    assert len({entry["ip"] for entry in everybody}) == 1500
    assert len({entry["mac"] for entry in everybody if "mac" in entry}) == sum("mac" in entry for entry in everybody)
    assert len(clients(client, size="3")) == 3
    assert len(clients(client, activeOnly="yes", size="1001")) == 1001
    client.device.set_clients(0)
    assert clients(client) == []
    client.device.set_clients(None)
    assert len(clients(client)) == 12


def test_number_of_clients_of_a_specification(checks: Any, strict: Any) -> None:
    with Fleet.start([DeviceSpec.from_dict({"name": "a", "clients": 1500, "vpn_peers": 7})], use_tls=False) as fleet:
        client = ApiClient(fleet.devices[0], "", checks, strict)
        client.login()
        assert len(clients(client, size="9000")) == 1500
        assert len(client.get("status.pepvpn")["response"]["peer"]) == 7
        client.http.close()
    with pytest.raises(ValueError, match="clients"):
        DeviceSpec("a", clients=-1)


def test_filters(connect: Any) -> None:
    client = connect(inactive_connection_type="shown")
    client.device.set_clients(400)
    everybody = clients(client)
    assert clients(client, activeOnly="no") == everybody
    assert clients(client, activeOnly="yes") == [entry for entry in everybody if entry["active"]]
    assert clients(client, vlanId="40") == [entry for entry in everybody if entry.get("vlanId") == 40] != []
    assert clients(client, vlanId="7") == []
    both = clients(client, connectionType="ethernet wireless")
    assert both == [entry for entry in everybody if entry["connectionType"] in ("ethernet", "wireless")]
    assert (
        clients(client, connectionType="wireless", vlanId="50", activeOnly="yes", size="5")
        == [entry for entry in everybody if entry["active"] and entry.get("vlanId") == 50][:5]
    )


def test_info_type_overrides_the_weight(connect: Any) -> None:
    client = connect()
    assert set().union(*clients(client, infoType="ip mac active", outputWeight="full")) == {"ip", "mac", "active"}
    assert set().union(*clients(client, infoType="signalStrength speed")) == {"signal", "speed"}
    assert set().union(*clients(client, infoType="lease port")) == {"lease"}


def test_signal_by_spelling(connect: Any) -> None:
    client = connect(client_signal="old")
    shown = next(entry for entry in clients(client, outputWeight="full") if "essid" in entry)
    assert shown["signalStrength"]["unit"] == "dBm"
    assert "signal" not in shown
    client.device.unknowns.client_signal = "new"
    shown = next(entry for entry in clients(client, outputWeight="full") if "essid" in entry)
    assert set(shown["signal"]) == {"strength", "level"}
    assert "signalStrength" not in shown


def test_connection_type_of_inactive_clients(connect: Any) -> None:
    client = connect()
    client.device.set_clients(60)
    for value, expected in (("absent", {None}), ("ethernet", {"ethernet"})):
        client.device.unknowns.inactive_connection_type = value
        assert {entry.get("connectionType") for entry in clients(client) if not entry["active"]} == expected
        asked = clients(client, connectionType="ethernet")
        assert any(not entry["active"] for entry in asked) == (value == "ethernet")


def test_lease_and_client_type(connect: Any) -> None:
    client = connect(client_lease="full", client_type="text")
    assert not any("lease" in entry for entry in clients(client))
    assert any("lease" in entry for entry in clients(client, outputWeight="full"))
    assert {entry["clientType"].__class__ for entry in clients(client, outputWeight="lite")} == {str}


@pytest.mark.parametrize(
    "query",
    [
        {"size": "0"},
        {"size": "10000001"},
        {"size": "x"},
        {"outputWeight": "all"},
        {"activeOnly": "1"},
        {"connectionType": "wired"},
        {"infoType": "signal"},
        {"vlanId": "a"},
        {"start": "1"},
    ],
)
def test_wrong_query(connect: Any, query: dict[str, str]) -> None:
    assert result(connect().get(CLIENTS, **query)) == 400


def test_control_interface(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    control.set_counts("max-8.5.2", clients=33, vpn_peers=5)
    assert len(clients(client)) == 33
    assert len(client.get("status.pepvpn")["response"]["peer"]) == 5
    control.set_counts("max-8.5.2", clients=None)
    assert len(clients(client)) == 12
    client.device.set_clients(44)
    client.device.reset()
    client.login()
    assert len(clients(client)) == 12


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize(("family", "keys"), [("max", [0, 2, 3]), ("balance", [0, 1]), ("fusionhub", [0])])
def test_lan_profiles(connect: Any, family: str, keys: list[int], firmware: str) -> None:
    client = connect(f"{family}-{firmware}")
    shown = client.get(LAN)["response"]
    assert shown["order"] == keys
    assert not {"name", "vlanId"} & set(shown["0"])
    assert client.call("GET", "status.lan", valid=False)["response"] == shown
    assert client.get(LAN, id="0")["response"] == {"0": shown["0"], "order": [0]}
    assert [result(client.get(LAN, **query)) for query in ({"id": "40"}, {"id": "x"}, {"profile": "0"})] == [400] * 3
