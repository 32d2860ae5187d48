# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The provision role: layers from the whole inventory, nothing written unless all are valid, and a report in any case."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from .conftest import OFFLINE, FleetController

LAYERS = {
    "peplink_config_10_fleet": {
        "wan_connections": [{"id": 1, "mtu": 1400, "mss": 1300}],
        "ssid_profiles": [{"id": 1, "name": "Crew", "security": {"policy": "wpa2_personal", "key": "{{ vault_ssid_key }}"}}],
        "health": {"min_connected_wans": 1},
    },
    "vault_ssid_key": "planted-ssid-key",
    "unrelated": "{{ nobody_has_this }}",
}


def test_layers_are_merged_written_once_and_reported(fleet_controller: FleetController) -> None:
    fleet_controller.layers = LAYERS
    fleet_controller.of = {
        "router-0": {"peplink_config_90_router": {"wan_connections": [{"id": 1, "mtu": "{{ own_mtu }}", "name": "Yard"}]}, "own_mtu": 1350},
        "router-1": {"peplink_config_90_router": "{{ computed }}", "computed": {"wan_connections": [{"id": 1, "state": "absent"}]}},
        "router-2": OFFLINE,
    }
    for mode, numbers in (("--check", "1 offline, 5 to change"), ("--diff", "1 offline, 5 changed")):
        status, output = fleet_controller.play("provision", mode, "-vvv", provision_report_dir="reports")
        assert status == 4, output  # as Ansible says if a host is unreachable
        assert re.search(r"router-2 .*unreachable=1 +failed=0", output), output
        assert f"/reports/rollout.html: {numbers}" in output, output
        assert "planted-ssid-key" not in output
    assert [fleet_controller.mtu(f"router-{number}") for number in (0, 1, 3)] == [1350, None, 1400]
    for name in ("router-0", "router-1"):
        assert fleet_controller.fleet.device(name).running("ssid")[1]["security"]["wpa2Personal"]["key"] == "planted-ssid-key"
    reports = fleet_controller.home / "reports"
    data = json.loads((reports / "rollout.json").read_text())
    assert {router["name"]: router["status"] for router in data["routers"]}["router-2"] == "offline"
    assert "WAN 1 (WAN) mtu | auto | 1400 | 3: router-3, router-4, router-5 |" in (reports / "rollout.md").read_text()
    assert "planted-ssid-key" not in "".join(path.read_text() for path in reports.iterdir())

    status, output = fleet_controller.play("provision", provision_skip_offline=True)
    assert status == 0, output
    assert "1 offline, 5 unchanged" in output


@pytest.mark.variations
@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"name": "WAN", "mtu": 1400}, "peplink_config_90_router: wan_connections[entry 1] names a WAN by its name"),
        ({"id": 1, "enable": "perhaps"}, "peplink_config_90_router: wan_connections[id 1].enable must be true or false, not text"),
    ],
    ids=["cannot be merged", "bad value"],
)
def test_one_invalid_intent_stops_all_before_anything_is_written(fleet_controller: FleetController, entry: dict[str, Any], expected: str) -> None:
    fleet_controller.layers = LAYERS
    fleet_controller.of = {"router-3": {"peplink_config_90_router": {"wan_connections": [entry]}}}
    status, output = fleet_controller.play("provision")
    assert status != 0
    assert expected in output
    assert "Nothing was written to any router" in output
    assert fleet_controller.written() == set()


def test_routers_in_step_are_read_once_and_get_no_task(fleet_controller: FleetController) -> None:
    """Not even one that waits for their health."""
    fleet_controller.layers = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}]}}
    fleet_controller.of = {"router-0": {"peplink_config_90_router": {"health": {"connected_vpn_peers": ["nobody"]}}}}
    for device in fleet_controller.fleet.devices[:4]:
        device.set_running("wan", 1, {"physical": {"mtu": 1400}})
    for mode, word in (("--check", "to change"), ("--diff", "changed")):
        for device in fleet_controller.fleet.devices:
            device.clear_journal()
        status, output = fleet_controller.play("provision", mode, provision_report_dir="reports")
        assert status == 0, output
        assert f"2 {word}, 4 unchanged" in output
        assert [fleet_controller.exchange(f"router-{number}") for number in range(4)] == [["GET"]] * 4
    # For the plan, and again by their own tasks before they write.
    assert [fleet_controller.exchange(name) for name in ("router-4", "router-5")] == [["GET", "GET", "POST", "GET"]] * 2
    assert fleet_controller.written() == {"router-4", "router-5"}
    configured = output.split("Configure the router]")[1].split("TASK")[0]
    assert sorted(re.findall(r"(\w+): \[router-(\d)\]", configured)) == [("changed", "4"), ("changed", "5")]
    routers = json.loads((fleet_controller.home / "reports" / "rollout.json").read_text())["routers"]
    assert [router["address"] for router in routers] == [f"{device.host}:{device.port}" for device in fleet_controller.fleet.devices]


def test_without_layers_there_is_nothing_to_do(fleet_controller: FleetController) -> None:
    status, output = fleet_controller.play("provision", "--limit", "router-0")
    assert status != 0
    assert "no section is given" in output


def test_records_are_kept_where_the_inventory_says(fleet_controller: FleetController) -> None:
    """By all tasks, those of the planner too: what routers do not show is written once."""
    kept = fleet_controller.home / "kept"
    fleet_controller.layers = {
        "peplink_record_dir": str(kept / "{{ inventory_hostname }}"),
        "peplink_config_10_fleet": {"ssid_profiles": [{"id": 1, "security": {"key": "planted-key-1"}}]},
    }
    status, output = fleet_controller.play("provision")
    assert status == 0, output
    assert {path.name for path in kept.iterdir()} == {device.name for device in fleet_controller.fleet.devices}
    assert not (fleet_controller.home / ".ansible" / "peplink" / "records").exists()
    for device in fleet_controller.fleet.devices:
        device.clear_journal()
    status, output = fleet_controller.play("provision")
    assert status == 0, output
    assert fleet_controller.written() == set()
