# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What people see of options that cannot be, of secrets that are mistyped, and of warnings, in both fronts."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Controller, Play

WAN = "wanfleet.peplink.peplink_wan_connection"
CLIENTS = "wanfleet.peplink.peplink_client_info"

BAD: dict[str, tuple[dict[str, Any], str]] = {
    "type": ({"config": [{"id": 1, "health_check": True}]}, "config[id 1].health_check must be a mapping, not a truth value"),
    "sub-option": ({"config": [{"id": 1, "mtuu": 1400}]}, "there is no option config[id 1].mtuu; did you mean mtu?"),
    "option": ({"config": [{"id": 1}], "aply": False}, "there is no option aply; did you mean apply?"),
    "secret": ({"config": [{"id": 1, "psk": "planted-psk"}], "passwd": "planted-passwd"}, "there is no option config[id 1].psk"),
    "number": (
        {"config": [{"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "sim_pin": 34}]}}]},
        "config[id 2].cellular.sims[id 1].sim_pin must be text in quotes, not a number",
    ),
    "host": ({"config": [{"id": 1}], "host": "192.0.2.1:8443"}, "a port does not belong there"),
    "choice": ({"config": [{"id": 1, "speed": "fast"}]}, "config[id 1].speed must be one of: auto, "),
    "missing": ({}, "config must be given"),
    "timeout": ({"config": [{"id": 1}], "timeout": 0}, "timeout is 0, but must be from 1 to 3600"),
}


@pytest.mark.variations
def test_options_that_cannot_be(controller: Controller, front: dict[str, Any]) -> None:
    host = controller.fleet.devices[0].name
    tasks = [{WAN: task, "register": f"r{number}", "ignore_errors": True, **front} for number, (task, _text) in enumerate(BAD.values())]
    run = controller.run([Play(host, tasks)], "-vvvv")
    for _task, text in BAD.values():
        assert text in run.output
    assert "planted" not in run.output
    assert "Traceback" not in run.output


@pytest.mark.variations
def test_a_null_host_is_that_of_the_inventory_and_an_empty_variable_none(controller: Controller, front: dict[str, Any]) -> None:
    host = controller.fleet.devices[0].name
    run = controller.run([Play(host, [{CLIENTS: {"host": None, "limit": 3}, **front}])], environment={"PEPLINK_TIMEOUT": "", "PEPLINK_CA_PATH": ""})
    assert run.status == 0, run.output


@pytest.mark.variations
def test_warnings_name_the_router(controller: Controller, front: dict[str, Any]) -> None:
    device = controller.fleet.devices[0]
    run = controller.run([Play(device.name, [{CLIENTS: {"limit": 3}, **front}])])
    # Elsewhere a module does not know the name in the inventory.
    name = device.host if front else device.name
    assert f"[WARNING]: {name}: clients: there may be more than these 3" in " ".join(run.output.split())


@pytest.mark.variations
def test_differences_are_yaml_and_name_the_router(controller: Controller, front: dict[str, Any]) -> None:
    name = controller.fleet.devices[0].name
    run = controller.run([Play(name, [{WAN: {"config": [{"id": 1, "mtu": 1400}]}, "check_mode": True, **front}])], "--diff")
    for line in (f"--- before: {name}", f"+++ after: {name}", " WAN 1 (WAN):", "-  mtu: auto", "+  mtu: 1400"):
        assert line in run.output.splitlines(), run.output
