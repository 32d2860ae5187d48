# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Connecting a Wi-Fi WAN, and the discovery of mesh access points: results come later than answers."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Control, Fleet
from peplink_simulator.control import ControlError
from simulator_client import ApiClient, result

CONNECT, DISCONNECT, FORGET, RESULT = "cmd.wifi.connect", "cmd.wifi.disconnect", "cmd.wifi.forget", "cmd.wifi.result"
DISCOVER, FOUND, REQUEST = "cmd.mesh.discover", "cmd.mesh.discover.result", "cmd.mesh.request"
CREW, KEY, YARD = "Harbour-Crew", "seagull-4471", "2A0B-7C11-D202"


def personal(key: str) -> dict[str, Any]:
    return {"security": {"policy": {"type": "WPA2/WPA3-Personal", "detail": {"key": key}}}}


def last(client: ApiClient) -> Any:
    return client.get(RESULT, connId="3")["response"]


def link(client: ApiClient) -> Any:
    return client.get("status.wan.connection", id="3")["response"]["3"]


def test_result_comes_later(connect: Any) -> None:
    client = connect()
    client.device.advance(100)
    assert result(client.post(CONNECT, {"connId": 3, "ssid": CREW})) == "ok"
    assert (last(client)["timestamp"], link(client)["message"]) == (0, f"Connecting to {CREW}...")
    shown = last(client)
    assert (shown["result"], shown["ssid"], shown["bssid"], shown["securityPolicy"]) == ("CONNECTED", CREW, "00:00:5E:00:53:31", "wpa-psk")
    assert (link(client)["wireless"]["ssid"], link(client)["statusLed"], link(client)["uptime"]) == (CREW, "green", 1)
    client.post(CONNECT, {"connId": 3, "ssid": CREW, **personal("wrong")})
    assert last(client)["timestamp"] == last(client)["timestamp"] == shown["timestamp"]
    assert (last(client)["result"], last(client)["timestamp"]) == ("PSK_AUTH_FAIL", shown["timestamp"] + 1)
    assert (link(client)["message"], link(client)["wireless"]) == ("No network", {})


@pytest.mark.parametrize(
    ("firmware", "body", "outcome"),
    [
        ("8.5.2", {"ssid": CREW, **personal(KEY)}, "CONNECTED"),
        ("8.5.2", {"ssid": CREW, "securityPolicy": "wpa-psk", "key": KEY}, "CONNECTED"),
        ("8.1.1", {"ssid": CREW, "securityPolicy": "wpa-psk", "key": KEY}, "CONNECTED"),
        ("8.1.1", {"ssid": CREW, **personal(KEY)}, 400),
        ("8.5.2", {"ssid": CREW, "securityPolicy": "wpa-psk"}, "CONNECTED"),
        ("8.5.2", {"ssid": CREW, "securityPolicy": "wep"}, 400),
        ("8.5.2", {"ssid": CREW, "securityPolicy": "open"}, "UNKNOWN_FAIL"),
        ("8.5.2", {"ssid": CREW, "preferredBssid": "02005E100002"}, "AP_NOT_FOUND"),
        ("8.5.2", {"ssid": "Kiosk"}, 400),
        ("8.5.2", {"ssid": "Kiosk", "security": {"policy": {"type": "Open", "detail": {}}}}, "CONNECTED"),
        ("8.5.2", {"ssid": "Kiosk", "securityPolicy": "open", "key": KEY}, 400),
        ("8.5.2", {"ssid": "Nowhere", **personal(KEY)}, "AP_NOT_FOUND"),
        ("8.5.2", {"ssid": "Annex", "securityPolicy": "wpa-eap"}, "EAP_AUTH_FAIL"),
        ("8.5.2", {"ssid": "Annex", "securityPolicy": "wpa-eap", "loginId": "depot", "password": "test"}, 400),
        ("8.1.1", {"ssid": "Annex", "securityPolicy": "wpa-eap", "loginId": "depot", "password": "test"}, "CONNECTED"),
    ],
)
def test_connecting(connect: Any, firmware: str, body: dict[str, Any], outcome: Any) -> None:
    client = connect(f"max-{firmware}", reconnect_polls=0)
    answer = result(client.post(CONNECT, {"connId": 3, **body}))
    assert (last(client)["result"] if answer == "ok" else answer) == outcome
    wifi = client.device.state("wifi")[3]
    assert wifi["connected"] == (body["ssid"] if outcome == "CONNECTED" else "Depot guest" if outcome == 400 else None)
    assert (body["ssid"] in [profile["ssid"] for profile in wifi["profiles"]]) == (outcome == "CONNECTED" or body["ssid"] == CREW)


def test_disconnecting_and_forgetting(connect: Any) -> None:
    client = connect(reconnect_polls=0)
    assert result(client.post(DISCONNECT, {"connId": 3, "ssid": CREW})) == 400
    assert result(client.post(DISCONNECT, {"connId": 3, "ssid": "Depot guest"})) == result(client.post(DISCONNECT, {"connId": 3})) == "ok"
    assert (link(client)["statusLed"], last(client)["timestamp"]) == ("yellow", 0)
    client.post(CONNECT, {"connId": 3, "ssid": CREW})
    assert link(client)["statusLed"] == "green"
    assert result(client.post(FORGET, {"connId": 3, "ssid": CREW, "securityPolicy": "open"})) == 400
    assert result(client.post(FORGET, {"connId": 3, "ssid": CREW, "securityPolicy": "wpa-psk"})) == "ok"
    assert (link(client)["statusLed"], result(client.post(CONNECT, {"connId": 3, "ssid": CREW}))) == ("yellow", 400)
    scanned = client.get("cmd.wifi.scan", connId="3", infoType="status")["response"]
    assert [network["ssid"] for network in scanned if network["status"]["inUse"]] == ["Depot guest"]


def test_air_is_what_tests_say(connect: Any, fleet: Fleet) -> None:
    client, control = connect(reconnect_polls=0), Control(fleet.control_url or "")
    hostile = {"ssid": "{{ 1 + 1 }}", "bssid": "02:00:5E:10:00:09", "signal": -95, "channel": 6, "securityPolicy": "open", "key": None}
    control.set_state("max-8.5.2", "air", {**client.device.state("air"), "networks": [hostile]})
    assert client.get("cmd.wifi.scan", connId="3")["response"][0]["ssid"] == "{{ 1 + 1 }}"
    client.post(CONNECT, {"connId": 3, "ssid": "{{ 1 + 1 }}", "securityPolicy": "open"})
    assert last(client)["result"] == "TIMEOUT"
    assert control.state("max-8.5.2", "wifi")["3"]["result"] == last(client)
    with pytest.raises(ControlError, match="no state nothing"):
        control.set_state("max-8.5.2", "nothing", {})


def test_mesh_discovery(connect: Any) -> None:
    client = connect()

    def shown() -> tuple[list[str], list[tuple[str, str]]]:
        found = client.get(FOUND)["response"]
        return [station["status"] for station in found["apList"]], [(one["id"][-2:], one["status"]) for one in found["candidateList"]]

    assert client.post(DISCOVER, {"apList": [YARD]})["response"]["apList"][0] == {"serialNumber": YARD, "status": "scanning"}
    assert [shown() for _time in range(3)] == 2 * [(["scanning", "online"], [("20", "new")])] + [(["online", "online"], [("20", "new"), ("24", "new")])]
    client.device.unknowns.mesh_request_id = "list"
    assert result(client.post(REQUEST, {"candidateId": "00:00:5E:00:53:24"})) == 400
    assert result(client.post(REQUEST, {"candidateId": ["00:00:5E:00:53:24"]})) == "ok"
    assert [shown() for _time in range(3)] == 2 * [(["online", "online"], [("20", "new"), ("24", "adopting")])] + [(["online"] * 3, [("20", "new")])]
    assert result(client.post(REQUEST, {"candidateId": "00:00:5E:00:53:24"})) == 400
    assert result(client.post(DISCOVER, {"apList": ["2A0B-7C11-D299"]})) == 400
    assert client.device.state("mesh_discovery")["candidates"] == {"00:00:5E:00:53:20": {"status": "new", "seen_by": [YARD]}}
