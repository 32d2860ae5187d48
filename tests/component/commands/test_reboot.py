# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A reboot is complete when the router was down, is up, accepts a login and is healthy; a missing step is reported."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fault, Fleet

from .conftest import Router, SharedClock, bodies

REBOOT = "peplink_reboot"


def reboots(router: Router) -> list[Any]:
    return bodies(router, "cmd.system.reboot")


@pytest.mark.parametrize("login", [True, False], ids=["login", "client"])
def test_a_reboot_waits_for_down_up_login_and_health(router: Router, login: bool) -> None:
    predicted = router.run(REBOOT, login=login, check=True)
    assert predicted["changed"]
    assert router.device.posts() == []
    result = router.run(REBOOT, login=login, health={"min_connected_wans": 2, "connected_wans": ["WAN", "2"]})
    assert result.get("msg") is None
    assert reboots(router) == [{}]
    assert list(result["duration"]) == ["down", "up", "login", "health", "total"]
    assert result["duration"]["total"] >= sum(list(result["duration"].values())[:4]) - 0.3
    assert result["firmware_before"] == result["firmware_after"] == result["device"]["firmware"]
    assert router.device.sessions == []


def test_the_other_firmware_slot_is_booted(router: Router) -> None:
    before = router.run(REBOOT, check=True)["firmware_before"]
    result = router.run(REBOOT, firmware_id=1)
    assert reboots(router) == [{"firmwareId": 1}]
    assert result["firmware_after"] != before
    assert result["device"]["firmware"] == result["firmware_after"]


def test_an_unbootable_slot_is_refused(tmp_path: Any) -> None:
    with Fleet.start([DeviceSpec("depot", other_bootable=False)]) as fleet:
        router = Router(fleet.device("depot"), fleet, tmp_path)
        for check in (True, False):
            result = router.run(REBOOT, firmware_id=1, check=check)
            assert "firmware slot 1 cannot be started" in result["msg"]
            assert "(not bootable)" in result["msg"]
        assert reboots(router) == []


def test_own_staged_changes_prevent_a_reboot(router: Router) -> None:
    router.wan({"id": 1, "mtu": "1400"}, apply=False)
    refused = router.run(REBOOT, wait=False)
    assert "peplink_config_apply" in refused["msg"]
    assert reboots(router) == []
    assert router.run(REBOOT, wait=False, allow_pending_changes=True)["changed"]
    assert reboots(router) == [{}]


def test_without_wait_the_reboot_is_only_requested(router: Router) -> None:
    result = router.run(REBOOT, wait=False)
    assert result["duration"] == {}
    assert router.sent()[-1] == "POST cmd.system.reboot"


def test_a_router_that_does_not_go_down_fails(router: Router) -> None:
    router.device.unknowns.update({"reboot_polls": 1000})
    result = router.run(REBOOT, down_timeout=20)
    assert result["changed"]
    assert "accepted the reboot, but still answers after 20 s" in result["msg"]
    assert result["duration"] == {}


def test_a_router_that_does_not_come_back_fails(router: Router) -> None:
    router.device.unknowns.update({"reboot_seconds": 3600.0})
    result = router.run(REBOOT, up_timeout=30)
    assert "went down, but did not come back within 30 s" in result["msg"]
    assert "raise up_timeout" in result["msg"]
    assert list(result["duration"]) == ["down"]


@pytest.mark.parametrize("member", ["response", "message"])
def test_a_busy_router_is_waited_for(router_at: Any, member: str) -> None:
    router: Router = router_at(busy_requests=4, busy_member=member)
    result = router.run(REBOOT, health={"min_connected_wans": 1})
    assert result.get("msg") is None
    assert "busy" in {entry.outcome for entry in router.device.journal}
    assert list(result["duration"]) == ["down", "up", "login", "health", "total"]
    assert reboots(router) == [{}]


OTHERWISE = [{"code": None, "member": "response", "message": "timeout"}, {"code": 999}, {"code": 401, "message": "Unauthorized"}]


@pytest.mark.parametrize("failure", OTHERWISE, ids=str)
@pytest.mark.parametrize(("function", "skip"), [("info.firmware", 1), ("info.firmware", 3), ("status.wan.connection", 0), ("status.pepvpn", 0)])
def test_another_answer_is_waited_out(router: Router, failure: dict[str, Any], function: str, skip: int) -> None:
    router.device.faults.add(Fault("fail", function=function, skip=skip, times=3, **failure))
    result = router.run(REBOOT, health={"connected_vpn_peers": ["HQ hub"]})
    assert result.get("msg") is None
    assert result["firmware_after"] == result["firmware_before"]
    assert reboots(router) == [{}]


@pytest.mark.parametrize("failure", OTHERWISE, ids=str)
@pytest.mark.parametrize(
    ("function", "skip", "phase"),
    [
        ("info.firmware", 1, "it accepted the reboot, but still answers after 20 s (the last time, it"),
        ("status.wan.connection", 0, "it rebooted and is back, but accepts no login after 30 s (the last time, it"),
        ("status.pepvpn", 0, "it is back, but 25 s later does not tell whether it is healthy (the last time, it"),
    ],
)
def test_an_answer_that_stays_another_one_is_told_at_the_end(router: Router, failure: dict[str, Any], function: str, skip: int, phase: str) -> None:
    limits: dict[str, Any] = {"down_timeout": 20, "up_timeout": 30, "health_timeout": 25, "health": {"connected_vpn_peers": ["HQ hub"]}}
    if function == "info.firmware":
        router.device.unknowns.update({"reboot_polls": 1000})
    router.device.faults.add(Fault("fail", function=function, skip=skip, times=None, **failure))
    result = router.run(REBOOT, **limits)
    assert phase in result["msg"]
    assert "arguments" not in result["msg"]
    assert result["error"] == "not_in_effect"
    assert reboots(router) == [{}]


def test_a_router_that_stays_busy_fails_after_the_whole_time(router: Router, clock: SharedClock) -> None:
    router.device.unknowns.update({"busy_requests": 100_000})
    begun = clock.now
    result = router.run(REBOOT, up_timeout=30)
    assert "it accepted the reboot and went down, but did not come back within 30 s (the last time, it" in result["msg"]
    assert "timeout" in result["msg"]
    assert clock.now - begun >= 30


def test_an_order_that_a_busy_router_neither_takes_nor_refuses_is_not_repeated(router: Router) -> None:
    router.device.faults.add(Fault("fail", function="cmd.system.reboot", code=None, member="response", message="timeout", processed=True))
    result = router.run(REBOOT)
    assert result.get("msg") is None
    assert reboots(router) == [{}]


def test_an_order_that_is_refused_fails_at_once(router: Router, clock: SharedClock) -> None:
    router.device.faults.add(Fault("fail", function="cmd.system.reboot", code=400, message="bad value"))
    result = router.run(REBOOT)
    assert result["error"] == "rejected"
    assert clock.slept == []


def test_wans_that_stay_down_fail_the_task(router: Router) -> None:
    router.device.set_wan_status(2, message="No SIM", statusLed="red")
    result = router.run(REBOOT, health={"connected_wans": ["Cellular"]}, health_timeout=30)
    assert "is back, but 30 s later WANs are not connected: Cellular" in result["msg"]
    assert list(result["duration"]) == ["down", "up", "login"]


@pytest.mark.parametrize("kind", ["cut_after", "cut_before"])
def test_a_lost_answer_does_not_repeat_the_reboot(router: Router, kind: str) -> None:
    router.device.faults.add(Fault(kind, function="cmd.system.reboot"))
    result = router.run(REBOOT, down_timeout=20)
    assert len(reboots(router)) == 1
    assert ("still answers" in result.get("msg", "")) == (kind == "cut_before")


def test_waiting_reports_its_progress(router: Router, messages: list[str]) -> None:
    router.device.unknowns.update({"reboot_polls": 1000})
    router.run(REBOOT, down_timeout=60)
    assert 3 <= len(messages) <= 6
    assert all("waiting for the router to go down" in text and "of at most 60 s" in text for text in messages)


def test_firmware_without_reboot_is_reported(router_at: Any) -> None:
    router: Router = router_at("balance", "8.1.1")
    result = router.run(REBOOT)
    assert "needs firmware 8.2.0 or later" in result["msg"]
    assert "8.1.1" in result["msg"]


@pytest.mark.parametrize("login", [True, False], ids=["login", "client"])
@pytest.mark.parametrize(
    "unknowns",
    [{"credentials_after_reboot": "tokens_kept"}, {"unauthorised_status": 401}, {"pending_after_reboot": "dropped"}, {"reboot_polls": 0}],
    ids=str,
)
def test_the_module_detects_the_return_whatever_a_reboot_ends(router_at: Any, unknowns: dict[str, Any], login: bool) -> None:
    router: Router = router_at(**unknowns)
    result = router.run(REBOOT, login=login, health={"min_connected_wans": 1})
    assert result.get("msg") is None
    assert reboots(router) == [{}]
