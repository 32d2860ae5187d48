# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The probe at level reversible: it finds out how changes are staged and applied, and leaves every router as it was."""

from __future__ import annotations

import json
import random
import shutil
from typing import Any

import pytest
from peplink_simulator import Fault, Fleet, Unknowns

from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.experiments import EXPERIMENTS
from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.questions import staging

from ..conftest import Router
from .conftest import SharedClock, experiment, found, stores
from .switched import BY_LOGIN, Table, others, positions, unknowns_of

# Switches that a Balance can show and a MAX cannot.
ON_BALANCE = ("inactive_connection_type", "location_without_receiver", "member_names", "left_method", "wan_post_answer")

# Positions in which the probe must end with a message: the router is gone, or has no other way in.
ENDS = {("apply_outcome", "drop_link"): "unreachable", ("spare_wans", "cold_standby"): "refused"}

# Not in a mixture: in most of their positions, the router does not let the probe go on.
BREAKING = {"apply_outcome", "spare_wans", "session_limit", "lock_out_after"}

STAGING = {question.switch for question in staging.QUESTIONS}


def experimented(router: Router, unknowns: Unknowns, clock: SharedClock, *, login: bool = False) -> tuple[str, dict[str, Any]]:
    """The stores of such a router before it is probed, and the result. On a link with 300 ms it takes at most ten minutes."""
    router.device.reset()
    router.device.unknowns = unknowns
    shutil.rmtree(router.home / "tokens", ignore_errors=True)
    before, start = stores(router), clock.monotonic()
    result = experiment(router, login=login)
    assert clock.monotonic() - start + 0.3 * len(router.device.journal) < 600, unknowns
    return before, result


@pytest.mark.exhaustive
@pytest.mark.timeout(1200)
def test_no_switch_in_no_position_is_mistaken_and_the_router_is_as_before(probed: Fleet, tmp_path: Any, clock: SharedClock) -> None:
    table = Table()
    for device in probed.devices[:2]:
        router, clock.device = Router(device, probed, tmp_path), device
        for switch, position in (("", ""), *others()):
            if switch and device.family != "max" and switch not in ON_BALANCE:
                continue
            unknowns = unknowns_of(switch, position) if switch else Unknowns()
            before, result = experimented(router, unknowns, clock, login=switch in BY_LOGIN)
            if device.family == "max" and (switch, str(position)) in ENDS:
                assert result["error"] == ENDS[switch, position]
                device.end_dark()
                device.unknowns = Unknowns()
                assert router.run("peplink_probe", undo=True).get("msg") is None
            elif switch:
                assert result.get("msg") is None, (switch, position, result["msg"])
                table.add(switch, position, unknowns, result)
            else:
                table.add_usual(result)
            assert stores(router) == before, (switch, position)
    print(table)
    assert table.wrong == []
    decided = table.in_every_position()
    assert len(decided) >= 80, sorted(decided)
    # Those of protocol, staging and configuration; the rest is what only status functions show.
    assert len(decided - Unknowns.of_reading() - Unknowns.of_commands()) >= 45, sorted(decided)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(6))
def test_no_mixture_of_positions_is_mistaken(probed: Fleet, tmp_path: Any, clock: SharedClock, seed: int) -> None:
    """All switches at once, each in a position that the seed chooses."""
    chosen: dict[str, list[Any]] = {}
    for switch, position in positions():
        if switch not in BREAKING:
            chosen.setdefault(switch, []).append(position)
    choice = random.Random(seed)
    for device in probed.devices[:2]:
        router, clock.device = Router(device, probed, tmp_path), device
        unknowns = Unknowns(**{switch: choice.choice(found) for switch, found in chosen.items()})
        before, result = experimented(router, unknowns, clock)
        assert result.get("msg") is None, unknowns
        table = Table()
        table.add("", "", unknowns, result)
        assert table.wrong == []
        assert stores(router) == before


@pytest.mark.parametrize(
    "unknowns",
    [
        {},
        {"config_get": "running", "bad_list_entry": "partial"},
        {
            "ssid_effect": "live",
            "mesh_effect": "live",
            "gpio_effect": "live",
            "connect_protect_effect": "live",
            "instant_active_on_wan": "honour",
            "unknown_members": "ignore",
        },
    ],
    ids=["staged", "running", "live"],
)
def test_several_switches_at_once(max_router: Router, clock: SharedClock, unknowns: dict[str, Any]) -> None:
    clock.device = max_router.device
    max_router.device.unknowns.update(unknowns)
    before = stores(max_router)
    result = experiment(max_router)
    assert result.get("msg") is None
    assert {name: found(result, name)["value"] for name in unknowns} == unknowns
    assert [found(result, name)["value"] for name in ("missing_wan_id", "discard_with_nothing_pending", "wrong_method_code")] == ["fail", "ok", 404]
    assert stores(max_router) == before


def test_nothing_of_the_wan_that_carries_the_connection_is_changed(max_router: Router, clock: SharedClock) -> None:
    assert experiment(max_router).get("msg") is None
    for entry in max_router.device.posts():
        body = entry.body if isinstance(entry.body, dict) else {}
        assert entry.function in {"cmd.config.apply", "cmd.config.discard", *(one.function for one in EXPERIMENTS)}
        assert 1 not in [item.get("id", item.get("connId")) for item in body.get("list", []) if entry.function.startswith("config.wan")]


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"confirm": None}, "confirm is missing"),
        ({"confirm": "00" * 32}, "confirm is not that"),
        ({"management_wan": "9"}, "management_wan names '9'"),
    ],
)
def test_without_consent_nothing_is_changed(max_router: Router, params: dict[str, Any], text: str) -> None:
    result = experiment(max_router, **params)
    assert result["error"] == "refused"
    assert text in result["msg"]
    assert "Nothing was changed." in result["msg"]
    assert max_router.device.posts() == []


def test_it_refuses_where_something_may_be_pending(max_router: Router) -> None:
    max_router.device.stage_foreign("wan", 2, {"name": "Somebody's edit"})
    result = experiment(max_router)
    assert "WAN 2 has another name in the configuration than in the status" in result["msg"]
    assert max_router.device.posts() == []
    assert max_router.device.has_pending


def test_it_refuses_where_a_task_from_here_has_staged_something(max_router: Router) -> None:
    """What no WAN's name or state tells."""
    assert max_router.wan({"id": 2, "mtu": 1400}, apply=False).get("msg") is None
    max_router.device.clear_journal()
    result = experiment(max_router)
    assert result["error"] == "refused"
    assert "a run from here that was interrupted may have left changes pending; run peplink_config_apply first" in result["msg"]
    assert max_router.device.posts() == []
    assert max_router.device.has_pending


def test_it_refuses_if_it_cannot_tell_what_carries_the_connection(max_router: Router) -> None:
    result = max_router.run("peplink_probe", level="reversible", confirm=max_router.device.fingerprint)
    assert "set management_wan" in result["msg"]
    assert max_router.device.posts() == []


def test_check_mode_only_reads(max_router: Router) -> None:
    result = max_router.run("peplink_probe", check=True, level="reversible", undo=False)
    assert result.get("msg") is None
    assert result["changed"]
    assert max_router.device.posts() == []


def test_a_wan_that_cannot_be_discarded_is_written_back(max_router: Router, clock: SharedClock) -> None:
    before = max_router.device.running("wan")
    max_router.device.faults.add(Fault("fail", function="cmd.config.discard", method="POST", times=3, code=404))
    result = experiment(max_router)
    assert result.get("msg") is None
    assert found(result, "config_get")["status"] == "undecided"
    assert max_router.device.running("wan") == before
    assert not max_router.device.has_pending


def test_a_router_that_does_not_come_back_to_what_it_was_is_said_loudly(max_router: Router, clock: SharedClock) -> None:
    """Somebody else changes it meanwhile."""
    max_router.device.faults.add(Fault("foreign_edit", function="cmd.config.apply", item=3, edit={"name": "Elsewhere"}))
    result = experiment(max_router)
    assert result["error"] == "not_in_effect"
    assert "config.wan.connection" in result["msg"]
    assert "THE ROUTER MAY NOT BE AS IT WAS" in result["msg"]


def test_changes_that_are_answered_in_a_third_way_are_said_by_their_form(max_router: Router, clock: SharedClock) -> None:
    before = stores(max_router)
    max_router.device.faults.add(Fault("html", function="config.mesh", method="POST", times=None))
    max_router.device.faults.add(Fault("fail", function="config.wan.connection.priority", method="POST", times=None, code=None))
    result = experiment(max_router)
    finding = found(result, "mesh_effect")
    assert (finding["status"], finding["value"]) == ("other", None)
    assert finding["reason"] == "POST config.mesh was answered with HTTP status 200 and text"
    assert found(result, "priority_group")["status"] == "undecided"
    assert found(result, "ssid_effect")["value"] == "staged"
    assert stores(max_router) == before


def test_undo_without_a_record_does_nothing(max_router: Router) -> None:
    result = max_router.run("peplink_probe", undo=True)
    assert (result.get("msg"), result["changed"], max_router.device.posts()) == (None, False, [])


def test_the_recording_has_the_experiments(max_router: Router, clock: SharedClock) -> None:
    result = experiment(max_router)
    calls = json.loads(result["recording"])["calls"]
    finding = found(result, "config_get")
    assert [calls[number - 1]["function"] for number in finding["calls"]] == ["config.wan.connection"] * 3
    assert any("showed the name at reading 1" in note for note in result["notes"])


def test_staging_questions_are_those_of_this_level() -> None:
    assert len(STAGING) == 28
