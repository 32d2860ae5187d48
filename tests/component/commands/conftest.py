# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Command modules, run against the simulator in one process like the configuration modules."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from peplink_simulator.device import Device

from ansible_collections.wanfleet.peplink.plugins.module_utils._module import module as core

from ..conftest import FAMILIES, FIRMWARES, Router, SteppingClock

__all__ = ["FAMILIES", "FIRMWARES", "Router", "SharedClock"]


class SharedClock(SteppingClock):
    """Time that passes only by sleeping, for the router too."""

    device: Device | None = None

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        if self.device is not None:
            self.device.advance(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SharedClock:
    shared = SharedClock()
    monkeypatch.setattr(core, "Clock", lambda: shared)
    return shared


@pytest.fixture
def router_at(router_of: Any, clock: SharedClock) -> Any:
    """A function that gives the router of a family and firmware, which shares the time of the modules."""

    def get(family: str = "max", firmware: str = "8.5.2", **unknowns: Any) -> Router:
        found: Router = router_of(family, firmware, **unknowns)
        clock.device = found.device
        return found

    return get


@pytest.fixture
def router(router_at: Any) -> Router:
    """A MAX of the newest firmware."""
    found: Router = router_at()
    return found


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The progress messages of waiting modules."""
    lines: list[str] = []
    monkeypatch.setattr(core, "execute", partial(core.execute, say=lines.append))
    return lines


def bodies(router: Router, function: str) -> list[Any]:
    """The bodies that a function was posted with."""
    return [entry.body for entry in router.device.journal if (entry.method, entry.function) == ("POST", function)]


def posted(router: Router) -> list[str]:
    """The functions of the POSTs that have an effect."""
    return [entry.function for entry in router.device.posts()]
