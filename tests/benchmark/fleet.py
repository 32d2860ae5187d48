# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulated routers that are measured against: a process of their own, so that their processor time is measured separately."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from peplink_simulator.control import Control

SIMULATOR = Path(__file__).resolve().parent.parent / "simulator"
START_TIMEOUT = 60.0


class Load(NamedTuple):
    """The requests that a router has received so far."""

    requests: int
    applies: int


class SimulatedFleet:
    """``count`` routers MAX 8.5.2, started on entering and stopped by their pid file on leaving."""

    def __init__(self, directory: Path, count: int) -> None:
        self._directory = directory
        self._count = count
        self._pid_file = directory / "pid"
        self._process: subprocess.Popen[bytes] | None = None
        self.devices: list[dict[str, Any]] = []
        self.ca_path = ""

    def __enter__(self) -> SimulatedFleet:
        self._directory.mkdir(parents=True)
        arguments = ["--devices", str(self._count), "--directory", str(self._directory), "--pid-file", str(self._pid_file), "--quiet"]
        # Out of the terminal's process group: on Ctrl-C it must outlive the playbook that is being measured.
        self._process = subprocess.Popen(_simulator("serve", *arguments), cwd=SIMULATOR, start_new_session=True)
        deadline = time.monotonic() + START_TIMEOUT
        while not self._pid_file.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the simulator did not start")
            time.sleep(0.05)
        described = json.loads((self._directory / "fleet.json").read_text(encoding="utf-8"))
        self.devices, self.ca_path = described["devices"], described["ca_path"]
        self.control = Control(described["control_url"])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pid_file.exists():
            subprocess.run(_simulator("stop", "--pid-file", str(self._pid_file)), cwd=SIMULATOR, check=False)
        if self._process is not None:
            self._process.wait()

    def load(self, hosts: int) -> tuple[list[Load], float]:
        """The requests that each of the first routers has received so far, and the simulator's processor seconds."""
        summary = self.control.summary()
        counts = [summary["devices"][device["name"]] for device in self.devices[:hosts]]
        return [Load(count["requests"], count["applies"]) for count in counts], summary["cpu_seconds"]

    def answer_late(self, seconds: float) -> None:
        """Delay every answer by this many seconds; 0 for no delay."""
        for device in self.devices:
            self.control.clear_faults(device["name"])
            if seconds:
                self.control.add_fault(device["name"], "latency", times=None, seconds=seconds)

    def sequence(self, device: str) -> list[str]:
        """The requests since the journal was cleared, as ``METHOD function``."""
        return [f"{entry['method']} {entry['function']}" for entry in self.control.journal(device)]

    def clear_journals(self) -> None:
        """Forget the requests of all routers."""
        for device in self.devices:
            self.control.clear_journal(device["name"])

    def grant(self, device: dict[str, Any]) -> str:
        """A new access token of a router's API client."""
        url = f"https://{device['host']}:{device['port']}/api/auth.token.grant"
        body = json.dumps({"clientId": device["client_id"], "clientSecret": device["client_secret"]}).encode()
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
        handlers = urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=self.ca_path))
        with urllib.request.build_opener(*handlers).open(request, timeout=30) as answer:
            return str(json.load(answer)["response"]["accessToken"])


def _simulator(command: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "peplink_simulator", command, *arguments]
