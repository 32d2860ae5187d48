# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A fleet for all tests of the simulator."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
for folder in (HERE.parents[1] / "simulator", HERE):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from peplink_simulator import DeviceSpec, Fleet, Unknowns  # noqa: E402  the path must be there first
from simulator_client import FAMILIES, FIRMWARE, ApiClient, document, load_checker  # noqa: E402


@pytest.fixture(scope="session")
def checks() -> ModuleType:
    return load_checker()


@pytest.fixture(scope="session")
def strict(checks: ModuleType) -> Any:
    return checks.Checker(document(), strict=True)


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    specs = [DeviceSpec(f"{family}-{firmware}", family, firmware) for family in FAMILIES for firmware in FIRMWARE]
    specs += [DeviceSpec("plain", use_tls=False), DeviceSpec("extra", "balance", extra_wans=("modem", "openvpn"))]
    with Fleet.start(specs, control=True) as running:
        yield running


@pytest.fixture
def connect(fleet: Fleet, checks: ModuleType, strict: Any) -> Iterator[Callable[..., ApiClient]]:
    """connect(name, login=True, **unknowns) gives a client of a device in its initial state."""
    clients: list[ApiClient] = []

    def factory(name: str = "max-8.5.2", login: bool = True, **unknowns: Any) -> ApiClient:
        device = fleet.device(name)
        if all(device is not client.device for client in clients):
            device.reset()
            # Two answers in a row are compared in many tests, and must not differ because a second has passed.
            device.stop_clock()
        device.unknowns = Unknowns(**unknowns)
        client = ApiClient(device, fleet.ca_path, checks, strict)
        clients.append(client)
        if login:
            assert client.login()["stat"] == "ok"
            device.clear_journal()
        return client

    yield factory
    for client in clients:
        client.device.end_dark()
        client.device.release()
        client.http.close()
    assert fleet.internal_errors == []
