# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two routers reached one after the other at one address, as through a tunnel: nothing that is known of one holds for the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.transaction import LEFT_OVER

from ..conftest import Router
from .killing import kill_run

PIN = {"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "sim_pin": "4711"}]}}


@pytest.fixture(params=["own certificates", "one certificate", "plain HTTP"])
def routers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Router, Router]]:
    """Two routers, which differ by certificate and client, or by client only."""
    own, tls = request.param == "own certificates", request.param != "plain HTTP"
    specs = [DeviceSpec(name=name, own_certificate=own, use_tls=tls) for name in ("one", "two")]
    with Fleet.start(specs) as fleet:
        yield Plain(fleet.device("one"), fleet, tmp_path), Plain(fleet.device("two"), fleet, tmp_path)


class Plain(Router):
    """A router with or without TLS."""

    def connection(self, *, login: bool = False) -> dict[str, Any]:
        return {**super().connection(login=login), "use_tls": self.device.fingerprint is not None}


def test_the_second_router_gets_its_pin_too(routers: tuple[Router, Router]) -> None:
    one, two = routers
    assert one.wan(PIN)["changed"]
    assert not one.wan(PIN, check=True)["changed"]
    one.fleet.exchange("one", "two")
    assert two.wan(PIN, check=True)["changed"], "the audit takes the second router for the first one"
    assert two.wan(PIN)["changed"]
    assert two.running(2)["cellular"]["sim"][0]["simPin"] == "4711"
    assert not two.wan(PIN, check=True)["changed"]
    one.fleet.exchange("one", "two")
    assert not one.wan(PIN, check=True)["changed"]


def test_the_note_of_a_killed_run_stays_with_its_router(routers: tuple[Router, Router]) -> None:
    one, two = routers
    change = {"id": 1, "mtu": "1300"}
    kill_run(one, ("POST", "cmd.config.apply", 0), "hold_before", lambda: one.wan(change))
    one.fleet.exchange("one", "two")
    two.device.stage_foreign("wan", 1, {"healthcheck": {"enable": True, "interval": 60}})
    other = two.wan({"id": 1, "enable": True})
    assert LEFT_OVER not in other["warnings"]
    assert not other["changed"]
    assert two.device.has_pending, "what somebody else had pending on the second router was applied"
    one.fleet.exchange("one", "two")
    again = one.wan(change)
    assert LEFT_OVER in again["warnings"]
    assert again["applied"]
    assert one.running(1)["physical"]["mtu"] == 1300


@pytest.mark.parametrize("routers", ["own certificates"], indirect=True)
def test_a_router_with_a_new_certificate_gets_unreadable_values_once_more(routers: tuple[Router, Router]) -> None:
    one, two = routers
    assert one.wan(PIN)["changed"]
    one.device.certificate, two.device.certificate = two.device.certificate, one.device.certificate
    one.fleet.exchange("one", "two")
    one.fleet.exchange("one", "two")
    assert one.wan(PIN)["changed"]
    assert not one.wan(PIN, check=True)["changed"]
