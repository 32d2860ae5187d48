# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A controller that dies: the run is killed at every single request, and the next run converges.

In the GET mode that shows pending values this is the trap: staged but not applied looks like done.
"""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Router
from .killing import kill_run

CHANGE = {"id": 1, "mtu": "1300"}
FOREIGN = {"healthcheck": {"enable": True, "interval": 60}}

# The requests of a first change, as (method, function, how many of this kind come before it).
REQUESTS = [
    ("POST", "auth.token.grant", 0),
    ("GET", "config.wan.connection", 0),
    ("POST", "config.wan.connection", 0),
    ("POST", "cmd.config.apply", 0),
    ("GET", "config.wan.connection", 1),
]
LEGACY = [*REQUESTS[:2], ("GET", "info.firmware", 0), ("GET", "status.wan.connection", 0), *REQUESTS[2:4], ("GET", "status.wan.connection", 1)]


def killed_at(router: Router, method: str, function: str, before: int, kind: Any, change: Any) -> None:
    """Run the change in a process of its own and kill it while this request is on its way, unanswered."""
    kill_run(router, (method, function, before), kind, lambda: router.wan(change))


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", ["hold_before", "hold"])
def test_killed_at_every_request_and_run_again(router: Router, kind: str) -> None:
    for method, function, before in LEGACY if router.device.firmware == "8.1.1" else REQUESTS:
        router.fresh()
        router.device.stage_foreign("wan", 1, FOREIGN)
        killed_at(router, method, function, before, kind, CHANGE)

        again = router.wan(CHANGE)
        assert again.get("msg") is None, function
        running = router.running(1)
        assert running["physical"]["mtu"] == 1300, (function, before)
        assert running["healthcheck"]["interval"] == 60, f"a foreign edit was lost after {function}"
        assert not router.device.has_pending

        router.device.clear_journal()
        assert not router.wan(CHANGE)["changed"]
        assert router.device.posts() == []


def test_killed_around_apply_an_older_value_that_cannot_be_read_is_not_trusted(router_of: Any) -> None:
    router: Router = router_of("max")
    older, newer = ({"id": 2, "cellular": {"preferred_sim": sim}} for sim in ("1", "2"))
    for function, kind in (("config.wan.connection", "hold"), ("cmd.config.apply", "hold_before"), ("cmd.config.apply", "hold")):
        router.fresh()
        assert router.wan(older)["applied"]
        killed_at(router, "POST", function, 0, kind, newer)
        assert router.wan(older).get("msg") is None
        assert router.running(2)["cellular"]["preferredSim"] == 1, (function, kind)
        assert not router.device.has_pending


def test_killed_after_apply_on_a_router_that_refuses_to_apply_nothing(router: Router) -> None:
    router.device.unknowns.update({"apply_with_nothing_pending": "fail"})
    killed_at(router, "POST", "cmd.config.apply", 0, "hold", CHANGE)
    again = router.wan(CHANGE)
    assert again.get("msg") is None
    assert not again["changed"]
    assert router.running(1)["physical"]["mtu"] == 1300
    assert not router.wan(CHANGE)["changed"]


def test_killed_between_stage_and_apply_check_mode_warns_of_an_unfinished_run(router: Router) -> None:
    killed_at(router, "POST", "cmd.config.apply", 0, "hold_before", CHANGE)
    predicted = router.wan(CHANGE, check=True)
    assert predicted["changed"]
    assert any("staged changes that were neither applied nor discarded" in warning for warning in predicted["warnings"])
    assert router.wan(CHANGE)["applied"]
    assert not router.wan(CHANGE, check=True)["changed"]


def test_discarding_first_needs_no_record(router: Router) -> None:
    """Delete the record of the dead run, as in a pipeline whose runners keep nothing."""
    killed_at(router, "POST", "cmd.config.apply", 0, "hold_before", CHANGE)
    result = router.wan(CHANGE, preexisting_changes="discard", record_dir=str(router.home / "another-runner"))
    assert result["changed"]
    assert result["applied"]
    assert router.running(1)["physical"]["mtu"] == 1300
