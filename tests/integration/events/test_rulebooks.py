# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The example rulebooks, run by ansible-rulebook as a user runs them: the installed collection, simulated routers, real playbooks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import DeviceSpec, Fleet
from peplink_simulator.device import Device

from ..fleet.conftest import FleetController

EDA = Path(__file__).resolve().parents[3] / "extensions" / "eda"
COMMAND = os.environ.get("ANSIBLE_RULEBOOK", "ansible-rulebook")
PATIENCE = 60

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(shutil.which("java") is None, reason="ansible-rulebook needs a Java runtime, such as openjdk-17-jre-headless"),
]


@dataclass
class Webhook:
    """A web server that keeps what is posted to it."""

    posted: list[Any] = field(default_factory=list)
    url: str = ""

    @contextmanager
    def serving(self) -> Iterator[Webhook]:
        posted = self.posted

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *arguments: Any) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.url = f"http://127.0.0.1:{server.server_port}/"
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                yield self
            finally:
                server.shutdown()
                thread.join()


@dataclass
class Control:
    """A control node with the examples copied into a project of its own."""

    controller: FleetController
    home: Path

    @property
    def state(self) -> Path:
        return self.home / "state" / "events.json"

    def output(self) -> str:
        return (self.home / "output").read_text()

    @contextmanager
    def running(self, rulebook: str, source: Mapping[str, Any] | None = None, **variables: Any) -> Iterator[subprocess.Popen[bytes]]:
        """A rulebook, from when all routers were looked at; in a process group of its own, which is ended."""
        process = self.start(rulebook, source, **variables)
        try:
            self.until(lambda: len(self.known()) == len(self.controller.fleet.devices), process)
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def start(self, rulebook: str, source: Mapping[str, Any] | None = None, **variables: Any) -> subprocess.Popen[bytes]:
        """Start a copy of a rulebook whose source is faster. ``source`` are further options of it."""
        project = self.home / "eda"
        shutil.copytree(EDA, project, dirs_exist_ok=True)
        path = project / "rulebooks" / f"{rulebook}.yml"
        [ruleset] = yaml.safe_load(path.read_text())
        fast = {"interval": 1, "max_requests_per_minute": 200, "state_file": str(self.state)}
        ruleset["sources"][0]["wanfleet.peplink.router_events"] |= {**fast, **(source or {})}
        path.write_text(yaml.safe_dump([ruleset]))
        routers = self.controller.inventory()["all"]["children"]
        (project / "inventory.yml").write_text(yaml.safe_dump({"all": {"children": routers}}))
        (project / "variables.yml").write_text(yaml.safe_dump(variables))
        command = [COMMAND, "--rulebook", str(path), "-i", "inventory.yml", "--vars", "variables.yml", "-v"]
        search = f"{Path(COMMAND).parent}:{os.environ['PATH']}" if os.sep in COMMAND else os.environ["PATH"]
        with open(self.home / "output", "ab") as output:
            return subprocess.Popen(
                command, cwd=project, env=self.controller.environment() | {"PATH": search}, stdout=output, stderr=output, start_new_session=True
            )

    def known(self) -> dict[str, Any]:
        return dict(json.loads(self.state.read_text())["routers"]) if self.state.exists() else {}

    def until(self, reached: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
        end = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < end, self.output()
            assert process is None or process.poll() is None, self.output()
            time.sleep(0.1)


@pytest.fixture(scope="module")
def ships() -> Iterator[Fleet]:
    with Fleet.start([DeviceSpec("ship-1"), DeviceSpec("switch-1")]) as running:
        yield running
        assert running.internal_errors == []


@pytest.fixture
def control(ships: Fleet, tmp_path: Path) -> Control:
    for device in ships.devices:
        device.reset()
    neighbour = {"ship-1": {"poe_neighbour": "switch-1", "poe_port": 2}}
    layers = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}]}, "peplink_retries": 0, "peplink_timeout": 5}
    controller = FleetController(ships, tmp_path, layers=layers, of=neighbour, drop={"admin_name", "admin_password"})
    return Control(controller, tmp_path)


@pytest.fixture
def ship(ships: Fleet) -> Device:
    return ships.device("ship-1")


def test_a_fail_over_tells_a_webhook_and_raises_the_check_interval(control: Control, ship: Device) -> None:
    with Webhook().serving() as webhook, control.running("fail_over", webhook_url=webhook.url):
        ship.set_wan_status(1, statusLed="red", message="No Cable Detected")
        control.until(lambda: bool(webhook.posted))
        control.until(lambda: ship.running("wan")[2]["healthcheck"].get("interval") == 60)
    [posted] = webhook.posted
    assert posted["text"] == "ship-1: traffic (Cellular) is 2, was 1"
    assert (posted["event"]["router"], posted["event"]["kind"], posted["event"]["after"]) == ("ship-1", "failed_over", [2])


def test_a_used_up_allowance_moves_priorities(control: Control, ship: Device) -> None:
    ship.set_running("wan", 1, {"bandwidthAllowanceMonitor": {"enable": True, "action": [], "start": 1, "monthlyAllowance": {"value": 200, "unit": "MB"}}})
    with control.running("allowance", {"detail_interval": 3}):
        control.until(lambda: "allowance/1/nearly used up" in control.known()["ship-1"]["tracks"])
        ship.advance(86_400)
        control.until(lambda: ship.running("wan")[1]["connection"]["priority"] == 4)


def test_drift_starts_an_audit(control: Control, ship: Device) -> None:
    reports = control.home / "reports"
    with control.running("drift", {"configuration_interval": 10}, audit_report_dir=str(reports)):
        ship.set_running("wan", 1, {"physical": {"mtu": 1300}})
        control.until((reports / "audit.json").exists)
    [router] = json.loads((reports / "audit.json").read_text())["routers"]
    assert (router["name"], router["status"]) == ("ship-1", "drifted")


def test_a_dark_router_is_rebooted_by_the_port_of_its_neighbour(control: Control, ship: Device, ships: Fleet) -> None:
    switch = ships.device("switch-1")
    with control.running("dark_router", {"settle_seconds": 2}):
        switch.clear_journal()
        ship.go_dark(1000, False)
        control.until(lambda: len(switch.posts()) == 2)
    assert [entry.function for entry in switch.posts()] == ["cmd.port.poe.disable", "cmd.port.poe.enable"]


def test_a_source_that_was_killed_goes_on_where_it_was(control: Control, ship: Device) -> None:
    with Webhook().serving() as webhook:
        with control.running("fail_over", webhook_url=webhook.url) as process:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        ship.set_wan_status(1, statusLed="red", message="No Cable Detected")
        with control.running("fail_over", webhook_url=webhook.url):
            control.until(lambda: bool(webhook.posted))
    [posted] = webhook.posted
    assert posted["event"]["since"] is None


def test_bad_options_end_the_rulebook_with_all_that_is_wrong(control: Control) -> None:
    process = control.start("allowance", {"interval": 0, "allowances": [{"name": "low", "threshold": 90}]})
    assert process.wait(PATIENCE) != 0
    output = control.output()
    assert "interval is 0, but must be from 1 to 86400; allowances: the rule low: 90 has no unit; write it as 90 %" in output
    assert "Traceback" not in output
