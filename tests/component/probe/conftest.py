# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Routers to probe, and the probe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet, Unknowns
from peplink_simulator.device import Device

from ansible_collections.wanfleet.peplink.plugins.module_utils._module import module as core

from ..conftest import Router, SteppingClock


@pytest.fixture(scope="module")
def probed() -> Iterator[Fleet]:
    """A router of each family with WANs of every kind."""
    specs = [DeviceSpec(family, family=family, extra_wans=("modem", "openvpn", "wovlan")) for family in ("max", "balance", "fusionhub")]
    with Fleet.start(specs) as fleet:
        yield fleet
        assert fleet.internal_errors == []


@pytest.fixture
def max_router(probed: Fleet, tmp_path: Any) -> Router:
    device = probed.device("max")
    device.reset()
    device.unknowns = Unknowns()
    return Router(device, probed, tmp_path)


def probe(router: Router, **params: Any) -> dict[str, Any]:
    return router.run("peplink_probe", source="simulator", **{"reading_posts": True, **params})


def found(result: dict[str, Any], switch: str) -> dict[str, Any]:
    assert result.get("msg") is None
    return next(finding for finding in result["findings"] if finding["switch"] == switch)


def stores(router: Router) -> str:
    """Running and pending configuration, byte for byte."""
    names = ("wan", "ssid", "mesh", "connect_protect", "gpio", "port")
    held = {name: [router.device.running(name), router.device.pending(name)] for name in names if router.device.family != "fusionhub" or name == "wan"}
    return json.dumps([held, router.device.has_pending], default=str, sort_keys=True)


class SharedClock(SteppingClock):
    """One that router and controller share: no test waits for a router that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.device: Device | None = None

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        if self.device is not None:
            self.device.advance(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SharedClock:
    """The clock of the modules."""
    shared = SharedClock()
    monkeypatch.setattr(core, "Clock", lambda: shared)
    return shared


def experiment(router: Router, **params: Any) -> dict[str, Any]:
    """Probe at level reversible, with the consent that it needs; WAN 1 carries the connection."""
    if "management_wan" not in params:
        router.device.set_wan_status(1, ip="127.0.0.1")
    return router.run("peplink_probe", source="simulator", level="reversible", **{"confirm": router.device.fingerprint, **params})
