# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A Wi-Fi WAN joins the requested network, and only the result of the current request counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fault, Fleet

from .conftest import Router, SharedClock, bodies, posted

WIFI, SCAN = "peplink_wifi_wan", "peplink_wifi_scan_info"
KEY = "seagull-4471"
CREW = {"wan": "3", "ssid": "Harbour-Crew"}
SECURED = {**CREW, "security": {"policy": "wpa_wpa2_personal", "key": KEY}}


def state(router: Router) -> dict[str, Any]:
    return dict(router.device.state("wifi")[3])


@pytest.mark.parametrize("signal", ["signalStrength", "signal", "both"])
def test_networks_are_sorted_by_signal_strength(router_at: Any, signal: str) -> None:
    router: Router = router_at(wifi_scan_signal=signal)
    shown = router.run(SCAN, wan="Wi-Fi WAN")
    assert [network["ssid"] for network in shown["networks"]] == ["Depot guest", "Harbour-Crew", "Annex", "Kiosk"]
    assert shown["networks"][0] == {
        "ssid": "Depot guest",
        "bssid": "02:00:5E:10:00:01",
        "signal": -58,
        "channel": 36,
        "security": "wpa-psk",
        "stored": True,
        "connected": True,
    }
    assert posted(router) == []


@pytest.mark.parametrize("firmware", ["8.1.1", "8.3.0", "8.5.2"])
@pytest.mark.parametrize("request_", [CREW, SECURED], ids=["stored", "secured"])
def test_it_joins_once(router_at: Any, firmware: str, request_: dict[str, Any]) -> None:
    router: Router = router_at("max", firmware)
    assert router.run(WIFI, check=True, **request_)["changed"]
    assert posted(router) == []
    result = router.run(WIFI, **request_)
    assert result.get("msg") is None
    assert result["bssid"] == "00:00:5E:00:53:31"
    assert state(router)["connected"] == "Harbour-Crew"
    router.device.clear_journal()
    assert not router.run(WIFI, **request_)["changed"]
    assert posted(router) == []


def test_security_has_the_format_of_the_firmware(router_at: Any) -> None:
    forms = {"8.1.1": {"securityPolicy": "wpa-psk", "key": KEY}, "8.5.2": {"security": {"policy": {"type": "WPA/WPA2-Personal", "detail": {"key": KEY}}}}}
    for firmware, form in forms.items():
        router: Router = router_at("max", firmware)
        result = router.run(WIFI, **SECURED)
        assert bodies(router, "cmd.wifi.connect") == [{"connId": 3, "ssid": "Harbour-Crew", **form}]
        assert KEY not in json.dumps(result["calls"])
    old: Router = router_at("max", "8.1.1")
    refused = old.run(WIFI, **CREW | {"security": {"policy": "wpa3_personal", "key": "planted-key"}})
    assert "security.policy wpa3_personal needs firmware 8.2.0 or later; the router runs 8.1.1" in refused["msg"]


@pytest.mark.parametrize(
    ("ssid", "security", "code"),
    [
        ("Harbour-Crew", {"policy": "wpa_wpa2_personal", "key": "planted-wrong"}, "PSK_AUTH_FAIL"),
        ("Nowhere", {"policy": "open"}, "AP_NOT_FOUND"),
        ("Annex", {"policy": "wpa_wpa2_enterprise"}, "EAP_AUTH_FAIL"),
    ],
)
def test_a_network_that_cannot_be_joined_fails_on_every_run(router: Router, ssid: str, security: dict[str, Any], code: str) -> None:
    for _run in range(2):
        result = router.run(WIFI, wan="3", ssid=ssid, security=security)
        assert f"did not connect to {ssid!r}" in result["msg"]
        assert code in result["msg"]
        assert "planted" not in result["msg"]


def test_an_earlier_result_is_not_mistaken_for_the_current_one(router_at: Any, clock: SharedClock) -> None:
    router: Router = router_at(reconnect_seconds=25.0)
    for wanted in ("Harbour-Crew", "Depot guest", "Harbour-Crew"):
        router.device.clear_journal()
        result = router.run(WIFI, wan="3", ssid=wanted)
        assert result.get("msg") is None
        assert state(router)["connected"] == wanted
        assert len(router.device.requests("GET", "cmd.wifi.result")) > 3


def test_a_missing_result_times_out(router_at: Any) -> None:
    result = router_at(reconnect_seconds=1000.0).run(WIFI, wait_timeout=20, **CREW)
    assert "has no result for 'Harbour-Crew' after 20 s" in result["msg"]


def test_waiting_is_optional(router: Router) -> None:
    assert router.run(WIFI, wait=False, **CREW)["changed"]
    assert router.sent()[-1] == "POST cmd.wifi.connect"


def test_it_is_disconnected_once(router: Router) -> None:
    assert not router.run(WIFI, wan="3", state="disconnected", ssid="Kiosk")["changed"]
    assert router.run(WIFI, wan="3", state="disconnected", check=True)["changed"]
    assert posted(router) == []
    assert router.run(WIFI, wan="3", state="disconnected")["changed"]
    assert state(router)["connected"] is None
    assert not router.run(WIFI, wan="3", state="disconnected")["changed"]
    assert posted(router) == ["cmd.wifi.disconnect"]


@pytest.mark.parametrize("ssid", ["Harbour-Crew", "Depot guest"])
def test_a_network_is_forgotten_once(router: Router, ssid: str) -> None:
    assert router.run(WIFI, wan="3", state="forgotten", ssid=ssid, check=True)["changed"]
    assert router.run(WIFI, wan="3", state="forgotten", ssid=ssid)["changed"]
    assert ssid not in [profile["ssid"] for profile in state(router)["profiles"]]
    assert not router.run(WIFI, wan="3", state="forgotten", ssid=ssid)["changed"]
    assert bodies(router, "cmd.wifi.forget") == [{"connId": 3, "ssid": ssid, "securityPolicy": "wpa-psk"}]


def test_a_network_out_of_range_is_forgotten_by_its_policy(router: Router) -> None:
    assert "needs its security.policy" in router.run(WIFI, wan="3", state="forgotten", ssid="Far")["msg"]
    assert posted(router) == []
    result = router.run(WIFI, wan="3", state="forgotten", ssid="Far", security={"policy": "open"})
    assert (result["changed"], result.get("msg")) == (False, None)
    assert "no profile for 'Far'" in result["warnings"][0]


def test_the_last_connected_wan_is_not_disconnected_permanently(router: Router) -> None:
    for other in (1, 2):
        router.device.set_wan_status(other, message="No link", statusLed="red")
    for command in ({"state": "disconnected"}, {"state": "forgotten", "ssid": "Depot guest"}):
        refused = router.run(WIFI, wan="3", **command)
        assert "would leave the router offline" in refused["msg"]
    assert posted(router) == []
    assert router.run(WIFI, wan="3", state="disconnected", allow_no_connected_wan=True)["changed"]


def test_bad_input(router: Router) -> None:
    assert "needs key" in router.run(WIFI, **CREW, security={"policy": "wep"})["msg"]
    assert "takes no key" in router.run(WIFI, **CREW, security={"policy": "open", "key": "planted-key"})["msg"]
    assert router.run(WIFI, wan="3")["validation"]
    assert posted(router) == []


def test_a_router_that_answers_otherwise_is_waited_for_until_the_result(router: Router) -> None:
    router.device.faults.add(Fault("fail", function="cmd.wifi.result", skip=1, times=3, code=None, member="response", message="timeout"))
    assert router.run(WIFI, **CREW).get("msg") is None
    router.device.faults.add(Fault("fail", function="cmd.wifi.result", skip=1, times=None, code=999))
    result = router.run(WIFI, wan="3", ssid="Kiosk", security={"policy": "open"}, wait_timeout=30)
    assert "WAN 3 (Wi-Fi WAN) was told to connect, but has no result for 'Kiosk' after 30 s (the last time, it" in result["msg"]
    assert result["changed"]


@pytest.mark.parametrize("module", [WIFI, SCAN])
def test_a_wan_over_vlan_is_no_wifi_wan(tmp_path: Path, module: str) -> None:
    with Fleet.start([DeviceSpec("depot", extra_wans=("wovlan",))]) as fleet:
        router = Router(fleet.device("depot"), fleet, tmp_path)
        result = router.run(module, wan="VLAN WAN 4", **({"ssid": "Depot guest"} if module == WIFI else {}))
    assert "WAN 4 (VLAN WAN 4) is of the kind wovlan, and this works on the kind wifi only; the router has 3 (Wi-Fi WAN)" in result["msg"]
    assert posted(router) == []
