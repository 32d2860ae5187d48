# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_wan_priority: staged and applied, or in effect at once, with the guards of the WANs."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Fault

from ..conftest import Router


def priority(router: Router, *config: dict[str, Any], **params: Any) -> dict[str, Any]:
    return router.run("peplink_wan_priority", config=list(config), **params)


def test_instant_needs_no_apply_and_is_verified_by_the_status(router: Router) -> None:
    config = {"id": 1, "priority": 9}
    predicted = priority(router, config, instant=True, check=True)
    assert router.device.posts() == []
    router.device.clear_journal()
    done = priority(router, config, instant=True)
    assert done.get("msg") is None
    assert done["changed"]
    for key in ("before", "after", "diff"):
        assert predicted[key] == done[key]
    assert router.running(1)["connection"]["priority"] == 9
    assert not router.device.has_pending
    requests = router.sent()
    written = requests.index("POST config.wan.connection.priority")
    assert requests[written - 1] == requests[-1] == "GET status.wan.connection"
    assert "POST cmd.config.apply" not in requests
    router.device.clear_journal()
    assert not priority(router, config, instant=True)["changed"]
    assert router.sent()[-1] == "GET status.wan.connection"
    assert router.device.posts() == []


def test_instant_compares_with_the_running_configuration(router: Router) -> None:
    router.device.stage_foreign("wan", 1, {"connection": {"priority": 9}})
    assert priority(router, {"id": 1, "priority": 9}, instant=True)["changed"]
    assert router.running(1)["connection"]["priority"] == 9


def test_instant_does_not_require_the_apply_option(router_of: Any) -> None:
    router: Router = router_of()
    assert priority(router, {"id": 1, "priority": 9}, instant=True, apply=False)["changed"]
    assert router.running(1)["connection"]["priority"] == 9


def test_instant_finishes_an_earlier_staged_run(router_of: Any) -> None:
    router: Router = router_of()
    priority(router, {"id": 2, "priority": 8}, apply=False)
    done = priority(router, {"id": 1, "priority": 9}, instant=True)
    assert done.get("msg") is None
    assert [warning for warning in done["warnings"] if "earlier run" in warning]
    assert (router.running(1)["connection"]["priority"], router.running(2)["connection"]["priority"]) == (9, 8)


def test_the_group_is_written_once_because_no_router_shows_it(router_of: Any) -> None:
    router: Router = router_of()
    assert priority(router, {"id": 1, "group": 1})["applied"]
    assert router.device.requests("POST", "config.wan.connection.priority")[0].body == {"list": [{"connId": 1, "group": 1}]}
    assert not priority(router, {"id": 1, "group": 1})["changed"]
    refused = priority(router_of(priority_group="fail"), {"id": 2, "group": 1})
    assert "config.wan.connection.priority" in refused["msg"]
    assert "group" in refused["msg"]


def test_a_wan_is_named_by_its_name_and_not_renamed(router: Router) -> None:
    name = router.running(1)["name"]
    assert priority(router, {"name": name, "priority": 9})["applied"]
    assert not priority(router, {"id": 1, "name": name, "priority": 9})["changed"]
    refused = priority(router, {"id": 1, "name": "Another", "priority": 9})
    assert "name cannot be set here" in refused["msg"]


def test_a_disabled_wan_shows_no_priority_and_converges(router: Router) -> None:
    config = {"id": 1, "enable": False, "priority": 9}
    assert priority(router, config, allow_no_connected_wan=True)["applied"]
    assert router.running(1)["enable"] is False
    router.device.clear_journal()
    assert not priority(router, config, allow_no_connected_wan=True)["changed"]
    assert router.device.posts() == []
    assert priority(router, {"id": 1, "enable": True, "priority": 9})["changed"]
    assert (router.running(1)["enable"], router.running(1)["connection"]["priority"]) == (True, 9)


@pytest.mark.parametrize("instant", [False, True])
@pytest.mark.parametrize("change", [{"enable": False}, {"priority": 4}, {"priority": 0}])
def test_the_management_wan_is_guarded(router_of: Any, change: dict[str, Any], instant: bool) -> None:
    router: Router = router_of()
    router.device.set_wan_status(1, ip="127.0.0.1")
    refused = priority(router, {"id": 1, **change}, instant=instant)
    assert "allow_management_wan_change" in refused["msg"]
    assert router.device.posts() == []
    consented = priority(router, {"id": 1, **change}, instant=instant, allow_management_wan_change=True)
    assert consented.get("msg") is None
    assert consented["changed"]


@pytest.mark.parametrize("change", [{"enable": False}, {"priority": 0}])
def test_the_last_connected_wan_is_guarded(router_of: Any, change: dict[str, Any]) -> None:
    router: Router = router_of("fusionhub")
    refused = priority(router, {"id": 1, **change})
    assert "allow_no_connected_wan" in refused["msg"]
    assert router.device.posts() == []


def test_two_sections_together_cannot_disable_the_last_wans(router_of: Any) -> None:
    router: Router = router_of("max")
    off = {"wan_connections": [{"id": 1, "enable": False}], "wan_priorities": [{"id": number, "enable": False} for number in (2, 3)]}
    assert "would leave the router offline" in router.config(off)["msg"]
    assert router.device.posts() == []


def test_a_refused_instant_change_leaves_pending_edits_of_others_alone(router_of: Any) -> None:
    router: Router = router_of()
    router.device.stage_foreign("wan", 2, {"name": "Edited"})
    router.device.faults.add(Fault("fail", function="config.wan.connection.priority", code=400, message="no"))
    refused = priority(router, {"id": 1, "priority": 9}, instant=True)
    assert "Nothing of it is pending; the running configuration was not changed" in refused["msg"]
    assert router.device.pending("wan")[2]["name"] == "Edited"
    done = priority(router, {"id": 1, "priority": 9}, instant=True)
    assert done["changed"]
    assert done["warnings"] == []
    assert router.device.pending("wan")[2]["name"] == "Edited"
