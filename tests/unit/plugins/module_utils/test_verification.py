# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Verification: until when it waits, in which form it writes again, and what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import NotInEffect, PeplinkError, Unreachable
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan

from .decision.toy import lamp, update
from .fake_router import FakeClock
from .lamp_router import LampRouter, lost, stager_of, task_of, verifier_of

OFF = update({"enable": False})
OWNER = update({"owner": "hold"})


class Late(FakeClock):
    """The router catches up once so many seconds are over."""

    def __init__(self, router: LampRouter, after: float, **shown: Any) -> None:
        super().__init__(0.0)
        self.router, self.after, self.shown = router, after, shown

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        if self.now >= self.after:
            self.router.running["1"] |= self.shown


def await_effect(
    router: LampRouter, tmp_path: Path, *plans: ItemPlan, clock: FakeClock | None = None, result: dict[str, bool] | None = None, **params: Any
) -> Any:
    task = task_of(router, tmp_path, clock=clock or FakeClock(0.0), **params)
    task.result |= result or {"changed": True, "applied": True}
    stager = stager_of(task)
    verifier = verifier_of(task, stager)
    error: PeplinkError | None = None
    try:
        verifier.await_effect(plans)
    except PeplinkError as caught:
        error = caught
    return error, verifier


def test_what_is_in_effect_is_seen_at_once(tmp_path: Path) -> None:
    router, clock = LampRouter(lamp1={"enable": False}), FakeClock(0.0)
    error, verifier = await_effect(router, tmp_path, OFF, clock=clock)
    assert (error, router.calls, clock.sleeps) == (None, ["read"], [])
    assert verifier.last_seen.of(OFF).flat["enable"] is False


@pytest.mark.parametrize(("after", "limit"), [(20, 60), (59, 60), (5, 10)])
def test_an_effect_is_awaited(after: float, limit: int, tmp_path: Path) -> None:
    router = LampRouter()
    clock = Late(router, after, enable=False)
    error, _verifier = await_effect(router, tmp_path, OFF, clock=clock, verify_timeout=limit)
    assert error is None
    assert after <= clock.now <= limit
    assert set(router.calls) == {"read"}


def test_an_effect_that_does_not_come_is_an_error(tmp_path: Path) -> None:
    router, clock = LampRouter(), FakeClock(0.0)
    error, verifier = await_effect(router, tmp_path, OFF, clock=clock, verify_timeout=10)
    assert isinstance(error, NotInEffect)
    assert error.answer == ("the router took the change and applied it, but after 10 s it still shows otherwise: lamp 1 (Bow) enable is True, wanted False")
    assert clock.now == 10
    assert verifier.last_seen.of(OFF).flat["enable"] is True


def test_a_value_without_effect_is_written_in_its_other_form_after_half_of_the_time(tmp_path: Path) -> None:
    clock, times = FakeClock(0.0), []

    class Timed(LampRouter):
        def post(self, function: str, body: Any = None) -> Any:
            if body:
                times.append(clock.now)
            return super().post(function, body)

    router = Timed(deaf=("owner", "ownerName"))
    error, verifier = await_effect(router, tmp_path, OWNER, clock=clock, verify_timeout=20)
    assert isinstance(error, NotInEffect)
    assert router.posts == ["update 1", "apply", "update 1", "apply"]
    assert [list(body)[-1] for body in router.bodies] == ["ownerName", "ownerId"]
    # Each form gets the full time to show an effect, and half of it before the next one is tried.
    assert 10 <= times[0] < 15
    assert 20 <= times[1] < 30
    assert times[1] + 20 == clock.now
    assert verifier.stager.forms.of(OWNER) == {"owner": 2}


def test_once_the_rest_has_arrived_the_other_form_is_written_at_once(tmp_path: Path) -> None:
    router, clock = LampRouter(lamp1={"enable": False}), FakeClock(0.0)
    both = update({"owner": "hold", "enable": False})
    await_effect(router, tmp_path, both, clock=clock, verify_timeout=20)
    assert router.calls[:4] == ["read", "update 1", "apply", "read"]
    assert router.bodies[0] == {"action": "update", "id": 1, "enable": False, "ownerName": "hold"}


def test_a_dark_router_is_asked_again(tmp_path: Path) -> None:
    router, clock = LampRouter({"read": [lost(arrived=False), lost(arrived=False), None]}, lamp1={"enable": False}), FakeClock(0.0)
    error, _verifier = await_effect(router, tmp_path, OFF, clock=clock)
    assert error is None
    assert router.calls == ["read"] * 3


@pytest.mark.parametrize(
    ("result", "done"),
    [
        ({"changed": True, "applied": True}, "The change was staged and apply was sent"),
        ({"changed": True, "applied": False}, "The change was accepted"),
    ],
)
def test_a_router_that_stays_dark_may_have_cut_itself_off(tmp_path: Path, result: dict[str, bool], done: str) -> None:
    router, clock = LampRouter({"read": [lost(arrived=False)] * 99}), FakeClock(0.0)
    error, verifier = await_effect(router, tmp_path, OFF, clock=clock, result=result, verify_timeout=10)
    assert isinstance(error, Unreachable)
    assert error.aftermath == (
        f"{done}, and for 10 s the router has given no usable answer since (the connection was cut). "
        "It may have cut itself off, and nothing can be reverted from here: look at it on site, or in InControl."
    )
    assert clock.now == 10
    assert verifier.last_seen is None


def test_a_dark_router_that_had_nothing_to_change_did_not_cut_itself_off(tmp_path: Path) -> None:
    error, _verifier = await_effect(LampRouter({"read": [lost(arrived=False)] * 99}), tmp_path, OFF, result={"changed": False}, verify_timeout=10)
    assert error.aftermath == "There was nothing to change."


def test_plans_of_several_items_are_awaited_together(tmp_path: Path) -> None:
    router = LampRouter(lamp1={"enable": False}, lamp2={})
    error, _verifier = await_effect(router, tmp_path, OFF, update({"enable": False}, lamp(2, name="Stern")), verify_timeout=5)
    assert error is not None
    assert error.answer.endswith("it still shows otherwise: lamp 2 (Stern) enable is True, wanted False")


# ---- health ----------------------------------------------------------------------------------------------------------


def await_health(router: LampRouter, tmp_path: Path, clock: FakeClock, health: dict[str, Any]) -> None:
    task = task_of(router, tmp_path, clock=clock, verify_timeout=10, health=health)
    task.result |= {"changed": True, "applied": True}
    verifier_of(task, stager_of(task)).await_health(health)


def test_health_is_awaited_also_while_the_router_is_dark(tmp_path: Path) -> None:
    router, clock = LampRouter({"status": [lost(arrived=False), None]}), FakeClock(0.0)
    await_health(router, tmp_path, clock, {"connected_wans": ["Bow"], "min_connected_wans": None, "connected_vpn_peers": None})
    assert router.calls == ["status", "status"]


def test_a_router_that_stays_unhealthy_is_an_error(tmp_path: Path) -> None:
    clock = FakeClock(0.0)
    with pytest.raises(NotInEffect) as caught:
        await_health(LampRouter(), tmp_path, clock, {"connected_wans": ["Stern"], "min_connected_wans": 2, "connected_vpn_peers": None})
    assert caught.value.answer == (
        "after 10 s WANs are not connected: Stern (last seen: WAN 2 (Stern): No Cable Detected); "
        "only 1 of the required 2 WANs are connected (last seen: WAN 1 (Bow): Connected, WAN 2 (Stern): No Cable Detected)"
    )
    assert caught.value.doing == "checking its health"
    assert clock.now == 10


def test_a_router_that_is_dark_when_its_health_is_asked_for_may_have_cut_itself_off(tmp_path: Path) -> None:
    router = LampRouter({"status": [lost(arrived=False)] * 99})
    with pytest.raises(Unreachable, match="It may have cut itself off"):
        await_health(router, tmp_path, FakeClock(0.0), {"connected_wans": ["Bow"], "min_connected_wans": None, "connected_vpn_peers": None})
