# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Thousands of clients and hundreds of VPN peers: nothing is truncated silently, and the router does the filtering."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Router
from .test_network_info import asked, info


@pytest.fixture
def crowded(router_of: Any) -> Router:
    """A router with five thousand clients."""
    router: Router = router_of()
    router.device.stop_clock(age=0)
    router.device.set_clients(5000)
    return router


@pytest.fixture
def hub(router_of: Any) -> Router:
    """A hub with two hundred VPN peers."""
    router: Router = router_of("fusionhub", "8.5.2")
    router.device.set_vpn_peers(200)
    return router


def test_a_list_that_may_be_truncated_gives_a_warning(crowded: Router) -> None:
    result = crowded.run("peplink_client_info")
    assert asked(result) == ["GET status.client size=1000 outputWeight=normal"]
    assert (len(result["clients"]), result["truncated"]) == (1000, True)
    assert any("there may be more than these 1000" in warning for warning in result["warnings"])


def test_all_clients_come_in_one_request(crowded: Router) -> None:
    result = crowded.run("peplink_client_info", limit=0, detail="lite")
    assert asked(result) == ["GET status.client size=10000000 outputWeight=lite"]
    assert (len({client["ip"] for client in result["clients"]}), result["truncated"], result["warnings"]) == (5000, False, [])
    assert "active" not in result["clients"][0]


def test_a_router_that_applies_its_own_limit_is_detected(crowded: Router) -> None:
    crowded.device.set_clients(1000)
    result = crowded.run("peplink_client_info", limit=0)
    assert (len(result["clients"]), result["truncated"]) == (1000, True)
    assert any("vlan or connection_types" in warning for warning in result["warnings"])


@pytest.mark.parametrize(
    ("options", "request_", "fits"),
    [
        ({"active_only": True}, "size=1000 activeOnly=yes outputWeight=normal", lambda client: client["active"]),
        ({"vlan": 40}, "size=1000 vlanId=40 outputWeight=normal", lambda client: client["vlan"] == 40),
        (
            {"connection_types": ["wireless", "openvpn"], "limit": 9},
            "size=9 connectionType=wireless openvpn outputWeight=normal",
            lambda client: client["connection_type"] in ("wireless", "openvpn"),
        ),
        (
            {"fields": ["mac", "vlan", "signal"]},
            "size=1000 infoType=mac vlanId signalStrength",
            lambda client: client.keys() <= {"mac", "vlan", "signal", "signal_level"},
        ),
    ],
    ids=["active", "vlan", "connection-type", "fields"],
)
def test_clients_are_filtered_by_the_router(crowded: Router, options: dict[str, Any], request_: str, fits: Any) -> None:
    result = crowded.run("peplink_client_info", **options)
    assert asked(result) == [f"GET status.client {request_}"]
    assert result["clients"]
    assert all(fits(client) for client in result["clients"])


def test_a_client_in_full(router_of: Any) -> None:
    router: Router = router_of(client_signal="old", client_type="number")
    router.device.stop_clock(age=0)
    client = info(router, "clients", detail="full", connection_types=["wireless"])[0]
    assert (client["ssid"], client["bssid"], client["lease"], client["client_type"]) == (
        "Depot",
        "00:00:5e:00:53:31",
        {"type": "dhcp", "expires_in": 86303},
        "1",
    )
    assert -100 < client["signal"]["strength"] < -30
    assert client["speed"].keys() == {"download_kbps", "upload_kbps"}


def test_the_connection_type_of_inactive_clients_is_omitted_where_firmware_reports_it_wrongly(router_of: Any) -> None:
    router: Router = router_of("max", "8.1.1", inactive_connection_type="ethernet")
    inactive = [client for client in info(router, "clients") if not client["active"]]
    assert inactive
    assert not any("connection_type" in client for client in inactive)


def test_all_peers_and_all_tunnels_take_two_requests(hub: Router) -> None:
    result = hub.run("peplink_vpn_info", sections=["profiles", "peers", "tunnels"])
    first, second = asked(result)
    assert first == "GET status.pepvpn infoType=profile peer"
    assert second.startswith("GET status.pepvpn infoType=tunnel tunnelOption=2-1 2-2 1-1 2-3 ")
    vpn = result["vpn"]
    assert [(profile["id"], profile["name"], profile["peer_count"]) for profile in vpn["profiles"]] == [(2, "Depots", 199), (1, "Vans", 1)]
    assert len(vpn["peers"]) == 200
    assert [tunnel["peer_id"] for tunnel in vpn["tunnels"]] == [peer["peer_id"] for peer in vpn["peers"]]
    assert not result["truncated"]


def test_tunnels_of_very_many_peers_take_several_requests(hub: Router) -> None:
    hub.device.set_vpn_peers(600)
    result = hub.run("peplink_vpn_info", sections=["tunnels"])
    assert [call.split("=")[1] for call in asked(result)] == ["peer", "tunnel tunnelOption", "tunnel tunnelOption", "tunnel tunnelOption"]
    assert len({tunnel["peer_id"] for tunnel in result["vpn"]["tunnels"]}) == 600
    assert list(result["vpn"]) == ["tunnels"]


def test_peers_can_be_read_in_pages(hub: Router) -> None:
    pages = [hub.run("peplink_vpn_info", sections=["peers"], start=start, size=70) for start in (0, 70, 140)]
    assert [(len(page["vpn"]["peers"]), page["truncated"]) for page in pages] == [(70, True), (70, True), (60, False)]
    assert len({peer["peer_id"] for page in pages for peer in page["vpn"]["peers"]}) == 200
    assert any("Ask again with start: 140." in warning for warning in pages[1]["warnings"])
    assert asked(pages[1]) == ["GET status.pepvpn infoType=peer start=70 size=70"]


def test_a_peer_is_found_by_text_and_by_serial_number(hub: Router) -> None:
    found = hub.run("peplink_vpn_info", sections=["peers", "tunnels"], search="site 0007")
    assert [peer["name"] for peer in found["vpn"]["peers"]] == ["Site 0007"]
    assert [tunnel["peer_id"] for tunnel in found["vpn"]["tunnels"]] == [found["vpn"]["peers"][0]["peer_id"]]
    known = hub.run("peplink_vpn_info", sections=["peers"], serial_number="2C2D-0003-B333")
    assert asked(known) == ["GET status.pepvpn infoType=peer serialNumber=2C2D-0003-B333"]
    assert [(peer["name"], peer["type"], peer["server"], peer["client"]) for peer in known["vpn"]["peers"]] == [
        ("Van 7", "natc", "198.51.100.200", "203.0.113.0/28")
    ]


def test_tunnels_of_named_peers_take_one_request(hub: Router) -> None:
    hub.device.set_vpn_peer("2-2", status="START")
    result = hub.run("peplink_vpn_info", sections=["tunnels"], peer_ids=["2-2", "2-1"])
    assert asked(result) == ["GET status.pepvpn infoType=tunnel tunnelOption=2-2 2-1"]
    down, up = result["vpn"]["tunnels"]
    assert "active" not in {wan["state"] for wan in down["wans"]}
    assert "overall" not in down
    assert up["wans"][0]["receive"]["bytes"] > 0
    assert up["wans"][0]["remote"][1]["state"] == "standby"
    peers = info(hub, "vpn", sections=["peers"], lite=True)["peers"]
    assert {peer["peer_id"]: peer["connected"] for peer in peers[:2]} == {"2-1": True, "2-2": False}


def test_profiles_in_short(hub: Router) -> None:
    result = hub.run("peplink_vpn_info", sections=["profiles"], lite=True)
    assert asked(result) == ["GET status.pepvpn infoType=profile lite=yes"]
    assert result["vpn"] == {
        "site_id": hub.device.name,
        "profiles": [{"id": 2, "name": "Depots", "master": True}, {"id": 1, "name": "Vans", "master": True}],
    }
