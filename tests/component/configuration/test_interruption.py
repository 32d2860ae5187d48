# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Ctrl-C, or a termination by the process above, while changes are being staged or applied."""

from __future__ import annotations

import signal
from typing import Any

import pytest
from peplink_simulator import Fault

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.transaction import LEFT_OVER

from ..conftest import Router
from .killing import interrupt_run

CHANGE = {"id": 1, "mtu": "1300"}
STAGE, APPLY, DISCARD = "config.wan.connection", "cmd.config.apply", "cmd.config.discard"

SIGNALS = [signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize(("function", "kind"), [(STAGE, "hold_before"), (STAGE, "hold"), (APPLY, "hold_before")])
def test_what_was_staged_is_discarded(router_of: Any, function: str, kind: str, number: signal.Signals) -> None:
    router: Router = router_of("max")
    before = router.running(1)
    interrupt_run(router, function, kind, number, lambda: router.wan(CHANGE))
    assert router.sent()[-1] == f"POST {DISCARD}"
    assert not router.device.has_pending
    assert router.running(1) == before
    again = router.wan(CHANGE)
    assert again["changed"]
    assert LEFT_OVER not in again["warnings"]
    assert router.running(1)["physical"]["mtu"] == 1300


@pytest.mark.parametrize("number", SIGNALS)
def test_a_second_signal_ends_it_at_once_and_the_note_stays(router_of: Any, number: signal.Signals) -> None:
    router: Router = router_of("max")
    interrupt_run(router, STAGE, "hold", number, lambda: router.wan(CHANGE), again_at=DISCARD)
    router.device.faults.clear()
    assert router.device.has_pending
    again = router.wan(CHANGE)
    assert LEFT_OVER in again["warnings"]
    assert again["applied"]
    assert router.running(1)["physical"]["mtu"] == 1300


def test_a_discard_that_is_refused_leaves_the_note(router_of: Any) -> None:
    router: Router = router_of("max")
    router.device.faults.add(Fault(kind="fail", function=DISCARD, method="POST"))
    interrupt_run(router, STAGE, "hold", signal.SIGTERM, lambda: router.wan(CHANGE))
    router.device.faults.clear()
    assert router.device.has_pending
    assert LEFT_OVER in router.wan(CHANGE, check=True)["warnings"]


def test_what_is_to_stay_on_failure_stays(router_of: Any) -> None:
    router: Router = router_of("max")
    interrupt_run(router, APPLY, "hold_before", signal.SIGTERM, lambda: router.wan(CHANGE, on_failure="keep"))
    assert router.device.has_pending
    assert f"POST {DISCARD}" not in router.sent()
    assert LEFT_OVER in router.wan(CHANGE, check=True)["warnings"]


def test_the_edits_of_others_outlive_a_run_that_was_interrupted_before_it_staged(router_of: Any) -> None:
    router: Router = router_of("max")
    router.device.stage_foreign("wan", 1, {"healthcheck": {"enable": True, "interval": 60}})
    interrupt_run(router, "auth.token.grant", "hold_before", signal.SIGTERM, lambda: router.wan(CHANGE))
    assert router.device.has_pending
