# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is said of a router, and of all."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._action_plugin import core
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.facts_reader import STATUSES as OF_READINGS
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.facts_reader import FactsReader, reading
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.planner import Planner
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.summary import summarized
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.verdict import STATUSES, failure, verdict

MTU = {"item": "WAN 1 (Fibre)", "option": "mtu", "before": 1300, "after": 1400}
PLANNER = Planner(core("peplink_config"), {}, None)
READER = FactsReader(core("peplink_facts"), None)
UNKNOWN = {"item": "WAN 2 (LTE)", "option": "cellular.sims", "remembered": False}


def section(*different: Any, unknown: Any = (), supported: bool = True) -> dict[str, Any]:
    return {"supported": supported, "different": list(different), "unknown": list(unknown)}


@pytest.mark.parametrize(
    ("result", "status"),
    [
        ({"comparison": {"wan_connections": section()}}, "in_step"),
        ({"comparison": {"wan_connections": section(MTU)}, "changed": True}, "drifted"),
        ({"comparison": {"wan_connections": section(unknown=[UNKNOWN])}, "changed": True}, "unknown"),
        ({"comparison": {"wan_connections": section(unknown=[UNKNOWN | {"remembered": True}])}}, "in_step"),
        ({"comparison": {"wan_connections": section(), "mesh_profiles": section(supported=False)}}, "unsupported"),
        ({"comparison": {"wan_connections": section(MTU)}, "error": "refused", "msg": "a guard"}, "refused"),
        ({"error": "refused", "msg": "no WAN 77"}, "refused"),
        ({"error": "unreachable", "msg": "no answer"}, "unreachable"),
        ({"error": "unsupported", "msg": "no mesh"}, "unsupported"),
        ({"error": "unauthorized", "msg": "no way in"}, "failed"),
        ({"msg": "something else"}, "failed"),
        ({}, "failed"),
        (failure("van: mtuu", "invalid"), "invalid"),
        (failure("van: took too long", "failed"), "failed"),
    ],
)
def test_status_of_a_router(result: dict[str, Any], status: str) -> None:
    found = verdict(result)
    assert found["status"] == status
    assert found["status"] in STATUSES
    assert found["changed"] is bool(result.get("changed"))


def test_a_verdict_keeps_what_a_plan_is_about_and_nothing_else() -> None:
    device = {"host": "192.0.2.1", "port": 443, "firmware": "8.5.2"}
    result = {"comparison": {"wan_connections": section(MTU)}, "device": device, "changed": True, "before": {"a": 1}, "calls": [1], "warnings": []}
    assert verdict(result) == {"status": "drifted", "changed": True, "comparison": {"wan_connections": section(MTU)}, "device": device}


def test_a_router_without_verdict_has_failed() -> None:
    found = summarized(["van", "ship"], {"van": {"status": "in_step"}}, PLANNER)
    assert list(found["routers"]) == ["van", "ship"]
    assert found["routers"]["ship"]["status"] == "failed"
    assert "ship: the process that was comparing it ended early" in found["routers"]["ship"]["msg"]
    assert found["status"] == dict.fromkeys(STATUSES, 0) | {"in_step": 1, "failed": 1}


def test_routers_that_take_no_part_are_told_apart() -> None:
    found = summarized(["van", "ship"], {"van": {"status": "left_out"}, "ship": {"status": "in_step"}}, PLANNER)
    assert (found["left_out"], list(found["routers"]), sum(found["status"].values())) == (["van"], ["ship"], 1)


def test_each_warning_is_shown_once_with_its_routers() -> None:
    verdicts = {
        "a": {"status": "in_step", "warnings": ["no SSIDs"], "hints": ["The variable x has no effect."]},
        "b": {"status": "in_step", "warnings": ["no SSIDs", "old"], "hints": ["The variable x has no effect."]},
        "c": {"status": "in_step"},
    }
    found = summarized(["a", "b", "c"], verdicts, PLANNER)
    assert found["warnings"] == ["The variable x has no effect.", "2 routers: a, b: no SSIDs", "b: old"]
    assert "hints" not in found["routers"]["a"]
    assert found["changed"] is False


@pytest.mark.parametrize(
    ("result", "status"),
    [
        ({"ansible_facts": {"ansible_peplink": {"wan": []}}}, "read"),
        ({"failed": True, "error": "unreachable", "msg": "no answer"}, "unreachable"),
        ({"failed": True, "error": "unauthorized", "msg": "no way in"}, "failed"),
        ({"failed": True, "error": "unsupported", "msg": "no GPIO"}, "failed"),
        ({"failed": True, "error": "invalid", "msg": "no port"}, "invalid"),
        ({"failed": True, "msg": "no requests"}, "failed"),
    ],
)
def test_status_of_a_reading(result: dict[str, Any], status: str) -> None:
    assert reading(result)["status"] == status


def test_a_reading_keeps_the_facts_or_the_reason_and_nothing_else() -> None:
    device = {"host": "192.0.2.1", "port": 443, "firmware": "8.5.2"}
    facts = {"ansible_net_version": "8.5.2", "ansible_peplink": {"wan": [], "unsupported": []}}
    result = {"ansible_facts": facts, "device": device, "changed": False, "calls": [1], "warnings": []}
    assert reading(result) == {"status": "read", "device": device, "facts": {"wan": [], "unsupported": []}, "net": {"version": "8.5.2"}}
    refused = {"failed": True, "error": "unauthorized", "msg": "no way in", "device": device, "calls": [1], "warnings": ["slow"]}
    assert reading(refused) == {"status": "failed", "error": "unauthorized", "msg": "no way in", "device": device, "warnings": ["slow"]}


def test_a_router_without_reading_has_failed() -> None:
    found = summarized(["van", "ship"], {"van": {"status": "read", "facts": {}}}, READER)
    assert found["status"] == dict.fromkeys(OF_READINGS, 0) | {"read": 1, "failed": 1}
    assert "ship: the process that was reading it ended early" in found["routers"]["ship"]["msg"]
