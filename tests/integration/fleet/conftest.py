# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Playbooks and roles of the collection, run by their full names on simulated routers."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import DeviceSpec, Fleet

from ..playbooks.conftest import Controller

# Nobody listens there.
OFFLINE = {"peplink_port": 1, "peplink_retries": 0}


@dataclass
class FleetController(Controller):
    """A controller whose inventory has layers: variables of all routers, of some, and some that none has."""

    layers: dict[str, Any] = field(default_factory=dict)
    of: dict[str, dict[str, Any]] = field(default_factory=dict)
    groups: dict[str, Sequence[str]] = field(default_factory=dict)
    drop: set[str] = field(default_factory=set)

    def inventory(self) -> dict[str, Any]:
        found = super().inventory()
        routers = found["all"]["children"]["routers"]
        routers["vars"] = self.layers
        for name, variables in self.of.items():
            routers["hosts"][name] = routers["hosts"][name] | variables
        for variables in routers["hosts"].values():
            for name in self.drop:
                variables.pop(name, None)
        found["all"]["children"] |= {group: {"hosts": dict.fromkeys(names)} for group, names in self.groups.items()}
        return found

    def play(self, playbook: str, *arguments: str, **variables: Any) -> tuple[int, str]:
        """Run a playbook of the collection, on the simulated routers unless its pattern is None. Returns its exit status and its output."""
        (self.home / "inventory.yml").write_text(yaml.safe_dump(self.inventory()))
        parts = ("provision", "plan", "rollout", "audit", "backup", "bootstrap", "figures", "fingerprints", "probe", "validate")
        given = {f"{part}_hosts": "routers" for part in parts} | variables
        extra = json.dumps({name: value for name, value in given.items() if value is not None})
        command = ["ansible-playbook", "-i", str(self.home / "inventory.yml"), f"wanfleet.peplink.{playbook}", "-e", extra, *arguments]
        done = subprocess.run(command, env=self.environment(), cwd=self.home, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def mtu(self, name: str) -> Any:
        return self.fleet.device(name).running("wan")[1]["physical"].get("mtu")

    def asked(self) -> set[str]:
        """The routers that received any request."""
        return {device.name for device in self.fleet.devices if list(device.journal)}

    def written(self) -> set[str]:
        """The routers that received a request with an effect."""
        return {device.name for device in self.fleet.devices if device.posts()}

    def exchange(self, name: str) -> list[str]:
        """The methods of its requests about WANs, in their order."""
        return [request.method for request in self.fleet.device(name).journal if request.function == "config.wan.connection"]


@dataclass
class Renamed(FleetController):
    """A controller that gives routers other names."""

    names: dict[str, str] = field(default_factory=dict)

    def inventory(self) -> dict[str, Any]:
        found = super().inventory()
        routers = found["all"]["children"]["routers"]
        routers["hosts"] = {name: routers["hosts"][router] for router, name in self.names.items()}
        return found


NAMES = [f"router-{number}" for number in range(6)]


@pytest.fixture(scope="module")
def six() -> Iterator[Fleet]:
    with Fleet.start([DeviceSpec(name=name) for name in NAMES]) as running:
        yield running
        assert running.internal_errors == []


@pytest.fixture
def fleet_controller(six: Fleet, tmp_path: Path) -> FleetController:
    found = FleetController(six, tmp_path)
    found.start_over()
    for device in six.devices:
        device.clear_journal()
    return found
