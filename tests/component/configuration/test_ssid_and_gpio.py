# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Special cases of SSID profiles and GPIO pins."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Fault

from ..conftest import Router


def ssid(router: Router, *config: dict[str, Any], **params: Any) -> dict[str, Any]:
    return router.run("peplink_ssid_profile", config=list(config), **params)


def gpio(router: Router, *config: dict[str, Any], **params: Any) -> dict[str, Any]:
    return router.run("peplink_gpio", config=list(config), **params)


def test_the_bands_of_a_profile_survive_every_other_change(router_of: Any) -> None:
    router: Router = router_of()
    router.device.set_running("ssid", 1, {"frequency": ["5GHz"]})
    for change in ({"name": "Bridge"}, {"broadcast": False}, {"vlan": "12"}, {"security": {"key": "another-key-1"}}, {"enable": True}):
        assert ssid(router, {"id": 1, **change}).get("msg") is None
        assert router.device.running("ssid")[1]["frequency"] == ["5GHz"], change


def test_an_enabled_profile_gets_the_requested_bands(router_of: Any) -> None:
    router: Router = router_of()
    assert ssid(router, {"id": 2, "enable": True, "frequency": ["5ghz"]})["applied"]
    assert router.device.running("ssid")[2]["frequency"] == ["5GHz"]


def test_one_request_for_each_changed_profile(router_of: Any) -> None:
    router: Router = router_of()
    ssid(router, {"id": 1, "broadcast": False}, {"id": 2, "broadcast": True}, {"id": 3, "broadcast": True})
    bodies = [entry.body for entry in router.device.requests("POST", "config.ssid.profile")]
    assert [(body["action"], body["id"]) for body in bodies if body] == [("update", 1), ("update", 2)]


def test_a_new_policy_requires_a_key(router_of: Any) -> None:
    router: Router = router_of()
    refused = ssid(router, {"id": 1, "security": {"policy": "wpa_wpa2_personal"}})
    assert "security.key" in refused["msg"]
    assert "add it to the item" in refused["msg"]
    assert ssid(router, {"id": 1, "security": {"policy": "wpa_wpa2_personal", "key": "f" * 64}})["applied"]
    refused = ssid(router, {"id": 1, "security": {"fast_transition": True}})
    assert "security.fast_transition goes only with security.policy wpa2_personal" in refused["msg"]


@pytest.mark.parametrize("key", ["short-1", "x" * 64, "x" * 65])
def test_keys_have_8_to_63_characters_or_64_digits(router_of: Any, key: str) -> None:
    router: Router = router_of()
    refused = ssid(router, {"id": 1, "security": {"key": key}})
    assert "8 to 63 ASCII characters, or 64 hexadecimal digits" in refused["msg"]
    assert key not in refused["msg"]
    assert router.device.posts() == []


def test_a_new_key_appears_masked_in_the_diff(router_of: Any) -> None:
    router: Router = router_of()
    changed = ssid(router, {"id": 1, "security": {"key": "another-key-1"}}, check=True)
    before, after = (changed["diff"][state]["SSID profile 1 (Depot)"]["security"]["key"] for state in ("before", "after"))
    assert (before, after) == ("********", "******** (changed)")
    unchanged = ssid(router, {"id": 1, "broadcast": False, "security": {"policy": "wpa2_personal", "key": "test-depot-key-1"}}, check=True)
    assert "security" not in unchanged["diff"]["after"]["SSID profile 1 (Depot)"]


def test_an_error_does_not_repeat_a_key_of_the_router(router_of: Any) -> None:
    router: Router = router_of()
    router.device.faults.add(Fault("fail", function="config.ssid.profile", method="POST", skip=1, code=400, message="bad key test-depot-key-1"))
    change = {"id": 1, "security": {"key": "another-key-1"}}
    result = ssid(router, change, health={"connected_vpn_peers": ["nobody"]}, verify_timeout=0, revert_on_failure=True)
    assert "Reverting failed as well" in result["msg"]
    assert "bad key ********" in result["msg"]
    assert "test-depot-key-1" not in str({name: value for name, value in result.items() if name != "secrets"})


def test_values_that_cannot_be_written_back_do_not_prevent_restoring_the_rest(router_of: Any) -> None:
    router: Router = router_of(undocumented_policies="shown")
    config = [{"id": 1, "broadcast": False}, {"id": 2, "broadcast": True, "security": {"policy": "wpa2_personal", "key": "another-key-1"}}]
    result = ssid(router, *config, health={"connected_vpn_peers": ["nobody"]}, verify_timeout=0, revert_on_failure=True)
    assert result["reverted"], result["msg"]
    assert "does not take its old value: SSID profile 2 (Visitors) security.policy" in result["msg"]
    assert [router.device.running("ssid")[number]["broadcast"] for number in (1, 2)] == [True, False]


def test_private_keys_are_matched_by_name(router_of: Any) -> None:
    router: Router = router_of()
    shown = router.shown(sections=["ssid_profiles"], secrets="include")["ssid_profiles"][1]["security"]["private_keys"]
    assert not ssid(router, {"id": 2, "security": {"private_keys": list(reversed(shown))}})["changed"]
    changed = [entry | {"key": "planted-ppsk-1"} if entry["name"] == "till" else entry for entry in shown]
    done = ssid(router, {"id": 2, "security": {"private_keys": changed}})
    assert done["applied"]
    assert {entry["name"]: entry["key"] for entry in router.device.running("ssid")[2]["security"]["ppsk"]}["till"] == "planted-ppsk-1"
    twice = ssid(router, {"id": 2, "security": {"private_keys": [shown[0], shown[0]]}})
    assert f"must not name {shown[0]['name']} twice" in twice["msg"]
    assert ssid(router, {"id": 2, "security": {"private_keys": []}})["applied"]
    assert router.device.running("ssid")[2]["security"].get("ppsk", []) == []


def test_settings_of_later_firmware_are_refused_with_the_required_version(router_of: Any) -> None:
    old: Router = router_of("max", "8.3.0")
    for module, item, option in (
        ("peplink_ssid_profile", {"id": 1, "security": {"private_keys": [{"name": "a", "key": "12345678"}]}}, "security.private_keys"),
        ("peplink_gpio", {"id": 1, "name": "Bilge"}, "name"),
    ):
        refused = old.run(module, config=[item])
        assert f"{option} needs firmware 8.3.1 or later; the router runs 8.3.0" in refused["msg"]
        assert old.device.posts() == []
    older: Router = router_of("max", "8.1.1")
    assert "frequency needs firmware 8.1.2 or later" in ssid(older, {"id": 1, "frequency": ["5ghz"]})["msg"]


def test_a_profile_of_incontrol_is_left_alone_without_consent(router_of: Any) -> None:
    router: Router = router_of()
    refused = ssid(router, {"id": 3, "broadcast": False}, {"id": 1, "broadcast": False})
    assert "InControl manages SSID profile 3 (Staff)" in refused["msg"]
    assert "allow_incontrol_managed" in refused["msg"]
    assert router.device.posts() == []
    assert not ssid(router, {"id": 3, "broadcast": True})["changed"]
    assert ssid(router, {"id": 3, "broadcast": False}, allow_incontrol_managed=True)["applied"]


def test_a_change_that_incontrol_reverted_is_detected_by_the_next_run(router_of: Any) -> None:
    router: Router = router_of(cloud_managed_write="revert")
    change = {"id": 3, "broadcast": False}
    assert ssid(router, change, allow_incontrol_managed=True)["applied"]
    while router.device.running("ssid")[3]["broadcast"] is False:
        router.shown(sections=["ssid_profiles"])
    assert ssid(router, change, allow_incontrol_managed=True, check=True)["changed"]


@pytest.mark.parametrize("config", [{"id": 9}, {"name": "nobody"}, {}])
def test_profiles_cannot_be_added(router_of: Any, config: dict[str, Any]) -> None:
    router: Router = router_of()
    refused = ssid(router, {**config, "broadcast": True})
    assert "1 (Depot), 2 (Visitors), 3 (Staff)" in refused["msg"]


def test_a_pin_accepts_only_its_capabilities(router_of: Any) -> None:
    router: Router = router_of()
    pins = {number: item["type"] for number, item in router.device.running("gpio").items()}
    output = next(number for number, kind in pins.items() if kind == "digital_output")
    refused = gpio(router, {"id": output, "type": "analog_input", "mode": "voltage_measurement"})
    assert f"GPIO pin {output}" in refused["msg"]
    assert "this pin cannot be analog_input" in refused["msg"]
    refused = gpio(router, {"id": output, "mode": "input_sensing"})
    assert "cannot do input_sensing" in refused["msg"]
    assert router.device.posts() == []


def test_a_new_type_requires_a_mode(router_of: Any) -> None:
    router: Router = router_of()
    pins = {number: item["type"] for number, item in router.device.running("gpio").items()}
    digital = next(number for number, kind in pins.items() if kind == "digital_input")
    refused = gpio(router, {"id": digital, "type": "analog_input"})
    assert "mode" in refused["msg"]
    assert router.device.posts() == []


def test_a_pin_is_found_by_its_name(router_of: Any) -> None:
    router: Router = router_of()
    name = router.device.running("gpio")[1].get("name")
    assert name
    assert gpio(router, {"name": name, "enable": router.device.running("gpio")[1]["enable"] is False})["applied"]


def test_a_router_without_pins_is_reported(router_of: Any) -> None:
    router: Router = router_of("balance")
    refused = gpio(router, {"id": 1, "enable": True})
    assert "does not support this request" in refused["msg"]
    assert "so this model probably does not have it" in refused["msg"]
