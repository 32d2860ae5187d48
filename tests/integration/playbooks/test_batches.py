# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A rollout in batches stops at the first lost router and does not touch the others."""

from __future__ import annotations

from pathlib import Path

from peplink_simulator import DeviceSpec, Fault, Fleet

from .conftest import Controller, Play


def test_a_router_that_goes_dark_stops_the_batch(tmp_path: Path) -> None:
    names = [f"router-{number}" for number in range(4)]
    with Fleet.start([DeviceSpec(name=name) for name in names]) as fleet:
        controller = Controller(fleet, tmp_path)
        fleet.device("router-1").faults.add(Fault("link_loss", wan=1, seconds=None))
        task = {
            "name": "Try",
            "wanfleet.peplink.peplink_config": {
                "wan_connections": [{"id": 1, "mtu": 1300}],
                "ssid_profiles": [{"id": 1, "broadcast": False}],
                "verify_timeout": 1,
                "retries": 0,
            },
            "register": "tried",
        }
        play = Play("router-*", [task], {"serial": 1, "max_fail_percentage": 0})
        run = controller.run([play])
        assert run.status != 0
        assert "cut itself off" in run.output
        assert f"127.0.0.1:{fleet.device('router-1').port}" in run.output
        assert fleet.device("router-0").running("wan")[1]["physical"]["mtu"] == 1300
        for untouched in ("router-2", "router-3"):
            assert list(fleet.device(untouched).journal) == []
