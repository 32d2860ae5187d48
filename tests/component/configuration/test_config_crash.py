# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The controller dies while it configures a whole device: killed at any request, the next run converges."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Router
from .killing import kill_run, requests_of
from .sections import config_of, sections

FOREIGN = {"ddns": {"enable": False}, "connection": {"bandwidth": {"upload": {"value": 4321, "unit": "kbps"}}}}

SETUPS = [
    ("max", "8.5.2", "pending"),
    ("max", "8.5.2", "running"),
    ("max", "8.3.0", "running"),
    ("max", "8.1.1", "pending"),
    ("balance", "8.5.0", "running"),
    ("fusionhub", "8.5.2", "running"),
]


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", ["hold_before", "hold"])
@pytest.mark.parametrize("setup", SETUPS, ids="-".join)
def test_killed_at_every_request_and_run_again(router_of: Any, setup: tuple[str, str, str], kind: str) -> None:
    router: Router = router_of(*setup)
    parts = sections(*setup[:2])
    config = config_of(parts)
    requests = requests_of(router, lambda: router.config(config))
    assert len(requests) >= 6
    for request in requests:
        router.fresh()
        router.device.stage_foreign("wan", 1, FOREIGN)
        kill_run(router, request, kind, lambda: router.config(config))

        again = router.config(config)
        assert again.get("msg") is None, request
        router.assert_runs(parts)
        assert router.running(1)["connection"]["bandwidth"]["upload"]["value"] == 4321, f"a foreign edit was lost after {request}"

        router.device.clear_journal()
        assert not router.config(config)["changed"], request
        assert router.device.posts() == []


@pytest.mark.parametrize("kind", ["hold_before", "hold"])
@pytest.mark.parametrize("mode", ["pending", "running"])
def test_killed_while_removing_and_adding(router_of: Any, mode: str, kind: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    config = {
        "mesh_profiles": [{"mesh_id": "deck", "passphrase": "planted-mesh-pass-1", "frequency_band": "5ghz"}],
        "speedfusion_connect_protect": [{"mac": "00:00:5e:00:53:99", "city_code": "AMS"}],
    }
    states = {"mesh_profiles": "overridden", "speedfusion_connect_protect": "overridden"}

    def run() -> dict[str, Any]:
        return router.config(config, states=states, allow_delete=True)

    for request in requests_of(router, run):
        router.fresh()
        kill_run(router, request, kind, run)
        again = run()
        assert again.get("msg") is None, request
        assert [item["meshId"] for item in router.device.running("mesh").values()] == ["deck"]
        protected = router.device.running("connect_protect")[1]
        assert [client["mac"].lower() for client in protected["client"]] == ["00:00:5e:00:53:99"]
        assert protected["accessPoint"] == []
        assert not router.device.has_pending
        router.device.clear_journal()
        assert not run()["changed"], request
        assert router.device.posts() == []
