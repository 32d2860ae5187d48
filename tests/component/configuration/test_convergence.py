# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A task that says ok has brought the router to what was wanted, whatever happened on the way and whichever way an unknown turns out."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Fault

from ..conftest import Router

GATEWAY = {"ip": "198.51.100.10", "mask": 24, "gateway": "198.51.100.1"}
ROUTES = [{"ip": "192.0.2.0", "mask": 24}]

# Method before, method after, and what both have: it must be there afterwards.
METHODS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (
        {"type": "gre", "host": "192.0.2.9", "local": "10.0.0.1", "remote": "10.0.0.2", "static_ip": GATEWAY},
        {"type": "l2tp", "host": "192.0.2.9", "username": "u", "password": "p", "static_ip": GATEWAY},
    ),
    (
        {"type": "static_ip", "ip": "198.51.100.10", "mask": 24, "gateway": "198.51.100.1"},
        {"type": "pppoe", "username": "u", "password": "p", "ip": "198.51.100.10"},
    ),
    (
        {"type": "dhcp", "ip_passthrough": True, "static_route": ROUTES},
        {"type": "static_ip", **GATEWAY, "ip_passthrough": True, "static_route": ROUTES},
    ),
    (
        {"type": "pppoe", "username": "u", "password": "p", "keepalive_interval": "30", "keepalive_retry": "3"},
        {"type": "dhcp", "hostname": "van"},
    ),
]
RISK = {"allow_management_wan_change": True, "allow_no_connected_wan": True}


def method_of(router: Router) -> Any:
    """The connection method that WAN 1 runs, with its details."""
    return router.running(1)["connection"]["method"]


@pytest.fixture(params=["pending", "running"])
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("left", ["forgotten", "kept"])
@pytest.mark.parametrize(("first", "second"), METHODS, ids=lambda method: method["type"])
def test_a_value_shared_by_two_methods_survives_their_change(
    router_of: Any, fast_clock: Any, mode: str, left: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    reference: Router = router_of("max", "8.5.2", mode, left_method=left)
    assert reference.wan({"id": 1, "method": second}, **RISK).get("msg") is None
    expected = method_of(reference)
    router: Router = router_of("max", "8.5.2", mode, left_method=left)
    router.fresh()
    for wanted in (first, second, first, second):
        result = router.wan({"id": 1, "method": wanted}, **RISK)
        assert result.get("msg") is None
        assert result["changed"]
    assert method_of(router) == expected
    router.device.clear_journal()
    assert not router.wan({"id": 1, "method": second}, **RISK)["changed"]
    assert router.device.posts() == []


@pytest.mark.parametrize("left", ["forgotten", "kept"])
def test_a_method_that_comes_back_behind_our_back_gets_its_unreadable_values_again(router_of: Any, fast_clock: Any, left: str) -> None:
    router: Router = router_of("max", "8.5.2", left_method=left)
    passed = {"id": 1, "method": {"type": "dhcp", "ip_passthrough": True}}
    router.wan(passed, **RISK)
    router.wan({"id": 1, "method": {"type": "pppoe", "username": "u", "password": "p"}}, **RISK)
    router.device.set_running("wan", 1, {"connection": {"method": {"type": "dhcp", "detail": {}}}})
    assert router.wan(passed, **RISK)["changed"]
    assert not router.wan(passed, **RISK)["changed"]


def test_an_instant_change_does_not_trust_a_status_that_lags(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode, status_lag_polls={"status.wan.connection": 3})
    start = router.running(1)["connection"]["priority"]
    options = {"instant": True, "verify": False, **RISK}
    for wanted in (9, start):
        result = router.run("peplink_wan_priority", config=[{"id": 1, "priority": wanted}], **options)
        assert result.get("msg") is None
        assert router.running(1)["connection"]["priority"] == wanted


def test_a_foreign_change_that_goes_live_with_ours_is_written_back(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    wanted = {"id": 1, "mtu": "auto", "icmp_ping": not router.running(1)["connection"]["icmpPing"]}
    router.wan({"id": 1, "mtu": "auto"})
    router.device.faults.add(Fault("foreign_edit", function="cmd.config.apply", method="POST", wan=1, edit={"physical": {"mtu": 1300}}))
    result = router.wan(wanted)
    assert result.get("msg") is None
    assert "mtu" not in router.running(1)["physical"]
    assert [warning for warning in result["warnings"] if "went live with this change and was written back: WAN 1" in warning and "mtu is 1300" in warning]
    assert not router.wan(wanted)["changed"]


def test_what_somebody_else_had_pending_before_is_not_taken_for_what_was_wanted(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    router.wan({"id": 1, "mtu": "auto"})
    router.device.stage_foreign("wan", 1, {"physical": {"mtu": 1300}})
    wanted = {"id": 1, "mtu": "auto", "icmp_ping": not router.running(1)["connection"]["icmpPing"]}
    result = router.wan(wanted)
    assert result.get("msg") is None
    assert "mtu" not in router.running(1)["physical"]
    assert result["after"][0]["mtu"] == "auto"
    assert not router.wan(wanted)["changed"]


def test_a_section_that_was_in_step_is_verified_too(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    wanted = {"wan_connections": [{"id": 1, "mtu": "1400"}], "ssid_profiles": [{"id": 1, "broadcast": True}]}
    assert router.config({"ssid_profiles": wanted["ssid_profiles"]}).get("msg") is None
    edit = Fault("foreign_edit", function="cmd.config.apply", method="POST", resource="ssid", item=1, edit={"broadcast": False})
    router.device.faults.add(edit)
    assert router.config(wanted).get("msg") is None
    assert router.device.running("ssid")[1]["broadcast"] is True


def test_a_change_that_never_landed_is_not_reverted(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode, effect_after_polls=10**6)
    mesh = {"mesh_id": "deck-mesh", "passphrase": "not-a-real-pass", "frequency_band": "5ghz"}
    if mode == "pending":
        router.device.faults.add(Fault("fail", function="config.mesh", method="POST", code=400, message="no"))
    result = router.run("peplink_mesh", config=[mesh], revert_on_failure=True, verify_timeout=10)
    assert "Invalid id" not in result["msg"]
    assert "Reverting failed" not in result["msg"]
    assert not [mesh for mesh in router.device.running("mesh").values() if mesh.get("meshId") == "deck-mesh"]
    if mode == "running":
        assert "Not taken back, because the router shows nothing of the change: mesh profile" in result["msg"]


@pytest.mark.parametrize(("code", "message"), [(400, "no such thing"), (999, "unknown function")])
def test_foreign_edits_survive_a_first_request_that_is_refused(router_of: Any, fast_clock: Any, mode: str, code: int, message: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    router.device.stage_foreign("wan", 2, {"physical": {"mtu": 1300}})
    router.device.faults.add(Fault("fail", function="config.wan.connection", method="POST", times=None, code=code, message=message))
    result = router.wan({"id": 1, "mtu": "1400"})
    assert "Nothing was staged, and what others may have pending on the router was left alone" in result["msg"]
    assert router.device.has_pending
    assert "POST cmd.config.discard" not in router.sent()


def test_a_list_of_which_a_part_may_be_staged_is_discarded(router_of: Any, fast_clock: Any) -> None:
    router: Router = router_of("max", "8.5.2", bad_list_entry="partial")
    router.device.faults.add(Fault("fail", function="config.wan.connection", method="POST", times=None, code=400, message="no"))
    result = router.wan({"id": 1, "mtu": "1400"}, {"id": 2, "mtu": "1400"})
    assert "Everything pending on the router was discarded" in result["msg"]
    assert not router.device.has_pending


def test_an_applied_change_is_not_applied_twice(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    router.device.faults.add(Fault("cut_after", function="cmd.config.apply", method="POST"))
    assert router.wan({"id": 1, "mtu": "1400"}).get("msg") is None
    assert router.sent().count("POST cmd.config.apply") == 1
    assert router.running(1)["physical"]["mtu"] == 1400


def test_an_apply_that_did_not_arrive_is_sent_again(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    router.device.faults.add(Fault("cut_before", function="cmd.config.apply", method="POST"))
    assert router.wan({"id": 1, "mtu": "1400"}).get("msg") is None
    assert router.running(1)["physical"]["mtu"] == 1400


@pytest.mark.parametrize("kind", ["cut_before", "cut_after"])
def test_profiles_that_landed_are_not_sent_again(router_of: Any, fast_clock: Any, mode: str, kind: Any) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    wanted = [{"id": number, "broadcast": False} for number in (1, 2)]
    router.run("peplink_ssid_profile", config=[{"id": number, "broadcast": True} for number in (1, 2)], allow_incontrol_managed=True)
    router.device.clear_journal()
    router.device.faults.add(Fault(kind, function="config.ssid.profile", method="POST", skip=1))
    result = router.run("peplink_ssid_profile", config=wanted, allow_incontrol_managed=True)
    assert result.get("msg") is None
    sent = [entry.body["id"] for entry in router.device.requests("POST", "config.ssid.profile") if entry.body]
    assert sent.count(1) == 1
    assert [router.device.running("ssid")[number]["broadcast"] for number in (1, 2)] == [False, False]


@pytest.mark.parametrize("member", ["response", "message"])
def test_a_router_that_is_busy_activating_is_waited_for(router_of: Any, fast_clock: Any, mode: str, member: str) -> None:
    router: Router = router_of("max", "8.5.2", mode, busy_requests=4, busy_member=member)
    assert router.wan({"id": 1, "mtu": "1400"}).get("msg") is None
    assert router.running(1)["physical"]["mtu"] == 1400


def test_a_router_that_stays_busy_is_told_with_what_it_had_accepted(router_of: Any, fast_clock: Any) -> None:
    router: Router = router_of("max", "8.5.2", busy_requests=10**6)
    result = router.wan({"id": 1, "mtu": "1400"}, verify_timeout=10)
    assert "timeout" in result["msg"]
    assert "The router had taken the change, but gave no other answer within 10 s: whether it is in effect is not known" in result["msg"]


OTHERWISE = [{"code": 999}, {"code": 401, "message": "Unauthorized"}, {"code": None, "member": "response", "message": "timeout"}]


@pytest.mark.parametrize("failure", OTHERWISE, ids=str)
def test_another_answer_while_verifying_is_waited_out_and_told_at_the_end(router_of: Any, fast_clock: Any, mode: str, failure: dict[str, Any]) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    refusal = {"function": "config.wan.connection", "method": "GET", "skip": 1, **failure}
    router.device.faults.add(Fault("fail", times=3, **refusal))
    assert router.wan({"id": 1, "mtu": "1400"}).get("msg") is None
    assert router.running(1)["physical"]["mtu"] == 1400
    router.device.faults.add(Fault("fail", times=None, **refusal))
    result = router.wan({"id": 1, "mtu": "1300"}, verify_timeout=10)
    assert "The router had taken the change, but gave no other answer within 10 s: whether it is in effect is not known" in result["msg"]
    assert "arguments" not in result["msg"]
    assert result["changed"]


def test_a_function_that_is_unknown_for_a_moment_is_verified_by_no_other(router_of: Any, fast_clock: Any) -> None:
    router: Router = router_of("max", "8.5.2", "running", effect_after_polls=10**6)
    router.device.faults.add(Fault("fail", function="config.wan.connection", method="GET", skip=1, times=1, code=999))
    before = router.running(1)["connection"]["icmpPing"]
    result = router.wan({"id": 1, "icmp_ping": not before}, verify_timeout=10)
    assert router.running(1)["connection"]["icmpPing"] is before
    assert "it still shows otherwise: WAN 1 (WAN) icmp_ping is" in result["msg"]


@pytest.mark.parametrize("check", [True, False])
def test_wifi_settings_are_refused_on_a_model_without_wifi(router_of: Any, check: bool) -> None:
    router: Router = router_of("fusionhub", "8.5.2")
    profiles = router.shown(sections=["ssid_profiles"])["ssid_profiles"] if router.device.running("ssid") else []
    if not profiles:
        router = router_of("balance", "8.5.2")
    result = router.run("peplink_ssid_profile", config=[{"id": 1, "enable": True, "frequency": ["5ghz"]}], check=check)
    assert "enable, frequency cannot be set, because this model has no Wi-Fi (cmd.ap says so)" in result["msg"]
    assert router.device.posts() == []


@pytest.mark.parametrize("check", [True, False])
def test_manual_dns_needs_a_server(router_of: Any, check: bool) -> None:
    router: Router = router_of("max", "8.5.2")
    router.device.set_running("wan", 1, {"connection": {"dns": {"auto": True, "host": []}}})
    result = router.wan({"id": 1, "dns": {"auto": False}}, check=check)
    assert "dns.servers must name a server with dns.auto false" in result["msg"]
    assert router.device.posts() == []


LOST = Fault("foreign_edit", function="cmd.config.apply", method="POST", wan=1, edit={"connection": {"method": {"type": "dhcp", "detail": {}}}})


def test_a_method_that_a_foreign_change_replaced_is_written_back_with_its_address(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    router.wan({"id": 1, "method": {"type": "static_ip", "ip": "192.0.2.4", "mask": 24, "gateway": "192.0.2.1"}}, **RISK)
    before = method_of(router)
    router.device.faults.add(LOST)
    wanted = {"id": 1, "method": {"type": "static_ip"}, "icmp_ping": not router.running(1)["connection"]["icmpPing"]}
    assert router.wan(wanted, **RISK).get("msg") is None
    assert method_of(router) == before


def test_a_method_that_cannot_be_written_back_without_its_password_is_reported(router_of: Any, fast_clock: Any, mode: str) -> None:
    router: Router = router_of("max", "8.5.2", mode)
    router.wan({"id": 1, "method": {"type": "pppoe", "username": "u", "password": "p"}}, **RISK)
    router.device.faults.add(LOST)
    wanted = {"id": 1, "method": {"type": "pppoe"}, "icmp_ping": not router.running(1)["connection"]["icmpPing"]}
    result = router.wan(wanted, **RISK)
    assert "method.type is 'dhcp', wanted 'pppoe'" in result["msg"]
