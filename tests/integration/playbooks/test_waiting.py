# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A playbook waits for a router that is away, and goes on with what it saw last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet
from peplink_simulator.device import Device

from .conftest import Controller, Play

WAIT_FOR = "wanfleet.peplink.peplink_wait_for"


def come_back(device: Device) -> None:
    """Once a login was tried in vain."""
    device.wait_for("auth.token.grant", timeout=120, outcome="dark")
    device.end_dark()


@pytest.mark.thorough
def test_a_playbook_waits_for_a_router_that_is_away(tmp_path: Path) -> None:
    # YAML makes a time of this, not a text.
    long_ago = datetime(2000, 1, 1, tzinfo=timezone.utc)
    wanted: dict[str, Any] = {"connected_wans": ["Cellular"], "restarted_after": long_ago, "interval": 1, "wait_timeout": 120}
    tasks = [{"name": "Wait", WAIT_FOR: wanted, "register": "waited"}]
    with Fleet.start([DeviceSpec(name="depot")]) as fleet, ThreadPoolExecutor(1) as pool:
        device = fleet.device("depot")
        device.go_dark()
        returning = pool.submit(come_back, device)
        run = Controller(fleet, tmp_path).run([Play("depot", tasks)])
        returning.result(1)
        assert run.status == 0, run.output
        result = run.of("depot")
        assert [(one["name"], one["met"]) for one in result["conditions"]] == [("connected_wans", True), ("restarted_after", True)]
        assert not result["changed"]
        assert device.posts() == []


@pytest.mark.thorough
def test_a_playbook_can_go_on_with_what_was_seen_last(tmp_path: Path) -> None:
    schedule = [{"at": 0, "what": "signal", "wan": 2, "rsrp": -119}]
    wait = {"min_signal": [{"wan": "Cellular", "rsrp": -110}], "interval": 1, "wait_timeout": 1}
    seen = "{{ modem.conditions | map(attribute='seen') | first }}"
    tasks = [
        {"name": "Wait", WAIT_FOR: wait, "register": "modem", "ignore_errors": True},
        {"name": "Go on", "ansible.builtin.debug": {"msg": seen}, "register": "told"},
    ]
    with Fleet.start([DeviceSpec(name="depot", schedule=schedule)]) as fleet:
        run = Controller(fleet, tmp_path).run([Play("depot", tasks)])
        assert run.status == 0, run.output
        assert "WAN 2 (Cellular): RSRP -119 dBm" in run.output
