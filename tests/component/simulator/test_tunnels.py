# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tunnels and many peers of status.pepvpn."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import FAMILIES, FIRMWARE, ApiClient, result

VPN = "status.pepvpn"
LAYOUTS = ("new", "deprecated_too", "before_810")


def tunnels(client: ApiClient, *peers: str) -> Any:
    return client.get(VPN, infoType="tunnel", tunnelOption=" ".join(peers))["response"]["tunnel"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_firmware_and_layout(connect: Any, family: str, firmware: str, layout: str) -> None:
    client = connect(f"{family}-{firmware}", tunnel_layout=layout, tunnel_standby="STATNDBY", tunnel_without_option="all")
    everything = client.get(VPN, infoType="tunnel")["response"]["tunnel"]
    assert everything["order"] == [peer["peerId"] for peer in client.get(VPN)["response"]["peer"]]
    assert tunnels(client, "1-1", "2-1")["order"] == ["1-1", "2-1"]


def test_layout_since_810(connect: Any) -> None:
    client = connect()
    client.device.set_running("wan", 3, {"enable": False})
    client.device.stop_clock()
    tunnel = tunnels(client, "2-1")["2-1"]
    wan = tunnel["wan"]
    assert set(tunnel) == {"wan", "overall"}
    assert [wan[key]["state"] for key in "123"] == ["ACTIVE", "STANDBY", "WAN_DISABLED"]
    assert wan["3"] == {"priority": 3, "state": "WAN_DISABLED", "name": "Wi-Fi WAN"}
    assert not {"rx", "tx", "loss"} & set(wan["1"])
    assert wan["1"]["time"]["second"] == client.get("status.wan.connection")["response"]["1"]["uptime"] > 0
    assert [wan["1"]["remote"]["1"]["receive"]["byte"]] == wan["1"]["transmit"]["byte"]
    assert tunnel["overall"]["receive"]["packet"]["forward"] == wan["1"]["receive"]["packet"]["forward"][0]
    client.device.advance(60)
    assert tunnels(client, "2-1")["2-1"]["wan"]["1"]["receive"]["byte"][0] > wan["1"]["receive"]["byte"][0]


def test_other_layouts(connect: Any) -> None:
    client = connect(tunnel_layout="deprecated_too", tunnel_standby="STATNDBY")
    client.device.stop_clock()
    both = tunnels(client, "2-1")["2-1"]["wan"]
    assert (both["1"]["rx"], both["1"]["tx"]) == (both["1"]["receive"]["byte"], both["1"]["transmit"]["byte"])
    assert both["2"]["state"] == "STATNDBY"
    client.device.unknowns.tunnel_layout = "before_810"
    old = tunnels(client, "2-1")["2-1"]
    assert set(old) == {"1", "2", "3", "order"}
    assert set(old["1"]) == {"state", "name", "rtt", "rx", "tx", "loss"}
    assert old["1"]["rx"] == both["1"]["rx"]


def test_states_of_peers_and_wans(connect: Any) -> None:
    client = connect(spare_wans="cold_standby")
    client.device.set_wan_status(1, statusLed="red", message="No cable")
    assert [tunnels(client, "2-1")["2-1"]["wan"][key]["state"] for key in "123"] == ["WAN_DOWN", "ACTIVE", "COLD"]
    client.device.set_wan_status(1, statusLed=None)
    client.device.set_vpn_peer("2-1", status="START")
    found = tunnels(client, "2-1", "1-1")
    assert [found["2-1"]["wan"][key]["state"] for key in "123"] == ["DETECTING"] * 3
    assert "overall" not in found["2-1"]
    assert found["1-1"]["wan"]["1"]["state"] == "ACTIVE"


def test_port_used_as_lan_has_no_tunnel(connect: Any) -> None:
    assert tunnels(connect("balance-8.5.2"), "2-1")["2-1"]["wan"]["order"] == [1, 2, 4, 5]


def test_wrong_peer_and_no_option(connect: Any) -> None:
    client = connect()
    assert result(client.get(VPN, tunnelOption="9-9")) == 400
    assert client.get(VPN, infoType="tunnel")["response"] == {"tunnel": {"order": []}}


@pytest.mark.parametrize("family", FAMILIES)
def test_200_peers(connect: Any, family: str) -> None:
    client = connect(f"{family}-8.5.2")
    few = client.get(VPN)["response"]["peer"]
    client.device.set_vpn_peers(200)
    answer = client.get(VPN)["response"]
    assert answer["peer"][: len(few)] == few
    assert len({peer["peerId"] for peer in answer["peer"]}) == len({peer["serialNumber"] for peer in answer["peer"]}) == 200
    assert sum(answer["profile"][key]["peerCount"] for key in "12") == 200
    pages = [client.get(VPN, infoType="peer", start=str(start), size="50")["response"]["peer"] for start in range(0, 250, 50)]
    assert [len(page) for page in pages] == [50, 50, 50, 50, 0]
    assert [peer for page in pages for peer in page] == answer["peer"]
    assert [peer["name"] for peer in client.get(VPN, infoType="peer", searchPattern="site 0042")["response"]["peer"]] == ["Site 0042"]
    last = answer["peer"][-1]
    client.device.set_vpn_peer(last["peerId"], status="CONFLICT")
    assert client.get(VPN)["response"]["profile"]["2"]["conflictCount"] == 1
    assert tunnels(client, last["peerId"])["order"] == [last["peerId"]]
    client.device.set_vpn_peers(1)
    assert client.get(VPN)["response"]["peer"] == few[:1]
    with pytest.raises(KeyError):
        client.device.set_vpn_peer(last["peerId"], status="START")
