# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Backups restored to simulated routers of the same kind make twins of the routers that they are of."""

from __future__ import annotations

from pathlib import Path

import pytest
from peplink_simulator import DeviceSpec, Fleet

from .conftest import FleetController

SPECS = [DeviceSpec("ship"), DeviceSpec("depot", family="balance", firmware="8.3.0")]


@pytest.mark.thorough
def test_a_backup_is_restored_to_a_twin(tmp_path: Path) -> None:
    with Fleet.start(SPECS) as routers, Fleet.start(SPECS) as twins:
        ship, depot = routers.devices
        ship.set_running("wan", 1, {"name": "Uplink of the ship", "physical": {"mtu": 1400}})
        ship.set_running("ssid", 1, {"name": "Crew", "vlanId": 7})
        depot.set_running("wan", 4, {"name": "Cable of the depot", "healthcheck": {"enable": False}})
        status, output = FleetController(routers, tmp_path).play("backup")
        assert status == 0, output
        status, output = FleetController(twins, tmp_path).play("restore")
        assert status == 0, output
        for router, twin in zip(routers.devices, twins.devices, strict=True):
            for resource in ("wan", "ssid", "mesh", "gpio", "connect_protect"):
                assert twin.running(resource) == router.running(resource), (router.name, resource)
        assert not any(device.posts() for device in routers.devices)
