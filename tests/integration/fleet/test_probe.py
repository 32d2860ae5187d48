# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The playbook probe: what it writes for each router, who may read it, and what it shows."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import Unknowns

from .conftest import FleetController

FILES = {"recording.json", "review.md", "personality.yml", "report.md", "report.html"}
ONE = ("--limit", "router-0")


def written(controller: FleetController, name: str = "router-0") -> Path:
    return controller.home / "probe" / name


def test_each_router_has_its_files_for_the_owner_alone(fleet_controller: FleetController) -> None:
    fleet_controller.of["router-1"] = {"peplink_port": 1, "peplink_retries": 0}
    status, output = fleet_controller.play("probe", "--limit", "router-0,router-1", probe_source="simulator")
    assert status != 0
    assert "refused the connection" in output
    found = written(fleet_controller)
    assert {path.name for path in found.iterdir()} == FILES
    assert {stat.S_IMODE(path.stat().st_mode) for path in found.iterdir()} == {0o600}
    assert not written(fleet_controller, "router-1").exists()
    assert "not decided. The report is" in output
    assert "changed=0" in output
    assert fleet_controller.fleet.device("router-0").posts() == []

    recording = json.loads((found / "recording.json").read_text())
    assert (recording["level"], recording["source"]) == ("read", "simulator")
    made = Unknowns(**yaml.safe_load((found / "personality.yml").read_text()))
    assert made.method_words == "camel"
    assert "Probe of router-0" in (found / "report.md").read_text()
    assert "<!DOCTYPE html>" in (found / "report.html").read_text()


@pytest.mark.thorough
def test_a_router_on_a_desk(fleet_controller: FleetController) -> None:
    router = fleet_controller.fleet.device("router-0")
    before = router.running("wan")
    options: dict[str, Any] = {"probe_level": "reversible", "probe_management_wan": "1"}
    status, output = fleet_controller.play("probe", *ONE, **options)
    assert status != 0
    assert "confirm is missing" in output

    status, output = fleet_controller.play("probe", *ONE, **options, probe_confirm=router.fingerprint.upper())
    assert status == 0, output
    assert "[router-0] experiment 1 of" in output
    assert "config_get" in yaml.safe_load((written(fleet_controller) / "personality.yml").read_text())
    assert router.running("wan") == before
    assert not router.has_pending

    status, output = fleet_controller.play("probe", *ONE, probe_undo=True)
    assert status == 0, output
    assert "changed=0" in output
