# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Command line: serve a fleet or twins of recorded routers until stopped, stop one by its pid file, compare with a recording."""

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
from .fleet_files import mixed_fleet, read_fleet_file, read_schedule_file, uniform_fleet, write_files
from .recorded.fidelity import compare
from .recorded.reading import BadRecording
from .recorded.reading import load as load_recording
from .recorded.state import twin_of
from .specification import DEFAULT_PATH, load

STOP_TIMEOUT = 15.0
STOP_POLL = 0.05
OPEN_FILES = 65536


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BadRecording as error:
        print(error, file=sys.stderr)
        return 2


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
    serve.set_defaults(run=lambda options: asyncio.run(_serve(options, _specs(options))))
    twin = commands.add_parser("twin", help="serve a twin of each recorded router until SIGTERM or SIGINT")
    twin.add_argument("recordings", type=Path, nargs="+", metavar="RECORDING", help="recording.json, or the directory that it is in")
    twin.set_defaults(run=lambda options: asyncio.run(_serve(options, _twins(options.recordings))))
    for command in (serve, twin):
        _add_serving(command)
    stop = commands.add_parser("stop", help="end a serving process")
    stop.add_argument("--pid-file", type=Path, required=True)
    stop.set_defaults(run=lambda options: _stop(options.pid_file))
    fidelity = commands.add_parser("fidelity", help="list where a twin answers otherwise than a recorded router; 1 if it does")
    fidelity.add_argument("recording", type=Path, metavar="RECORDING", help="recording.json, or the directory that it is in")
    fidelity.add_argument("--specification", type=Path, default=DEFAULT_PATH, help="openapi.yaml")
    fidelity.set_defaults(run=_compare)
    return parser


def _add_serving(command: argparse.ArgumentParser) -> None:
    command.add_argument("--directory", type=Path, required=True, help="for fleet.json, inventory.yml and ca.pem")
    command.add_argument("--pid-file", type=Path)
    command.add_argument("--base-port", type=int, default=0, help="port of the first device; 0 = any free ports")
    command.add_argument("--plain-http", action="store_true", help="without TLS")
    command.add_argument("--wrong-name", action="store_true", help="certificate for another host name")
    command.add_argument("--schedule", type=Path, help="YAML or JSON file: a list of entries by the name of a device")
    command.add_argument("--changes", type=int, default=0, help="so many changes on all devices together, instead of --schedule")
    command.add_argument("--within", type=int, default=86400, metavar="SECONDS", help="of the age of the devices, for --changes (a day)")
    command.add_argument("--seed", default="", help="decides what the changes are")
    command.add_argument("--pace", type=float, default=1.0, help="how many times as fast as that of the host the time of devices goes")
    command.add_argument("--specification", type=Path, default=DEFAULT_PATH, help="openapi.yaml")
    command.add_argument("--quiet", action="store_true", help="print nothing but errors")


def _specs(options: argparse.Namespace) -> list[DeviceSpec]:
    if options.fleet is not None:
        return read_fleet_file(options.fleet)
    if options.mixed:
        return mixed_fleet(options.devices)
    return uniform_fleet(options.devices, options.family, options.firmware)


def _twins(paths: list[Path]) -> list[DeviceSpec]:
    """Each under the name of its recording. Raises BadRecording."""
    specs: dict[str, DeviceSpec] = {}
    for twin in map(twin_of, map(load_recording, paths)):
        specs[twin.spec.name] = twin.spec
        for function, why in twin.left_out.items():
            print(f"{twin.spec.name}: {function} is not taken over: {why}", file=sys.stderr)
    if len(specs) < len(paths):
        raise BadRecording("two recordings have the same name: put each into a directory that has the name of its router")
    return list(specs.values())


def _compare(options: argparse.Namespace) -> int:
    found = compare(load_recording(options.recording), load(options.specification))
    for difference in found:
        print(difference)
    return 1 if found else 0


async def _serve(options: argparse.Namespace, specs: list[DeviceSpec]) -> int:
    _allow_many_sockets()
    directory: Path = options.directory.resolve()
    directory.mkdir(parents=True, exist_ok=True)
    fleet = Fleet(
        specs,
        directory,
        use_tls=not options.plain_http,
        wrong_name=options.wrong_name,
        base_port=options.base_port,
        control=True,
        specification_path=options.specification,
    )
    _schedule(options, fleet)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    await fleet.open()
    fleet.start_clocks(options.pace)
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


def _schedule(options: argparse.Namespace, fleet: Fleet) -> None:
    try:
        if options.changes:
            fleet.schedule_changes(options.seed, options.within, options.changes)
        elif options.schedule is not None:
            for name, entries in read_schedule_file(options.schedule).items():
                fleet.device(name).set_schedule(entries)
    except KeyError as error:
        raise SystemExit(f"{options.schedule}: no device {error}") from None
    except ValueError as error:
        raise SystemExit(f"schedule: {error}") from None


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
