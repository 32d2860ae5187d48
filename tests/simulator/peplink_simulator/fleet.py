# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet of simulated routers inside the current process, its server loop in a thread of its own."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from . import functions
from .certificates import Authority
from .control_server import ControlServer
from .device import Device
from .device_spec import DeviceSpec
from .generated_schedule import expected, spread
from .schedule import Change
from .server import Server
from .specification import DEFAULT_PATH, load

START_TIMEOUT = 60.0
STOP_TIMEOUT = 10.0

functions.register_all()


class Fleet:
    """Devices by name and the server that serves them.

    ca_path is a PEM file, fingerprint the SHA-256 of the certificate that devices share, in lower-case hex, control_url the control
    interface.
    """

    def __init__(
        self,
        specs: Iterable[DeviceSpec],
        directory: Path,
        *,
        use_tls: bool = True,
        wrong_name: bool = False,
        base_port: int = 0,
        control: bool = False,
        specification_path: Path = DEFAULT_PATH,
    ) -> None:
        self.directory = directory
        authority = Authority(directory, wrong_name)
        shared = authority.issue()
        self.ca_path, self.fingerprint = authority.ca_path, shared.fingerprint
        self._devices: dict[str, Device] = {}
        for index, spec in enumerate(specs):
            if spec.name in self._devices:
                raise ValueError(f"two devices are named {spec.name}")
            device = Device(spec, use_tls if spec.use_tls is None else spec.use_tls)
            if base_port and not spec.port:
                device.port = base_port + index
            device.certificate = authority.issue() if spec.own_certificate else shared
            self._devices[spec.name] = device
        self._server = Server(self._devices.values(), load(specification_path))
        self._control = ControlServer(self._devices, self._server.exchange) if control else None
        self.control_url: str | None = None
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @classmethod
    def start(
        cls,
        specs: Iterable[DeviceSpec],
        *,
        directory: Path | str | None = None,
        use_tls: bool = True,
        wrong_name: bool = False,
        base_port: int = 0,
        control: bool = False,
        specification_path: Path = DEFAULT_PATH,
    ) -> Fleet:
        """Starts the server in a background thread; use as a context manager or call close()."""
        temporary = tempfile.TemporaryDirectory(prefix="peplink-simulator-") if directory is None else None
        fleet = cls(
            specs,
            Path(temporary.name if temporary else directory or "."),
            use_tls=use_tls,
            wrong_name=wrong_name,
            base_port=base_port,
            control=control,
            specification_path=specification_path,
        )
        fleet._temporary = temporary
        fleet._run_in_thread()
        return fleet

    @property
    def devices(self) -> list[Device]:
        return list(self._devices.values())

    def device(self, name: str) -> Device:
        return self._devices[name]

    def exchange(self, first: str, second: str) -> None:
        """Two devices answer on each other's address from now on, as behind a tunnel that leads to one after the other.

        Each takes its certificate along; open connections end.
        """
        assert self._loop is not None
        work = self._server.exchange(self._devices[first], self._devices[second])
        asyncio.run_coroutine_threadsafe(work, self._loop).result(START_TIMEOUT)

    # Time and schedules of all devices at once

    def stop_clocks(self, age: float | None = None) -> None:
        """As Device.stop_clock; with an age, all devices are so old from now on."""
        for device in self.devices:
            device.stop_clock(age)

    def start_clocks(self, pace: float = 1.0) -> None:
        """As Device.start_clock."""
        for device in self.devices:
            device.start_clock(pace)

    def advance(self, seconds: float) -> None:
        """As Device.advance."""
        for device in self.devices:
            device.advance(seconds)

    def schedule_changes(self, seed: str, seconds: int, changes: int, kinds: Iterable[str] | None = None) -> None:
        """So many changes on all devices together until they are so old, the same ones for the same seed and devices.

        Each device gets a schedule of its own, in place of the one that it had. Raises ValueError if there is not enough time.
        """
        spread(self.devices, seed, seconds, changes, kinds)

    def expected(self, until: int | None = None) -> list[tuple[str, Change]]:
        """What moves on which device until they are so old, in the order of time."""
        return expected(self.devices, until)

    @property
    def internal_errors(self) -> list[str]:
        """Defects of the simulator itself met while serving; empty in a good run."""
        return list(self._server.internal_errors)

    async def open(self) -> None:
        """Starts serving on the running loop."""
        await self._server.start()
        if self._control is not None:
            self.control_url = await self._control.start()

    async def shut(self) -> None:
        if self._control is not None:
            await self._control.stop()
        await self._server.stop()

    def _run_in_thread(self) -> None:
        loop = self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=loop.run_forever, name="peplink-simulator", daemon=True)
        self._thread.start()
        started = False
        try:
            asyncio.run_coroutine_threadsafe(self.open(), loop).result(START_TIMEOUT)
            started = True
        finally:
            if not started:
                self.close()

    def close(self) -> None:
        if self._loop is not None and self._thread is not None and not self._loop.is_closed():
            asyncio.run_coroutine_threadsafe(self.shut(), self._loop).result(STOP_TIMEOUT)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(STOP_TIMEOUT)
            self._loop.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def __enter__(self) -> Fleet:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()
