# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Access points discover candidates, and a candidate is requested to join."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Fault

from .conftest import Router, bodies, posted

MESH = "peplink_mesh_discovery"
FOUND = "00:00:5E:00:53:20"


@pytest.mark.parametrize("firmware", ["8.5.0", "8.5.2"])
@pytest.mark.parametrize("unknowns", [{}, {"mesh_candidates": "map"}, {"scan_polls": 0}, {"scan_seconds": 30.0}], ids=str)
def test_the_module_waits_for_a_discovery(router_at: Any, firmware: str, unknowns: dict[str, Any]) -> None:
    router: Router = router_at("max", firmware, **unknowns)
    predicted = router.run(MESH, check=True)
    assert (predicted["changed"], [candidate["id"] for candidate in predicted["candidates"]]) == (True, [FOUND])
    assert posted(router) == []
    result = router.run(MESH)
    assert result.get("msg") is None
    serials = router.device.state("mesh_discovery")["access_points"]
    assert bodies(router, "cmd.mesh.discover") == [{"apList": serials}]
    assert result["access_points"] == [{"serial_number": serial, "status": "online"} for serial in serials]
    assert [candidate["id"] for candidate in result["candidates"]] == [FOUND, "00:00:5E:00:53:24"]
    assert result["candidates"][0]["seen_by"][0].keys() == {"serial_number", "bssid", "signal", "channel", "age"}


def test_only_selected_access_points_discover(router: Router) -> None:
    serials = router.device.state("mesh_discovery")["access_points"]
    assert router.run(MESH, access_points=serials[:1], wait=False)["changed"]
    assert bodies(router, "cmd.mesh.discover") == [{"apList": serials[:1]}]
    refused = router.run(MESH, access_points=["2A0B-0000-0000"])
    assert "no access point 2A0B-0000-0000" in refused["msg"]
    assert serials[0] in refused["msg"]


def test_a_discovery_that_does_not_finish_fails(router_at: Any) -> None:
    assert "not over after 60 s" in router_at(scan_seconds=1000.0).run(MESH, wait_timeout=60)["msg"]


@pytest.mark.parametrize("layout", ["list", "map"])
def test_a_joining_candidate_is_requested_only_once(router_at: Any, layout: str) -> None:
    router: Router = router_at(mesh_candidates=layout, reconnect_polls=20)
    wanted = {"state": "requested", "candidate": FOUND.replace(":", "-").lower()}
    assert router.run(MESH, check=True, **wanted)["changed"]
    assert posted(router) == []
    assert router.run(MESH, **wanted)["changed"]
    assert not router.run(MESH, **wanted)["changed"]
    assert bodies(router, "cmd.mesh.request") == [{"candidateId": FOUND}]
    assert router.device.state("mesh_discovery")["candidates"][FOUND]["status"] == "adopting"


def test_a_router_that_requires_a_list_gets_one(router: Router) -> None:
    router.device.faults.add(Fault("fail", function="cmd.mesh.request", code=400, message="bad candidateId"))
    assert router.run(MESH, state="requested", candidate=FOUND).get("msg") is None
    assert bodies(router, "cmd.mesh.request") == [{"candidateId": FOUND}, {"candidateId": [FOUND]}]


def test_bad_input(router: Router) -> None:
    refused = router.run(MESH, state="requested", candidate="00:00:5E:00:53:99")
    assert f"was discovered, but {FOUND}" in refused["msg"]
    assert router.run(MESH, state="requested")["validation"]


@pytest.mark.parametrize(("family", "firmware", "expected"), [("max", "8.3.0", "needs firmware 8.4.2 or later"), ("fusionhub", "8.5.2", "runs firmware 8.5.2")])
def test_a_router_without_a_mesh_is_reported(router_at: Any, family: str, firmware: str, expected: str) -> None:
    result = router_at(family, firmware).run(MESH)
    assert expected in result["msg"]
    assert firmware in result["msg"]


def test_a_router_without_access_points_is_reported(router_at: Any) -> None:
    assert "no access point to look for others; the router has none" in router_at("balance").run(MESH)["msg"]
