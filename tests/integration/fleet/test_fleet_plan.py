# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The task that compares many routers at once: each as a task of its own would, and none at the cost of the others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import DeviceSpec, Fault, Fleet

from ..playbooks.conftest import Play
from .conftest import OFFLINE, FleetController

PLAN: dict[str, Any] = {"name": "Plan", "wanfleet.peplink.peplink_fleet_plan": {}, "register": "plan", "run_once": True}
COMPARE: dict[str, Any] = {
    "name": "Compare",
    "wanfleet.peplink.peplink_config": {"layers": "{{ query('ansible.builtin.varnames', '^peplink_config_') }}", "unsupported": "skip"},
    "check_mode": True,
    "ignore_errors": True,
    "ignore_unreachable": True,
    "register": "compared",
}
SECRETS = ("planted-key-1", "planted-wrong-secret", "planted-value")
LAYERS = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}]}}
SSID = {"ssid_profiles": [{"id": 1, "security": {"policy": "wpa2_personal", "key": "planted-key-1"}}]}
DELETION = {"mesh_profiles": [], "states": {"mesh_profiles": "overridden"}}

# What the inventory says of each router beside the layers of all, and what its status must be.
ROUTERS: dict[str, tuple[dict[str, Any], str]] = {
    "same": ({}, "in_step"),
    "other": ({"peplink_config_50_own": SSID}, "drifted"),
    "guarded": ({"peplink_config_50_own": DELETION}, "refused"),
    "misfit": ({"peplink_config_50_own": {"wan_connections": [{"id": 77, "mtu": 1400}]}}, "refused"),
    "misspelt": ({"peplink_config_50_own": {"wan_connections": [{"id": 1, "mtuu": 1400}]}}, "invalid"),
    "mistyped": ({"peplink_config_50_own": {"wan_connections": [{"id": 1, "mtu": "planted-value"}]}}, "invalid"),
    "undefined": ({"peplink_config_50_own": {"wan_connections": [{"id": 1, "mtu": "{{ nowhere }}"}]}}, "invalid"),
    "wrong-port": ({"peplink_port": "none"}, "refused"),
    "wrong-host": ({"peplink_host": "https://192.0.2.1:8443"}, "refused"),
    "offline": (OFFLINE, "unreachable"),
    "locked": ({"peplink_client_secret": "planted-wrong-secret"}, "failed"),
    "babbling": ({}, "failed"),
    "hanging": ({}, "failed"),
}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FleetController, dict[str, Any], dict[str, Any], str]]:
    """The controller, the plan, the result of a task of its own on each router, and the output."""
    with Fleet.start([DeviceSpec(name=name) for name in ROUTERS]) as fleet:
        for device in fleet.devices:
            device.set_running("wan", 1, {"physical": {"mtu": 1400}})
        fleet.device("babbling").faults.add(Fault("html", function="config.wan.connection", times=None))
        fleet.device("hanging").faults.add(Fault("hold", function="config.wan.connection", times=None))
        controller = FleetController(fleet, tmp_path_factory.mktemp("plan"), layers=LAYERS, of={name: own for name, (own, _status) in ROUTERS.items()})
        plan = PLAN | {"wanfleet.peplink.peplink_fleet_plan": {"router_timeout": 3}}
        run = controller.run([Play("routers", [plan])], "-vvv", "--diff")
        assert run.status == 0, run.output
        found = run.of("same")
        fleet.device("hanging").faults.clear()
        fleet.device("hanging").release()
        own = controller.run([Play("routers:!hanging", [COMPARE])])
        yield controller, found, {name: results[0] for name, results in own.results.items()}, run.output
        assert fleet.internal_errors == []


def test_every_router_has_its_status(planned: tuple[FleetController, dict[str, Any], dict[str, Any], str]) -> None:
    _controller, plan, _own, output = planned
    assert {name: verdict["status"] for name, verdict in plan["routers"].items()} == {name: status for name, (_own, status) in ROUTERS.items()}
    assert plan["status"] == {"drifted": 1, "refused": 4, "invalid": 3, "failed": 3, "unreachable": 1, "unsupported": 0, "unknown": 0, "in_step": 1}
    assert "[other] layers: peplink_config_10_fleet, peplink_config_50_own" in output


@pytest.mark.parametrize("name", ["same", "other", "guarded", "misfit", "wrong-host", "offline", "locked", "babbling"])
def test_a_verdict_is_that_of_a_task_of_its_own(planned: tuple[FleetController, dict[str, Any], dict[str, Any], str], name: str) -> None:
    _controller, plan, own, _output = planned
    verdict, result = plan["routers"][name], own[name]
    for member in ("comparison", "msg", "error"):
        assert verdict.get(member) == (result.get(member) or None), member
    assert verdict["changed"] == result["changed"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("guarded", "allow_delete"),
        ("misspelt", "misspelt: peplink_config_50_own: there is no wan_connections[id 1].mtuu; did you mean mtu?"),
        ("mistyped", "mtu"),
        ("undefined", "nowhere"),
        ("wrong-port", "wrong-port: peplink_port must be a whole number, not text"),
        ("wrong-host", "a scheme does not belong there"),
        ("hanging", "hanging: comparing it took longer than 3 s"),
    ],
)
def test_what_stops_a_router_says_why(planned: tuple[FleetController, dict[str, Any], dict[str, Any], str], name: str, text: str) -> None:
    assert text in planned[1]["routers"][name]["msg"]


def test_nothing_is_written_and_no_secret_is_shown(planned: tuple[FleetController, dict[str, Any], dict[str, Any], str]) -> None:
    controller, plan, _own, output = planned
    for device in controller.fleet.devices:
        assert device.posts() == []
        assert not device.has_pending
    seen = json.dumps(plan) + output
    assert [secret for secret in SECRETS if secret in seen] == []
    assert [device.client_secret for device in controller.fleet.devices if device.client_secret and device.client_secret in seen] == []


def test_each_router_has_the_variables_that_its_own_task_would_have(fleet_controller: FleetController) -> None:
    """Its address from a template, credentials from module_defaults by a template, the user from the environment, options from a variable."""
    controller = fleet_controller
    for device in controller.fleet.devices:
        controller.of[device.name] = {"own_port": device.port, "peplink_port": "{{ own_port }}", "own_id": device.client_id, "own_mtu": 1300}
    controller.of["router-1"]["own_mtu"] = "auto"
    controller.drop = {"peplink_client_id", "peplink_ca_path"}
    (controller.home / "secret.txt").write_text("open sesame")
    controller.layers = {
        "peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": "{{ own_mtu }}"}]},
        "wanted_options": {"layers": ["peplink_config_10_fleet"], "verify": False},
    }
    defaults = [{"group/wanfleet.peplink.peplink": {"client_id": "{{ own_id }}"}}]
    plan = PLAN | {"wanfleet.peplink.peplink_fleet_plan": {"options_variable": "wanted_options", "processes": 3}}
    environment = {"PEPLINK_CA_PATH": str(controller.fleet.ca_path)}
    run = controller.run([Play("routers", [plan], {"module_defaults": defaults})], environment=environment)
    assert run.status == 0, run.output
    verdicts = run.of("router-0")["routers"]
    assert {name: verdict["status"] for name, verdict in verdicts.items()} == dict.fromkeys(verdicts, "drifted") | {"router-1": "in_step"}
    assert verdicts["router-3"]["device"]["port"] == controller.fleet.device("router-3").port


def test_only_the_routers_that_are_named_are_asked(fleet_controller: FleetController) -> None:
    plan = PLAN | {"wanfleet.peplink.peplink_fleet_plan": {"routers": ["router-2", "nobody"]}}
    fleet_controller.layers = LAYERS
    run = fleet_controller.run([Play("routers", [plan])])
    verdicts = run.of("router-0")["routers"]
    assert {name: verdict["status"] for name, verdict in verdicts.items()} == {"router-2": "drifted", "nobody": "invalid"}
    assert verdicts["nobody"]["msg"] == "nobody: the inventory has no host of this name."
    assert fleet_controller.asked() == {"router-2"}


@pytest.mark.variations
@pytest.mark.parametrize(
    ("task", "problem"),
    [
        ({"run_once": False}, "give its task run_once: true"),
        ({"wanfleet.peplink.peplink_fleet_plan": {"concurrency": 0, "router_timeout": -1}}, "concurrency, router_timeout must be at least 1"),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(fleet_controller: FleetController, task: dict[str, Any], problem: str) -> None:
    run = fleet_controller.run([Play("routers", [PLAN | task])])
    assert run.status != 0
    assert problem in run.output
    assert fleet_controller.asked() == set()


@pytest.fixture
def waiting(fleet_controller: FleetController) -> Iterator[tuple[FleetController, subprocess.Popen[str]]]:
    """A plan that waits for one router."""
    controller = fleet_controller
    controller.layers = LAYERS
    controller.fleet.device("router-4").faults.add(Fault("hold", function="config.wan.connection", times=None))
    (controller.home / "inventory.yml").write_text(yaml.safe_dump(controller.inventory()))
    (controller.home / "plan.yml").write_text(yaml.safe_dump([{"name": "Test", "hosts": "routers", "gather_facts": False, "tasks": [PLAN]}]))
    command = ["ansible-playbook", "-i", "inventory.yml", "plan.yml"]
    with subprocess.Popen(
        command,
        env=controller.environment() | {"PYTHONUNBUFFERED": "1"},
        cwd=controller.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as running:
        yield controller, running


def test_says_how_far_it_is(waiting: tuple[FleetController, subprocess.Popen[str]]) -> None:
    controller, running = waiting
    assert running.stdout is not None
    lines = iter(running.stdout.readline, "")
    assert next((line for line in lines if "compared" in line), None) == "compared 5 of 6 routers\n"
    controller.fleet.device("router-4").faults.clear()
    controller.fleet.device("router-4").release()
    assert running.wait(60) == 0


@pytest.mark.variations
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_ends_at_once_and_leaves_no_process_behind(waiting: tuple[FleetController, subprocess.Popen[str]], end: signal.Signals) -> None:
    controller, running = waiting
    held = controller.fleet.device("router-4")
    held.wait_for("config.wan.connection", method="GET", timeout=60)
    if end == signal.SIGINT:
        os.killpg(running.pid, end)  # as a terminal does
    else:
        running.terminate()
    assert running.wait(60) != 0
    held.wait_for("config.wan.connection", method="GET", outcome="abandoned", timeout=20)
    # Who asked is gone; Ansible's worker, which waited for it, ends next.
    deadline = time.monotonic() + 20
    while (left := processes_in(controller.home)) and time.monotonic() < deadline:
        os.sched_yield()
    assert left == []


def processes_in(directory: Path) -> list[int]:
    """The processes that work in a directory."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").resolve() == directory:
                found.append(int(entry.name))
        except OSError:
            continue
    return found
