# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal, the control interface, the command line and the files it writes."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import ssl
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml
from peplink_simulator import Control, DeviceSpec, Fault, Fleet, Unknowns
from peplink_simulator.control import ControlError
from peplink_simulator.faults import KINDS
from simulator_client import FAMILIES, FIRMWARE, SPECIFICATION, direct_get, result

WAN = "config.wan.connection"


def test_journal_and_its_helpers(connect: Any) -> None:
    client = connect(login=False)
    client.grant()
    client.get(WAN, id="1 2")
    client.update(name="New")
    client.apply()
    entry = client.device.journal[1]
    assert (entry.method, entry.function, entry.query, entry.body, entry.form) == ("GET", WAN, {"id": "1 2"}, None, False)
    assert (entry.outcome, entry.credential) == ("ok", "token")
    assert [one.function for one in client.device.requests("POST")] == ["auth.token.grant", WAN, "cmd.config.apply"]
    assert [one.function for one in client.device.posts()] == [WAN, "cmd.config.apply"]
    assert client.device.posts()[0].body == {"action": "update", "list": [{"id": 1, "name": "New"}]}
    client.device.clear_journal()
    assert client.device.journal == []


def test_control_interface(connect: Any, fleet: Fleet) -> None:
    client, name = connect(), "max-8.5.2"
    control = Control(fleet.control_url or "")
    client.update(1, name="New")
    assert [entry["function"] for entry in control.journal(name)] == [WAN]
    assert control.wait_for(name, WAN)[0]["outcome"] == "ok"
    with pytest.raises(TimeoutError):
        control.wait_for(name, WAN, count=2, timeout=0.05)
    assert (control.running(name)[1]["name"], control.pending(name)[1]["name"], control.has_pending(name)) == ("WAN", "New", True)
    control.stage_foreign(name, "wan", 3, {"name": "By hand"})
    control.set_running(name, "wan", 2, {"name": "Behind the back"})
    control.set_wan_status(name, 1, ip="127.0.0.1")
    shown = client.get("status.wan.connection")["response"]
    assert (shown["1"]["ip"], shown["2"]["name"]) == ("127.0.0.1", "Behind the back")
    assert client.device.pending("wan")[3]["name"] == "By hand"
    assert control.set_unknowns(name, config_get="running")["config_get"] == "running"
    assert client.wan(1)["name"] == "WAN"
    control.add_fault(name, "fail", function=WAN, code=9)
    assert result(client.get(WAN)) == 9
    control.add_fault(name, "fail", times=None)
    control.clear_faults(name)
    assert result(client.get(WAN)) == "ok"
    assert control.credentials(name) == {"tokens": 0, "sessions": 1, "clients": 2, "masked_literals_received": []}
    counts = control.summary()["devices"][name]
    assert (counts["requests"], counts["writes"], counts["applies"]) == (5, 1, 0)
    control.advance(name, 15000)
    assert result(client.get(WAN)) == 401
    control.clear_journal(name)
    assert control.journal(name) == []
    control.reset(name)
    assert control.running(name)[2]["name"] == "Cellular"


@pytest.mark.parametrize(
    "call",
    [
        lambda control: control.journal("nobody"),
        lambda control: control.running("max-8.5.2", "nothing"),
        lambda control: control.set_unknowns("max-8.5.2", config_get="x"),
        lambda control: control.add_fault("max-8.5.2", "x"),
        lambda control: control.set_running("max-8.5.2", "wan", 99, {"name": "x"}),
    ],
)
def test_control_interface_refuses_nonsense(connect: Any, fleet: Fleet, call: Any) -> None:
    connect(login=False)
    with pytest.raises(ControlError):
        call(Control(fleet.control_url or ""))


def test_hold_through_the_control_interface(connect: Any, fleet: Fleet) -> None:
    client, control = connect(), Control(fleet.control_url or "")
    control.add_fault("max-8.5.2", "hold", function=WAN)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(client.get, WAN)
        assert control.wait_for("max-8.5.2", WAN, "GET")[0]["outcome"] == "held"
        assert not running.done()
        control.release("max-8.5.2")
        assert control.wait_for("max-8.5.2", WAN, "GET", outcome="ok")[0]["processed"] is True
        assert result(running.result(10)) == "ok"


def test_certificate_and_fingerprint(connect: Any, fleet: Fleet) -> None:
    device = connect(login=False).device
    context = ssl.create_default_context(cafile=fleet.ca_path)
    with socket.create_connection((device.host, device.port), 5) as plain, context.wrap_socket(plain, server_hostname="localhost") as secure:
        certificate = secure.getpeercert(binary_form=True)
    assert certificate is not None
    assert hashlib.sha256(certificate).hexdigest() == fleet.fingerprint


def test_certificate_with_a_wrong_name() -> None:
    with Fleet.start([DeviceSpec("one")], wrong_name=True) as fleet:
        device = fleet.device("one")
        with pytest.raises(requests.exceptions.SSLError, match=r"mismatch|doesn't match"):
            direct_get(f"https://127.0.0.1:{device.port}/api/info.firmware", fleet.ca_path)
        ca_path = Path(fleet.ca_path)
        assert ca_path.exists()
    assert not ca_path.exists()


def test_a_port_that_is_taken_is_reported() -> None:
    with Fleet.start([DeviceSpec("one")]) as fleet, pytest.raises(OSError, match="address already in use"):
        Fleet.start([DeviceSpec("two", port=fleet.device("one").port)])


def test_fleet_is_the_same_at_every_start_and_devices_differ() -> None:
    specs = [DeviceSpec("one"), DeviceSpec("two")]
    with Fleet.start(specs) as first, Fleet.start(specs) as second:
        assert first.device("one").client_secret == second.device("one").client_secret
        secrets = [(device.password, device.client_secret, device.readonly_client_secret) for device in first.devices]
    assert len({secret for three in secrets for secret in three}) == 6


@pytest.mark.parametrize("spec", [{"family": "ap"}, {"extra_wans": ["satellite"]}, {"unknowns": {"config_get": "x"}}])
def test_wrong_device_specification(spec: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"not one of"):
        DeviceSpec.from_dict({"name": "one", **spec})


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "peplink_simulator", *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_serve_and_stop(tmp_path: Path) -> None:
    fleet_file, pid_file, directory = tmp_path / "fleet.yaml", tmp_path / "pid", tmp_path / "out"
    fleet_file.write_text(
        yaml.safe_dump(
            {
                "devices": [
                    {"name": "depot", "family": "balance", "firmware": "8.3.0", "unknowns": {"config_get": "running"}, "wan_status": {1: {"ip": "127.0.0.1"}}},
                    {"name": "hub", "family": "fusionhub", "unknowns": {"fusionhub_clients": "none"}},
                    {"name": "plain", "use_tls": False},
                ]
            }
        ),
        encoding="utf-8",
    )
    arguments = command("serve", "--fleet", str(fleet_file), "--directory", str(directory), "--pid-file", str(pid_file))
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment()) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready: 3 devices\n"
        found = json.loads((directory / "fleet.json").read_text(encoding="utf-8"))
        depot, hub, plain = found["devices"]
        assert direct_get(f"https://{depot['host']}:{depot['port']}/api/info.firmware", found["ca_path"]).json()["stat"] == "ok"
        assert direct_get(f"http://{plain['host']}:{plain['port']}/api/info.firmware").json()["stat"] == "ok"
        assert Control(found["control_url"]).unknowns("depot")["config_get"] == "running"
        routers = yaml.safe_load((directory / "inventory.yml").read_text(encoding="utf-8"))["routers"]
        assert routers["vars"] == {"peplink_ca_path": found["ca_path"]}
        assert routers["hosts"] == {
            "depot": {
                "ansible_host": "127.0.0.1",
                "peplink_port": depot["port"],
                "peplink_client_id": depot["client_id"],
                "peplink_client_secret": depot["client_secret"],
            },
            "hub": {"ansible_host": "127.0.0.1", "peplink_port": hub["port"], "peplink_username": "admin", "peplink_password": hub["password"]},
            "plain": {
                "ansible_host": "127.0.0.1",
                "peplink_port": plain["port"],
                "peplink_use_tls": False,
                "peplink_client_id": plain["client_id"],
                "peplink_client_secret": plain["client_secret"],
            },
        }
        stopped = subprocess.run(command("stop", "--pid-file", str(pid_file)), env=environment(), timeout=20, check=False)
        assert stopped.returncode == 0
        assert server.wait(10) == 0
    assert not pid_file.exists()
    again = subprocess.run(command("stop", "--pid-file", str(pid_file)), env=environment(), timeout=20, check=False, capture_output=True)
    assert again.returncode == 1


def test_serve_quietly_a_mixed_fleet(tmp_path: Path) -> None:
    arguments = command("serve", "--mixed", "--devices", "13", "--directory", str(tmp_path), "--pid-file", str(tmp_path / "pid"), "--quiet")
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment()) as server:
        try:
            for _time in range(1000):
                if (tmp_path / "pid").exists():
                    break
                with pytest.raises(subprocess.TimeoutExpired):
                    server.wait(0.02)
        finally:
            server.terminate()
        assert server.wait(10) == 0
        assert server.stdout is not None
        assert server.stdout.read() == ""
    devices = json.loads((tmp_path / "fleet.json").read_text(encoding="utf-8"))["devices"]
    assert {(device["family"], device["firmware"]) for device in devices} == {(family, firmware) for family in FAMILIES for firmware in FIRMWARE}
    assert {device["family"] for device in devices if device["client_id"] is None} == {"fusionhub"}


def test_unknowns_of_one_device_are_its_own() -> None:
    shared = Unknowns()
    with Fleet.start([DeviceSpec("one", unknowns=shared), DeviceSpec("two", unknowns=shared)]) as fleet:
        fleet.device("one").unknowns.config_get = "running"
        assert fleet.device("two").unknowns.config_get == shared.config_get == "pending"


def test_faults_of_one_device_leave_others_alone(connect: Any) -> None:
    first, second = connect("max-8.5.2"), connect("balance-8.5.2")
    first.device.faults.add(Fault(kind="fail", times=None))
    assert result(second.get("info.firmware")) == "ok"


def test_readme_names_every_switch_and_every_fault() -> None:
    text = (SPECIFICATION.parents[1] / "tests" / "simulator" / "README.md").read_text(encoding="utf-8")
    assert [name for name in (*Unknowns().as_dict(), *KINDS) if f"`{name}`" not in text] == []
