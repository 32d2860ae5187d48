# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all configuration beside the WANs shares: one pending store, edits of others, control, permission, and switch values."""

from __future__ import annotations

import typing
from typing import Any

import pytest
from peplink_simulator import Control, Fault, Fleet, Unknowns
from peplink_simulator.control import ControlError
from simulator_client import ApiClient, result

APPLY = "cmd.config.apply"
MESH_PROFILE = {"meshId": "field-mesh", "passphrase": "test-field-pass", "frequencyBand": "5 GHz"}
EDITS: list[tuple[str, Any, dict[str, Any], str, dict[str, Any]]] = [  # (resource, id, edit, function, body of a POST)
    ("ssid", 1, {"name": "By hand"}, "config.ssid.profile", {"action": "update", "id": 2, "name": "New"}),
    ("mesh", 1, {"meshId": "by-hand"}, "config.mesh", {"action": "update", "list": [{"id": 2, "meshId": "new"}]}),
    ("connect_protect", 1, {"accessPoint": []}, "config.speedfusionConnectProtect", {"action": "replace", "client": []}),
    ("gpio", 1, {"enable": False}, "config.gpio", {"list": [{"id": 2, "enable": False}]}),
    ("port", "frontPanel/1/lan_1", {"enable": False}, "config.port", {"moduleType": "frontPanel", "moduleId": 1, "portId": "lan_2", "enable": False}),
    ("wan", 1, {"name": "By hand"}, "config.wan.connection", {"action": "update", "list": [{"id": 2, "name": "New"}]}),
]
SWITCHES = [name for name, hint in typing.get_type_hints(Unknowns).items() if typing.get_origin(hint) is typing.Literal]


def state(client: ApiClient) -> tuple[Any, Any]:
    names = [edit[0] for edit in EDITS]
    return [client.device.running(name) for name in names], [client.device.pending(name) for name in names]


@pytest.mark.parametrize(("name", "key", "edit", "function", "body"), EDITS, ids=[edit[0] for edit in EDITS])
def test_edit_of_another_is_applied_with_ours_and_discarded_with_ours(
    connect: Any, name: str, key: Any, edit: dict[str, Any], function: str, body: dict[str, Any]
) -> None:
    client = connect(port_functions="on")
    before = state(client)
    client.device.stage_foreign(name, key, edit)
    assert client.device.has_pending
    assert result(client.post(function, body)) == "ok"
    staged = client.device.pending(name)
    assert {member: staged[key][member] for member in edit} == edit
    assert state(client)[0] == before[0]
    client.post("cmd.config.discard")
    assert state(client) == before
    client.device.stage_foreign(name, key, edit)
    client.post(function, body)
    client.apply()
    assert client.device.running(name) == client.device.pending(name) == staged
    client.device.reset()
    assert state(client) == before


@pytest.mark.parametrize(("name", "key", "edit", "function", "body"), EDITS, ids=[edit[0] for edit in EDITS])
def test_fault_of_a_foreign_edit(connect: Any, name: str, key: Any, edit: dict[str, Any], function: str, body: dict[str, Any]) -> None:
    client = connect(port_functions="on")
    client.device.faults.add(Fault("foreign_edit", function=APPLY, resource=name, item=key, edit=edit))
    assert result(client.post(function, body)) == "ok"
    expected = client.device.pending(name)
    client.apply()
    running = client.device.running(name)
    assert {member: running[key][member] for member in edit} == edit
    assert running == {**expected, key: {**expected[key], **edit}}


def test_fault_of_a_foreign_edit_adds_and_removes_mesh_profiles(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    control.add_fault("max-8.5.2", "foreign_edit", function=APPLY, resource="mesh", item=9, edit=MESH_PROFILE)
    control.add_fault("max-8.5.2", "foreign_edit", function="config.mesh", method="GET", resource="mesh", item=1, edit=None)
    assert client.get("config.mesh")["response"]["order"] == [2]
    client.apply()
    assert list(client.device.running("mesh")) == [2, 9]
    with pytest.raises(ValueError, match="resource 'wlan'"):
        Fault("foreign_edit", resource="wlan")


def test_control_interface_adds_and_removes_mesh_profiles(connect: Any, fleet: Fleet) -> None:
    connect()
    control, name = Control(fleet.control_url or ""), "max-8.5.2"
    control.set_running(name, "mesh", 9, MESH_PROFILE)
    control.stage_foreign(name, "mesh", 1, None)
    assert (list(control.running(name, "mesh")), list(control.pending(name, "mesh"))) == ([1, 2, 9], [2, 9])
    assert control.pending(name, "mesh")[9] == {"enable": True, **MESH_PROFILE, "profileId": []}
    for refused in (
        lambda: control.set_running(name, "ssid", 1, None),
        lambda: control.set_running(name, "mesh", 8, {"meshId": "x"}),
        lambda: control.stage_foreign(name, "mesh", 8, None),
        lambda: control.stage_foreign(name, "gpio", 8, {"enable": True}),
    ):
        with pytest.raises(ControlError):
            refused()


def test_apply_that_breaks_off_counts_items_of_all_resources(connect: Any) -> None:
    client = connect(port_functions="on")
    before = state(client)[0]
    for _name, _key, _edit, function, body in EDITS:
        client.post(function, body)
    client.device.faults.add(Fault("apply_refused", limit=2))
    assert result(client.apply()) == 400
    assert sum(now != then for now, then in zip(state(client)[0], before, strict=True)) == 2
    assert client.device.has_pending
    client.apply()
    assert all(now != then for now, then in zip(state(client)[0], before, strict=True))


@pytest.mark.parametrize(("name", "key", "edit", "function", "body"), EDITS, ids=[edit[0] for edit in EDITS])
def test_slow_activation(connect: Any, name: str, key: Any, edit: dict[str, Any], function: str, body: dict[str, Any]) -> None:
    client = connect(port_functions="on")
    before = client.device.running(name)
    client.device.faults.add(Fault("slow_activation", seconds=30))
    client.post(function, body)
    client.apply()
    assert client.device.running(name) == before
    client.device.advance(31)
    assert client.device.running(name) == client.device.pending(name) != before


@pytest.mark.parametrize(("name", "key", "edit", "function", "body"), EDITS, ids=[edit[0] for edit in EDITS])
def test_read_only_user_may_read_and_not_write(connect: Any, name: str, key: Any, edit: dict[str, Any], function: str, body: dict[str, Any]) -> None:
    client = connect(login=False, port_functions="on", undocumented_get="answer")
    client.login(readonly=True)
    assert result(client.get(function)) == "ok"
    assert result(client.post(function, body)) == 401
    assert not client.device.has_pending
    client = connect(login=False, port_functions="on", undocumented_get="answer", read_only_token_on_config="refuse")
    client.grant(readonly=True)
    assert result(client.get(function)) == 401


@pytest.mark.parametrize("name", SWITCHES)
def test_wrong_value_of_a_switch_fails_at_once(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Unknowns(**{name: "no such value"})
    with pytest.raises(ValueError, match=name):
        setattr(Unknowns(), name, None)
