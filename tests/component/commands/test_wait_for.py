# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waiting until conditions hold: on a router that moves by a schedule, that restarts, that stays away, or that can never meet them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from peplink_simulator import Fault

from .conftest import Router, SharedClock, posted

MODULE = "peplink_wait_for"


def wait_for(router: Router, **params: Any) -> dict[str, Any]:
    result: dict[str, Any] = router.run(MODULE, **params)
    assert not result["changed"]
    assert posted(router) == []
    return result


# What happens to the router in the first 42 seconds, and the condition that holds from then on.
AWAITED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "a WAN": ({"what": "wan_down", "wan": 2, "message": "No SIM"}, {"connected_wans": ["Cellular"]}, "WAN 2 (Cellular): Connected"),
    "WANs": ({"what": "wan_down", "wan": 1}, {"min_connected_wans": 3}, "WAN 1 (WAN): Connected"),
    "a peer": ({"what": "peer_down", "peer": "2-1"}, {"connected_vpn_peers": ["HQ hub"]}, "HQ hub: connected"),
    "a signal": ({"what": "signal", "wan": 2, "rsrp": -120}, {"min_signal": [{"wan": "2", "rsrp": -110}]}, "WAN 2 (Cellular): RSRP -97 dBm"),
    "a network": ({"what": "signal", "wan": 3, "strength": -90}, {"min_signal": [{"wan": "3", "rssi": -70}]}, "WAN 3 (Wi-Fi WAN): RSSI -60 dBm"),
    "a client": ({"what": "client_gone", "client": 1}, {"present_clients": ["client-00001"]}, "client-00001: present"),
    "a level": ({"what": "gpio", "pin": 1, "level": 1}, {"gpio_levels": [{"pin": "Ignition", "level": "low"}]}, "pin 1 (Ignition): low"),
    "a firmware": ({"what": "reboot", "other_firmware": True}, {"running_firmware": "8.1.0"}, "it runs 8.1.0"),
    "a router": ({"what": "unreachable"}, {"min_connected_wans": 1}, "WAN 1 (WAN): Connected"),
}


@pytest.mark.parametrize("title", AWAITED)
def test_a_condition_is_awaited(router: Router, clock: SharedClock, title: str) -> None:
    event, condition, seen = AWAITED[title]
    router.device.stop_clock(0)
    router.device.set_schedule([{"at": 1, "until": 42, **event}])
    router.device.advance(2)
    result = wait_for(router, interval=10, **condition)
    assert result.get("msg") is None
    # A login that finds the router dark is tried again, a moment later.
    assert clock.slept.count(10) in (3, 4)
    [found] = result["conditions"]
    assert (found["name"], found["met"]) == (*condition, True)
    assert seen in found["seen"]
    assert 40 <= result["elapsed"] <= 50


@pytest.mark.parametrize("check", [True, False])
def test_what_holds_already_is_not_waited_for(router: Router, clock: SharedClock, check: bool) -> None:
    result = wait_for(router, check=check, connected_wans=["1"], min_connected_wans=2, connected_vpn_peers=["2-1"], running_firmware="8.5", min_uptime=60)
    assert result.get("msg") is None
    assert [found["met"] for found in result["conditions"]] == [True] * 5
    assert clock.slept == []
    assert router.sent().count("GET status.wan.connection") == 1


def test_at_the_end_it_says_what_was_seen_last(router: Router, clock: SharedClock, messages: list[str]) -> None:
    router.device.stop_clock(0)
    router.device.set_schedule([{"at": 1, "what": "wan_down", "wan": 2, "message": "No SIM"}, {"at": 20, "what": "wan_down", "wan": 2, "message": "Searching"}])
    router.device.advance(2)
    result = wait_for(router, connected_wans=["Cellular", "WAN"], present_clients=["tv"], wait_timeout=60)
    assert result["error"] == "not_in_effect"
    assert (
        "after 60 s WANs are not connected: Cellular (last seen: WAN 2 (Cellular): Searching); "
        "clients are not present: tv (last seen: tv: not among 12 clients)"
    ) in result["msg"]
    assert [(found["name"], found["met"]) for found in result["conditions"]] == [("connected_wans", False), ("present_clients", False)]
    assert result["conditions"][0]["lacking"] == "WANs are not connected: Cellular"
    assert sum(clock.slept) == 60
    assert len(messages) in (5, 6)
    assert all("waiting for the router: " in text and "WANs are not connected: Cellular" in text for text in messages)


def test_all_conditions_must_hold_at_the_same_time(router: Router) -> None:
    router.device.stop_clock(0)
    router.device.set_schedule([{"at": 10, "until": 30, "what": "peer_down", "peer": "2-1"}, {"at": 20, "until": 50, "what": "wan_down", "wan": 2}])
    router.device.advance(12)
    result = wait_for(router, interval=1, connected_wans=["2"], connected_vpn_peers=["HQ hub"])
    assert result.get("msg") is None
    assert router.device.time.age == 50


def test_a_router_that_stays_away_is_unreachable(router: Router, clock: SharedClock) -> None:
    router.device.go_dark()
    result = wait_for(router, min_connected_wans=1, wait_timeout=40, retries=0)
    assert result["error"] == "unreachable"
    assert "it was not seen within 40 s (the last time, it" in result["msg"]
    assert result["conditions"] == []
    assert 40 <= sum(clock.slept) <= 42


def test_a_router_that_goes_away_is_unreachable_and_what_it_said_before_is_told(router: Router) -> None:
    router.device.stop_clock(0)
    router.device.set_schedule([{"at": 1, "what": "wan_down", "wan": 2, "message": "No SIM"}, {"at": 20, "what": "unreachable"}])
    router.device.advance(2)
    result = wait_for(router, connected_wans=["2"], wait_timeout=60, retries=0)
    assert result["error"] == "unreachable"
    assert "after 60 s WANs are not connected: 2 (last seen: WAN 2 (Cellular): No SIM) (the last time, it" in result["msg"]
    assert result["elapsed"] < 20


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ({"connected_wans": ["Satellite"]}, "connected_wans names 'Satellite', but the router has 1 (WAN), 2 (Cellular), 3 (Wi-Fi WAN)"),
        ({"min_connected_wans": 4}, "min_connected_wans is 4, but the router has only 3"),
        ({"min_signal": [{"wan": "WAN", "rsrp": -100}]}, "WAN 1 (WAN) is of the kind ethernet, which has no signal"),
        ({"gpio_levels": [{"pin": "9", "level": "low"}]}, "gpio_levels names '9', but the router has 1 (Ignition)"),
        ({"gpio_levels": [{"pin": "3", "level": "low"}]}, "has a voltage, not a level"),
        ({"restarted_after": "noon"}, "restarted_after is 'noon'"),
        ({"connected_wans": []}, "no condition asks for anything"),
        ({"min_uptime": 1, "interval": 0}, "interval must be at least 1"),
    ],
)
def test_what_can_never_hold_is_refused_at_once(router: Router, clock: SharedClock, condition: dict[str, Any], text: str) -> None:
    result = wait_for(router, **condition)
    assert result["error"] == "refused"
    assert text in result["msg"]
    assert clock.slept == []


def test_what_can_never_hold_is_refused_as_soon_as_the_router_is_back(router: Router, clock: SharedClock) -> None:
    router.device.go_dark(30)
    result = wait_for(router, connected_wans=["Satellite"], retries=0)
    assert result["error"] == "refused"
    assert 30 <= sum(clock.slept) <= 40


@pytest.mark.parametrize(("code", "error"), [(401, "unauthorized"), (999, "unsupported")])
def test_a_refusal_of_the_router_is_final_in_its_first_answer_only(router: Router, clock: SharedClock, code: int, error: str) -> None:
    router.device.faults.add(Fault("fail", function="status.client", code=code, message="no", times=None))
    assert wait_for(router, present_clients=["client-00001"])["error"] == error
    assert clock.slept == []
    router.device.faults.clear()
    router.device.stop_clock(0)
    router.device.set_schedule([{"at": 1, "until": 30, "what": "client_gone", "client": 1}])
    router.device.advance(2)
    router.device.faults.add(Fault("fail", function="status.client", code=code, message="no", skip=1, times=4))
    assert wait_for(router, present_clients=["client-00001"]).get("msg") is None


def test_a_restart_is_told_from_none(router: Router, clock: SharedClock) -> None:
    router.device.stop_clock(0)
    begun = datetime.fromtimestamp(clock.now, timezone.utc)
    router.device.set_schedule([{"at": 20, "what": "reboot", "until": 80}])
    result = wait_for(router, restarted_after=(begun - timedelta(seconds=1)).isoformat(), min_uptime=30)
    assert result.get("msg") is None
    assert 110 <= router.device.time.age <= 116
    assert wait_for(router, restarted_after=str(clock.now), wait_timeout=10)["error"] == "not_in_effect"


def test_a_modem_is_healthy_after_its_reset(router: Router) -> None:
    router.device.stop_clock(0)
    router.device.set_schedule([{"at": 1, "until": 60, "what": "signal", "wan": 2, "rsrp": -120}])
    router.device.advance(2)
    weak = {"wan": "Cellular", "state": "reset", "wait": True, "health": {"min_signal": [{"wan": "2", "rsrp": -110}]}}
    result = router.run("peplink_cellular_module", **weak, wait_timeout=30)
    assert "is back, but 30 s after the command signals are too weak: RSRP of WAN 2 (Cellular) (-120 dBm, wanted -110)" in result["msg"]
    assert router.run("peplink_cellular_module", **weak).get("msg") is None


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(("module", "params"), [("peplink_reboot", {}), ("peplink_cellular_module", {"wan": "2", "state": "reset", "wait": True})])
def test_commands_refuse_conditions_that_cannot_hold(router: Router, module: str, params: dict[str, Any], check: bool) -> None:
    result = router.run(module, **params, health={"connected_wans": ["Satellite"]}, check=check)
    assert result["error"] == "refused"
    assert "health.connected_wans names 'Satellite'" in result["msg"]
    assert posted(router) == []


def test_health_of_a_transaction_waits_for_more_than_links(router: Router) -> None:
    router.device.stop_clock(0)
    router.device.set_schedule([{"at": 1, "until": 30, "what": "gpio", "pin": 1, "level": 1}])
    router.device.advance(2)
    change = {"id": 1, "mtu": 1400}
    result = router.wan(change, health={"gpio_levels": [{"pin": "1", "level": "low"}], "running_firmware": "8.5.2"})
    assert result.get("msg") is None
    assert router.device.time.age >= 30
    refused = router.wan({"id": 1, "mtu": 1410}, health={"gpio_levels": [{"pin": "9", "level": "low"}]})
    assert "health.gpio_levels names '9', but the router has 1 (Ignition), 3 (I/O 3), 2 (Lamp)" in refused["msg"]
    assert router.device.running("wan")[1]["physical"]["mtu"] == 1400
