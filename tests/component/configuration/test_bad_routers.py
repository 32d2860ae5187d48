# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Routers and links that fail: the change is applied all the same, or an error explains it and nothing stays pending."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from peplink_simulator import Fault

from ..conftest import GET_MODES, Router

WAN = "config.wan.connection"
APPLY = "cmd.config.apply"
CHANGE = {"id": 1, "mtu": "1300", "health_check": {"enable": True, "interval": 30}}


@pytest.fixture(params=GET_MODES)
def router(request: pytest.FixtureRequest, router_of: Any, fast_clock: Any) -> Router:
    """A MAX in both GET modes, with a clock that does not make the test wait."""
    found: Router = router_of("max", "8.5.2", request.param)
    return found


def changed(router: Router) -> bool:
    running = router.running(1)
    return running["physical"].get("mtu") == 1300 and running["healthcheck"]["interval"] == 30


SURVIVED = {
    "answer to the staging lost": Fault(kind="cut_after", function=WAN, method="POST"),
    "staging cut before it arrived": Fault(kind="cut_before", function=WAN, method="POST"),
    "answer to the staging garbled": Fault(kind="truncated", function=WAN, method="POST"),
    "staging answered by a relay page": Fault(kind="html", function=WAN, method="POST"),
    "gateway error on the staging": Fault(kind="http_status", status=502, function=WAN, method="POST"),
    "answer to the apply lost": Fault(kind="cut_after", function=APPLY),
    "apply cut before it arrived": Fault(kind="cut_before", function=APPLY),
    "link lost for a while by the apply": Fault(kind="link_loss", wan=1, seconds=0.0, answered=False),
    "first read cut": Fault(kind="cut_before", function=WAN, method="GET"),
    "first read truncated": Fault(kind="truncated", function=WAN, method="GET"),
    "verifying read cut": Fault(kind="cut_after", function=WAN, method="GET", skip=1, times=4),
    "verifying read from a relay page": Fault(kind="html", function=WAN, method="GET", skip=1, times=2),
    "token expires before the staging": Fault(kind="token_expiry", function=WAN, method="POST"),
    "token expires before the apply": Fault(kind="token_expiry", function=APPLY),
    "grant fails in passing": Fault(kind="grant_error", times=2),
    "effect only after some reads": Fault(kind="slow_activation", polls=4),
}


@pytest.mark.parametrize("fault", SURVIVED.values(), ids=SURVIVED)
def test_the_change_is_applied_despite(router: Router, fault: Fault) -> None:
    router.device.faults.add(fault)
    result = router.wan(CHANGE)
    assert result.get("msg") is None
    assert result["changed"]
    router.device.stores.settle()
    assert changed(router)
    assert not router.device.has_pending
    assert len(router.device.requests("POST", WAN)) <= 2
    assert len(router.device.requests("POST", APPLY)) <= 2

    router.device.clear_journal()
    assert not router.wan(CHANGE)["changed"]
    assert router.device.posts() == []


@pytest.mark.parametrize("nothing_pending", ["ok", "fail"])
@pytest.mark.parametrize("kind", ["cut_after", "truncated"])
def test_a_lost_answer_to_apply_with_either_answer_to_the_second(router: Router, kind: Any, nothing_pending: str) -> None:
    router.device.unknowns.update({"apply_with_nothing_pending": nothing_pending})
    router.device.faults.add(Fault(kind=kind, function=APPLY, processed=True))
    result = router.wan(CHANGE)
    assert result.get("msg") is None
    assert result["applied"]
    assert changed(router)


def test_a_router_that_applies_on_its_own(router: Router) -> None:
    router.device.unknowns.update({"apply_with_nothing_pending": "fail"})
    router.device.faults.add(Fault(kind="hold_before", function=APPLY))
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(router.wan, CHANGE)
        router.device.wait_for(APPLY)
        router.device.apply()
        router.device.release()
    assert result.result().get("msg") is None
    assert result.result()["applied"]
    assert any("yet the change is live" in warning for warning in result.result()["warnings"])
    assert changed(router)


REFUSED = {
    "the value is refused": (
        Fault(kind="fail", function=WAN, method="POST", code=400, message="Invalid value"),
        ("Invalid value", "posting config.wan.connection", "1300"),
    ),
    "the function is not known for it": (
        Fault(kind="fail", function=WAN, method="POST", code=404, message="Unsupported request"),
        ("Unsupported request", "8.5.2", "8.1.1"),
    ),
    "apply is refused": (Fault(kind="apply_refused", code=500, message="Configuration conflict"), ("Configuration conflict", "posting cmd.config.apply")),
    "apply needs more rights": (Fault(kind="fail", function=APPLY, code=401, message="Unauthorized", times=2), ("scope", "posting cmd.config.apply")),
    "staging stays cut": (Fault(kind="cut_before", function=WAN, method="POST", times=3), ("posting config.wan.connection",)),
}


@pytest.mark.parametrize("failure", REFUSED.values(), ids=REFUSED)
def test_a_failure_leaves_nothing_staged(router: Router, failure: tuple[Fault, tuple[str, ...]]) -> None:
    fault, parts = failure
    router.device.faults.add(fault)
    before = router.device.running("wan")
    result = router.wan(CHANGE)
    assert result["failed"]
    arrived = fault.function == APPLY or fault.kind != "fail"
    left = "Everything pending on the router was discarded" if arrived else "Nothing was staged, and what others may have pending"
    for part in (f"127.0.0.1:{router.device.port}", left, *parts):
        assert part in result["msg"], result["msg"]
    assert not router.device.has_pending
    assert router.device.running("wan") == before
    # Whoever reads the result must not take what was refused for done.
    assert not result["changed"]
    assert result["after"] == result["before"]
    assert result["diff"] == {"before": {}, "after": {}}
    assert router.wan(CHANGE)["applied"]
    assert changed(router)


def test_on_failure_keep_leaves_changes_pending_and_reports_them(router: Router) -> None:
    router.device.faults.add(Fault(kind="apply_refused", code=500, message="Configuration conflict"))
    result = router.wan(CHANGE, on_failure="keep")
    assert result["failed"]
    assert "stays pending on the router (on_failure: keep)" in result["msg"]
    assert router.device.has_pending
    again = router.wan(CHANGE)
    assert again["changed"]
    assert again["applied"]
    assert changed(router)


def test_a_failure_to_discard_is_reported_too(router: Router) -> None:
    router.device.faults.add(Fault(kind="apply_refused", code=500, message="Configuration conflict"))
    router.device.faults.add(Fault(kind="fail", function="cmd.config.discard", code=500, message="Busy"))
    result = router.wan(CHANGE)
    assert "Discarding what was staged failed as well" in result["msg"]
    assert "Busy" in result["msg"]


def test_a_router_that_goes_dark_is_reported_within_the_timeout(router: Router, fast_clock: Any) -> None:
    router.device.faults.add(Fault(kind="link_loss", wan=1, seconds=None))
    start = fast_clock.now
    result = router.wan(CHANGE, verify_timeout=60)
    assert result["failed"]
    assert "for 60 s the router has given no usable answer" in result["msg"]
    assert "cut itself off" in result["msg"]
    assert fast_clock.now - start <= 90


def test_a_change_without_effect_is_reported_with_both_values(router: Router) -> None:
    router.device.faults.add(Fault(kind="foreign_edit", function=APPLY, wan=1, edit={"physical": {"mtu": 1444}}))
    result = router.wan(CHANGE)
    assert result["failed"]
    assert "after 60 s it still shows otherwise" in result["msg"]
    assert "WAN 1 (WAN) mtu is 1444, wanted 1300" in result["msg"]
    assert result["after"][0]["mtu"] == 1444


@pytest.mark.parametrize("revert", [True, False])
def test_an_unhealthy_router_is_reverted_if_asked(router: Router, revert: bool) -> None:
    router.device.set_wan_status(2, message="No signal", statusLed="red")
    before = router.device.running("wan")
    result = router.wan(CHANGE, health={"connected_wans": ["Cellular"]}, revert_on_failure=revert)
    assert result["failed"]
    assert "not connected: Cellular" in result["msg"]
    if revert:
        assert result["reverted"]
        assert "was restored and verified" in result["msg"]
        assert router.device.running("wan") == before
        assert not result["changed"]
        assert result["after"] == result["before"]
    else:
        assert changed(router)
        assert result["changed"]
        assert "The change is applied and stays live, because revert_on_failure is not set." in result["msg"]
    assert not router.device.has_pending


def test_a_healthy_router_passes_the_health_check(router: Router) -> None:
    assert router.wan(CHANGE, health={"connected_wans": ["Cellular", "1"], "min_connected_wans": 3})["applied"]


def test_too_few_connected_wans(router: Router) -> None:
    router.device.set_wan_status(3, message="No signal", statusLed="red")
    assert "only 2 of the required 3 WANs are connected" in router.wan(CHANGE, health={"min_connected_wans": 3})["msg"]


def test_values_that_the_router_never_showed_are_reported_as_not_reverted(router: Router) -> None:
    config = {"id": 2, "mtu": "1300", "cellular": {"preferred_sim": "2"}}
    result = router.wan(config, health={"connected_vpn_peers": ["nobody"]}, revert_on_failure=True)
    assert result["reverted"]
    assert "Not restored, because the router never showed it: WAN 2 (Cellular) cellular.preferred_sim" in result["msg"]


SIM_A, SIM_B = ({"id": 2, "mtu": mtu, "cellular": {"preferred_sim": sim}} for mtu, sim in (("1400", "1"), ("1300", "2")))


def test_after_a_failed_verification_the_recorded_value_is_not_trusted(router: Router) -> None:
    assert router.wan(SIM_A)["applied"]
    assert router.wan(SIM_B, health={"connected_vpn_peers": ["nobody"]}, revert_on_failure=True)["reverted"]
    assert router.running(2)["cellular"]["preferredSim"] == 2
    assert router.wan(SIM_A)["changed"]
    assert router.running(2)["cellular"]["preferredSim"] == 1


def test_values_that_cannot_be_written_back_are_reported_without_an_exception(router: Router) -> None:
    router.device.set_running("wan", 1, {"physical": {"mss": 1460}})
    result = router.wan({"id": 1, "mss": "1000"}, health={"connected_vpn_peers": ["nobody"]}, revert_on_failure=True)
    assert result["failed"]
    assert result["reverted"] is False
    assert "Nothing had to be or could be restored. Not restored, because the API does not take its old value: WAN 1 (WAN) mss." in result["msg"]


def test_apply_false_only_stages_and_a_later_apply_activates(router: Router) -> None:
    staged = router.wan(CHANGE, apply=False)
    assert staged["staged"]
    assert not staged["applied"]
    assert router.device.has_pending
    assert not changed(router)
    applied = router.run("peplink_config_apply")
    assert applied["applied"]
    assert changed(router)
    router.device.clear_journal()
    assert not router.wan(CHANGE)["changed"]
    assert router.device.posts() == []


def test_unreadable_values_staged_separately_are_recorded_once_applied(router: Router) -> None:
    sim = {"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "sim_pin": "731946"}]}}
    router.wan(sim, apply=False)
    router.run("peplink_config_apply")
    assert not router.wan(sim, apply=False)["changed"]
    other = {"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "sim_pin": "731947"}]}}
    router.wan(other, apply=False)
    router.run("peplink_config_apply", state="discarded")
    assert not router.device.has_pending
    assert router.wan(other, apply=False)["changed"]


def test_pending_edits_of_others_are_kept_or_discarded_as_requested(router: Router) -> None:
    router.device.stage_foreign("wan", 2, {"physical": {"mtu": 1280}})
    assert router.wan(CHANGE)["applied"]
    assert router.running(2)["physical"]["mtu"] == 1280
    router.device.stage_foreign("wan", 2, {"physical": {"mtu": 1270}})
    result = router.wan({"id": 1, "mtu": "1310"}, preexisting_changes="discard")
    assert result["applied"]
    assert router.running(2)["physical"]["mtu"] == 1280
    assert not router.device.has_pending


def test_check_mode_discards_nothing(router: Router) -> None:
    router.device.stage_foreign("wan", 2, {"physical": {"mtu": 1280}})
    router.wan(CHANGE, preexisting_changes="discard", check=True)
    assert router.device.posts() == []
    assert router.device.has_pending


def test_a_warning_from_apply_is_passed_on(router: Router) -> None:
    router.device.faults.add(Fault(kind="apply_warning", text="WAN 1 restarts"))
    assert any("WAN 1 restarts" in warning for warning in router.wan(CHANGE)["warnings"])
