# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Command line: serve a fleet until stopped, stop one by its pid file."""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import signal
import sys
import time
from pathlib import Path

from .device_spec import DeviceSpec
from .families import FAMILIES, NEWEST_FIRMWARE
from .fleet import Fleet
from .fleet_files import mixed_fleet, read_fleet_file, uniform_fleet, write_files
from .specification import DEFAULT_PATH

STOP_TIMEOUT = 15.0
STOP_POLL = 0.05
OPEN_FILES = 65536


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    return _stop(options.pid_file) if options.command == "stop" else asyncio.run(_serve(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="peplink-simulator", description="Simulator of the Peplink Router API.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve a fleet until SIGTERM or SIGINT")
    source = serve.add_mutually_exclusive_group()
    source.add_argument("--fleet", type=Path, help="YAML file with a list `devices`")
    source.add_argument("--mixed", action="store_true", help="families and firmware in turn")
    serve.add_argument("--devices", type=int, default=1, help="number of devices without --fleet")
    serve.add_argument("--family", choices=list(FAMILIES), default="max")
    serve.add_argument("--firmware", default=NEWEST_FIRMWARE, help="any version, such as 8.3.1")
    serve.add_argument("--directory", type=Path, required=True, help="for fleet.json, inventory.yml and ca.pem")
    serve.add_argument("--pid-file", type=Path)
    serve.add_argument("--base-port", type=int, default=0, help="port of the first device; 0 = any free ports")
    serve.add_argument("--plain-http", action="store_true", help="without TLS")
    serve.add_argument("--wrong-name", action="store_true", help="certificate for another host name")
    serve.add_argument("--specification", type=Path, default=DEFAULT_PATH, help="openapi.yaml")
    serve.add_argument("--quiet", action="store_true", help="print nothing but errors")
    stop = commands.add_parser("stop", help="end a serving process")
    stop.add_argument("--pid-file", type=Path, required=True)
    return parser


def _specs(options: argparse.Namespace) -> list[DeviceSpec]:
    if options.fleet is not None:
        return read_fleet_file(options.fleet)
    if options.mixed:
        return mixed_fleet(options.devices)
    return uniform_fleet(options.devices, options.family, options.firmware)


async def _serve(options: argparse.Namespace) -> int:
    _allow_many_sockets()
    directory: Path = options.directory.resolve()
    directory.mkdir(parents=True, exist_ok=True)
    fleet = Fleet(
        _specs(options),
        directory,
        use_tls=not options.plain_http,
        wrong_name=options.wrong_name,
        base_port=options.base_port,
        control=True,
        specification_path=options.specification,
    )
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    await fleet.open()
    write_files(fleet, directory)
    if options.pid_file is not None:
        options.pid_file.write_text(f"{os.getpid()}\n", encoding="ascii")
    if not options.quiet:
        print(f"ready: {len(fleet.devices)} devices", flush=True)
    await ended.wait()
    await fleet.shut()
    if options.pid_file is not None:
        options.pid_file.unlink(missing_ok=True)
    for problem in fleet.internal_errors:
        print(f"simulator defect: {problem}", file=sys.stderr)
    return 1 if fleet.internal_errors else 0


def _allow_many_sockets() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _stop(pid_file: Path) -> int:
    try:
        pid = int(pid_file.read_text(encoding="ascii"))
    except FileNotFoundError:
        print(f"{pid_file}: no such file; nothing to stop", file=sys.stderr)
        return 1
    try:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_TIMEOUT
        while time.monotonic() < deadline:
            os.kill(pid, 0)
            if not pid_file.exists():
                return 0
            time.sleep(STOP_POLL)
    except ProcessLookupError:
        pid_file.unlink(missing_ok=True)
        return 0
    print(f"process {pid} did not end within {STOP_TIMEOUT:.0f} s", file=sys.stderr)
    return 1
