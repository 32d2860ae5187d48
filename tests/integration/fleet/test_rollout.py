# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rollout: canaries first, then batches; it stops after a failure and resumes with the remaining routers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from peplink_simulator import Fault

from .conftest import NAMES, OFFLINE, FleetController

LAYERS = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}], "health": {"min_connected_wans": 1}}}
BATCHES = {"rollout_serial": [1, 3], "provision_verify_timeout": 1, "provision_revert_on_failure": True}


@pytest.fixture
def controller(fleet_controller: FleetController) -> FleetController:
    fleet_controller.layers = LAYERS
    fleet_controller.groups = {"canary": ["router-4", "router-5"]}
    return fleet_controller


def sick(controller: FleetController, *names: str) -> None:
    """Require of these routers a VPN peer that never connects."""
    for name in names:
        controller.of[name] = {"peplink_config_90_router": {"health": {"connected_vpn_peers": ["nobody"]}}}


def changed(controller: FleetController) -> set[str]:
    return {device.name for device in controller.fleet.devices if controller.mtu(device.name) == 1400}


def left_over(controller: FleetController) -> list[str]:
    return (controller.home / "rollout" / "resume.txt").read_text().split()


def report(controller: FleetController) -> str:
    return (controller.home / "rollout" / "rollout.md").read_text()


@pytest.mark.thorough
def test_the_first_failed_canary_stops_the_rollout(controller: FleetController) -> None:
    sick(controller, "router-4")
    status, output = controller.play("rollout", **BATCHES)
    assert status != 0
    assert controller.written() == {"router-4"}
    assert changed(controller) == set(), output
    assert "1 failed, 5 not begun" in report(controller)
    assert "Stopped because the canary router-4 failed." in report(controller)
    assert "### Changed" not in report(controller)
    assert left_over(controller) == [f"router-{number}" for number in range(6)]

    # The run that resumes tests the change on the canary again, before it touches any other router.
    for device in controller.fleet.devices:
        device.clear_journal()
    status, output = controller.play("rollout", "--limit", f"@{controller.home}/rollout/resume.txt", **BATCHES)
    assert status != 0
    assert controller.written() == {"router-4"}, output


@pytest.mark.thorough
def test_a_batch_with_too_many_failures_stops_the_rollout(controller: FleetController) -> None:
    sick(controller, "router-0", "router-1")
    options = BATCHES | {"rollout_canary": "router-5", "rollout_serial": [3, 2]}
    status, _output = controller.play("rollout", **options, rollout_max_fail_percentage=50)
    assert status != 0
    assert changed(controller) == {"router-5", "router-2"}
    assert "2 failed, 2 not begun, 2 changed" in report(controller)
    assert "Stopped because 2 of 3 routers of batch 2 failed, more than 50%." in report(controller)

    status, _output = controller.play("rollout", **options, rollout_max_fail_percentage=70)
    assert status != 0
    assert changed(controller) == {"router-2", "router-3", "router-4", "router-5"}
    assert "2 failed, 2 changed, 2 unchanged" in report(controller)


def test_only_routers_that_differ_are_asked_more_than_once(controller: FleetController) -> None:
    """A canary that is in step is enough to go on."""
    for name in ("router-1", "router-2", "router-3", "router-4", "router-5"):
        controller.fleet.device(name).set_running("wan", 1, {"physical": {"mtu": 1400}})
    sick(controller, "router-2")
    status, output = controller.play("rollout", **BATCHES)
    assert status == 0, output
    assert "1 changed, 5 unchanged" in report(controller)
    assert {name for name in NAMES if controller.exchange(name) != ["GET"]} == {"router-0"}
    assert controller.written() == {"router-0"}


def test_offline_routers_are_skipped_and_resumed_by_the_next_run(controller: FleetController) -> None:
    controller.of = {"router-2": OFFLINE, "router-4": OFFLINE}
    status, output = controller.play("rollout", "--limit", "router-0,router-2,router-4,router-5", **BATCHES)
    assert status == 0, output
    assert changed(controller) == {"router-0", "router-5"}
    assert "2 offline, 2 changed" in report(controller)
    assert left_over(controller) == ["router-2", "router-4", "router-5"]

    controller.of = {"router-4": OFFLINE}
    status, output = controller.play("rollout", "--limit", "router-0,router-2,router-5", **BATCHES, rollout_hosts="router-0")
    assert status == 0, output
    assert changed(controller) == {"router-0", "router-2", "router-5"}
    assert left_over(controller) == ["router-4"]

    controller.of = {}
    status, output = controller.play("rollout", "--limit", f"@{controller.home}/rollout/resume.txt", **BATCHES)
    assert status == 0, output
    assert "1 changed" in report(controller)
    assert left_over(controller) == []


@pytest.mark.thorough
def test_at_least_one_successful_canary_is_required(controller: FleetController) -> None:
    controller.of = {"router-4": OFFLINE, "router-5": OFFLINE}
    status, output = controller.play("rollout", **BATCHES)
    assert status != 0
    assert "All canaries are offline" in output
    assert controller.written() == set()


@pytest.mark.thorough
def test_a_router_that_disconnects_itself_counts_as_failed(controller: FleetController) -> None:
    controller.fleet.device("router-4").faults.add(Fault("link_loss", wan=1, seconds=None))
    status, _output = controller.play("rollout", **BATCHES)
    assert status != 0
    assert "1 failed, 5 not begun" in report(controller)
    assert "router-4" in left_over(controller)


@pytest.mark.thorough
def test_the_check_after_the_soak_time_counts(controller: FleetController) -> None:
    # The plan, the task that configures, and its look afterwards read them before.
    controller.fleet.device("router-1").faults.add(Fault("fail", function="config.wan.connection", method="GET", skip=3, times=None))
    options = BATCHES | {"rollout_serial": [2], "rollout_soak": 1, "rollout_canary": "none"}
    status, output = controller.play("rollout", "--limit", "router-0,router-1", **options)
    assert status != 0
    assert "1 failed, 1 changed" in report(controller), output
    assert "At the second look" in report(controller)


@pytest.mark.variations
@pytest.mark.parametrize("case", ["misspelt", "no group", "left out by the limit"])
def test_a_rollout_without_a_canary_does_not_begin_unless_asked_for(controller: FleetController, case: str) -> None:
    options: dict[str, Any] = BATCHES | ({"rollout_canary": "cannary"} if case == "misspelt" else {})
    arguments = ["--limit", "router-0,router-1"] if case == "left out by the limit" else []
    controller.groups = {} if case == "no group" else controller.groups
    status, output = controller.play("rollout", *arguments, **options)
    assert status != 0
    assert "matches the canary pattern" in " ".join(output.split()), output
    assert controller.asked() == set()


@pytest.mark.thorough
def test_a_rollout_without_a_canary_on_request(controller: FleetController) -> None:
    names = ["router-0", "router-1", "router-2", "router-4"]
    status, output = controller.play("rollout", "--limit", ",".join(names), rollout_serial=[1], rollout_canary="none")
    assert status == 0, output
    assert changed(controller) == set(names)
    assert "Could not match" not in output
    # The batches are numbered as they begin, whatever order a set has in this run.
    found = json.loads((controller.home / "rollout" / "rollout.json").read_text())["routers"]
    assert {router["name"]: router["batch"] for router in found} == dict(zip(names, range(1, 5), strict=True))
