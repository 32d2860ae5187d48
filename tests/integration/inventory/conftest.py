# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The inventory plugin as a user runs it: ansible-inventory, the installed collection, a stand-in for InControl 2."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from peplink_simulator.incontrol import InControl


@dataclass
class Inventory:
    """The output of ansible-inventory for an inventory file."""

    status: int
    listed: dict[str, Any]
    output: str

    @property
    def hosts(self) -> dict[str, dict[str, Any]]:
        return {name: plain(variables) for name, variables in self.listed["_meta"]["hostvars"].items()}

    def group(self, name: str) -> list[str]:
        return list(self.listed[name]["hosts"])

    @property
    def groups(self) -> set[str]:
        return set(self.listed) - {"_meta", "all", "ungrouped"}


@dataclass
class Controller:
    """A controller with an inventory file."""

    cloud: InControl
    home: Path

    def options(self, **more: Any) -> dict[str, Any]:
        return {
            "plugin": "wanfleet.peplink.incontrol2",
            "url": self.cloud.url,
            "ca_path": str(self.cloud.ca_path),
            "use_proxy": False,
            "client_id": self.cloud.client_id,
            "client_secret": self.cloud.client_secret,
            "address_sources": ["lan", "ddns", "public_wan", "incontrol"],
            **more,
        }

    def cached(self, **more: Any) -> dict[str, Any]:
        return self.options(cache=True, cache_plugin="ansible.builtin.jsonfile", cache_connection=str(self.home / "cache"), **more)

    def write(self, name: str, options: dict[str, Any] | str) -> Path:
        """An inventory file with these options, or this text."""
        file = self.home / name
        file.write_text(options if isinstance(options, str) else yaml.safe_dump(options))
        return file

    def run(self, options: dict[str, Any] | str, *arguments: str, **environment: str) -> Inventory:
        """ansible-inventory --list with one inventory file."""
        command = ["ansible-inventory", "--list", "-i", str(self.write("fleet.incontrol2.yml", options)), *arguments]
        done = subprocess.run(command, env=self.environment() | environment, cwd=self.home, capture_output=True, text=True, check=False)
        begin = done.stdout.find("\n{") + 1 if not done.stdout.startswith("{") else 0
        listed = json.loads(done.stdout[begin:]) if done.returncode == 0 else {}
        return Inventory(done.returncode, listed, done.stdout + done.stderr)

    def complaints(self, files: list[Path], *arguments: str) -> str:
        """The output of ansible-inventory, errors first, for files that it rejects one after the other."""
        command = ["ansible-inventory", "--list", *itertools.chain.from_iterable(("-i", str(file)) for file in files), *arguments]
        environment = self.environment() | {"ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "0"}
        done = subprocess.run(command, env=environment, cwd=self.home, capture_output=True, text=True, check=True)
        return " ".join((done.stderr + done.stdout).split())

    def fails(self, options: dict[str, Any], *arguments: str, **environment: str) -> str:
        """The message of a run that must fail, in one line."""
        run = self.run(options, *arguments, **environment)
        assert run.status != 0, run.output
        assert "Traceback" not in run.output
        return " ".join(run.output.split())

    def output(self, *command: str) -> str:
        """The output of a command that runs in the home of this controller, where the inventory of the last run is."""
        done = subprocess.run(command, env=self.environment(), cwd=self.home, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def doc(self, plugin: str) -> dict[str, Any]:
        """The documentation of an inventory plugin."""
        command = ["ansible-doc", "--json", "-t", "inventory", plugin]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=True)
        return dict(json.loads(done.stdout)[plugin]["doc"])

    def environment(self) -> dict[str, str]:
        """An environment without the caller's Ansible settings, as on a machine with nothing but the collection."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PEPLINK_", "ANSIBLE_")) or name == "ANSIBLE_COLLECTIONS_PATH"}
        return kept | {
            "HOME": str(self.home),
            "ANSIBLE_HOME": str(self.home / ".ansible"),
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED": "1",
            "COLUMNS": "1000",
        }


def plain(value: Any) -> Any:
    """Variables without the marks that ansible-inventory puts on strings that are not templates."""
    if isinstance(value, dict):
        return value["__ansible_unsafe"] if value.keys() == {"__ansible_unsafe"} else {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def serving() -> Iterator[InControl]:
    with InControl.start() as cloud:
        yield cloud
        assert cloud.internal_errors == []


@pytest.fixture
def cloud(serving: InControl) -> InControl:
    serving.reset()
    return serving


@pytest.fixture
def controller(cloud: InControl, tmp_path: Path) -> Controller:
    return Controller(cloud, tmp_path)
