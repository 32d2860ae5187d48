# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A source of events against simulated routers, round by round and without waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet
from peplink_simulator.device import Device

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events import ledger
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.ledger import Ledger
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.source import Source, prepared
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.state_file import StateFile

from ..conftest import SteppingClock

INTERVAL = 60


@dataclass
class Rulebook:
    """A queue that keeps what it is given."""

    events: list[dict[str, Any]] = field(default_factory=list)

    async def put(self, event: Mapping[str, Any]) -> None:
        self.events.append(dict(event))


@dataclass
class Watch:
    """Sources over all routers of a fleet, one after the other with the same file. Time passes for them and for the routers by rounds only."""

    fleet: Fleet
    home: Path
    clock: SteppingClock = field(default_factory=SteppingClock)
    rulebook: Rulebook = field(default_factory=Rulebook)

    def arguments(self, **more: Any) -> dict[str, Any]:
        """The options of a source for these routers."""
        routers = [reach(device, self.fleet, self.home) for device in self.fleet.devices]
        return {"routers": routers, "interval": INTERVAL, "settle_polls": 2, "state_file": str(self.home / "state.json"), **more}

    def events(self, count: int, *, stop: bool = True, **more: Any) -> list[dict[str, Any]]:
        """Start a source, let it look so often at each router, and stop it. Returns what it told. ``stop``: not killed, but ended."""
        self.rulebook.events.clear()
        asyncio.run(self._rounds(count, stop, self.arguments(**more)))
        return list(self.rulebook.events)

    def rounds(self, count: int, *, stop: bool = True, **more: Any) -> list[tuple[Any, ...]]:
        """The same, of the events only router, kind, before and after."""
        return [(event["router"], event["kind"], event["before"], event["after"]) for event in self.events(count, stop=stop, **more)]

    async def _rounds(self, count: int, stop: bool, arguments: dict[str, Any]) -> None:
        options, connections = prepared(arguments)
        file = StateFile(options.state_file)
        known = Ledger(file, file.read(), self.rulebook)
        source = Source(options, connections, known, self.clock)
        keeping = asyncio.ensure_future(known.keep())
        for _count in range(count):
            self.clock.now += INTERVAL
            for device in self.fleet.devices:
                device.advance(INTERVAL)
            await asyncio.gather(*(source.round(router) for router in source.routers))
        while not Path(options.state_file).exists():
            await asyncio.sleep(0.01)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        if stop:
            await known.close()
            for router in source.routers:
                router.conversation.close()
        file.close()


def reach(device: Device, fleet: Fleet, home: Path) -> dict[str, Any]:
    """A router of the option ``routers``."""
    return {
        "name": device.name,
        "host": device.host,
        "port": device.port,
        "client_id": device.client_id,
        "client_secret": device.client_secret,
        "ca_path": str(fleet.ca_path),
        "use_proxy": False,
        "token_cache_dir": str(home / "tokens"),
        "timeout": 5,
        "retries": 0,
    }


@pytest.fixture(scope="module")
def ships() -> Iterator[Fleet]:
    with Fleet.start([DeviceSpec("ship-1"), DeviceSpec("ship-2")]) as running:
        yield running
        assert running.internal_errors == []


@pytest.fixture(autouse=True)
def _written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "SOON", 0.0)


@pytest.fixture
def watch(ships: Fleet, tmp_path: Path) -> Watch:
    for device in ships.devices:
        device.reset()
        device.stop_clock()
    return Watch(ships, tmp_path)
