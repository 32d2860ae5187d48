# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pipelines of docs/guides work: their jobs run unmodified, in the order of a change."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import FleetController

PIPELINES = Path(__file__).resolve().parents[3] / "docs" / "guides" / "pipelines"

# What belongs to the runner and to the forge; each notes how it was called.
FOREIGN = ("pip", "ansible-galaxy", "gh", "curl")


def github(job: str) -> list[str]:
    steps = yaml.safe_load((PIPELINES / "github.yml").read_text())["jobs"][job]["steps"]
    return [step["run"] for step in steps if "run" in step]


def gitlab(job: str) -> list[str]:
    pipeline = yaml.safe_load((PIPELINES / "gitlab.yml").read_text())
    return [*pipeline["default"]["before_script"], *pipeline[job]["script"]]


def run(controller: FleetController, script: Sequence[str]) -> subprocess.CompletedProcess[str]:
    programs = controller.home / "programs"
    programs.mkdir(exist_ok=True)
    for name in FOREIGN:
        (programs / name).write_text(f'#!/bin/sh\necho {name} "$@" >>"$CALLS"\n')
        (programs / name).chmod(0o755)
    environment = controller.environment() | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "CALLS": str(controller.home / "calls"),
        "PULL_REQUEST": "7",
        "CI_MERGE_REQUEST_IID": "7",
    }
    return subprocess.run(["bash", "-ec", "\n".join(script)], env=environment, cwd=controller.home, capture_output=True, text=True, check=False)


@pytest.mark.thorough
@pytest.mark.parametrize("jobs", [github, gitlab])
def test_a_change_is_planned_applied_and_audited(fleet_controller: FleetController, jobs: Any) -> None:
    inventory: dict[str, Any] = fleet_controller.inventory()
    del inventory["all"]["hosts"]
    inventory["all"]["vars"] = {"peplink_config_10_fleet": {"wan_connections": [{"id": 1, "mtu": 1400}]}}
    (fleet_controller.home / "inventory").mkdir()
    (fleet_controller.home / "inventory" / "routers.yml").write_text(yaml.safe_dump(inventory))

    planned = run(fleet_controller, jobs("plan"))
    assert planned.returncode == 0, planned.stdout + planned.stderr
    assert fleet_controller.mtu("router-0") is None
    assert "6 to change" in (fleet_controller.home / "reports" / "rollout.md").read_text()
    assert "reports/rollout.md" in (fleet_controller.home / "calls").read_text()

    applied = run(fleet_controller, jobs("apply"))
    assert applied.returncode == 0, applied.stdout + applied.stderr
    assert {fleet_controller.mtu(device.name) for device in fleet_controller.fleet.devices} == {1400}

    assert run(fleet_controller, jobs("audit")).returncode == 0
    fleet_controller.fleet.device("router-3").set_running("wan", 1, {"physical": {"mtu": 1300}})
    drifted = run(fleet_controller, jobs("audit"))
    assert drifted.returncode != 0
    assert (fleet_controller.home / "reports" / "audit.html").is_file()
