# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The task that gathers the facts of many routers at once: each as a task of its own would, and none at the cost of the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fault, Fleet

from ..playbooks.conftest import Play
from .conftest import OFFLINE, FleetController

FACTS = "wanfleet.peplink.peplink_fleet_facts"
GATHER: dict[str, Any] = {"name": "Gather", FACTS: {"gather_subset": ["firmware", "wan", "cellular", "location"]}, "register": "fleet", "run_once": True}
OWN: dict[str, Any] = {
    "name": "Gather alone",
    "wanfleet.peplink.peplink_facts": GATHER[FACTS],
    "ignore_errors": True,
    "ignore_unreachable": True,
    "register": "own",
}
SECRETS = ("planted-wrong-secret", "test-apn-")  # the latter is how the passwords of APNs begin

# What the inventory says of each router, and what its status must be.
ROUTERS: dict[str, tuple[dict[str, Any], str]] = {
    "whole": ({}, "read"),
    "hub": ({}, "read"),
    "misspelt": ({"figures_max_unreachabel": 1}, "read"),
    "wrong-port": ({"peplink_port": "none"}, "invalid"),
    "undefined": ({"peplink_port": "{{ nowhere }}"}, "invalid"),
    "offline": (OFFLINE, "unreachable"),
    "locked": ({"peplink_client_secret": "planted-wrong-secret"}, "failed"),
    "grudging": ({}, "read"),
    "babbling": ({}, "failed"),
    "hanging": ({}, "failed"),
}
Gathered = tuple[FleetController, dict[str, Any], dict[str, Any], str]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gathered]:
    """The controller, the result of the task, that of a task of its own on each router, and the output."""
    specs = [DeviceSpec(name=name, family="fusionhub" if name == "hub" else "max") for name in ROUTERS]
    with Fleet.start(specs) as fleet:
        fleet.device("grudging").faults.add(Fault("fail", function="info.location", times=None, code=500, message="Internal Error"))
        fleet.device("babbling").faults.add(Fault("html", function="status.wan.connection", times=None))
        fleet.device("hanging").faults.add(Fault("hold", function="status.wan.connection", times=None))
        for device in fleet.devices:
            device.stop_clock(3600)
        controller = FleetController(fleet, tmp_path_factory.mktemp("facts"), of={name: own for name, (own, _status) in ROUTERS.items()})
        task = GATHER | {FACTS: GATHER[FACTS] | {"router_timeout": 3}}
        defaults = [{"wanfleet.peplink.peplink_facts": {"secrets": "include"}}]
        run = controller.run([Play("routers", [task], {"module_defaults": defaults})], "-vvv")
        assert run.status == 0, run.output
        found = run.of("whole")
        fleet.device("hanging").faults.clear()
        fleet.device("hanging").release()
        own = controller.run([Play("routers:!hanging", [OWN])])
        yield controller, found, {name: results[0] for name, results in own.results.items()}, run.output
        assert fleet.internal_errors == []


def test_every_router_has_facts_or_an_error(gathered: Gathered) -> None:
    _controller, fleet, _own, _output = gathered
    assert {name: reading["status"] for name, reading in fleet["routers"].items()} == {name: status for name, (_own, status) in ROUTERS.items()}
    assert fleet["status"] == {"read": 4, "unreachable": 1, "failed": 3, "invalid": 2}
    for reading in fleet["routers"].values():
        assert ("facts" in reading) is (reading["status"] == "read")
        assert ("msg" in reading) is (reading["status"] != "read")


@pytest.mark.parametrize("name", ["whole", "hub", "grudging", "babbling", "offline", "locked"])
def test_a_reading_is_that_of_a_task_of_its_own(gathered: Gathered, name: str) -> None:
    _controller, fleet, own, _output = gathered
    reading, result = fleet["routers"][name], own[name]
    assert reading.get("facts") == result.get("ansible_facts", {}).get("ansible_peplink")
    assert reading.get("msg") == result.get("msg")
    assert reading.get("error") == result.get("error")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wrong-port", "port"),
        ("undefined", "nowhere"),
        ("locked", "Check client_id and client_secret"),
        ("hanging", "hanging: reading it took longer than 3 s"),
    ],
)
def test_what_stops_a_router_says_why(gathered: Gathered, name: str, text: str) -> None:
    assert text in gathered[1]["routers"][name]["msg"]


def test_what_is_left_out_causes_one_warning(gathered: Gathered) -> None:
    _controller, fleet, _own, _output = gathered
    assert fleet["routers"]["hub"]["facts"]["unsupported"] == ["location"]
    assert [text for text in fleet["warnings"] if text.startswith("offline: ")] == [f"offline: {fleet['routers']['offline']['msg'].partition(': ')[2]}"]
    assert [text for text in fleet["warnings"] if text.startswith("grudging: location is omitted")]
    assert [text for text in fleet["warnings"] if "Did you mean figures_max_unreachable?" in text]


def test_nothing_is_written_and_no_secret_is_shown(gathered: Gathered) -> None:
    controller, fleet, _own, output = gathered
    assert controller.written() == set()
    seen = json.dumps(fleet) + output
    assert [secret for secret in SECRETS if secret in seen] == []
    assert [device.client_secret for device in controller.fleet.devices if device.client_secret and device.client_secret in seen] == []


def test_only_the_routers_that_are_named_are_asked(fleet_controller: FleetController) -> None:
    run = fleet_controller.run([Play("routers", [GATHER | {FACTS: {"routers": ["router-2", "nobody"]}}])])
    readings = run.of("router-0")["routers"]
    assert {name: reading["status"] for name, reading in readings.items()} == {"router-2": "read", "nobody": "invalid"}
    assert list(readings["router-2"]["facts"]) == ["firmware", "unsupported"]
    assert readings["nobody"]["msg"] == "nobody: the inventory has no host of this name."
    assert fleet_controller.asked() == {"router-2"}


def test_routers_under_a_false_condition_are_left_out(fleet_controller: FleetController) -> None:
    run = fleet_controller.run([Play("routers", [GATHER | {"when": "inventory_hostname != 'router-3'"}])])
    found = run.of("router-0")
    assert (found["left_out"], len(found["routers"])) == (["router-3"], 5)
    assert "router-3" not in fleet_controller.asked()


@pytest.mark.variations
@pytest.mark.parametrize(
    ("task", "problem"),
    [
        ({"run_once": False}, "peplink_fleet_facts looks at all routers at once: give its task run_once: true"),
        ({FACTS: {"gather_subset": ["wan", "wann"]}}, "peplink_fleet_facts: there is no subset wann. Choose from all, min, firmware, wan,"),
        ({FACTS: {"processes": 0}}, "peplink_fleet_facts: processes must be at least 1."),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(fleet_controller: FleetController, task: dict[str, Any], problem: str) -> None:
    run = fleet_controller.run([Play("routers", [GATHER | task])])
    assert run.status != 0
    assert problem in run.output
    assert fleet_controller.asked() == set()
