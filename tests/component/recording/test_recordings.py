# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The recordings of tests/recordings, replayed through the modules that read, and through peplink_config."""

from __future__ import annotations

import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from recordings import making
from recordings.replay import BY_WAN, EVERYWHERE, findings, main, run

from ansible_collections.wanfleet.peplink.plugins.module_utils._recording.recording import Recording, read

PATHS = sorted(making.HERE.glob("*/recording.json"))
MODULES = Path(__file__).resolve().parents[3] / "plugins" / "modules"
# Not of one router, or of the session only.
NOT_REPLAYED = {"peplink_api_client_info"}


def recording(name: str = "simulated-max-8.5.2") -> Recording:
    return read((making.HERE / name / "recording.json").read_text(encoding="utf-8"))


def doctored(function: str, *path: str, value: Any, name: str = "simulated-max-8.5.2") -> Recording:
    """A recording in which one member of the answers of a function is another one."""
    found = recording(name)
    calls = []
    for call in found.calls:
        answer = copy.deepcopy(call.answer)
        if call.function == function:
            tree = answer["response"]
            for step in path[:-1]:
                tree = tree[int(step) if isinstance(tree, list) else step]
            tree[path[-1]] = value
        calls.append(dataclasses.replace(call, answer=answer))
    return dataclasses.replace(found, calls=tuple(calls))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.name)
def test_nothing_is_unknown_in_a_recording(path: Path) -> None:
    assert [str(finding) for finding in findings(read(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.name)
def test_what_was_read_is_read_from_a_recording(path: Path) -> None:
    found = read(path.read_text(encoding="utf-8"))
    status = next(call.answer["response"] for call in found.calls if call.function == "status.wan.connection")
    shown = run(found, "peplink_wan_info", include=["cellular", "allowance"])
    assert [(wan["id"], wan["name"]) for wan in shown["wan"]] == [(key, status[str(key)]["name"]) for key in status["order"]]
    assert found.firmware in [slot["version"] for slot in run(found, "peplink_firmware_info")["firmware"]]
    config = run(found, "peplink_config_info")["config"]
    assert len(config["wan_connections"]) == len(status["order"])
    assert run(found, "peplink_config", check=True, **config)["changed"] is False


def test_a_change_of_what_was_read_is_seen() -> None:
    config = run(recording(), "peplink_config_info")["config"]
    config["wan_connections"][0]["mtu"] = 1399
    result = run(recording(), "peplink_config", check=True, **config)
    assert (result.get("msg"), result["changed"]) == (None, True)


def test_every_module_that_reads_is_replayed() -> None:
    reading = {path.stem for path in MODULES.glob("*_info.py")} | {"peplink_facts"}
    assert reading - NOT_REPLAYED == {*EVERYWHERE, *BY_WAN}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parent.name)
def test_a_recording_of_the_simulator_says_so(path: Path) -> None:
    assert read(path.read_text(encoding="utf-8")).source == ("simulator" if path.parent.name.startswith("simulated-") else "router")


def test_the_tool_writes_the_recordings_as_they_are(tmp_path: Path) -> None:
    making.main(tmp_path)
    for name in ("recording.json", "personality.yml"):
        for spec in making.SPECS:
            assert (tmp_path / spec.name / name).read_text(encoding="utf-8") == (making.HERE / spec.name / name).read_text(encoding="utf-8"), spec.name


@pytest.mark.parametrize(
    ("function", "path", "value", "where", "what"),
    [
        ("status.wan.connection", ("1", "statusLed"), "violet", "GET status.wan.connection", "'violet' is not one of"),
        ("status.wan.connection", ("1", "hue"), 7, "GET status.wan.connection", "'hue' was unexpected"),
        ("status.wan.connection", ("1", "uptime"), "long", "peplink_wan_info", "ignored status.1.uptime: the router has a text there"),
        ("status.client", ("list", "0", "connectionType"), "pigeon", "GET status.client", "'pigeon' is not one of"),
        ("config.wan.connection", ("1", "connection", "method"), "pigeon", "GET config.wan.connection", "'pigeon'"),
        ("config.ssid.profile", ("1", "enable"), "maybe", "GET config.ssid.profile", "'maybe' is not of type 'boolean'"),
        ("status.lan.profile", ("order",), "none", "GET status.lan.profile", "'none' is not of type 'array'"),
    ],
)
def test_a_word_member_or_type_that_nothing_knows_is_found(function: str, path: tuple[str, ...], value: Any, where: str, what: str) -> None:
    found = findings(doctored(function, *path, value=value))
    assert [finding for finding in found if finding.where == where and what in finding.what], json.dumps([str(finding) for finding in found])


def test_replay_as_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(making.HERE / "simulated-max-8.5.2")]) == 0
    assert capsys.readouterr().out == ""
    file = tmp_path / "ferry.json"
    file.write_text(doctored("status.wan.connection", "1", "statusLed", value="violet").text(), encoding="utf-8")
    assert main([str(file)]) == 1
    assert capsys.readouterr().out.startswith("GET status.wan.connection: response/1/statusLed: 'violet' is not one of")
    file.write_text("{", encoding="utf-8")
    assert [main([str(file)]), main([str(tmp_path)])] == [2, 2]
    assert "it is no recording, or was cut" in capsys.readouterr().err
