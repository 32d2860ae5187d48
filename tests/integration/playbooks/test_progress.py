# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A long task reports what it waits for."""

from __future__ import annotations

from pathlib import Path

import pytest
from peplink_simulator import DeviceSpec, Fleet, Unknowns

from .conftest import Controller, Play

SCAN = {"wan": "Cellular", "allow_interruption": True}


@pytest.mark.thorough
def test_a_long_wait_reports_progress(tmp_path: Path) -> None:
    with Fleet.start([DeviceSpec(name="depot", unknowns=Unknowns(scan_polls=0, scan_seconds=13))]) as fleet:
        task = {"name": "Scan", "wanfleet.peplink.peplink_carrier_scan": SCAN, "register": "scan"}
        run = Controller(fleet, tmp_path).run([Play("depot", [task])])
        assert run.status == 0, run.output
        assert not run.of("depot")["scanning"]
        assert run.output.count("[depot] waiting for the scan of WAN 2 (Cellular) for carriers: 1") == 1
