# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Workers that share a fleet get the same result as one controller, with no additional requests."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import DeviceSpec, Fleet

pytestmark = pytest.mark.thorough

RECIPE = Path(__file__).resolve().parents[3] / "docs" / "guides" / "slices"
NAMES = ("depot", "hub", "ship", "van-1", "van-2")
INTENT = {"wan_connections": [{"id": 1, "mtu": 1400}]}


@pytest.fixture(scope="module")
def fleet() -> Iterator[Fleet]:
    """Five routers: one has drifted, one does not answer."""
    with Fleet.start([DeviceSpec(name) for name in NAMES]) as running:
        for device in running.devices:
            if device.name != "ship":
                device.set_running("wan", 1, {"physical": {**device.running("wan")[1]["physical"], "mtu": 1400}})
        running.device("hub").go_dark(3600, silent=False)
        yield running
        assert running.internal_errors == []


@pytest.fixture(scope="module")
def inventory(fleet: Fleet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    hosts = {
        device.name: {
            "ansible_host": device.host,
            "peplink_port": device.port,
            "peplink_client_id": device.client_id,
            "peplink_client_secret": device.client_secret,
        }
        for device in fleet.devices
    }
    common = {"peplink_ca_path": fleet.ca_path, "peplink_use_proxy": False, "peplink_retries": 0, "peplink_config_10_fleet": INTENT}
    file = tmp_path_factory.mktemp("inventory") / "fleet.yml"
    file.write_text(yaml.safe_dump({"all": {"children": {"routers": {"hosts": hosts, "vars": common}}, "hosts": {"jump": {}}}}))
    return file


def run(home: Path, *command: str, status: int = 0) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PEPLINK_", "ANSIBLE_")) or name == "ANSIBLE_COLLECTIONS_PATH"}
    environment = kept | {"HOME": str(home), "ANSIBLE_HOME": str(home / ".ansible"), "ANSIBLE_NOCOLOR": "1"}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def audit_in(directory: Path) -> dict[str, Any]:
    return dict(json.loads((directory / "audit.json").read_text()))


def test_two_workers_get_the_result_of_one_controller(fleet: Fleet, inventory: Path, tmp_path: Path) -> None:
    report = tmp_path / "report"
    output = run(tmp_path, str(RECIPE / "audit"), str(inventory), "routers", "2", str(report))
    assert "5 routers" in output
    slices = [(report / "slices" / number).read_text().split() for number in ("1", "2")]
    assert slices == [["depot", "ship", "van-2"], ["hub", "van-1"]]
    parts = [[router["name"] for router in audit_in(report / "workers" / number)["routers"]] for number in ("1", "2")]
    assert parts == slices
    assert {device.name: len(device.requests("GET", "config.wan.connection")) for device in fleet.devices if device.name != "hub"} == {
        name: 1 for name in NAMES if name != "hub"
    }
    assert [device.posts() for device in fleet.devices] == [[]] * len(NAMES)

    options = f"audit_hosts=routers audit_max_unreachable=1 audit_report_dir={tmp_path / 'whole'}"
    run(tmp_path, "ansible-playbook", "-i", str(inventory), "wanfleet.peplink.audit", "-e", options)
    merged, whole = audit_in(report), audit_in(tmp_path / "whole")
    assert merged | {"time": ""} == whole | {"time": ""}
    assert merged["summary"]["status"] == {"failed": 0, "unreachable": 1, "drifted": 1, "unsupported": 0, "unknown": 0, "in_step": 3}
    page = (report / "audit.html").read_text()
    assert all(name in page for name in NAMES)


def test_a_lost_worker_is_reported(inventory: Path, tmp_path: Path) -> None:
    # A worker of its own mind: it fails before it has written anything, if its slice has the depot.
    lost = tmp_path / "ansible-runner"
    lost.write_text('#!/bin/sh\nPATH=${PATH#*:}\ngrep -q depot "$2/../../slices/$(basename "$2")" && exit 3\nexec ansible-runner "$@"\n')
    lost.chmod(0o755)
    report = tmp_path / "report"
    output = run(tmp_path, "env", f"PATH={tmp_path}:{os.environ['PATH']}", str(RECIPE / "audit"), str(inventory), "depot,van-1", "3", str(report), status=2)
    assert "No worker reports on depot:" in output
    assert [router["name"] for router in audit_in(report)["routers"]] == ["van-1"]


def test_an_empty_fleet_is_not_compliant(inventory: Path, tmp_path: Path) -> None:
    assert "No routers match" in run(tmp_path, str(RECIPE / "audit"), str(inventory), "nothing", "2", str(tmp_path / "none"), status=2)
