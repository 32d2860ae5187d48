# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modem commands: the right format for the firmware, the effect on the router, and no request without need."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Fault

from .conftest import Router, SharedClock, bodies, posted

SIMS, MODULE, CARRIER = "peplink_sim_priority", "peplink_cellular_module", "peplink_carrier"


def sim(router: Router, slot: int) -> dict[str, Any]:
    (found,) = (entry for entry in router.running(2)["cellular"]["sim"] if entry["id"] == slot)
    return dict(found)


@pytest.mark.parametrize("firmware", ["8.3.0", "8.5.2"])
def test_the_sim_order_is_sent_on_each_run(router_at: Any, firmware: str) -> None:
    router: Router = router_at("max", firmware)
    assert router.run(SIMS, wan="Cellular", sims=["2", "1"], check=True)["changed"]
    assert posted(router) == []
    for _run in range(2):
        assert router.run(SIMS, wan="Cellular", sims=["2", "1"])["changed"]
    assert bodies(router, "cmd.wan.cellular") == [{"connId": 2, "simPriority": [2, 1]}] * 2


def test_a_sim_order_that_the_router_refuses_changes_nothing(router_at: Any) -> None:
    router: Router = router_at("max", "8.5.2")
    result = router.run(SIMS, wan="Cellular", sims=["2", "remote_sim"])
    assert "does not support this request" in result["msg"]
    assert not result["changed"]
    assert bodies(router, "cmd.wan.cellular") == [{"connId": 2, "simPriority": [2, "remoteSim"]}]


@pytest.mark.parametrize("sims", [["2", "1"], ["1", "2"], ["2"], ["1"]])
def test_the_sim_order_is_sent_once_where_firmware_reports_it(router_at: Any, sims: list[str]) -> None:
    router: Router = router_at("max", "8.1.1")
    router.run(SIMS, wan="Cellular", sims=["1"] if sims == ["2"] else ["2"])
    router.device.advance(60)
    predicted = router.run(SIMS, wan="Cellular", sims=sims, check=True)
    router.device.clear_journal()
    result = router.run(SIMS, wan="Cellular", sims=sims)
    assert result.get("msg") is None
    assert predicted["changed"]
    assert result["changed"]
    (body,) = bodies(router, "cmd.wan.cellular")
    assert body == {"connId": 2, "enabledSim": sorted(map(int, sims)), "preferredSim": int(sims[0]) if len(sims) > 1 else None}
    router.device.clear_journal()
    assert not router.run(SIMS, wan="Cellular", sims=sims)["changed"]
    assert posted(router) == []


def test_sims_that_the_firmware_does_not_support(router_at: Any) -> None:
    result = router_at("max", "8.1.1").run(SIMS, wan="2", sims=["remote_sim"])
    assert "firmware before 8.3.0 knows the SIMs 1 and 2 only; the router runs 8.1.1" in result["msg"]


def test_sims_must_be_named_once(router: Router) -> None:
    for sims in ([], ["1", "1"]):
        assert "none of them twice" in router.run(SIMS, wan="2", sims=sims)["msg"]
    assert router.run(SIMS, wan="2", sims=["esim"])["validation"]


@pytest.mark.parametrize("state", ["rescanned", "reset"])
@pytest.mark.parametrize("unknowns", [{}, {"reconnect_polls": 0, "reconnect_seconds": 40.0}, {"reconnect_polls": 0}], ids=str)
def test_the_module_waits_until_the_modem_reconnects(router_at: Any, clock: SharedClock, messages: list[str], state: str, unknowns: dict[str, Any]) -> None:
    router: Router = router_at(**unknowns)
    assert router.run(MODULE, wan="Cellular", state=state, wait=True, check=True)["changed"]
    assert posted(router) == []
    result = router.run(MODULE, wan="Cellular", state=state, wait=True)
    assert result.get("msg") is None
    assert posted(router) == [{"rescanned": "cmd.cellularModule.rescanNetwork", "reset": "cmd.cellularModule.reset"}[state]]
    slow = "reconnect_seconds" in unknowns
    assert (40 <= result["connected_after"] <= 46) if slow else result["connected_after"] <= 20
    assert len(messages) in ((3, 4) if slow else (0, 1))


def test_a_modem_that_does_not_reconnect_fails(router_at: Any) -> None:
    router: Router = router_at(reconnect_seconds=1000.0)
    result = router.run(MODULE, wan="2", state="reset", wait=True, wait_timeout=60)
    assert "WAN 2 (Cellular) is not connected after 60 s; it says" in result["msg"]
    assert result["changed"]


@pytest.mark.parametrize("state", ["rescanned", "reset"])
@pytest.mark.parametrize("unknowns", [{}, {"reconnect_polls": 0, "reconnect_seconds": 40.0}, {"reconnect_polls": 0}], ids=str)
def test_a_modem_on_standby_is_back_when_it_is_on_standby_again(router_at: Any, unknowns: dict[str, Any], state: str) -> None:
    router: Router = router_at(spare_wans="cold_standby", **unknowns)
    result = router.run(MODULE, wan="Cellular", state=state, wait=True)
    assert result.get("msg") is None
    assert (40 <= result["connected_after"] <= 46) if "reconnect_seconds" in unknowns else result["connected_after"] <= 20
    (wan,) = router.run("peplink_wan_info", ids=[2])["wan"]
    assert (wan["connected"], wan["cold_standby"]) == (False, True)


def test_a_router_that_answers_otherwise_is_waited_for_until_the_modem_is_back(router: Router) -> None:
    fault: dict[str, Any] = {"function": "status.wan.connection", "skip": 1, "code": None, "member": "response", "message": "timeout"}
    router.device.faults.add(Fault("fail", times=3, **fault))
    assert router.run(MODULE, wan="Cellular", state="reset", wait=True).get("msg") is None
    router.device.faults.add(Fault("fail", times=None, **fault))
    result = router.run(MODULE, wan="Cellular", state="reset", wait=True, wait_timeout=30)
    assert "the command was accepted, but WAN 2 (Cellular) is not connected after 30 s (the last time, it" in result["msg"]
    assert "Check the SIM" in result["msg"]


def test_the_module_does_not_wait_for_the_modem_unless_requested(router: Router) -> None:
    assert "connected_after" not in router.run(MODULE, wan="2", state="reset")
    assert router.sent()[-1] == "POST cmd.cellularModule.reset"


@pytest.mark.parametrize("style", ["table", "example"])
@pytest.mark.parametrize("named", [{"name": "Sample Tel"}, {"mcc": "001", "mnc": "02"}], ids=["name", "numbers"])
def test_a_carrier_is_selected_once(router_at: Any, style: str, named: dict[str, Any]) -> None:
    router: Router = router_at(carrier_scan_style=style)
    predicted = router.run(CARRIER, wan="Cellular", check=True, **named)
    assert (predicted["changed"], predicted["before"]) == (True, None)
    assert posted(router) == []
    result = router.run(CARRIER, wan="Cellular", **named)
    assert result.get("msg") is None
    assert predicted["diff"] == result["diff"]
    assert bodies(router, "cmd.carrier.select") == [{"connId": 2, "simId": 1, "selectedCarrier": {"mcc": "001", "mnc": "02", "pcs": 0}}]
    (chosen,) = sim(router, 1)["carrierSelection"]
    assert (chosen["mcc"], chosen["mnc"]) == ("001", "02")
    router.device.advance(60)
    router.device.clear_journal()
    again = router.run(CARRIER, wan="Cellular", **named)
    assert not again["changed"]
    assert again["diff"]["before"] == again["diff"]["after"]
    assert posted(router) == []


def test_the_carrier_of_another_sim_cannot_be_compared(router: Router) -> None:
    for _run in range(2):
        assert router.run(CARRIER, wan="2", sim=2, mcc="001", mnc="02")["changed"]
    assert [body["simId"] for body in bodies(router, "cmd.carrier.select")] == [2, 2]


@pytest.mark.parametrize("mode", ["pending", "running"])
def test_a_staged_carrier_is_applied(router_of: Any, clock: SharedClock, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode, command_effect="staged")
    clock.device = router.device
    result = router.run(CARRIER, wan="2", mcc="001", mnc="02", apply=True)
    assert result.get("msg") is None
    assert posted(router) == ["cmd.carrier.select", "cmd.config.apply"]
    assert sim(router, 1)["carrierSelection"]
    assert not router.run(CARRIER, wan="2", mcc="001", mnc="02", apply=True)["changed"]


def test_a_carrier_that_does_not_take_effect_fails(router_at: Any) -> None:
    result = router_at(command_effect="staged").run(CARRIER, wan="2", mcc="001", mnc="02")
    assert "still shows another one after 30 s" in result["msg"]
    assert "set apply" in result["msg"]


def test_a_router_that_answers_otherwise_is_waited_for_until_it_shows_the_carrier(router: Router) -> None:
    chosen = {"wan": "2", "mcc": "001", "mnc": "02"}
    router.device.faults.add(Fault("fail", function="cmd.carrier.scan", skip=1, times=3, code=None, member="response", message="timeout"))
    assert router.run(CARRIER, **chosen).get("msg") is None
    router.device.faults.add(Fault("fail", function="cmd.carrier.scan", skip=1, times=None, code=999))
    result = router.run(CARRIER, **chosen | {"mnc": "01"})
    assert "the router accepted the carrier of WAN 2 (Cellular), but still shows another one after 30 s (the last time, it" in result["msg"]


def test_bad_carriers(router: Router) -> None:
    unknown = router.run(CARRIER, wan="2", name="Nobody")
    assert "did not find 'Nobody', but Example Mobile, Sample Tel" in unknown["msg"]
    assert "three digits" in router.run(CARRIER, wan="2", mcc="1", mnc="2")["msg"]
    assert router.run(CARRIER, wan="2", mcc="001")["validation"]
    assert router.run(CARRIER, wan="2", name="a", mcc="001", mnc="01")["validation"]
    assert posted(router) == []
