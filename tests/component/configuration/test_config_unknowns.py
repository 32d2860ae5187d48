# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever the value of an unknown of the router: the whole intent converges, and a second run changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Unknowns

from ..conftest import Router, SteppingClock
from .sections import config_of, sections
from .test_unknowns import SWITCHES as WAN_SWITCHES

# How a router may spell or hide what it shows.
SPELLINGS: list[dict[str, Any]] = [
    {"masked_secrets": "all"},
    {"masked_secrets": "none"},
    {"undocumented_policies": "shown"},
    {"ssid_frequency": "hidden"},
    {"mesh_profile_id": "hidden"},
    {"connect_protect_city_key": "cloudLocation"},
    {"gpio_state_names": "customState"},
    {"mac_style": "dashes"},
    {"mac_style": "bare"},
    {"port_functions": "on"},
    {"undocumented_get": "answer"},
    {"cellular_section": "shown"},
    {"method_words": "table", "member_names": "mixed", "status_style": "document"},
    {"masked_secrets": "all", "ssid_frequency": "hidden", "mesh_profile_id": "hidden", "mac_style": "bare"},
]

SWITCHES: list[dict[str, Any]] = [
    *SPELLINGS,
    *({effect: "live"} for effect in ("ssid_effect", "mesh_effect", "gpio_effect", "connect_protect_effect")),
    {"ssid_effect": "live", "mesh_effect": "live", "gpio_effect": "live", "connect_protect_effect": "live", "apply_with_nothing_pending": "fail"},
    {"mesh_post_answer": "touched"},
    {"mesh_post_answer": "none"},
    {"ssid_post_answer": "none"},
    {"ppsk_in_post_answer": "hidden"},
    {"masked_literal": "store"},
    {"bad_list_entry": "partial"},
    {"unknown_members": "ignore"},
    {"priority_group": "absent"},
    {"priority_group": "fail"},
    {"zero_priority": "disables"},
    {"effect_after_polls": 2},
    {"unsupported_code": 999},
    {"notices": "all"},
    {"left_method": "kept"},
    {"ddns_off": "only_enable"},
    {"port_functions": "on", "port_layout": "switch"},
    {"status_lag_polls": {"status.wan.connection": 2, "config.wan.connection": 1}},
    {"busy_requests": 2},
    {"busy_requests": 2, "busy_member": "message"},
    {"status_mtu": "effective"},
]

SETUPS = [("max", "8.5.2", "pending"), ("max", "8.5.2", "running"), ("balance", "8.3.0", "running"), ("max", "8.1.1", "pending")]


def describe(switch: dict[str, Any]) -> str:
    return ",".join(f"{name}={value}" for name, value in switch.items())


@pytest.mark.parametrize(("family", "firmware", "mode"), SETUPS, ids="-".join)
@pytest.mark.parametrize("switch", SWITCHES, ids=describe)
def test_the_module_converges_and_is_idempotent(router_of: Any, fast_clock: Any, switch: dict[str, Any], family: str, firmware: str, mode: str) -> None:
    router: Router = router_of(family, firmware, mode, **switch)
    parts = sections(family, firmware)
    first = router.config(config_of(parts))
    assert first.get("msg") is None
    router.device.stores.settle()
    router.assert_runs(parts)
    assert router.device.masked_literals_received == []

    router.device.clear_journal()
    again = router.config(config_of(parts))
    assert again.get("msg") is None
    assert not again["changed"]
    assert router.device.posts() == []


@pytest.mark.parametrize(("family", "firmware", "mode"), SETUPS, ids="-".join)
def test_the_module_waits_for_what_is_shown_late(
    router_of: Any, fast_clock: SteppingClock, monkeypatch: pytest.MonkeyPatch, family: str, firmware: str, mode: str
) -> None:
    lag = {"status.wan.connection": 20.0, "config.wan.connection": 10.0, "config.ssid.profile": 5.0}
    router: Router = router_of(family, firmware, mode, status_lag_seconds=lag)
    monkeypatch.setattr(fast_clock, "sleep", lambda seconds: (SteppingClock.sleep(fast_clock, seconds), router.device.advance(seconds)))
    parts = sections(family, firmware)
    assert router.config(config_of(parts)).get("msg") is None
    router.assert_runs(parts)
    assert not router.config(config_of(parts))["changed"]


def test_a_vlan_that_the_router_cannot_clear_is_reported(router_of: Any) -> None:
    router: Router = router_of(clear_ssid_vlan="impossible")
    result = router.config({"ssid_profiles": [{"id": 2, "vlan": "none"}]})
    assert result["failed"]
    assert "config.ssid.profile" in result["msg"]
    assert not router.device.has_pending
    assert router.device.running("ssid")[2]["vlanId"] == 40


def test_a_foreign_policy_is_left_alone_and_replaced_on_request(router_of: Any) -> None:
    router: Router = router_of(undocumented_policies="shown")
    policy = router.device.running("ssid")[2]["security"]["policy"]
    changed = router.config({"ssid_profiles": [{"id": 2, "name": "Guests", "enable": True, "frequency": ["5ghz"]}]})
    assert changed.get("msg") is None
    assert router.device.running("ssid")[2]["security"]["policy"] == policy
    assert router.shown(sections=["ssid_profiles"])["ssid_profiles"][1]["security"]["policy"] == "other"

    without_policy = router.config({"ssid_profiles": [{"id": 2, "security": {"key": "planted-ssid-key-1"}}]})
    assert "goes only with security.policy wpa2_personal or wpa_wpa2_personal; here it is other" in without_policy["msg"]

    security = {"policy": "wpa2_personal", "key": "planted-ssid-key-1"}
    assert router.config({"ssid_profiles": [{"id": 2, "security": security}]})["applied"]
    assert router.device.running("ssid")[2]["security"]["wpa2Personal"]["key"] == "planted-ssid-key-1"
    assert not router.config({"ssid_profiles": [{"id": 2, "security": security}]})["changed"]


def test_a_refused_change_of_a_managed_profile_is_reported(router_of: Any, fast_clock: Any) -> None:
    router: Router = router_of(cloud_managed_write="refuse")
    result = router.config({"ssid_profiles": [{"id": 3, "broadcast": False}]}, allow_incontrol_managed=True)
    assert result["failed"]
    assert "config.ssid.profile" in result["msg"]
    assert router.device.running("ssid")[3]["broadcast"] is True
    assert not router.device.has_pending


@pytest.mark.parametrize("effect", ["staged", "live"])
def test_ports_are_compared_as_given(router_of: Any, effect: str) -> None:
    router: Router = router_of(port_functions="on", port_effect=effect)
    router.device.set_running("port", "frontPanel/1/lan_1", {"enable": True, "speed": "auto", "vlan": {"type": "trunk", "id": 4}})
    config = [{"module_type": "frontPanel", "module_id": "1", "port_id": "lan_1", "settings": {"speed": "100", "vlan": {"id": 5}}}]
    first = router.config({"ports": config})
    assert first.get("msg") is None
    running = router.device.running("port")["frontPanel/1/lan_1"]
    assert (running["enable"], running["speed"], running["vlan"]["type"], running["vlan"]["id"]) == (True, "100", "trunk", 5)
    router.device.clear_journal()
    assert not router.config({"ports": config})["changed"]
    assert router.device.posts() == []


def test_every_switch_that_affects_configuration_is_covered() -> None:
    thrown = {name for switch in (*SWITCHES, *WAN_SWITCHES) for name in switch}
    thrown |= {"clear_ssid_vlan", "cloud_managed_write", "port_effect", "wovlan_in_config", "status_lag_seconds"}
    # What concerns other functions, or is thrown by the tests of failures.
    elsewhere = {
        "apply_outcome",
        "pending_after_reboot",
        "read_only_token_on_config",
        "effect_after_seconds",
        "wider_scope",
        "unknown_token_revoke",
        "credentials_after_reboot",
        "session_limit",
        "at_session_limit",
        "lock_out_after",
        "auth_rate_limit_seconds",
        "reboot_polls",
        "reboot_seconds",
        "auth_client_action",
        "fusionhub_clients",
        "config_get",
        "arguments_in_query",
        "location_by_form",
    }
    assert thrown | elsewhere | Unknowns.of_reading() | Unknowns.of_commands() == set(Unknowns().as_dict())
