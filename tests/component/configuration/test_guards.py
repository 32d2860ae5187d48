# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Changes that could lock the operator out are refused before anything is written, and allowed with consent."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Router

CUTTING: list[dict[str, Any]] = [
    {"enable": False},
    {"schedule": "2"},
    {"method": {"type": "static_ip", "ip": "198.51.100.18", "mask": 28, "gateway": "198.51.100.17"}},
    {"vlan": "7"},
    {"mac": "02:00:5e:00:00:09"},
    {"routing_mode": "ip_forwarding"},
    {"priority": 4},
]
HARMLESS: list[dict[str, Any]] = [
    {"mtu": "1400"},
    {"name": "Renamed"},
    {"health_check": {"enable": True, "interval": 30}},
    {"enable": True, "icmp_ping": False},
]


@pytest.fixture
def router(router_of: Any) -> Router:
    """A MAX whose first WAN has the address that the management session uses."""
    found: Router = router_of()
    found.device.set_wan_status(1, ip="127.0.0.1")
    return found


@pytest.mark.parametrize("change", CUTTING, ids=lambda change: next(iter(change)))
@pytest.mark.parametrize("check", [True, False])
def test_the_management_wan_is_not_interrupted(router: Router, change: dict[str, Any], check: bool) -> None:
    result = router.wan({"id": 1, **change}, check=check)
    assert result["failed"]
    assert not result["changed"]
    assert router.device.posts() == []
    for part in (f"127.0.0.1:{router.device.port}", "WAN 1 (WAN)", next(iter(change)), "allow_management_wan_change", "Nothing was written"):
        assert part in result["msg"]


@pytest.mark.parametrize("change", CUTTING, ids=lambda change: next(iter(change)))
def test_consent_allows_interrupting_the_management_wan(router: Router, change: dict[str, Any]) -> None:
    result = router.wan({"id": 1, **change}, allow_management_wan_change=True)
    assert result.get("msg") is None
    assert result["applied"]


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: next(iter(change)))
def test_harmless_changes_need_neither_consent_nor_status(router: Router, change: dict[str, Any]) -> None:
    assert router.wan({"id": 1, **change})["applied"]
    assert "GET status.wan.connection" not in router.sent()


def test_another_wan_may_be_changed(router: Router) -> None:
    assert router.wan({"id": 2, "enable": False})["applied"]
    assert router.running(2)["enable"] is False


def test_an_option_that_is_already_set_is_not_guarded(router: Router) -> None:
    result = router.wan({"id": 1, "enable": True, "vlan": "none", "routing_mode": "nat", "mtu": "1300"})
    assert result["applied"]


@pytest.mark.parametrize("named", ["2", "Cellular"])
def test_management_wan_names_it_where_the_address_does_not(router: Router, named: str) -> None:
    refused = router.wan({"id": 2, "enable": False}, management_wan=named)
    assert "is named by management_wan" in refused["msg"]
    assert router.device.posts() == []
    assert router.wan({"id": 1, "vlan": "7"}, management_wan=named)["applied"]


def test_management_wan_must_exist(router: Router) -> None:
    result = router.wan({"id": 2, "enable": False}, management_wan="Satellite")
    assert "management_wan names 'Satellite', but the router has 1 (WAN), 2 (Cellular), 3 (Wi-Fi WAN)" in result["msg"]


def test_the_last_connected_wan_is_not_switched_off(router_of: Any) -> None:
    router: Router = router_of("max")
    down = [{"id": wan, "enable": False} for wan in (1, 2, 3)]
    refused = router.wan(*down)
    assert refused["failed"]
    assert "would leave the router offline" in refused["msg"]
    assert "allow_no_connected_wan" in refused["msg"]
    assert router.device.posts() == []
    assert router.wan(*down[:2])["applied"]
    assert router.wan(*down, allow_no_connected_wan=True)["applied"]
    assert not any(router.running(wan)["enable"] for wan in (1, 2, 3))


def test_a_wan_that_is_down_may_be_switched_off_where_others_are_up(router_of: Any) -> None:
    router: Router = router_of("max")
    router.device.set_wan_status(2, message="Connecting...", statusLed="yellow")
    router.device.set_wan_status(3, message="No signal", statusLed="red")
    assert "would leave the router offline" in router.wan({"id": 1, "enable": False})["msg"]
    assert router.wan({"id": 2, "enable": False})["applied"]
