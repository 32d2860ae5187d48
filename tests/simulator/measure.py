# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures a fleet in a process of its own: time until ready, resident memory, and processor time per request.

measure.py [--devices 500] [--requests 4000]
"""

from __future__ import annotations

import argparse
import http.client
import json
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from peplink_simulator import Control


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=int, default=500)
    parser.add_argument("--requests", type=int, default=4000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        began = time.monotonic()
        command = [sys.executable, "-m", "peplink_simulator", "serve", "--mixed", "--devices", str(options.devices), "--directory", name]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                print(server.stdout.readline().strip(), f"after {time.monotonic() - began:.2f} s")
                _load(json.loads((Path(name) / "fleet.json").read_text(encoding="utf-8")), options.requests)
            finally:
                server.terminate()
    return 0


def _load(fleet: dict[str, object], requests: int) -> None:
    control = Control(str(fleet["control_url"]))
    devices = fleet["devices"]
    assert isinstance(devices, list)
    context = ssl.create_default_context(cafile=str(fleet["ca_path"]))
    _report("idle", control, 0.0, 0)
    connections = []
    before = control.summary()["cpu_seconds"]
    for device in devices:
        connection = http.client.HTTPSConnection(device["host"], device["port"], context=context)
        body = json.dumps({"username": device["username"], "password": device["password"]})
        connection.request("POST", "/api/login", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        cookie = next(line for line in answer.msg.get_all("Set-Cookie", []) if line.startswith("bauth")).split(";")[0]
        connections.append((connection, {"Content-Type": "application/json", "Cookie": cookie}))
    _report("login over a new TLS connection", control, before, len(devices))
    work = [("GET", "status.wan.connection", None), ("GET", "config.wan.connection", None)]
    work += [("POST", "config.wan.connection", {"action": "update", "list": [{"id": 1, "physical": {"mtu": 1400}}]})]
    for method, function, body_value in work:
        before = control.summary()["cpu_seconds"]
        for index in range(requests):
            connection, headers = connections[index % len(connections)]
            connection.request(method, f"/api/{function}", json.dumps(body_value) if body_value else None, headers)
            connection.getresponse().read()
        _report(f"{method} {function}", control, before, requests)


def _report(what: str, control: Control, before: float, count: int) -> None:
    summary = control.summary()
    each = f", {(summary['cpu_seconds'] - before) / count * 1e6:.0f} us of processor time each" if count else ""
    print(f"{what}: resident {summary['resident_mib']} MiB{each}")


if __name__ == "__main__":
    sys.exit(main())
