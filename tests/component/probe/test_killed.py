# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A probe that is killed at any request is undone by the next one."""

from __future__ import annotations

from typing import Any

import pytest

from ..configuration.killing import kill_run, requests_of
from ..conftest import Router
from .conftest import experiment, found, stores

LIVE = {"ssid_effect": "live", "mesh_effect": "live", "gpio_effect": "live", "connect_protect_effect": "live", "instant_active_on_wan": "honour"}


def run(router: Router) -> dict[str, Any]:
    """What tells the WAN must not be set on the router here: a process of its own would set it on a copy."""
    return experiment(router, management_wan="1")


@pytest.mark.exhaustive
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("unknowns", "step"), [({}, 1), (LIVE, 1), ({"config_get": "running"}, 4)], ids=["staged", "live", "running"])
def test_killed_at_every_request_and_undone(max_router: Router, unknowns: dict[str, Any], step: int) -> None:
    router = max_router
    router.device.unknowns.update(unknowns)
    before = stores(router)
    requests = requests_of(router, lambda: run(router))
    first = next(place for place, request in enumerate(requests) if request[:2] == ("POST", "config.wan.connection"))
    assert len(requests) - first > 80
    for request in requests[first::step]:
        router.fresh()
        kill_run(router, request, "hold", lambda: run(router))
        undone = router.run("peplink_probe", undo=True)
        assert undone.get("msg") is None, request
        assert stores(router) == before, request
        assert not router.run("peplink_probe", undo=True)["changed"], request


def test_the_next_run_restores_first(max_router: Router) -> None:
    before = stores(max_router)
    kill_run(max_router, ("POST", "cmd.config.apply", 0), "hold", lambda: run(max_router))
    assert stores(max_router) != before
    max_router.device.clear_journal()
    result = run(max_router)
    assert found(result, "config_get")["value"] == "pending"
    assert stores(max_router) == before


def test_a_run_that_only_reads_warns(max_router: Router) -> None:
    kill_run(max_router, ("POST", "cmd.config.apply", 0), "hold", lambda: run(max_router))
    max_router.device.clear_journal()
    result = max_router.run("peplink_probe")
    assert any("was interrupted" in warning for warning in result["warnings"])
    assert max_router.device.posts() == []


@pytest.mark.parametrize("content", ["", '{"undo": [["config.wan.connection"]], "image": {}}', '{"undo": [], "image": {"config.wan.connection": 1}}'])
def test_a_damaged_record_is_refused(max_router: Router, content: str) -> None:
    kill_run(max_router, ("POST", "cmd.config.apply", 0), "hold", lambda: run(max_router))
    max_router.device.clear_journal()
    [record] = max_router.home.rglob("probe-*.json")
    record.write_text(content, encoding="utf-8")
    for params in ({"undo": True}, {"level": "reversible", "confirm": max_router.device.fingerprint, "management_wan": "1"}):
        result = max_router.run("peplink_probe", source="simulator", **params)
        assert result["error"] == "refused"
        assert f"{record} is damaged" in result["msg"]
    assert max_router.device.posts() == []
    assert record.read_text(encoding="utf-8") == content
