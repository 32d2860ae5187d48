# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sources of the connection options; router answers stay data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet

from .conftest import Controller, Play

WAN = "wanfleet.peplink.peplink_wan_connection"
API = "wanfleet.peplink.peplink_api"
READ: dict[str, Any] = {"name": "Read", API: {"function": "status.wan.connection"}, "register": "read"}


# Delegation must not make anything of this host's the router's.
JUMP = {
    "ansible_connection": "local",
    "ansible_python_interpreter": sys.executable,
    "ansible_host": "192.0.2.1",
    "ansible_user": "nobody",
    "ansible_password": "nothing",
}


def inventory(controller: Controller, hosts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Hosts with these variables and nothing else but the way to the simulator."""
    base = {"peplink_ca_path": str(controller.fleet.ca_path), "peplink_use_proxy": False}
    return {"all": {"hosts": {name: base | variables for name, variables in hosts.items()} | {"jump": JUMP}}}


@pytest.mark.variations
def test_precedence_of_the_connection_options(controller: Controller, front: dict[str, Any]) -> None:
    device = controller.fleet.device("max")
    token = {"peplink_client_id": device.client_id, "peplink_client_secret": device.client_secret}
    right, wrong = {"peplink_port": device.port}, {"peplink_port": 1}
    address = {"ansible_host": "127.0.0.1"}
    login = {"ansible_user": device.username, "ansible_password": "{{ words | join('-') }}", "words": device.password.split("-")}
    defaults = {"module_defaults": {"group/wanfleet.peplink.peplink": {"port": device.port}}}

    # Variables, options of the task, keywords of the play. The environment names a port where nobody listens.
    cases: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
        "variables": (token | address | right, {}, {}),
        "own-host-variable-first": (token | right | {"peplink_host": "127.0.0.1", "ansible_host": "192.0.2.1"}, {}, {}),
        "task-first": (token | address | wrong, {"port": device.port}, {}),
        "defaults-before-variables": (token | address | wrong, {}, defaults),
        "ordinary-login": (address | right | login, {}, {}),
    }
    hosts = {name: variables for name, (variables, *_others) in cases.items()}
    plays = [Play(name, [{**READ, API: READ[API] | task, **front}], keywords) for name, (_variables, task, keywords) in cases.items()]
    run = controller.run(plays, inventory=inventory(controller, hosts), environment={"PEPLINK_PORT": "1", "PEPLINK_HOST": "192.0.2.9"})
    assert run.status == 0, run.output
    assert {run.of(name)["response"]["1"]["name"] for name in cases} == {"WAN"}

    environment = {
        "PEPLINK_HOST": "127.0.0.1",
        "PEPLINK_PORT": str(device.port),
        "PEPLINK_CLIENT_ID": device.client_id,
        "PEPLINK_CLIENT_SECRET": device.client_secret,
    }
    run = controller.run([Play("bare", [{**READ, **front}])], inventory=inventory(controller, {"bare": {}}), environment=environment)
    assert run.status == 0, run.output
    assert run.of("bare")["device"] == {"host": "127.0.0.1", "port": device.port, "firmware": None}
    assert not device.sessions


def test_only_a_host_name_is_used_as_an_address(controller: Controller) -> None:
    device = controller.fleet.device("max")
    run = controller.run([Play("max", [{**READ, "ignore_errors": True}])], inventory=inventory(controller, {"max": {"peplink_port": device.port}}))
    message = run.of("max")["msg"]
    assert "no credentials" in message
    assert f"max:{device.port}" in message


NAMES = ["{{ 7*7 }}", "{% raw %}", "<script>alert(1)</script>", "\u202eevil\u0007", "{{ lookup('pipe', 'touch gotcha') }}"]


@pytest.mark.variations
def test_router_answers_are_data(tmp_path: Path, front: dict[str, Any]) -> None:
    tasks = [
        {"name": "Change", WAN: {"config": [{"id": 1, "mtu": 1400}]}, "register": "changed", **front},
        {"name": "Show", "ansible.builtin.debug": {"msg": "{{ changed.before[0].name }}"}, "register": "shown"},
        {"name": "Fail", WAN: {"config": [{"name": "Nowhere", "mtu": 1400}]}, "register": "failed", "ignore_errors": True, **front},
        {"name": "Show the failure", "ansible.builtin.debug": {"msg": "{{ failed.msg }}"}, "register": "explained"},
    ]
    with Fleet.start([DeviceSpec(name=f"router{number}") for number in range(len(NAMES))]) as fleet:
        for device, name in zip(fleet.devices, NAMES, strict=True):
            device.set_running("wan", 1, {"name": name})
        run = Controller(fleet, tmp_path).run([Play("routers", tasks)], "--diff")
        assert run.status == 0, run.output
        for device, name in zip(fleet.devices, NAMES, strict=True):
            changed, shown, failed, explained = run.results[device.name]
            assert changed["before"][0]["name"] == name
            assert shown["msg"] == name
            assert explained["msg"] == failed["msg"]
            assert "1 (" in failed["msg"]
            assert "1 (49)" not in failed["msg"]
    assert not list(tmp_path.rglob("gotcha"))


def test_variables_named_like_a_lookup_or_an_option_are_harmless(controller: Controller) -> None:
    variables = {"config": "x", "host": "192.0.2.1", "port": 1, "password": "x", "file": "x", "env": "x", "query": "x", "peplink_config": "x"}
    device = controller.fleet.device("max")
    run = controller.run([Play("max", [READ])], inventory=inventory(controller, {"max": controller.variables(device) | variables}))
    assert run.status == 0, run.output


def test_loop_and_until_repeat_the_task(controller: Controller) -> None:
    task = {
        "name": "Try",
        WAN: {"config": [{"id": 1, "mtu": "{{ item }}"}]},
        "loop": [1400, 1300],
        "register": "tried",
        "until": "tried is not failed",
        "retries": 2,
        "delay": 0,
    }
    run = controller.run([Play("max", [task])])
    assert [result["changed"] for result in run.of("max")["results"]] == [True, True]
    assert controller.fleet.device("max").running("wan")[1]["physical"]["mtu"] == 1300
