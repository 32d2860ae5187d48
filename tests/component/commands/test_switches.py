# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The access point, Power over Ethernet, locks, cycles, dishes and codes: the effect on the router, and what is sent again each time."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fault, Fleet

from .conftest import FIRMWARES, Router, SharedClock, bodies, posted

AP, POE, LOCK, CYCLE, DISH, USSD = (f"peplink_{name}" for name in ("access_point", "poe", "channel_lock", "billing_cycle", "starlink", "ussd"))
CELL = {"wan": "Cellular", "sims": [{"id": 1, "channel": 6300, "pci": 214}]}


@pytest.mark.parametrize("firmware", FIRMWARES)
def test_the_access_point_is_switched_once(router_at: Any, firmware: str) -> None:
    router: Router = router_at("max", firmware)
    assert not router.run(AP, state="enabled")["changed"]
    for state in ("disabled", "enabled"):
        predicted = router.run(AP, state=state, check=True)
        router.device.clear_journal()
        result = router.run(AP, state=state)
        assert predicted["diff"] == result["diff"] == {"before": {"enabled": state != "enabled"}, "after": {"enabled": state == "enabled"}}
        assert bodies(router, "cmd.ap") == [{"enable": state == "enabled"}]
        assert router.device.running("access_point")[1]["enable"] == (state == "enabled")
        router.device.clear_journal()
        assert not router.run(AP, state=state)["changed"]
        assert posted(router) == []


@pytest.mark.parametrize("mode", ["pending", "running"])
def test_a_staged_access_point_switch_is_applied(router_of: Any, clock: SharedClock, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode, command_effect="staged")
    clock.device = router.device
    assert "set apply" in router.run(AP, state="disabled")["msg"]
    assert router.run(AP, state="disabled", apply=True).get("msg") is None
    assert not router.device.running("access_point")[1]["enable"]
    assert not router.run(AP, state="disabled", apply=True)["changed"]


def test_a_router_that_answers_otherwise_after_the_switch_is_waited_for(router: Router) -> None:
    router.device.faults.add(Fault("fail", function="cmd.ap", method="GET", skip=1, times=3, code=None, member="response", message="timeout"))
    assert router.run(AP, state="disabled").get("msg") is None
    router.device.faults.add(Fault("fail", function="cmd.ap", method="GET", skip=1, times=None, code=999))
    result = router.run(AP, state="enabled")
    assert "the router accepted it, but after 30 s its access point is still not enabled (the last time, it" in result["msg"]
    assert result["error"] == "not_in_effect"


@pytest.mark.parametrize("family", ["balance", "fusionhub"])
def test_a_router_without_an_access_point_is_reported(router_at: Any, family: str) -> None:
    result = router_at(family).run(AP, state="disabled")
    assert "this router has no access point (it runs firmware 8.5.2" in result["msg"]


def test_power_is_switched_on_plain_and_on_module_ports(tmp_path: Any) -> None:
    with Fleet.start([DeviceSpec("depot", modules=("E4/1", "E4/2"))]) as fleet:
        router = Router(fleet.device("depot"), fleet, tmp_path)
        ports = [{"id": 2}, {"id": 3, "module_type": "E4", "module_id": 1}]
        assert router.run(POE, state="disabled", ports=ports, check=True)["changed"]
        assert posted(router) == []
        for _run in range(2):
            assert router.run(POE, state="disabled", ports=ports)["changed"]
        assert bodies(router, "cmd.port.poe.disable") == [{"port": [2, {"id": 3, "moduleType": "E4", "moduleId": 1}]}] * 2
        off = {key for key, port in router.device.running("poe").items() if not port["enable"]}
        assert off == {2, "E4/1/3"}
        assert router.run(POE, state="enabled", ports=ports[:1])["changed"]
        assert router.device.running("poe")[2]["enable"]


def test_power_where_there_is_none_and_bad_ports(router_at: Any) -> None:
    refused = router_at("balance").run(POE, state="disabled", ports=[{"id": 1}])
    assert "does not support this request" in refused["msg"]
    assert "firmware 8.5.2" in refused["msg"]
    router: Router = router_at()
    assert router.run(POE, state="disabled", ports=[{"id": 1, "module_type": "E4"}])["validation"]
    assert "ports is empty" in router.run(POE, state="disabled", ports=[])["msg"]
    assert "refused it" in router.run(POE, state="disabled", ports=[{"id": 99}])["msg"]


@pytest.mark.parametrize("firmware", FIRMWARES)
def test_a_modem_is_locked_and_released_on_each_run(router_at: Any, firmware: str) -> None:
    router: Router = router_at("max", firmware)
    assert router.run(LOCK, check=True, **CELL)["changed"]
    assert posted(router) == []
    for _run in range(2):
        assert router.run(LOCK, **CELL).get("msg") is None
    (sim,) = (sim for sim in router.running(2)["cellular"]["sim"] if sim["id"] == 1)
    assert sim["channelPci"] == {"channel": 6300, "pci": 214}
    assert router.run(LOCK, wan="2", state="cleared", sims=[{"id": 1}, {"id": 2}])["changed"]
    assert bodies(router, "cmd.channelPci.lock")[-1] == {"connId": 2, "sim": [{"id": 1, "value": None}, {"id": 2, "value": None}]}
    assert not any("channelPci" in sim for sim in router.running(2)["cellular"]["sim"])


def test_a_cell_id_is_needed_and_bounded_by_firmware(router_at: Any) -> None:
    old, new = router_at("max", "8.3.0"), router_at("max", "8.5.0")
    assert old.run(LOCK, wan="2", sims=[{"id": 1, "channel": 6300}]).get("msg") is None
    assert old.run(LOCK, wan="2", sims=[{"id": 1, "channel": 6300, "pci": 600}]).get("msg") is None
    for cell in ({}, {"pci": 504}, {"pci": -1}):
        refused = new.run(LOCK, wan="2", sims=[{"id": 1, "channel": 6300, **cell}])
        assert "needs a pci from 0 to 503; the router runs 8.5.0" in refused["msg"]
    assert "needs a channel" in new.run(LOCK, wan="2", sims=[{"id": 1, "pci": 1}])["msg"]
    assert "none of them twice" in new.run(LOCK, wan="2", sims=[{"id": 1}, {"id": 1}])["msg"]
    assert posted(new) == []


def test_a_staged_lock_is_applied(router_at: Any) -> None:
    router: Router = router_at(command_effect="staged")
    assert router.run(LOCK, apply=True, **CELL)["changed"]
    assert posted(router) == ["cmd.channelPci.lock", "cmd.config.apply"]
    assert not router.device.has_pending


def test_a_cycle_starts_on_each_run(router: Router) -> None:
    assert router.run(CYCLE, wan="2", sim=1, check=True)["changed"]
    assert posted(router) == []
    assert router.run(CYCLE, wan="Cellular", sim=1)["changed"]
    assert router.run(CYCLE, wan="WAN")["changed"]
    assert bodies(router, "cmd.billing.newCycle") == [{"connId": 2, "simId": 1}, {"connId": 1}]
    assert set(router.device.state("billing")) == {"wan/2/1", "wan/1"}


def test_a_dish_is_rebooted_and_stowed(router: Router) -> None:
    assert router.run(DISH, wan="WAN", state="stowed", check=True)["changed"]
    assert posted(router) == []
    for state in ("rebooted", "stowed"):
        assert router.run(DISH, wan="WAN", state=state)["changed"]
    assert router.device.state("starlink")[1] == {"stowed": True, "reboots": 1}
    assert router.run(DISH, wan="1", state="unstowed")["changed"]
    assert not router.device.state("starlink")[1]["stowed"]


def test_the_dish_of_the_last_connected_wan_is_not_stowed(router: Router) -> None:
    for other in (2, 3):
        router.device.set_wan_status(other, message="No link", statusLed="red")
    assert "would leave the router offline" in router.run(DISH, wan="1", state="stowed")["msg"]
    assert router.run(DISH, wan="1", state="stowed", allow_no_connected_wan=True)["changed"]


@pytest.mark.parametrize(("family", "firmware", "expected"), [("balance", "8.5.2", "firmware 8.5.2"), ("max", "8.3.0", "needs firmware 8.5.0 or later")])
def test_a_router_without_a_dish_is_reported(router_at: Any, family: str, firmware: str, expected: str) -> None:
    assert expected in router_at(family, firmware).run(DISH, wan="1", state="rebooted")["msg"]


@pytest.mark.parametrize("firmware", FIRMWARES)
def test_a_code_is_sent_with_the_function_of_the_firmware(router_at: Any, firmware: str) -> None:
    router: Router = router_at("max", firmware)
    predicted = router.run(USSD, wan="2", code="*123#", check=True)
    assert (predicted["changed"], predicted["message"]) == (True, None)
    assert posted(router) == []
    assert router.run(USSD, wan="2", code="*123#")["message"]
    assert router.run(USSD, wan="2", code="*100#", sim=1).get("msg") is None
    function, card = ("cmd.sim.ussd.send", {"iccid": "8900100000000000015"}) if firmware == "8.5.2" else ("cmd.sendUssd", {"simId": 1})
    assert bodies(router, function) == [{"connId": 2, "ussd": "*123#"}, {"connId": 2, **card, "ussd": "*100#"}]
    assert [sent["ussd"] for sent in router.device.state("ussd")] == ["*123#", "*100#"]


@pytest.mark.parametrize(("firmware", "first", "other"), [("8.5.2", "cmd.sim.ussd.send", "cmd.sendUssd"), ("8.5.0", "cmd.sendUssd", "cmd.sim.ussd.send")])
def test_an_unknown_function_for_codes_gives_way_to_the_other_one(router_at: Any, firmware: str, first: str, other: str) -> None:
    router: Router = router_at("max", firmware, legacy_ussd="answer")
    router.device.faults.add(Fault("fail", function=first, code=999, times=None))
    result = router.run(USSD, wan="2", code="*100#", sim=1)
    if firmware == "8.5.2":
        assert result.get("msg") is None
        assert bodies(router, other) == [{"connId": 2, "simId": 1, "ussd": "*100#"}]
        assert [sent["ussd"] for sent in router.device.state("ussd")] == ["*100#"]
    else:
        assert f"while posting {first}" in result["msg"]
    assert [entry.function for entry in router.device.posts()] == [first, other]


def test_another_refusal_of_a_code_is_final(router: Router) -> None:
    router.device.faults.add(Fault("fail", function="cmd.sim.ussd.send", code=400, message="bad value"))
    assert router.run(USSD, wan="2", code="*100#")["error"] == "rejected"
    assert posted(router) == ["cmd.sim.ussd.send"]


def test_bad_codes_and_a_slot_without_a_card(router: Router) -> None:
    assert "not a USSD code" in router.run(USSD, wan="2", code="balance")["msg"]
    assert "no ICCID of a SIM in slot 2" in router.run(USSD, wan="2", code="*1#", sim=2)["msg"]
    assert posted(router) == []
