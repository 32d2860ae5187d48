# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever a router is and however it behaves, the planner says of it what a task of its own says in check mode."""

from __future__ import annotations

import itertools
import typing
from collections.abc import Iterator
from typing import Any

import pytest
from component.configuration.sections import config_of, sections
from peplink_simulator import DeviceSpec, Fleet, Unknowns, families

from .conftest import FleetController
from .test_fleet_plan import COMPARE, PLAN, Play

pytestmark = [pytest.mark.thorough, pytest.mark.exhaustive]

SETUPS = list(itertools.product(families.FAMILIES, families.FIRMWARE_TEXTS, ("pending", "running")))

# Switches that are no choice between words, each with another value than by default.
_VALUES: dict[str, Any] = {
    "bad_value_code": 3,
    "unsupported_code": 999,
    "session_limit": 1,
    "auth_rate_limit_seconds": 0.1,
    "status_lag_polls": {"status.wan.connection": 2, "config.wan.connection": 2},
}


def switched() -> Iterator[dict[str, Any]]:
    """Every position of every switch that is not its default."""
    defaults = Unknowns().as_dict()
    for name, hint in typing.get_type_hints(Unknowns).items():
        positions = typing.get_args(hint) if typing.get_origin(hint) is typing.Literal else [_VALUES[name]] if name in _VALUES else []
        yield from ({name: position} for position in positions if position != defaults[name])


def specs() -> list[DeviceSpec]:
    usual = [DeviceSpec(name="-".join(setup), family=setup[0], firmware=setup[1], unknowns=Unknowns(config_get=setup[2])) for setup in SETUPS]
    odd = [
        DeviceSpec(name=f"{family}-{'-'.join(map(str, [*switch, *switch.values()]))}".replace(" ", ""), family=family, unknowns=Unknowns(**switch))
        for switch in switched()
        for family in (["fusionhub"] if "fusionhub_clients" in switch else ["max"])
    ]
    return [*usual, *odd]


@pytest.mark.timeout(600)
def test_the_verdict_is_that_of_a_task_of_its_own_on_every_router(tmp_path: Any) -> None:
    with Fleet.start(specs()) as fleet:
        layers = {device.name: {"peplink_config_10_all": config_of(sections(device.family, device.firmware))} for device in fleet.devices}
        without_clients = {"peplink_client_id": None, "peplink_client_secret": None, "peplink_username": "{{ admin_name }}"}
        own = {device.name: without_clients | {"peplink_password": "{{ admin_password }}"} for device in fleet.devices if device.client_id is None}
        controller = FleetController(fleet, tmp_path, of={name: layer | own.get(name, {}) for name, layer in layers.items()})
        # On one host, because each host of a play keeps the result of a task that runs once.
        plan = PLAN | {"wanfleet.peplink.peplink_fleet_plan": {"routers": "{{ groups.routers }}"}}
        run = controller.run([Play("jump", [plan]), Play("routers", [COMPARE])])
        assert run.status == 0, run.output
        planned = run.of("jump")["routers"]
        assert len(planned) == len(fleet.devices) > len(SETUPS) + 60
        statuses = {verdict["status"] for verdict in planned.values()}
        assert statuses <= {"drifted", "refused", "unsupported", "unknown"}, statuses
        for name, verdict in planned.items():
            for member in ("changed", "comparison", "msg", "error"):
                assert (verdict.get(member) or None) == (run.of(name).get(member) or None), (name, member)
        for device in fleet.devices:
            assert device.posts() == []
            assert not device.has_pending
        assert fleet.internal_errors == []
