# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Twins of recorded routers, and where they answer otherwise than what was recorded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import Device, Fleet, Unknowns
from peplink_simulator.cli import main
from peplink_simulator.recorded.fidelity import compare
from peplink_simulator.recorded.reading import BadRecording, load
from peplink_simulator.recorded.shape import Shape, differences
from peplink_simulator.recorded.state import twin_of
from peplink_simulator.specification import load as load_specification
from simulator_client import ApiClient

RECORDINGS = Path(__file__).resolve().parents[2] / "recordings"
NAMES = sorted(path.parent.name for path in RECORDINGS.glob("*/recording.json"))
WAN, STATUS, CLIENTS = "config.wan.connection", "status.wan.connection", "status.client"


@pytest.mark.parametrize("name", NAMES)
def test_twins_answer_in_the_shape_of_what_was_recorded(name: str) -> None:
    assert list(map(str, compare(load(RECORDINGS / name), load_specification()))) == []


@pytest.mark.parametrize("name", NAMES)
def test_twins_show_the_recorded_configuration_value_by_value(name: str, checks: Any, strict: Any) -> None:
    recorded = load(RECORDINGS / name / "recording.json")
    with Fleet.start([twin_of(recorded).spec]) as fleet:
        client = ApiClient(fleet.devices[0], fleet.ca_path, checks, strict)
        client.login()
        for function in (WAN, "config.ssid.profile", "config.mesh", "config.speedfusionConnectProtect", "config.port", "info.firmware"):
            # Groups of ports are no configuration of a simulated router.
            assert without_groups(client.get(function).get("response", {})) == without_groups(recorded.response(function)), function
        assert client.post("config.gpio", {"list": [], "reference": True}).get("response", {}).keys() == recorded.response("config.gpio").keys()
        shown, wanted = client.get(STATUS)["response"], recorded.response(STATUS)
        for key in map(str, wanted["order"]):
            for member in ("name", "ip", "gateway", "mask", "dns", "mtu", "type", "statusLed"):
                assert shown[key].get(member) == wanted[key].get(member), (key, member)


def without_groups(response: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in response.items() if name != "linkAggregation"}


def test_a_twin_can_be_configured(checks: Any, strict: Any) -> None:
    with Fleet.start([twin_of(load(RECORDINGS / "simulated-max-8.5.2")).spec]) as fleet:
        client = ApiClient(fleet.devices[0], fleet.ca_path, checks, strict)
        client.login()
        for key, answer in client.get(WAN)["response"].items():
            if key != "order" and not answer["asLan"]:
                assert client.update(int(key), enable=True, physical={"mtu": 1380}, healthcheck={"enable": False})["stat"] == "ok", key
        assert client.apply()["stat"] == "ok"
        assert {wan["physical"]["mtu"] for wan in fleet.devices[0].running("wan").values()} == {1380}


def changed(tmp_path: Path, function: str, change: Any, name: str = "simulated-max-8.5.2") -> Path:
    """A copy of a recording in which the answers of a function are others."""
    data = json.loads((RECORDINGS / name / "recording.json").read_text(encoding="utf-8"))
    for call in data["calls"]:
        if call["function"] == function:
            change(call["answer"])
    (tmp_path / "recording.json").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "personality.yml").write_text((RECORDINGS / name / "personality.yml").read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def put(*path: str, value: Any) -> Any:
    """A change of one member; without a value it is removed."""

    def change(answer: Any) -> None:
        tree = answer
        for step in path[:-1]:
            tree = tree[int(step) if isinstance(tree, list) else step]
        if value is None:
            del tree[path[-1]]
        else:
            tree[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("function", "change", "expected"),
    [
        (STATUS, put("response", "1", "hue", value=3), f"GET {STATUS}.response.1.hue: a recorded member is not simulated: number"),
        (STATUS, put("response", "1", "uptime", value=None), f"GET {STATUS}.response.1.uptime: a simulated member is not recorded: number"),
        (STATUS, put("response", "1", "uptime", value="3 h"), f"GET {STATUS}.response.1.uptime: recorded text, simulated number"),
        (STATUS, put("response", "1", "type", value="pigeon"), f"GET {STATUS}.response.1.type: no list of words has the recorded pigeon"),
        (STATUS, put("response", "order", value=[3, 2, 1]), f"GET {STATUS}.response.order: recorded 3 2 1, simulated 1 2 3"),
        (STATUS, put("response", "order", value=["1", "2", "3"]), f"GET {STATUS}.response.order[]: recorded text, simulated number"),
        (CLIENTS, put("response", "list", "0", "connectionType", value="pigeon"), f"GET {CLIENTS}.response.list[].connectionType: recorded"),
        (STATUS, put("response", "1", "statusLed", value="flash"), f"GET {STATUS}.response.1.statusLed: recorded flash, simulated green"),
        (
            WAN,
            put("response", "1", "connection", "mode", value="Tunnel"),
            f"GET {WAN}.response.1.connection.mode: no list of words has the recorded Tunnel",
        ),
        ("info.time", put("code", value=999), "nothing"),
        ("info.time", put("stat", value="fail"), "GET info.time: recorded failure without a code, simulated ok"),
    ],
)
def test_what_differs_is_named(tmp_path: Path, function: str, change: Any, expected: str) -> None:
    found = [str(difference) for difference in compare(load(changed(tmp_path, function, change)), load_specification())]
    if expected == "nothing":
        assert found == [f"GET {function}.code: a recorded member is not simulated: number"]
    else:
        assert any(text.startswith(expected) for text in found), found


def test_who_asked_does_not_count(tmp_path: Path) -> None:
    path = changed(tmp_path, "no function", None)
    data = json.loads((path / "recording.json").read_text(encoding="utf-8"))
    refusal = {"stat": "fail", "code": 401, "message": "Invalid access token"}
    login = {"method": "POST", "function": "login", "arguments": {"username": "x"}, "status": 200, "answer": {"stat": "ok"}}
    data["calls"] += [login, {"method": "GET", "function": STATUS, "arguments": {}, "status": 200, "answer": refusal}]
    (path / "recording.json").write_text(json.dumps(data), encoding="utf-8")
    assert compare(load(path), load_specification()) == []
    for call in data["calls"]:
        call["answer"] = refusal if call["function"] == STATUS else call["answer"]
    (path / "recording.json").write_text(json.dumps(data), encoding="utf-8")
    assert f"GET {STATUS}: recorded failure 401, simulated ok" in map(str, compare(load(path), load_specification()))


def test_another_personality_shows_as_differences(tmp_path: Path) -> None:
    copy = changed(tmp_path, "no function", None)
    (copy / "personality.yml").write_text("wifi_detail: flat\nport_functions: 'on'\n", encoding="utf-8")
    places = {difference.place for difference in compare(load(copy), load_specification())}
    assert f"GET {STATUS}.response.3.wireless" in places
    assert "GET status.cpu" in places


def test_ids_that_are_not_the_same_count_by_their_entries() -> None:
    recorded, simulated = {"7-1": {"name": "x", "hue": 1}, "order": ["7-1"]}, {"1-1": {"name": "y"}, "1-2": {"name": "z"}, "order": ["1-1", "1-2"]}
    found = differences(Shape().add(recorded, "", ()), Shape().add(simulated, "", ()), "peers")
    assert list(map(str, found)) == ["peers.*.hue: a recorded member is not simulated: number"]


@pytest.mark.parametrize(
    ("text", "personality", "why"),
    [
        ("{", "", "no recording, or cut"),
        ('{"format": 1}', "", "no recording, or cut"),
        ('{"format": 9}', "", "format 9; this version reads format 1"),
        ('{"format": 1, "calls": [], "firmware": "new"}', "", "no firmware version: 'new'"),
        ('{"format": 1, "calls": [], "firmware": "8.5.2"}', "colour: red", "personality.yml: no such unknown: colour"),
        ('{"format": 1, "calls": [], "firmware": "8.5.2"}', "- 1", "personality.yml"),
    ],
)
def test_what_is_no_recording_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, personality: str, why: str) -> None:
    (tmp_path / "recording.json").write_text(text, encoding="utf-8")
    (tmp_path / "personality.yml").write_text(personality, encoding="utf-8")
    with pytest.raises(BadRecording, match=why):
        load(tmp_path)
    assert main(["fidelity", str(tmp_path)]) == 2
    assert why in capsys.readouterr().err


def test_an_empty_recording_gives_a_router_of_its_firmware(tmp_path: Path) -> None:
    (tmp_path / "ferry.json").write_text('{"format": 1, "calls": [], "firmware": "8.3.0 build 5229"}', encoding="utf-8")
    device = Device(twin_of(load(tmp_path / "ferry.json")).spec)
    assert (device.name, device.firmware, device.unknowns) == ("ferry", "8.3.0 build 5229", Unknowns())
    assert device.running("wan")


def test_fidelity_as_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fidelity", str(RECORDINGS / "simulated-max-8.5.2")]) == 0
    assert capsys.readouterr().out == ""
    assert main(["fidelity", str(changed(tmp_path, STATUS, put("response", "1", "hue", value=3)))]) == 1
    assert capsys.readouterr().out == f"GET {STATUS}.response.1.hue: a recorded member is not simulated: number\n"


def test_twins_as_a_program(tmp_path: Path) -> None:
    names = ["simulated-max-8.5.2", "simulated-fusionhub-8.5.2"]
    command = [sys.executable, "-m", "peplink_simulator", "twin", *(str(RECORDINGS / name) for name in names), "--directory", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "simulator")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready: 2 devices\n"
            inventory = yaml.safe_load((tmp_path / "inventory.yml").read_text(encoding="utf-8"))
            assert list(inventory["routers"]["hosts"]) == names
            described = json.loads((tmp_path / "fleet.json").read_text(encoding="utf-8"))["devices"]
            assert [(one["family"], one["firmware"]) for one in described] == [("max", "8.5.2s011 build 5401"), ("fusionhub", "8.5.2s011 build 5401")]
        finally:
            process.terminate()
        assert process.wait(15) == 0


def test_two_twins_of_one_name_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = str(RECORDINGS / "simulated-max-8.5.2")
    assert main(["twin", same, same, "--directory", str(tmp_path)]) == 2
    assert "two recordings have the same name" in capsys.readouterr().err
