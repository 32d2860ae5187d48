# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The workload events: what the event source takes to watch many routers, and what a router's link carries because of it."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from fleet import SimulatedFleet
from memory import PeakMemory
from report import verdict
from workloads import Result, Setting

PLUGIN = Path(__file__).resolve().parents[2] / "build/collections/ansible_collections/wanfleet/peplink/extensions/eda/plugins/event_source/router_events.py"
INTERVAL = 60
MOST_SHARE = 0.15
MOST_MEGABYTES = 200
DAY = 86_400
METERED_ROUNDS = 30


def events(setting: Setting) -> Result:
    """Watch 500 routers, looked at every 60 s, and one through a relay that counts bytes."""
    result = Result()
    count, rounds = (50, 1) if setting.quick else (500, setting.rounds)
    with SimulatedFleet(setting.directory / "fleet", count) as fleet:
        figures = _watched(setting.directory, fleet, count, rounds)
        figures |= _metered(setting.directory, fleet)
    result.tables.append({"title": "events", "hosts": count, **figures})
    share, megabytes = figures["share_of_a_core"], figures["megabytes"]
    what = f"the event source, {count} routers every {INTERVAL} s"
    result.verdicts.append(verdict(share <= MOST_SHARE, f"{what}: {100 * share:.1f} % of one core (target: at most {100 * MOST_SHARE:.0f} %)"))
    result.verdicts.append(verdict(megabytes <= MOST_MEGABYTES, f"{what}: {megabytes:.0f} MB (target: at most {MOST_MEGABYTES} MB)"))
    requests = figures["requests_per_router_and_round"]
    result.require(requests <= 1.2, f"{what}: {requests:.2f} requests to a router in a round (target: 1)")
    text = f"compare: a round takes {figures['bytes_per_round']} bytes on the link, a day {figures['megabytes_per_day']} MB, a new connection"
    result.verdicts.append(f"{text} {figures['bytes_of_first_round'] - figures['bytes_per_round']} bytes more")
    return result


def _watched(directory: Path, fleet: SimulatedFleet, count: int, rounds: int) -> dict[str, Any]:
    with _source(directory, "many", fleet, fleet.devices, INTERVAL) as process, PeakMemory(process.pid) as memory:
        # The first looks are spread over an interval, and make the connections.
        time.sleep(INTERVAL * 1.2)
        asked, _cpu = fleet.load(count)
        before, started = _cpu_seconds(process.pid), time.monotonic()
        time.sleep(INTERVAL * rounds)
        used, wall = _cpu_seconds(process.pid) - before, time.monotonic() - started
        again, _cpu = fleet.load(count)
    requests = sum(new.requests - old.requests for new, old in zip(again, asked, strict=True))
    return {
        "rounds": rounds,
        "share_of_a_core": round(used / wall, 4),
        "megabytes": round(memory.megabytes, 1),
        "requests_per_router_and_round": round(requests / count / (wall / INTERVAL), 3),
    }


def _metered(directory: Path, fleet: SimulatedFleet) -> dict[str, Any]:
    device = fleet.devices[0]
    asked = fleet.load(1)[0][0].requests
    with _relay(device["port"]) as (port, counted), _source(directory, "one", fleet, [{**device, "port": port}], 1):
        # A token, and a look.
        _wait(lambda: fleet.load(1)[0][0].requests, asked + 2)
        time.sleep(0.5)
        first, begun = sum(counted), fleet.load(1)[0][0].requests
        time.sleep(METERED_ROUNDS)
        rest, requests = sum(counted) - first, fleet.load(1)[0][0].requests - begun
    each = round(rest / requests)
    return {"bytes_of_first_round": first, "bytes_per_round": each, "megabytes_per_day": round(each * DAY / INTERVAL / 1e6, 1)}


@contextmanager
def _source(directory: Path, name: str, fleet: SimulatedFleet, devices: list[dict[str, Any]], interval: float) -> Iterator[subprocess.Popen[bytes]]:
    own = ("name", "host", "port", "client_id", "client_secret")
    arguments = {
        "routers": [{option: device[option] for option in own} for device in devices],
        "connection": {"ca_path": fleet.ca_path, "use_proxy": False, "token_cache_dir": str(directory / "tokens")},
        "interval": interval,
        "max_requests_per_minute": 100,
        "state_file": str(directory / f"{name}.json"),
    }
    # An argument may have 128 KiB.
    given = directory / f"{name}-arguments.json"
    given.write_text(json.dumps(arguments), encoding="utf-8")
    process = subprocess.Popen([sys.executable, str(PLUGIN), str(given)], stdout=subprocess.DEVNULL)
    try:
        yield process
        if process.poll() is not None:
            raise RuntimeError("the event source ended")
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _relay(port: int) -> Iterator[tuple[int, list[int]]]:
    """A port that leads to another one, and the sizes of all that passes."""
    counted: list[int] = []

    def pump(source: socket.socket, target: socket.socket) -> None:
        # The other one may have closed both.
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                counted.append(len(data))
                target.sendall(data)
            target.close()

    def serve(listener: socket.socket) -> None:
        while True:
            try:
                near, _address = listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", port))
            for ends in ((near, far), (far, near)):
                threading.Thread(target=pump, args=ends, daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield listener.getsockname()[1], counted


def _cpu_seconds(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def _wait(count: Any, least: int) -> None:
    deadline = time.monotonic() + 30
    while count() < least:
        if time.monotonic() > deadline:
            raise RuntimeError("the event source asks nothing")
        time.sleep(0.1)
