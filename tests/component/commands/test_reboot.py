# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A reboot is complete when the router was down, is up, accepts a login and is healthy; a missing step is reported."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fault, Fleet

from .conftest import Router, bodies

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
    assert "went down but did not come back within 30 s" in result["msg"]
    assert "raise up_timeout" in result["msg"]
    assert list(result["duration"]) == ["down"]


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
