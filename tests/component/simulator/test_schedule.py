# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Living failures on a schedule: what is shown at which age, what is expected, and schedules made by number."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from peplink_simulator import Control, DeviceSpec, Fleet
from peplink_simulator.control import ControlError
from peplink_simulator.generated_schedule import generate
from peplink_simulator.schedule import Schedule
from simulator_client import ApiClient, result


def seen(client: ApiClient) -> dict[Any, Any]:
    """What a client can tell of all that may be scheduled, by kind and place."""
    device = client.device
    try:
        if result(client.get("info.location")) == 401:
            client.login()
    except requests.ConnectionError:
        return {"unreachable": True}
    shown: dict[Any, Any] = {"unreachable": False}
    wans = client.get("status.wan.connection")["response"]
    for key in wans["order"]:
        wan = wans[str(key)]
        shown["wan_down", key] = wan["message"] if "ip" not in wan else None
        modem = wan.get("cellular") or wan.get("wireless") or wan.get("modem") or {}
        shown["sim", key] = [slot for slot, sim in modem.get("sim", {}).items() if slot != "order" and sim["active"]]
        bands = [band for rat in modem.get("rat", []) for band in rat["band"]]
        names = ("rsrp", "sinr", "strength")
        shown["signal", key] = [one["signal"].get(name) for one in [*bands[:1], modem] if "signal" in one for name in names]
        shown["radio"] = modem.get("mobileType", shown.get("radio"))
        shown["roaming", key] = modem.get("roamingStatus")
    shown |= {("peer_down", peer["peerId"]): peer["status"] for peer in client.get("status.pepvpn")["response"]["peer"]}
    for key, use in client.get("status.wan.connection.allowance")["response"].items():
        if key != "order":
            shown |= {("allowance", int(key), int(slot)): use[slot].get("percent") for slot in "12" if slot in use}
            shown["allowance", int(key), None] = use.get("percent")
    clients = client.get("status.client")["response"]["list"]
    numbers = {int(one["mac"][-2:], 16) for one in clients}
    shown["clients"] = len([number for number in numbers if number >= 12])
    shown |= {("client_gone", number): number in numbers for number in range(12)}
    pins = client.get("status.gpio.input")["response"]
    shown |= {("gpio", key): pins[str(key)].get("state", pins[str(key)].get("voltage")) for key in pins["order"]}
    location = client.get("info.location")["response"]["location"]
    shown["position"] = (location["latitude"], location["longitude"])
    shown["configuration"] = device.running("wan")[1]["physical"].get("mtu")
    return shown


def age(client: ApiClient, seconds: int) -> dict[Any, Any]:
    client.device.stop_clock(seconds)
    return seen(client)


# What is scheduled at second 100, until 200 or for ever; what is shown before, then, after 150 seconds, and in the end.
LASTING: dict[str, tuple[dict[str, Any], Any, tuple[Any, Any, Any, Any]]] = {
    "a WAN": ({"what": "wan_down", "wan": 1, "until": 200}, ("wan_down", 1), (None, "Disconnected", "Disconnected", None)),
    "a WAN for ever": ({"what": "wan_down", "wan": 3, "message": "No signal"}, ("wan_down", 3), (None, "No signal", "No signal", "No signal")),
    "a SIM": ({"what": "sim", "wan": 2, "slot": 2, "until": 200}, ("sim", 2), (["1"], ["2"], ["2"], ["1"])),
    "a weak signal": (
        {"what": "signal", "wan": 2, "rsrp": -119, "until": 200},
        ("signal", 2),
        ([-97, 10.0, None], [-119, 10.0, None], [-119, 10.0, None], [-97, 10.0, None]),
    ),
    "a signal that falls": (
        {"what": "signal", "wan": 2, "rsrp": [-90, -120], "sinr": [8.0, -2.0, 0.0], "until": 200},
        ("signal", 2),
        ([-97, 10.0, None], [-90, 8.0, None], [-105, -2.0, None], [-97, 10.0, None]),
    ),
    "a weak network": (
        {"what": "signal", "wan": 3, "strength": -91, "until": 200},
        ("signal", 3),
        ([None, None, -60], [None, None, -91], [None, None, -91], [None, None, -60]),
    ),
    "a technology": ({"what": "radio", "technology": "3G", "until": 200}, "radio", ("LTE", "3G", "3G", "LTE")),
    "roaming": (
        {"what": "roaming", "wan": 2, "until": 200},
        ("roaming", 2),
        tuple({"code": code, "message": text} for code, text in ((1, "home"), (0, "roaming"), (0, "roaming"), (1, "home"))),
    ),
    "a peer": ({"what": "peer_down", "peer": "2-1", "until": 200}, ("peer_down", "2-1"), ("CONNECTED", "START", "START", "CONNECTED")),
    "a use": ({"what": "allowance", "wan": 2, "sim": 1, "percent": [80, 90], "until": 200}, ("allowance", 2, 1), (None, 80, 85, 90)),
    "clients": ({"what": "clients", "count": 40, "until": 200}, "clients", (0, 28, 28, 0)),
    "a client": ({"what": "client_gone", "client": 2, "until": 200}, ("client_gone", 2), (True, False, False, True)),
    "an input": ({"what": "gpio", "pin": 1, "level": 1, "until": 200}, ("gpio", 1), (0, 1, 1, 0)),
    "a way": (
        {"what": "position", "latitude": [50, 51, 51], "longitude": [5, 5, 6], "until": 200},
        "position",
        (None, (50.0, 5.0), (51.0, 5.0), (51.0, 6.0)),
    ),
    "a reboot": ({"what": "reboot", "until": 200}, "unreachable", (False, True, True, False)),
    "a loss": ({"what": "unreachable", "until": 200}, "unreachable", (False, True, True, False)),
    "an edit": (
        {"what": "configuration", "resource": "wan", "id": 1, "values": {"physical": {"mtu": 1400}}},
        "configuration",
        (None, 1400, 1400, 1400),
    ),
}


@pytest.mark.parametrize("title", LASTING)
def test_what_is_shown(connect: Any, title: str) -> None:
    entry, place, (before, begun, meanwhile, over) = LASTING[title]
    client = connect()
    client.device.stop_clock(0)
    client.device.set_schedule([{"at": 100, **entry}])
    earlier = age(client, 99)[place]
    assert before in (None, earlier)
    assert [age(client, second)[place] for second in (100, 150, 200, 300)] == [begun, meanwhile, over, over]


def test_expected_is_what_a_client_sees(connect: Any) -> None:
    """At each second of a change nothing else moves, and between them nothing at all."""
    client = connect()
    client.device.stop_clock(0)
    client.device.set_schedule(generate(client.device, "a day", 86400, 70))
    changes = client.device.schedule.changes(86400)
    assert len(changes) == 70
    assert len({change.what for change in changes}) > 10
    before = age(client, 0)
    for change in changes:
        assert age(client, change.at - 1) == before, change
        now = age(client, change.at)
        moved = {key for key in {*now, *before} if now.get(key) != before.get(key)}
        what = "unreachable" if change.what == "reboot" else change.what
        place = tuple(value for name, value in change.place if change.what != "configuration")
        assert ((what, *place) if place else what) in moved, change
        assert len(moved) == 1 or what in ("unreachable", "radio", "wan_down"), change
        before = now


def test_reboot_ends_sessions_and_starts_the_uptime(connect: Any) -> None:
    client = connect()
    client.device.stop_clock(0)
    client.device.set_schedule([{"at": 50, "what": "reboot", "until": 110, "other_firmware": True}])
    assert client.device.firmware == "8.5.2"
    client.device.stop_clock(120)
    assert result(client.get("config.wan.connection")) == 401
    client.login()
    assert client.get("status.wan.connection")["response"]["1"]["uptime"] == 10
    assert client.device.firmware == "8.1.0"


def test_uptime_of_a_wan_that_was_down(connect: Any) -> None:
    client = connect()
    client.device.stop_clock(0)
    client.device.set_schedule([{"at": 50, "what": "wan_down", "wan": 1, "until": 60}])
    client.device.stop_clock(55)
    assert client.get("status.wan.connection")["response"]["1"]["uptime"] == 0
    client.device.stop_clock(100)
    assert client.get("status.wan.connection")["response"]["1"]["uptime"] == 40


def test_the_second_card_is_there_before_its_slot_is_used(connect: Any) -> None:
    client = connect()
    client.device.stop_clock(0)
    client.device.set_schedule([{"at": 50, "what": "sim", "wan": 2, "slot": 2}])
    sims = client.get("status.wan.connection")["response"]["2"]["cellular"]["sim"]
    assert (sims["1"]["active"], sims["2"]["simCardDetected"], sims["2"]["iccid"]) == (True, True, "8900100000000000031")


def test_a_reset_has_the_schedule_of_the_specification() -> None:
    with Fleet.start([DeviceSpec("one", schedule=[{"at": 5, "what": "unreachable", "until": 9}])], use_tls=False) as fleet:
        device = fleet.device("one")
        device.set_schedule([])
        device.stop_clock(6)
        assert not device.dark
        device.reset()
        device.stop_clock(6)
        assert device.dark


WRONG: dict[str, dict[str, Any]] = {
    "what is not one of": {"at": 5, "what": "rain"},
    "are no seconds in this order": {"at": 5, "what": "unreachable", "until": 5},
    "until must be given": {"at": 5, "what": "reboot"},
    "until cannot be given": {"at": 5, "what": "configuration", "resource": "wan", "id": 1, "values": {}, "until": 9},
    "slot cannot be 3": {"at": 5, "what": "sim", "wan": 2, "slot": 3},
    "percent cannot be None": {"at": 5, "what": "allowance", "wan": 2, "sim": 1},
    "sinrr cannot be 5": {"at": 5, "what": "signal", "wan": 2, "sinrr": 5},
    "none of rssi, rsrp": {"at": 5, "what": "signal", "wan": 2},
    "rsrp needs until": {"at": 5, "what": "signal", "wan": 2, "rsrp": [-90, -100]},
    "wan_down cannot happen to wan 9": {"at": 5, "what": "wan_down", "wan": 9},
    "sim cannot happen to wan 1": {"at": 5, "what": "sim", "wan": 1, "slot": 2},
    "allowance cannot happen to wan 1 sim None": {"at": 5, "what": "allowance", "wan": 1, "percent": 5},
    "peer_down cannot happen to peer 7-7": {"at": 5, "what": "peer_down", "peer": "7-7"},
    "gpio cannot happen to pin 2": {"at": 5, "what": "gpio", "pin": 2, "level": 1},
}


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_is_refused(connect: Any, text: str) -> None:
    device = connect(login=False).device
    with pytest.raises(ValueError, match=text.replace("what is", "is")):
        device.set_schedule([WRONG[text]])
    assert device.schedule.entries == ()


OVERLAPS: dict[str, tuple[list[dict[str, Any]], list[tuple[int, Any, Any]]]] = {
    "one inside another": (
        [{"at": 10, "until": 90, "technology": "3G"}, {"at": 20, "until": 30, "technology": "5G"}],
        [(10, None, "3G"), (20, "3G", "5G"), (30, "5G", "3G"), (90, "3G", None)],
    ),
    "one after another": (
        [{"at": 20, "technology": "5G"}, {"at": 10, "until": 20, "technology": "3G"}],
        [(10, None, "3G"), (20, "3G", "5G")],
    ),
    "the same again": ([{"at": 10, "until": 20, "technology": "3G"}, {"at": 20, "technology": "3G"}], [(10, None, "3G")]),
}


@pytest.mark.parametrize("title", OVERLAPS)
def test_changes_of_entries_that_meet(title: str) -> None:
    entries, wanted = OVERLAPS[title]
    found = Schedule([{"what": "radio", **entry} for entry in entries]).changes()
    assert [(change.at, *((side or {}).get("technology") for side in (change.before, change.after))) for change in found] == wanted


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda span: {"at": span[0], "until": span[0] + span[1]})
ENTRIES = st.one_of(
    st.tuples(SPANS, st.sampled_from(("LTE", "5G", "3G"))).map(lambda one: {**one[0], "what": "radio", "technology": one[1]}),
    st.tuples(SPANS, st.integers(1, 3)).map(lambda one: {**one[0], "what": "wan_down", "wan": one[1]}),
    st.tuples(st.integers(0, 120), st.integers(0, 100)).map(lambda one: {"at": one[0], "what": "allowance", "wan": 2, "sim": 1, "percent": one[1]}),
)


@given(st.lists(ENTRIES, max_size=12))
def test_changes_tell_all_that_is_ever_shown(entries: list[dict[str, Any]]) -> None:
    schedule = Schedule(entries)
    places = {(entry.what, entry.place) for entry in schedule.entries}
    told: dict[Any, Any] = dict.fromkeys(places)
    changes = schedule.changes()
    for second in range(125):
        for change in [change for change in changes if change.at == second]:
            assert told[change.what, change.place] == change.before != change.after
            told[change.what, change.place] = change.after
        assert told == {(what, place): schedule.value(second, what, **dict(place)) for what, place in places}


def a_fleet(seed: str, kinds: list[str] | None = None) -> Fleet:
    specs = [DeviceSpec(f"{family}-{number}", family) for family in ("max", "balance", "fusionhub") for number in range(4)]
    fleet = Fleet(specs, Path())
    fleet.schedule_changes(seed, 86400, 1001, kinds)
    return fleet


def test_a_day_of_a_fleet_is_reproducible_and_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    first, again, other = (a_fleet(seed).expected(86400) for seed in ("one", "one", "two"))
    assert len(first) == len(other) == 1001
    assert first == again != other
    assert [change.at for name, change in first] == sorted(change.at for name, change in first)
    assert {name for name, change in first} == {device.name for device in a_fleet("one").devices}


def test_kinds_of_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert {change.what for name, change in a_fleet("one", ["wan_down", "configuration"]).expected()} == {"wan_down", "configuration"}
    with pytest.raises(ValueError, match="83 changes cannot be made of wan_down"):
        a_fleet("one", ["wan_down"])


def test_too_little_time(tmp_path: Path) -> None:
    fleet = Fleet([DeviceSpec("one")], tmp_path)
    with pytest.raises(ValueError, match="200 changes do not fit into 900 s"):
        fleet.schedule_changes("one", 900, 200)


def test_a_fleet_moves_at_once(tmp_path: Path) -> None:
    fleet = Fleet([DeviceSpec("one"), DeviceSpec("two")], tmp_path)
    fleet.stop_clocks(0)
    fleet.advance(100)
    assert [device.time.age for device in fleet.devices] == [100, 100]
    fleet.stop_clocks(7)
    assert [device.time.age for device in fleet.devices] == [7, 7]
    fleet.start_clocks(pace=10**6)
    started = [device.clock() for device in fleet.devices]
    time.sleep(0.01)
    fleet.stop_clocks()
    assert all(device.clock() - start > 10**4 for device, start in zip(fleet.devices, started, strict=True))


def test_control_interface(tmp_path: Path) -> None:
    with Fleet.start([DeviceSpec("one"), DeviceSpec("two", "balance")], use_tls=False, control=True) as fleet:
        control = Control(fleet.control_url or "")
        control.stop_clocks(0)
        entries = [{"at": 5, "what": "peer_down", "peer": "1-1", "status": "TUNNEL", "until": 60}]
        control.set_schedule("one", entries)
        assert control.schedule("one") == entries
        assert control.expected() == [
            {"at": 5, "device": "one", "what": "peer_down", "peer": "1-1", "before": None, "after": {"status": "TUNNEL"}},
            {"at": 60, "device": "one", "what": "peer_down", "peer": "1-1", "before": {"status": "TUNNEL"}, "after": None},
        ]
        assert len(control.expected(until=59)) == 1
        control.schedule_changes("x", 3600, 21)
        assert len(control.expected()) == 21
        control.advance_all(500)
        assert [device.time.age for device in fleet.devices] == [500, 500]
        control.start_clocks(pace=2)
        control.start_clock("one", pace=3)
        with pytest.raises(ControlError, match="no device three"):
            control.set_schedule("three", [])
        with pytest.raises(ControlError, match="rain"):
            control.set_schedule("one", [{"at": 1, "what": "rain"}])


def serve(directory: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "peplink_simulator", "serve", "--directory", str(directory), "--plain-http", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_command_line(tmp_path: Path) -> None:
    with serve(tmp_path, "--devices", "2", "--changes", "5", "--within", "600", "--seed", "x", "--pace", "60") as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready: 2 devices\n"
        expected = json.loads((tmp_path / "expected.json").read_text(encoding="utf-8"))
        control = Control(json.loads((tmp_path / "fleet.json").read_text(encoding="utf-8"))["control_url"])
        assert len(expected) == 5
        assert control.expected() == expected
        server.terminate()
        assert server.wait(10) == 0


@pytest.mark.parametrize(("device", "text"), [("nobody", "no device 'nobody'"), ("max-001", "wan_down cannot happen to wan 9")])
def test_command_line_with_a_wrong_schedule(tmp_path: Path, device: str, text: str) -> None:
    schedule = tmp_path / "schedule.json"
    schedule.write_text(json.dumps({device: [{"at": 5, "what": "wan_down", "wan": 9}]}), encoding="utf-8")
    with serve(tmp_path, "--schedule", str(schedule)) as server:
        told = server.communicate(timeout=20)[1]
    assert server.returncode == 1
    assert text in told
    assert "Traceback" not in told
