# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every fault of the simulator at the requests of every module that writes: each run ends in one of three ways, and the page tells the counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from peplink_simulator import DeviceSpec, Fleet

from ansible_collections.wanfleet.peplink.plugins.module_utils._client import limits
from ansible_collections.wanfleet.peplink.plugins.module_utils._module import module as core

from ..conftest import Router
from .cases import CASES, WHOLE, Case
from .runs import CLOCKS, outcomes

AT_ONCE = 16


@pytest.fixture(scope="module")
def devices() -> Iterator[Fleet]:
    with Fleet.start([DeviceSpec(f"router-{number}", family="max", firmware="8.5.2") for number in range(AT_ONCE)]) as running:
        yield running
        assert running.internal_errors == []


@pytest.fixture
def routers(devices: Fleet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Router]:
    monkeypatch.setattr(core, "Clock", lambda: CLOCKS.now)
    monkeypatch.setattr(limits, "TIMEOUTS_IN_ALL", 1)
    return [Router(device, devices, tmp_path / device.name) for device in devices.devices]


ROWS = list(dict.fromkeys(case.row for case in (*WHOLE, *CASES)))


@pytest.mark.parametrize("row", ROWS)
def test_every_run_ends_in_one_of_three_ways(routers: list[Router], row: str) -> None:
    wrong: list[str] = []
    for case in (*WHOLE, *CASES):
        if case.row == row:
            found = outcomes(routers, case, wrong)
            print(row, {name: dict((o.name, n) for o, n in counts.items()) for name, counts in found.items()})
    assert not wrong, "\n".join(wrong)
