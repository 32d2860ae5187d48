# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Failures while a whole device is configured: it converges all the same, or nothing is left half done and an error says so."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Fault

from ..conftest import READS, Router
from .sections import config_of, sections


@pytest.fixture(params=["pending", "running"])
def router(request: pytest.FixtureRequest, router_of: Any, fast_clock: Any) -> Router:
    found: Router = router_of("max", "8.5.2", request.param)
    return found


def whole() -> Any:
    return sections("max", "8.5.2")


def skipping(function: str) -> int:
    """How many requests of a kind come before the first that writes: GPIO pins are read by a POST."""
    return 1 if function == "config.gpio" else 0


@pytest.mark.parametrize("function", [*READS, "cmd.config.apply"])
@pytest.mark.parametrize("kind", ["cut_before", "cut_after", "html", "truncated"])
def test_a_lost_answer_to_any_write_is_resolved(router: Router, kind: Any, function: str) -> None:
    router.device.faults.add(Fault(kind, function=function, method="POST", skip=skipping(function)))
    result = router.config(config_of(whole()))
    assert result.get("msg") is None
    router.assert_runs(whole())
    router.device.clear_journal()
    assert not router.config(config_of(whole()))["changed"]
    assert router.device.posts() == []


@pytest.mark.parametrize("function", READS)
def test_a_read_whose_answer_was_lost_is_repeated(router: Router, function: str) -> None:
    method = "POST" if function == "config.gpio" else "GET"
    router.device.faults.add(Fault("cut_before", function=function, method=method))
    assert router.config(config_of(whole())).get("msg") is None
    router.assert_runs(whole())


def test_a_token_that_expires_during_reads_is_renewed(router: Router) -> None:
    router.config(config_of(whole()))
    router.device.expire_tokens()
    result = router.config(config_of(whole()))
    assert result.get("msg") is None
    assert not result["changed"]
    # One more grant, and each read that was refused once more: nothing piles up on the router.
    assert len(router.device.requests("POST", "auth.token.grant")) <= 2
    assert len([token for token in router.device.tokens if token]) <= 2


@pytest.mark.parametrize("function", READS)
def test_a_refusal_in_any_section_leaves_nothing_staged(router: Router, function: str) -> None:
    before = {name: router.device.running(name) for name in ("wan", "ssid", "mesh", "connect_protect", "gpio")}
    # The second profile of a section with a request for each, so that its first is staged already.
    skip = skipping(function) or int(function in ("config.ssid.profile", "config.mesh"))
    router.device.faults.add(Fault("fail", function=function, method="POST", skip=skip, code=400, message="no such thing"))
    result = router.config(config_of(whole()))
    assert result["failed"]
    for part in (f"127.0.0.1:{router.device.port}", function, "no such thing", "discarded", "the running configuration was not changed"):
        assert part in result["msg"]
    assert {name: router.device.running(name) for name in before} == before
    assert not router.device.has_pending
    assert not result["applied"]


def test_settings_that_stay_live_after_a_discard_are_reported(router_of: Any, fast_clock: Any) -> None:
    router: Router = router_of(ssid_effect="live")
    router.device.faults.add(Fault("fail", function="config.mesh", method="POST", times=None, code=400, message="no"))
    result = router.config(config_of(whole()))
    assert "these were changed all the same: SSID profile 2 (Visitors), SSID profile 1 (Depot)" in result["msg"]
    assert not router.device.has_pending


def test_a_refused_apply_is_undone_and_reported(router: Router) -> None:
    router.device.faults.add(Fault("apply_refused", message="not now"))
    before = router.device.running("wan")
    result = router.config(config_of(whole()))
    assert result["failed"]
    assert "cmd.config.apply" in result["msg"]
    assert "not now" in result["msg"]
    assert router.device.running("wan") == before
    assert not router.device.has_pending


def test_a_partial_apply_is_reported(router: Router) -> None:
    router.device.faults.add(Fault("apply_refused", message="internal error", limit=2))
    result = router.config(config_of(whole()))
    assert result["failed"]
    assert "these were changed all the same" in result["msg"]
    again = router.config(config_of(whole()))
    assert again.get("msg") is None
    router.assert_runs(whole())


@pytest.mark.parametrize("silent", [False, True])
def test_a_router_that_goes_dark_with_consent_is_reported_within_the_timeout(router: Router, fast_clock: Any, silent: bool) -> None:
    router.device.set_wan_status(1, ip="127.0.0.1")
    config = {"wan_connections": [{"id": 1, "enable": False}], "ssid_profiles": whole()["ssid_profiles"].config}
    refused = router.config(config)
    assert "could interrupt this connection (disable: enable)" in refused["msg"]
    assert "Nothing was written" in refused["msg"]
    assert router.device.posts() == []

    router.device.faults.add(Fault("link_loss", wan=1, seconds=None, silent=silent))
    start = fast_clock.now
    result = router.config(config, allow_management_wan_change=True, verify_timeout=30, timeout=1, retries=0)
    assert result["failed"]
    assert f"127.0.0.1:{router.device.port}" in result["msg"]
    assert "for 30 s the router has given no usable answer" in result["msg"]
    assert "cut itself off" in result["msg"]
    assert fast_clock.now - start <= 60
    router.device.end_dark()


def test_an_edit_of_somebody_else_stays_pending_or_goes_live_but_is_not_lost(router: Router) -> None:
    router.device.stage_foreign("ssid", 2, {"broadcast": True})
    assert router.config({"wan_connections": [{"id": 1, "mtu": "1300"}]})["applied"]
    assert router.device.running("ssid")[2]["broadcast"] is True


def test_pending_edits_are_discarded_on_request(router: Router) -> None:
    router.device.stage_foreign("ssid", 2, {"broadcast": True})
    parts = {"wan_connections": whole()["wan_connections"]}
    assert router.config(config_of(parts), preexisting_changes="discard")["applied"]
    assert router.device.running("ssid")[2]["broadcast"] is False
    router.assert_runs(parts)


def test_staged_changes_are_applied_by_the_next_run(router: Router) -> None:
    staged = router.config(config_of(whole()), apply=False)
    assert staged["staged"]
    assert not staged["applied"]
    assert router.device.has_pending
    assert router.config(config_of(whole()))["applied"]
    router.assert_runs(whole())
