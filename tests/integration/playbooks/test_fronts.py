# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The same task in process and as an ordinary module: the same result, the same effect on the router."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import FRONTS, Controller

COLLECTION = "wanfleet.peplink"
WAN = f"{COLLECTION}.peplink_wan_connection"

TASKS: dict[str, dict[str, Any]] = {
    "a change": {WAN: {"config": [{"id": 1, "mtu": 1400, "health_check": {"enable": True, "interval": 30}}]}},
    "no change": {WAN: {"config": [{"id": 1, "enable": True}]}},
    "a secret": {WAN: {"config": [{"id": 1, "ddns": {"enable": True, "provider": "noip", "use_wan_ip": True, "username": "ship", "password": "planted-ddns-secret", "hosts": ["ship.example.net"]}}]}},
    "only staged": {WAN: {"config": [{"id": 1, "mtu": 1400}], "apply": False}},
    "check mode": {WAN: {"config": [{"id": 1, "mtu": 1400}]}, "check_mode": True},
    "an unknown WAN": {WAN: {"config": [{"name": "Satellite", "mtu": 1400}]}, "ignore_errors": True},
    "an empty config": {WAN: {"config": []}, "ignore_errors": True},
    "a value refused": {WAN: {"config": [{"id": 1, "mtu": 77}]}, "ignore_errors": True},
    "an unknown option": {WAN: {"config": [{"id": 1, "mtv": 1400}]}, "ignore_errors": True},
    "a wrong choice": {WAN: {"config": [{"id": 1, "speed": "fast"}]}, "ignore_errors": True},
    "a wrong secret": {WAN: {"config": [{"id": 1, "mtu": 1400}], "client_secret": "planted-wrong-secret"}, "ignore_errors": True},
    "applying": {f"{COLLECTION}.peplink_config_apply": {}},
    "discarding": {f"{COLLECTION}.peplink_config_apply": {"state": "discarded"}},
    "reading by name": {f"{COLLECTION}.peplink_api": {"function": "config.wan.connection", "arguments": {"id": [1]}}},
    "calling by name": {f"{COLLECTION}.peplink_api": {"function": "config.wan.connection.priority", "method": "POST", "arguments": {"list": [{"connId": 1, "priority": 2}]}}},
    "calling an unknown function": {f"{COLLECTION}.peplink_api": {"function": "cmd.make.coffee", "method": "POST"}, "ignore_errors": True},
}
# What may differ: how the module was run, and texts that name the front.
INCIDENTAL = {"invocation", "ansible_facts", "_ansible_no_log", "deprecations"}


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_both_fronts_give_the_same(controller: Controller, task: dict[str, Any]) -> None:
    results: dict[str, Any] = {}
    effects: dict[str, Any] = {}
    for name, front in FRONTS.items():
        controller.start_over()
        run = controller.play({"name": "Try", "register": "tried", **task, **front})
        assert run.status == 0, run.output
        results[name] = {host: {key: value for key, value in run.of(host).items() if key not in INCIDENTAL} for host in ("max", "balance")}
        effects[name] = {
            device.name: (device.running("wan"), device.pending("wan"), [(entry.method, entry.function, entry.body) for entry in device.journal if "clientSecret" not in (entry.body or {})])
            for device in controller.fleet.devices
        }
        assert results[name]["max"].get("failed", False) == ("ignore_errors" in task)
    for host in ("max", "balance"):
        assert results["in-process"][host] == results["module"][host]
    assert effects["in-process"] == effects["module"]


def test_the_module_front_shows_what_it_was_called_with(controller: Controller, front: dict[str, Any]) -> None:
    run = controller.play({"name": "Try", WAN: {"config": [{"id": 1, "enable": True}]}, "register": "tried", **front})
    called_with = run.of("max")["invocation"]["module_args"]
    assert called_with["host"] == "127.0.0.1"
    assert called_with["client_secret"] == "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"
    assert called_with["verify_timeout"] == 60


def test_async_runs_as_a_module(controller: Controller) -> None:
    run = controller.play({"name": "Try", WAN: {"config": [{"id": 1, "mtu": 1400}]}, "register": "tried", "async": 30, "poll": 1, "vars": {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}})
    assert run.status == 0, run.output
    assert run.of("max")["changed"]
    assert controller.fleet.device("max").running("wan")[1]["physical"]["mtu"] == 1400
