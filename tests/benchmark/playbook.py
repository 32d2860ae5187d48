# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run playbooks in a controlled environment and measure what each run costs."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from fleet import SimulatedFleet
from memory import PeakMemory

PLAYBOOKS = Path(__file__).resolve().parent / "playbooks"
SLICES = Path(__file__).resolve().parents[2] / "docs" / "guides" / "slices"
COLLECTION = "wanfleet.peplink."
FOREIGN = re.compile(r"(?i)ANSIBLE_|PEPLINK_|PYTHON|.*_proxy$|.*_CA_BUNDLE$")
RECAP = re.compile(r"^\S+ +: ok=(\d+) +changed=(\d+) ", re.MULTILINE)


@dataclass(frozen=True)
class Variant:
    """A playbook as it is run: with more options for the module, another number of forks.

    ``steps`` is how many tasks its only task comes to on every router, at least, where that is a role.
    """

    name: str
    playbook: str
    options: Mapping[str, Any] = field(default_factory=dict)
    forks: int | None = None
    steps: int = 1
    once: bool = False  # runs for all hosts at once, so that few of them have a task of their own
    watch_memory: bool = False  # takes processor time itself


@dataclass(frozen=True)
class Run:
    """What one run cost. ``wall`` and the processor times are seconds, those of Ansible with all its children."""

    wall: float
    cpu: float
    simulator_cpu: float
    requests: float  # per host and task
    most_requests: int  # of the host that got most, over all tasks
    applies: tuple[int, int]  # the fewest and the most that a host got
    ok: int = 0
    changed: int = 0
    megabytes: float = 0.0  # at the most, where it was watched
    processes: int = 0


class Bench:
    """Playbooks against one fleet, with everything that they write below ``directory``."""

    def __init__(self, directory: Path, fleet: SimulatedFleet, forks: int, *, tokens: bool = False) -> None:
        """``tokens``: put an access token of each router into the inventory, for those who cannot get one themselves."""
        self._directory = directory
        self._fleet = fleet
        self._with_tokens = tokens
        home = directory / "home"
        home.mkdir()
        (directory / "ansible.cfg").touch()
        # A copy: whoever calls make meanwhile replaces the installed one.
        collections = shutil.copytree(os.environ["ANSIBLE_COLLECTIONS_PATH"], directory / "collections")
        inherited = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        self._environment = {
            **inherited,
            "HOME": str(home),
            "ANSIBLE_HOME": str(home / ".ansible"),
            "ANSIBLE_CONFIG": str(directory / "ansible.cfg"),
            "ANSIBLE_COLLECTIONS_PATH": str(collections),
            "ANSIBLE_FORKS": str(forks),
            "ANSIBLE_NOCOLOR": "1",
        }
        self._tokens: dict[str, str] = {}

    def inventory(self, hosts: int) -> Path:
        """An inventory of the first ``hosts`` routers, and of the two hosts that tasks are delegated to."""
        path = self._directory / f"inventory-{hosts}.yml"
        if not path.exists():
            routers = {device["name"]: self._variables(device) for device in self._fleet.devices[:hosts]}
            here = {"ansible_connection": "local", "ansible_python_interpreter": sys.executable}
            content = {
                "routers": {"hosts": routers, "vars": {"peplink_ca_path": self._fleet.ca_path}},
                "ungrouped": {"hosts": {"jump": here, "localhost": here}},
            }
            path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
        return path

    def run(self, variant: Variant, hosts: int, tasks: int) -> Run:
        """Run the playbook of a variant, its task repeated. Raises RuntimeError if a task fails."""
        name = variant.name.replace(" ", "_")
        command = ["ansible-playbook", "-i", str(self.inventory(hosts)), str(self._written(variant, name, tasks))]
        environment = {"ANSIBLE_FORKS": str(variant.forks)} if variant.forks else {}
        run, output = self._measured(name, command, environment, hosts, tasks, watch_memory=variant.watch_memory)
        recap = [(int(ok), int(changed)) for ok, changed in RECAP.findall(output.read_text(encoding="utf-8"))]
        if not recap or (len(recap) != hosts and not variant.once) or any(ok < tasks * variant.steps for ok, _changed in recap):
            raise RuntimeError(f"{variant.name} did not get through; its output is in {output}")
        return replace(run, ok=sum(ok for ok, _changed in recap), changed=sum(changed for _ok, changed in recap))

    def audit(self, hosts: int, workers: int, forks: int) -> Run:
        """Audit the routers with so many workers, merging included. Raises RuntimeError if a router is in no report."""
        intent = yaml.safe_load((PLAYBOOKS / "whole.yml").read_text(encoding="utf-8"))[0]["tasks"][0][f"{COLLECTION}peplink_config"]
        variables = self._directory / "group_vars" / "routers.yml"
        variables.parent.mkdir(exist_ok=True)
        variables.write_text(yaml.safe_dump({"peplink_config_10_fleet": intent}), encoding="utf-8")
        name = f"audit-{workers}"
        command = [str(SLICES / "audit"), str(self.inventory(hosts)), "routers", str(workers), str(self._directory / name), "--forks", str(forks)]
        return self._measured(name, command, {}, hosts, 1)[0]

    def _measured(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], hosts: int, tasks: int, *, watch_memory: bool = False
    ) -> tuple[Run, Path]:
        """The cost of a command and the path of its output. Raises RuntimeError if it fails."""
        output = self._directory / f"{name}.log"
        before, simulator_cpu = self._fleet.load(hosts)
        began = time.monotonic()
        with output.open("wb") as log, subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=self._environment | environment) as process:
            peak = PeakMemory(process.pid)
            with peak if watch_memory else contextlib.nullcontext():
                _pid, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        if process.returncode != 0:
            raise RuntimeError(f"{name} failed with code {process.returncode}; its output is in {output}")
        after, simulator_cpu_after = self._fleet.load(hosts)
        requests = [new.requests - old.requests for new, old in zip(after, before, strict=True)]
        applies = [new.applies - old.applies for new, old in zip(after, before, strict=True)]
        run = Run(
            wall=wall,
            cpu=usage.ru_utime + usage.ru_stime,
            simulator_cpu=simulator_cpu_after - simulator_cpu,
            requests=sum(requests) / (hosts * tasks),
            most_requests=max(requests),
            applies=(min(applies), max(applies)),
            megabytes=peak.megabytes,
            processes=peak.processes,
        )
        return run, output

    def _written(self, variant: Variant, name: str, tasks: int) -> Path:
        plays: list[dict[str, Any]] = yaml.safe_load((PLAYBOOKS / f"{variant.playbook}.yml").read_text(encoding="utf-8"))
        for play in (play for play in plays if "tasks" in play):
            task = play["tasks"][0]
            for module in [key for key in task if key.startswith(COLLECTION)]:
                task[module] |= variant.options
            play["tasks"] = [task] * tasks
        path = self._directory / f"{name}-{tasks}.yml"
        path.write_text(yaml.dump(plays, Dumper=_Plain, sort_keys=False), encoding="utf-8")
        return path

    def _variables(self, device: dict[str, Any]) -> dict[str, Any]:
        name = device["name"]
        found = {
            "ansible_host": device["host"],
            "peplink_port": device["port"],
            "peplink_client_id": device["client_id"],
            "peplink_client_secret": device["client_secret"],
        }
        if self._with_tokens:
            if name not in self._tokens:
                self._tokens[name] = self._fleet.grant(device)
            found["benchmark_token"] = self._tokens[name]
        return found


class _Plain(yaml.SafeDumper):
    """Writes a repeated task out instead of pointing at the first one."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def versions() -> Sequence[str]:
    """The versions that were measured."""
    first = subprocess.run(["ansible-playbook", "--version"], check=True, capture_output=True, text=True).stdout.splitlines()[0]
    return [first, f"Python {sys.version.split()[0]}"]
