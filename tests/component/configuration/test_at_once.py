# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two whole runs at once write a value that the router does not show: afterwards the audit knows what it runs, or notices that it does not."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from peplink_simulator import Fault

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.transaction import LEFT_OVER

from ..conftest import Router
from .killing import kill_run

STAGE, APPLY = "config.wan.connection", "cmd.config.apply"
PINS = ("4711", "4712")
# Nothing that is held here may run into the time limit of its request.
PATIENT = {"timeout": 60}

HELD = pytest.mark.parametrize(("function", "kind"), [(function, kind) for function in (STAGE, APPLY) for kind in ("hold_before", "hold")])


def pin(value: str) -> dict[str, Any]:
    return {"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "sim_pin": value}]}}


def running_pin(router: Router) -> str:
    return str(router.running(2)["cellular"]["sim"][0]["simPin"])


def assert_audit_is_right(router: Router) -> None:
    """Assert that no wrong PIN counts as in step, and that the next run brings about what it wants, whichever that is."""
    for value in PINS:
        audit = router.wan(pin(value), check=True)
        assert audit.get("msg") is None
        assert audit["changed"] or running_pin(router) == value, f"the audit takes {value} for the PIN of a router that has {running_pin(router)}"
    for value in PINS:
        assert router.wan(pin(value)).get("msg") is None
        assert running_pin(router) == value
        audit = router.wan(pin(value), check=True)
        assert not audit["changed"]
        assert LEFT_OVER not in audit["warnings"]
    assert not router.device.has_pending


@HELD
def test_one_run_within_another(router_of: Any, function: str, kind: Any) -> None:
    router: Router = router_of("max")
    router.device.faults.add(Fault(kind=kind, function=function, method="POST"))
    with ThreadPoolExecutor() as pool:
        outer = pool.submit(router.wan, pin(PINS[0]), **PATIENT)
        router.device.wait_for(function)
        inner = router.wan(pin(PINS[1]), **PATIENT)
        router.device.release()
    assert [result.get("msg") for result in (outer.result(), inner)] == [None, None]
    assert_audit_is_right(router)


@HELD
def test_a_run_that_is_killed_within_another_leaves_its_note(router_of: Any, function: str, kind: Any) -> None:
    router: Router = router_of("max")
    router.device.faults.add(Fault(kind=kind, function=function, method="POST"))
    with ThreadPoolExecutor() as pool:
        outer = pool.submit(router.wan, pin(PINS[0]), **PATIENT)
        router.device.wait_for(function)
        kill_run(router, ("POST", APPLY, 0), "hold_before", lambda: router.wan(pin(PINS[1]), **PATIENT))
        noted = LEFT_OVER in router.wan({"id": 1, "enable": True}, check=True)["warnings"]
        router.device.release()
    assert outer.result().get("msg") is None
    assert noted
    assert LEFT_OVER in router.wan(pin(PINS[1]), check=True)["warnings"] or not router.device.has_pending
    assert_audit_is_right(router)


@pytest.mark.parametrize("number", range(3))
def test_runs_that_start_together(router_of: Any, number: int) -> None:
    routers: list[Router] = [router_of("max"), router_of("max", "8.3.0")]
    runs = [(router, value) for router in routers for value in PINS]
    together = threading.Barrier(len(runs))

    def run(router: Router, value: str) -> dict[str, Any]:
        together.wait()
        return router.wan(pin(value), **PATIENT)

    with ThreadPoolExecutor(len(runs)) as pool:
        results = list(pool.map(run, *zip(*runs, strict=True)))
    assert [result.get("msg") for result in results] == [None] * len(runs)
    for router in routers:
        assert_audit_is_right(router)


def test_runs_on_two_routers_lose_nothing(router_of: Any) -> None:
    one, two = (router_of("max", firmware) for firmware in ("8.5.2", "8.3.0"))
    one.device.faults.add(Fault(kind="hold", function=STAGE, method="POST"))
    with ThreadPoolExecutor() as pool:
        outer = pool.submit(one.wan, pin(PINS[0]), **PATIENT)
        one.device.wait_for(STAGE)
        assert two.wan(pin(PINS[0]), **PATIENT)["changed"]
        one.device.release()
    assert outer.result()["changed"]
    for router in (one, two):
        assert running_pin(router) == PINS[0]
        assert not router.wan(pin(PINS[0]), check=True)["changed"]
        assert router.wan(pin(PINS[1]), check=True)["changed"]
