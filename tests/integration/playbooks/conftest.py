# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Playbooks run as a user runs them: ansible-playbook, the installed collection, simulated routers in the inventory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator import DeviceSpec, Fleet
from peplink_simulator.device import Device

from ..preloading import BIN

# A host that is not the controller as far as Ansible can tell: tasks delegated to it run as ordinary modules.
JUMP_HOST = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
# A filter beside the playbook: the cheapest way to get a result out, where every other one is a module in a process of its own.
KEEPING = """
import pathlib

def kept_in(text, path):
    pathlib.Path(path).write_text(text)
    return "kept"

class FilterModule:
    def filters(self):
        return {"kept_in": kept_in}
"""
FRONTS = {"in-process": {}, "module": {"delegate_to": "jump"}}


def environment(home: Path) -> dict[str, str]:
    """An environment without the caller's Ansible settings, as on a machine with nothing but the collection."""
    wanted = ("ANSIBLE_COLLECTIONS_PATH", "ANSIBLE_WORKER_SHUTDOWN_POLL_COUNT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PEPLINK_", "ANSIBLE_")) or name in wanted}
    return kept | {
        "HOME": str(home),
        "ANSIBLE_HOME": str(home / ".ansible"),
        "ANSIBLE_ASYNC_DIR": str(home / "async"),
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_LOCALHOST_WARNING": "0",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "0",
    }


@dataclass
class Run:
    """The outcome of ansible-playbook: exit status, output, and the registered results by host."""

    status: int
    output: str
    results: dict[str, list[dict[str, Any]]]

    def of(self, host: str) -> dict[str, Any]:
        """The only result of a host."""
        (result,) = self.results[host]
        return result


@dataclass
class Play:
    """A play on some hosts. What its tasks register is kept, failures included."""

    hosts: str
    tasks: list[dict[str, Any]]
    keywords: dict[str, Any] = field(default_factory=dict)

    def as_data(self, results: Path) -> dict[str, Any]:
        registered = ", ".join(task["register"] for task in self.tasks if "register" in task)
        keep = {
            "name": "Keep the results",
            "ansible.builtin.debug": {"msg": f"{{{{ [{registered}] | to_json | kept_in('{results}/' ~ inventory_hostname) }}}}"},
            "no_log": True,
        }
        return {"name": "Test", "hosts": self.hosts, "gather_facts": False, "tasks": [*self.tasks, keep], **self.keywords}


@dataclass
class Controller:
    """A controller with its inventory of simulated routers."""

    fleet: Fleet
    home: Path

    def inventory(self) -> dict[str, Any]:
        routers = {device.name: self.variables(device) for device in self.fleet.devices}
        return {"all": {"children": {"routers": {"hosts": routers}}, "hosts": {"jump": JUMP_HOST}}}

    def variables(self, device: Device) -> dict[str, Any]:
        return {
            "ansible_host": device.host,
            "peplink_port": device.port,
            "peplink_ca_path": str(self.fleet.ca_path),
            "peplink_use_proxy": False,
            "peplink_client_id": device.client_id,
            "peplink_client_secret": device.client_secret,
            "admin_name": device.username,
            "admin_password": device.password,
        }

    def run(self, plays: list[Play], *arguments: str, inventory: Any = None, environment: Any = None) -> Run:
        """Run plays, one after the other, in one ansible-playbook."""
        process = self.start(plays, *arguments, inventory=inventory, environment=environment, program="ansible-playbook")
        output, _errors = process.communicate()
        return Run(process.returncode, output, {path.name: json.loads(path.read_text()) for path in self._results.iterdir()})

    def start(
        self, plays: list[Play], *arguments: str, inventory: Any = None, environment: Any = None, program: str = str(BIN / "ansible-playbook")
    ) -> subprocess.Popen[str]:
        """Start ansible-playbook, in a process group of its own."""
        results = self._results
        shutil.rmtree(results, ignore_errors=True)
        results.mkdir()
        (self.home / "playbook.yml").write_text(yaml.safe_dump([play.as_data(results) for play in plays], sort_keys=False))
        (self.home / "filter_plugins").mkdir(exist_ok=True)
        (self.home / "filter_plugins" / "keeping.py").write_text(KEEPING)
        (self.home / "inventory.yml").write_text(yaml.safe_dump(inventory or self.inventory()))
        command = [program, "-i", str(self.home / "inventory.yml"), str(self.home / "playbook.yml"), *arguments]
        return subprocess.Popen(
            command, env=self.environment() | (environment or {}), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )

    @property
    def _results(self) -> Path:
        return self.home / "results"

    def start_over(self) -> None:
        """Reset the routers to their initial state and delete the controller's records."""
        for device in self.fleet.devices:
            device.reset()
        shutil.rmtree(self.home / ".ansible", ignore_errors=True)

    def environment(self) -> dict[str, str]:
        return environment(self.home)


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    with Fleet.start([DeviceSpec(name="max", family="max", firmware="8.5.2"), DeviceSpec(name="balance", family="balance", firmware="8.3.0")]) as running:
        yield running
        assert running.internal_errors == []


@pytest.fixture
def controller(fleet: Fleet, tmp_path: Path) -> Controller:
    found = Controller(fleet, tmp_path)
    found.start_over()
    return found


@pytest.fixture(params=FRONTS)
def front(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The keywords that make a task run in this front."""
    return dict(FRONTS[request.param])
