# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conditions: what does not hold, what is seen, what can be meant on no router, and what cannot hold on this one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._conditions.local import is_firmware
from ansible_collections.wanfleet.peplink.plugins.module_utils._conditions.uptime import moment
from ansible_collections.wanfleet.peplink.plugins.module_utils._conditions.vocabulary import (
    CONDITIONS,
    given,
    impossible,
    judged,
    limited,
    problems,
    readings,
    with_wans,
    wrong,
)
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.notes import Notes

NOW = 1_800_000_000.0


def band(**signal: float) -> dict[str, Any]:
    return {"name": "LTE Band 20", "signal": signal}


# What a router answers, by reads, as its functions do.
ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "wan": {
        "status": {
            "1": {"name": "WAN", "type": "ethernet", "enable": True, "message": "Connected", "uptime": 900},
            "2": {
                "name": "Cellular",
                "type": "cellular",
                "enable": True,
                "message": "Connected to Example",
                "uptime": 400,
                "cellular": {
                    "rat": [{"name": "LTE", "band": [band(rsrp=-118, sinr=2.5), band(rsrp=-109)]}, {"name": "5G", "band": [band(snr=7.0, rsrp=-114)]}],
                },
            },
            "3": {"name": "Caf\u00e9 Wi-Fi", "type": "wifi", "enable": True, "message": "No network", "wireless": {"signal": {"strength": -71}}},
            "4": {"name": "Spare", "type": "cellular", "enable": False, "statusLed": "gray"},
            "order": [1, 2, 3, 4],
        }
    },
    "vpn": {
        "status": {
            "peer": [
                {"peerId": "2-1", "name": "HQ hub", "serialNumber": "2A0B7C11D203", "status": "CONNECTED"},
                {"peerId": "1-1", "name": "Spare hub", "status": "START"},
            ]
        }
    },
    "clients": {
        "clients": {
            "list": [
                {"ip": "192.0.2.7", "mac": "02:00:00:00:00:07", "name": "camera", "active": True},
                {"ip": "192.0.2.8", "name": "printer", "active": False},
                {"ip": "192.0.2.9"},
            ]
        }
    },
    "firmware": {"slots": {"1": {"version": "8.4.1 build 5100"}, "2": {"version": "8.5.2s011 build 5401", "inUse": True}}},
    "gpio": {
        "inputs": {
            "1": {"name": "Ignition", "type": "digital_input", "enable": True, "state": 1},
            "3": {"name": "Battery", "type": "analog_input", "enable": True, "voltage": 12.6},
            "4": {"name": "Bilge", "type": "digital_input", "enable": False},
        },
        "outputs": {"2": {"name": "Lamp", "type": "digital_output", "enable": True, "state": 0}},
    },
}


def values(params: Mapping[str, Any], answers: Mapping[str, Any] = ANSWERS) -> dict[str, Any]:
    return {one.subject.name: one.subject.decode(answers[one.subject.name], one.options, Notes()) for one in readings(params)}


def outcome(name: str, wanted: Any, answers: Mapping[str, Any] = ANSWERS) -> tuple[str, str]:
    [found] = judged({name: wanted}, values({name: wanted}, answers), NOW)
    assert found.name == name
    return found.lacking, found.seen


def minimum(wan: str, **figures: float) -> dict[str, Any]:
    return {"wan": wan, **dict.fromkeys(("rsrp", "rsrq", "sinr", "rssi")), **figures}


def level(pin: str, wanted: str) -> dict[str, str]:
    return {"pin": pin, "level": wanted}


UP_SINCE = "a WAN has been connected since 2027-01-15T07:45:00Z"

OUTCOMES: list[tuple[str, Any, str, str]] = [
    ("connected_wans", ["WAN", "2"], "", "WAN 1 (WAN): Connected, WAN 2 (Cellular): Connected to Example"),
    ("connected_wans", ["1", "Cafe\u0301 Wi-Fi"], "WANs are not connected: Cafe\u0301 Wi-Fi", "WAN 3 (Caf\u00e9 Wi-Fi): No network"),
    ("connected_wans", ["4"], "WANs are not connected: 4", "WAN 4 (Spare): not connected"),
    ("connected_wans", ["gone"], "WANs are not connected: gone", "no such WAN"),
    (
        "min_connected_wans",
        3,
        "only 2 of the required 3 WANs are connected",
        "WAN 1 (WAN): Connected, WAN 2 (Cellular): Connected to Example, WAN 3 (Caf\u00e9 Wi-Fi): No network, WAN 4 (Spare): not connected",
    ),
    ("connected_vpn_peers", ["HQ hub", "2-1", "2A0B-7C11-D203", "2a0b7c11d203"], "", "HQ hub: connected"),
    ("connected_vpn_peers", ["Spare hub", "2-1"], "VPN peers are not connected: Spare hub", "Spare hub: start"),
    ("connected_vpn_peers", ["nobody"], "VPN peers are not connected: nobody", "none of them among 2 VPN peers"),
    ("min_signal", [minimum("2", rsrp=-109.0, sinr=7)], "", "WAN 2 (Cellular): RSRP -109 dBm, SINR 7 dB"),
    (
        "min_signal",
        [minimum("Cellular", rsrp=-105, rssi=-80)],
        "signals are too weak: RSRP of WAN 2 (Cellular) (-109 dBm, wanted -105), RSSI of WAN 2 (Cellular) (not told, wanted -80)",
        "WAN 2 (Cellular): RSRP -109 dBm, RSSI not told",
    ),
    ("min_signal", [minimum("3", rssi=-71)], "", "WAN 3 (Caf\u00e9 Wi-Fi): RSSI -71 dBm"),
    ("min_signal", [minimum("Spare", rsrp=-130)], "signals are too weak: RSRP of WAN 4 (Spare) (not told, wanted -130)", "WAN 4 (Spare): RSRP not told"),
    (
        "present_clients",
        ["camera", "192.0.2.7", "02-00-00-00-00-07", "192.0.2.9"],
        "",
        ", ".join(f"{name}: present" for name in ("camera", "192.0.2.7", "02-00-00-00-00-07", "192.0.2.9")),
    ),
    ("present_clients", ["printer", "tv"], "clients are not present: printer, tv", "printer: inactive, tv: not among 3 clients"),
    ("running_firmware", "8.5.2", "", "it runs 8.5.2s011 build 5401"),
    ("running_firmware", "8.4.1", "firmware 8.4.1 is not running", "it runs 8.5.2s011 build 5401"),
    ("gpio_levels", [level("Ignition", "high"), level("2", "low")], "", "pin 1 (Ignition): high, pin 2 (Lamp): low"),
    ("gpio_levels", [level("1", "low")], "GPIO pins are not at their level: pin 1 (Ignition) (high, wanted low)", "pin 1 (Ignition): high"),
    ("gpio_levels", [level("4", "low")], "GPIO pins are not at their level: pin 4 (Bilge) (not told, wanted low)", "pin 4 (Bilge): not told"),
    ("min_uptime", 900, "", "a WAN has been connected for 900 s"),
    ("min_uptime", 901, "it has not been up for 901 s", "a WAN has been connected for 900 s"),
    ("restarted_after", "2027-01-15T07:44:59Z", "", UP_SINCE),
    ("restarted_after", "2027-01-15 07:45:01", "it has not restarted after 2027-01-15 07:45:01", UP_SINCE),
]


@pytest.mark.parametrize(("name", "wanted", "lacking", "seen"), OUTCOMES, ids=str)
def test_what_does_not_hold_and_what_is_seen(name: str, wanted: Any, lacking: str, seen: str) -> None:
    assert outcome(name, wanted) == (lacking, seen)


def test_every_condition_has_an_outcome_of_either_kind() -> None:
    assert {(name, bool(lacking)) for name, _wanted, lacking, _seen in OUTCOMES} >= {(name, True) for name in CONDITIONS}
    assert {name for name, _wanted, lacking, _seen in OUTCOMES if not lacking} | {"min_connected_wans"} == set(CONDITIONS)


NOTHING: Mapping[str, Mapping[str, Any]] = {"wan": {"status": {}}, "vpn": {"status": None}, "clients": {"clients": []}, "firmware": {"slots": 7}, "gpio": {}}


@pytest.mark.parametrize(("name", "wanted"), {name: wanted for name, wanted, lacking, _seen in OUTCOMES if lacking}.items(), ids=str)
def test_a_router_that_tells_nothing_meets_nothing(name: str, wanted: Any) -> None:
    lacking, seen = outcome(name, wanted, NOTHING)
    assert lacking
    assert seen


@pytest.mark.parametrize(
    ("params", "texts"),
    [
        (
            {"connected_wans": ["WAN", " "], "connected_vpn_peers": [""]},
            ["connected_wans has an entry ' ', which names nothing", "connected_vpn_peers has an entry '', which names nothing"],
        ),
        ({"present_clients": [""]}, ["present_clients has an entry '', which names nothing"]),
        ({"gpio_levels": [level("", "low")]}, ["gpio_levels has an entry '', which names nothing"]),
        ({"min_signal": [minimum("2")]}, ["min_signal has an entry for '2' without any of rsrp, rsrq, sinr, rssi"]),
        ({"running_firmware": "newest"}, ["running_firmware is 'newest', which is no version such as 8.5.2"]),
        ({"restarted_after": "yesterday"}, ["restarted_after is 'yesterday', which is no time such as 2026-01-31T06:00:00Z"]),
        ({"min_uptime": 5, "min_connected_wans": 2}, []),
    ],
    ids=str,
)
def test_what_can_be_meant_on_no_router(params: dict[str, Any], texts: list[str]) -> None:
    assert wrong(params) == texts


WANS = "1 (WAN), 2 (Cellular), 3 (Caf\u00e9 Wi-Fi), 4 (Spare)"


@pytest.mark.parametrize(
    ("params", "texts"),
    [
        (
            {"connected_wans": ["WAN ", "5"]},
            [
                f"connected_wans names 'WAN ', but the router has {WANS}; did you mean 'WAN', without the blank?",
                f"connected_wans names '5', but the router has {WANS}",
            ],
        ),
        ({"min_connected_wans": 5}, [f"min_connected_wans is 5, but the router has only 4: {WANS}"]),
        ({"min_signal": [minimum("Dish", rsrp=-110)]}, [f"min_signal names 'Dish', but the router has {WANS}"]),
        ({"min_signal": [minimum("1", rsrp=-110)]}, ["min_signal names '1', but WAN 1 (WAN) is of the kind ethernet, which has no signal"]),
        ({"gpio_levels": [level("7", "low")]}, ["gpio_levels names '7', but the router has 1 (Ignition), 3 (Battery), 4 (Bilge), 2 (Lamp)"]),
        ({"gpio_levels": [level("Battery", "low")]}, ["gpio_levels names 'Battery', but pin 3 (Battery) has a voltage, not a level"]),
        ({"present_clients": ["tv"], "connected_vpn_peers": ["nobody"], "running_firmware": "9.9.9", "min_uptime": 10**9}, []),
    ],
    ids=str,
)
def test_what_cannot_hold_on_this_router(params: dict[str, Any], texts: list[str]) -> None:
    assert impossible(params, values(params)) == texts
    assert not texts or set(limited(params)) == set(params)
    assert impossible(params, {}) == []


@pytest.mark.parametrize(
    ("running", "wanted", "matches"),
    [
        ("8.5.2s011 build 5401", "8.5.2s011 build 5401", True),
        ("8.5.2s011 build 5401", "8.5.2S011", True),
        ("8.5.2s011 build 5401", "8.5", True),
        ("8.5.20 build 5401", "8.5.2", False),
        ("8.5.2s011 build 5401", "8.5.2s01", False),
        ("8.5.2", "8.5.2s011", False),
    ],
)
def test_a_version_is_every_build_of_it(running: str, wanted: str, matches: bool) -> None:
    assert is_firmware(running, wanted) is matches


@pytest.mark.parametrize("text", ["1800000000", "2027-01-15T08:00:00Z", "2027-01-15 08:00:00", "2027-01-15T10:00:00+02:00", " 2027-01-15T08:00:00+00:00"])
def test_moments(text: str) -> None:
    assert moment(text) == NOW


def test_what_is_needed_is_read_once_and_nothing_else() -> None:
    params = {"connected_wans": ["1"], "min_connected_wans": 1, "min_signal": [], "present_clients": None, "min_uptime": 0, "gpio_levels": [level("1", "low")]}
    assert list(given(params)) == ["connected_wans", "min_connected_wans", "gpio_levels"]
    assert [reading.subject.name for reading in readings(params)] == ["wan", "gpio"]
    assert given(None) == {}


def test_problems_say_what_was_seen() -> None:
    params = {"min_uptime": 901, "running_firmware": "8.5.2", "present_clients": ["tv"]}
    assert problems(judged(params, values(params), NOW)) == (
        "it has not been up for 901 s (last seen: a WAN has been connected for 900 s); clients are not present: tv (last seen: tv: not among 3 clients)"
    )
    assert problems(judged({"running_firmware": "8.5.2"}, values(params), NOW)) == ""


def test_names_of_wans_can_be_replaced() -> None:
    params = {"connected_wans": ["a", "b"], "min_signal": [minimum("a", rsrp=-1)], "present_clients": ["a"], "min_connected_wans": 1}
    assert with_wans(params, {"a": "1"}.get) == {
        **params,
        "connected_wans": ["1", None],
        "min_signal": [minimum("1", rsrp=-1)],
    }
    assert with_wans({"connected_wans": None, "min_signal": []}, str.upper) == {"connected_wans": None, "min_signal": []}
