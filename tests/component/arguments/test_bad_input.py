# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Invalid input: one message that says what, where and what to do, and nothing is written to the router."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import Router

# Family, items, what the message must say.
CASES: dict[str, tuple[str, list[dict[str, Any]], tuple[str, ...]]] = {
    "empty config": ("max", [], ("config is empty", "no WAN to configure")),
    "neither id nor name": ("max", [{"mtu": "1400"}], ("entry 1", "neither id nor name", "1 (WAN), 2 (Cellular), 3 (Wi-Fi WAN)")),
    "unknown id": ("balance", [{"id": 9, "mtu": "1400"}], ("no WAN with id 9", "1 (Fibre), 2 (Backup DSL), 3 (WAN 3), 4 (Cable), 5 (Drop-in)")),
    "unknown name": ("max", [{"name": "Satellite"}], ("no WAN with the name 'Satellite'", "2 (Cellular)")),
    "two items for one WAN": ("max", [{"id": 1, "mtu": "1400"}, {"name": "WAN", "mtu": "1300"}], ("names WAN 1 (WAN) twice",)),
    "one SIM twice": (
        "max",
        [{"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": []}, {"id": 1, "carrier_selection": []}]}}],
        ("WAN 2 (Cellular)", "cellular.sims must not name id 1 twice"),
    ),
    "not a number": ("max", [{"id": 1, "mtu": "large"}], ("mtu must be a whole number from 576 to 9000 bytes, or auto",)),
    "out of range": ("max", [{"id": 1, "mtu": "500"}], ("mtu must be a whole number from 576 to 9000 bytes, or auto",)),
    "too long": (
        "max",
        [{"id": 1, "health_check": {"enable": True, "hosts": ["192.0.2.1", "192.0.2.5", "192.0.2.3"]}}],
        ("health_check.hosts must have at most 2 entries",),
    ),
    "no address": ("max", [{"id": 1, "multiple_ip": ["gateway.example.net"]}], ("multiple_ip must be an IPv4 address",)),
    "no MAC": ("max", [{"id": 1, "mac": "02-00"}], ("mac must be a MAC address such as 02:00:00:00:00:01, or auto",)),
    "bad data rate": ("max", [{"id": 3, "wifi": {"data_rate": "54M"}}], ("wifi.data_rate must be MCS0 to MCS9",)),
    "bad SIM slot": (
        "max",
        [{"id": 2, "cellular": {"sims": [{"id": 3, "carrier_selection": []}]}}],
        ("cellular.sims[id 3] must be a whole number from 1 to 2",),
    ),
    "bad PIN": (
        "max",
        [{"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "sim_pin": "34"}]}}],
        ("WAN 2 (Cellular)", "cellular.sims[id 1].sim_pin must be 4 to 8 digits, or none"),
    ),
    "bad member": (
        "max",
        [{"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "optimal_network": {"discovery": 1}}]}}],
        ("cellular.sims[id 1].optimal_network.discovery must be a whole number from 5 to 480",),
    ),
    "the mask as a secret": ("balance", [{"id": 2, "method": {"password": "@~HiDdEn~@"}}], ("method.password must not be the mask",)),
    "incomplete address": ("max", [{"id": 1, "method": {"type": "static_ip", "ip": "192.0.2.4"}}], ("needs method.mask, method.gateway in the same request",)),
    "no address to keep": (
        "max",
        [{"id": 1, "method": {"type": "static_ip", "ip": "none", "mask": 24, "gateway": "192.0.2.1"}}],
        ("method.ip must be an address",),
    ),
    "secret not known": (
        "balance",
        [{"id": 1, "ddns": {"hosts": ["other.example.net"]}}],
        ("needs ddns.use_wan_ip, ddns.password in the same request", "does not show"),
    ),
    "another method's option": (
        "max",
        [{"id": 1, "method": {"username": "line9"}}],
        ("method.username goes only with method.type l2tp or openvpn or pppoe; here it is dhcp",),
    ),
    "another check's option": (
        "max",
        [{"id": 1, "health_check": {"urls": [{"url": "http://x.example/"}]}}],
        ("health_check.urls goes only with health_check.method http; here it is ping",),
    ),
    "timeout too short": (
        "max",
        [{"id": 1, "health_check": {"method": "nslookup", "timeout_ms": 500}}],
        ("below 801 works only with health_check.method ping",),
    ),
    "mss above mtu": ("max", [{"id": 1, "mtu": "1000", "mss": "980"}], ("mss must be at most mtu minus 40, which is 960",)),
    "PPPoE mtu": ("balance", [{"id": 2, "mtu": "1493"}], ("mtu must be at most 1492 with PPPoE",)),
    "cellular on ethernet": (
        "max",
        [{"id": 1, "cellular": {"preferred_sim": "1"}}],
        ("WAN 1 (WAN) is of the kind ethernet", "cellular.preferred_sim exists only on the kind cellular"),
    ),
    "wifi on cellular": ("max", [{"id": 2, "wifi": {"power": "max"}}], ("WAN 2 (Cellular) is of the kind cellular", "wifi.power")),
    "vlan on wifi": ("max", [{"id": 3, "vlan": "5"}], ("WAN 3 (Wi-Fi WAN) is of the kind wifi", "vlan exists only on the kind adsl or ethernet or vdsl")),
    "drop-in wanted": ("balance", [{"id": 4, "method": {"type": "drop_in"}}], ("method.type must not be drop_in",)),
    "drop-in left": ("balance", [{"id": 5, "method": {"type": "dhcp"}}], ("it is in drop-in mode",)),
    "a LAN port": ("balance", [{"id": 3, "mtu": "1400"}], ("WAN 3 (WAN 3): its port is used as a LAN port, so it has no mtu",)),
}


@pytest.mark.parametrize("sections", [{"wan_connections": [{"id": 2, "cellular": {"sims": [{"id": 1, "carrier_selection": [], "sim_pin": 34}]}}]}])
@pytest.mark.parametrize("bundle", [True, False])
def test_a_pin_that_yaml_took_for_a_number_never_reaches_a_router(router_of: Any, sections: dict[str, Any], bundle: bool) -> None:
    router: Router = router_of("max")
    result = router.run("peplink_config", intent=sections) if bundle else router.config(sections)
    place = "wan_connections[id 2].cellular.sims[id 1].sim_pin"
    assert result["msg"] == f"{place} must be text in quotes, not a number: YAML turns 0042 into 34, and yes into true"
    assert router.device.journal == []


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("module", "options", "message"),
    [
        (
            "peplink_ssid_profile",
            {"config": [{"id": 1, "security": {"policy": "wpa2_personal", "key": ["planted"]}}]},
            "config[id 1].security.key must be a single value, not a list",
        ),
        (
            "peplink_ssid_profile",
            {"config": [{"id": 1, "security": {"key": {"planted": 1}}}]},
            "config[id 1].security.key must be a single value, not a mapping",
        ),
        ("peplink_ssid_profile", {"config": [{"id": 1, "name": ["a", "b"]}]}, "config[id 1].name must be a single value, not a list"),
        (
            "peplink_wan_connection",
            {"config": [{"id": 1, "name": True}]},
            "config[id 1].name must be text in quotes, not a truth value: YAML turns 0042 into 34, and yes into true",
        ),
        ("peplink_wifi_wan", {"wan": "3", "ssid": ["planted"]}, "ssid must be a single value, not a list"),
        ("peplink_sms", {"wan": "2", "address": "+4912345", "text": {"planted": 1}}, "text must be a single value, not a mapping"),
        ("peplink_wan_info", {"password": 42}, "password must be text in quotes, not a number: YAML turns 0042 into 34, and yes into true"),
    ],
)
def test_text_is_not_made_of_anything_else(router_of: Any, module: str, options: dict[str, Any], message: str, check: bool) -> None:
    router: Router = router_of("max")
    result = router.run(module, check=check, **options)
    assert result["msg"] == message
    assert router.device.journal == []


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("module", "options", "message"),
    [
        ("peplink_wan_connection", {"config": [{"id": 1, "mtu": 1400}], "verify_timeout": -5}, "verify_timeout is -5, but must not be negative"),
        ("peplink_config", {"mesh_profiles": [], "max_deletions": -1, "parallel_reads": -1}, "max_deletions is -1, but must not be negative"),
        ("peplink_config", {"wan_connections": [], "verify_timeout": -1, "validate_only": True}, "verify_timeout is -1, but must not be negative"),
        ("peplink_config", {"health": {"min_connected_wans": -1}, "wan_connections": [], "validate_only": True}, "health.min_connected_wans is -1"),
        ("peplink_wait_for", {"min_uptime": -1}, "min_uptime is -1, but must not be negative"),
        ("peplink_wait_for", {"min_uptime": 1, "wait_timeout": -1}, "wait_timeout is -1, but must not be negative"),
        ("peplink_reboot", {"down_timeout": -1}, "down_timeout is -1, but must not be negative"),
        ("peplink_poe", {"state": "enabled", "ports": [{"id": -1}]}, "ports[id -1] has a negative number, which no port has"),
    ],
)
def test_a_negative_number_is_refused(router_of: Any, module: str, options: dict[str, Any], message: str, check: bool) -> None:
    router: Router = router_of("max")
    result = router.run(module, check=check, **options)
    assert message in result["msg"]
    assert not result["changed"]
    assert router.device.journal == []


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize(
    ("health", "message"),
    [
        ({"connected_wans": ["Satellite"]}, "health.connected_wans names 'Satellite', but the router has 1 (WAN), 2 (Cellular), 3 (Wi-Fi WAN)"),
        ({"connected_wans": "1, 2"}, "health.connected_wans names ' 2', but the router has 1 (WAN), 2 (Cellular), 3 (Wi-Fi WAN); did you mean '2'"),
        ({"min_connected_wans": -1}, "health.min_connected_wans is -1, but must not be negative"),
        ({"min_uptime": -1}, "health.min_uptime is -1, but must not be negative"),
        ({"min_connected_wans": 4}, "health.min_connected_wans is 4, but the router has only 3"),
    ],
)
def test_health_that_cannot_be_is_refused_before_anything_is_written(router_of: Any, health: dict[str, Any], message: str, check: bool) -> None:
    router: Router = router_of("max")
    result = router.wan({"id": 1, "mtu": "1400"}, health=health, check=check)
    assert message in result["msg"]
    assert not result["changed"]
    assert router.device.posts() == []


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_message_explains_the_error_and_nothing_is_written(router_of: Any, case: tuple[str, list[dict[str, Any]], tuple[str, ...]], check: bool) -> None:
    family, config, parts = case
    router: Router = router_of(family)
    result = router.wan(*config, check=check)
    assert result["failed"]
    assert not result["changed"]
    for part in (f"127.0.0.1:{router.device.port}: ", "while planning the change", "Nothing was written", *parts):
        assert part in result["msg"], result["msg"]
    assert router.device.posts() == []


def test_duplicate_names_require_an_id(router_of: Any) -> None:
    router: Router = router_of("max")
    router.device.set_running("wan", 2, {"name": "WAN"})
    assert "several WANs with the name 'WAN'; use their id: 1, 2" in router.wan({"name": "WAN", "mtu": "1400"})["msg"]
    assert router.wan({"id": 2, "mtu": "1400"})["applied"]


def test_a_value_out_of_range_that_the_router_already_has_is_accepted(router_of: Any) -> None:
    router: Router = router_of("max")
    router.device.set_running("wan", 1, {"physical": {"mss": 1460}})
    assert not router.wan({"id": 1, "mss": "1460"})["changed"]


@pytest.mark.parametrize("unreadable", ["once", "always", "never"])
def test_values_that_the_router_never_shows(router_of: Any, unreadable: str) -> None:
    router: Router = router_of("max")
    sim = {"id": 2, "cellular": {"preferred_sim": "1", "sims": [{"id": 1, "carrier_selection": [], "sim_pin": "731946"}]}}
    writes = []
    for _time in range(3):
        result = router.wan(sim, unreadable=unreadable)
        writes.append(result["changed"])
    assert writes == {"once": [True, False, False], "always": [True, True, True], "never": [False, False, False]}[unreadable]
    other = {"id": 2, "cellular": {"preferred_sim": "2", "sims": sim["cellular"]["sims"]}}
    router.device.clear_journal()
    if unreadable == "once":
        assert router.wan(other)["changed"]
        assert router.device.posts()[0].body == {"action": "update", "list": [{"id": 2, "cellular": {"preferredSim": 2}}]}
    assert "731946" not in "".join(path.read_text() for path in (router.home / "records").rglob("*.json"))


def test_the_record_must_be_writable(router_of: Any, tmp_path: Any) -> None:
    router: Router = router_of("max")
    (tmp_path / "file").write_text("in the way")
    result = router.wan({"id": 1, "mtu": "1400"}, record_dir=str(tmp_path / "file"))
    assert result["failed"]
    assert "record_dir" in result["msg"]
    assert router.device.posts() == []
