# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.pepvpn: profiles, peers and their filters."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Control, Fleet
from peplink_simulator.control import ControlError
from simulator_client import FAMILIES, FIRMWARE, ApiClient

VPN = "status.pepvpn"
LITE = {"name", "master"}
STATES = ("START", "AUTHEN", "TUNNEL", "ROUTE", "CONFLICT", "CONNECTED")


def peers(client: ApiClient, **query: str) -> dict[str, Any]:
    return {peer["peerId"]: peer for peer in client.get(VPN, **query)["response"]["peer"]}


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_connected_peers(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}")
    answer = client.get(VPN)
    found = answer["response"]
    assert answer["notice"] == {"status": "beta"}
    assert set(found) == {"profile", "peer"}
    assert [peer["status"] for peer in found["peer"]] == ["CONNECTED"] * (2 if family == "max" else 3)
    assert "2-1" in peers(client)
    assert found["profile"]["siteId"] == client.device.name
    assert found["profile"]["order"] == [2, 1]
    for key in "21":
        assert found["profile"][key]["status"] == "CONNECTED"
        assert found["profile"][key]["peerCount"] == sum(peer["profileId"] == int(key) for peer in found["peer"])


@pytest.mark.parametrize(
    ("query", "sections"),
    [
        ({"infoType": "profile"}, {"profile"}),
        ({"infoType": "peer"}, {"peer"}),
        ({"infoType": "profile peer"}, {"profile", "peer"}),
        ({"infoType": "tunnel"}, {"tunnel"}),
        ({"infoType": "profile peer", "tunnelOption": "2-1"}, {"profile", "peer", "tunnel"}),
    ],
)
def test_sections(connect: Any, query: dict[str, str], sections: set[str]) -> None:
    found = connect().get(VPN, **query)["response"]
    assert set(found) == sections
    assert found.get("tunnel", {"order": []})["order"] == query.get("tunnelOption", "").split()


def test_lite_leaves_the_name_and_the_role_of_a_profile(connect: Any) -> None:
    client = connect()
    found = client.get(VPN, infoType="profile", lite="yes")["response"]["profile"]
    assert [set(found[key]) for key in "12"] == [LITE, LITE]
    assert set(client.get(VPN, infoType="profile", lite="no")["response"]["profile"]["2"]) > LITE


def test_selection_of_peers(connect: Any) -> None:
    client = connect("fusionhub-8.5.2")
    everything = list(peers(client))
    assert list(peers(client, start="1")) == everything[1:]
    assert list(peers(client, size="2")) == list(peers(client, start="0", size="2")) == everything[:2]
    assert list(peers(client, start="1", size="1")) == everything[1:2]
    assert list(peers(client, start="2", size="5")) == everything[2:]
    assert list(peers(client, start="9")) == list(peers(client, size="0")) == []
    assert list(peers(client, searchPattern="DEPOT")) == ["2-1", "2-2"]
    assert list(peers(client, searchPattern="depot", start="1")) == ["2-2"]
    assert list(peers(client, serialNumber="2c2d0003b333")) == ["1-1"]


@pytest.mark.parametrize("query", [{"infoType": "peers"}, {"start": "x"}, {"lite": "1"}, {"id": "2-1"}])
def test_wrong_query_is_refused(connect: Any, query: dict[str, str]) -> None:
    assert connect().get(VPN, **query)["code"] == 400


@pytest.mark.parametrize("status", STATES)
def test_status_of_a_peer_can_be_set(connect: Any, status: str) -> None:
    client = connect("balance-8.5.2")
    client.device.set_vpn_peer("2-1", status=status)
    assert {key: peer["status"] for key, peer in peers(client).items()} == {"2-1": status, "1-1": "CONNECTED", "1-2": "CONNECTED"}
    found = client.get(VPN)["response"]["profile"]
    assert (found["2"]["status"], found["1"]["status"]) == (status, "CONNECTED")
    assert found["2"]["conflictCount"] == (status == "CONFLICT")
    client.device.reset()
    client.login()
    assert peers(client)["2-1"]["status"] == "CONNECTED"


def test_members_of_a_peer_can_be_hidden(connect: Any) -> None:
    client = connect()
    client.device.set_vpn_peer("2-1", name="Renamed", serialNumber=None, inactiveRoute=["198.51.100.0/25"])
    found = peers(client)["2-1"]
    assert (found["name"], found["inactiveRoute"]) == ("Renamed", ["198.51.100.0/25"])
    assert "serialNumber" not in found
    with pytest.raises(KeyError):
        client.device.set_vpn_peer("9-9", status="START")


def test_control_interface(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    control.set_vpn_peer("max-8.5.2", "2-1", status="TUNNEL")
    assert peers(client)["2-1"]["status"] == "TUNNEL"
    with pytest.raises(ControlError):
        control.set_vpn_peer("max-8.5.2", "9-9", status="TUNNEL")
