# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_config: every section that a router has in one transaction, on every family, firmware and GET mode."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import pytest
from peplink_simulator import Fault

from ..conftest import FAMILIES, READS, Router
from .sections import PLANTED, STORES, config_of, sections


def whole(router: Router) -> dict[str, Any]:
    return sections(router.device.family, router.device.firmware)


def test_check_mode_predicts_the_run_one_apply_and_a_second_run_changes_nothing(router: Router) -> None:
    parts = whole(router)
    predicted = router.config(config_of(parts), check=True)
    assert predicted.get("msg") is None
    assert router.device.posts() == []
    assert not router.device.has_pending

    router.device.clear_journal()
    done = router.config(config_of(parts))
    assert done.get("msg") is None
    router.assert_runs(parts)
    assert len(router.device.requests("POST", "cmd.config.apply")) == 1
    for key in ("changed", "before", "after", "diff"):
        assert predicted[key] == done[key]

    router.device.clear_journal()
    again = router.config(config_of(parts))
    assert again.get("msg") is None
    assert not again["changed"]
    assert router.device.posts() == []
    asked = [entry.function for entry in router.device.journal]
    assert len(asked) == len(set(asked)), "a function was read twice"


def test_only_what_the_sections_need_is_read(router_of: Any) -> None:
    router: Router = router_of()
    parts = whole(router)
    router.config(config_of(parts))
    for given, functions in {
        ("wan_connections",): {"config.wan.connection"},
        ("wan_connections", "wan_priorities"): {"config.wan.connection"},
        ("ssid_profiles", "gpios"): {"config.ssid.profile", "config.gpio"},
    }.items():
        router.device.clear_journal()
        assert not router.config({name: parts[name].config for name in given})["changed"]
        assert {entry.function for entry in router.device.journal} == functions


def test_an_intent_equals_its_sections(router_of: Any) -> None:
    router: Router = router_of()
    parts = whole(router)
    by_parts = router.config(config_of(parts), check=True)
    predicted = router.run("peplink_config", intent=config_of(parts), check=True)
    done = router.run("peplink_config", intent=config_of(parts))
    for key in ("changed", "before", "after", "diff", "comparison"):
        assert predicted[key] == done[key] == by_parts[key]
    router.assert_runs(parts)
    assert not router.run("peplink_config", intent=router.shown(), verify=False)["changed"]


@pytest.mark.parametrize(
    ("intent", "expected"),
    [
        ({"wan_connections": [{"id": 1, "mtuu": "1400"}]}, ("there is no option wan_connections[id 1].mtuu; did you mean mtu?",)),
        ({"wan_connections": [{"id": 1, "enable": "perhaps"}]}, ("wan_connections[id 1].enable must be true or false, not text",)),
        ({"wan_conections": []}, ("there is no option intent.wan_conections; did you mean wan_connections?",)),
        ({"host": "192.0.2.1"}, ("there is no option intent.host; there are gpios, ",)),
        ({"states": {"mesh_profiles": "gone"}}, ("states.mesh_profiles must be one of: merged, overridden, deleted",)),
        ("wan_connections", ("intent must be a mapping",)),
        ({}, ("no section is given", "wan_connections")),
    ],
)
def test_an_impossible_intent_is_refused_without_a_request(router_of: Any, intent: Any, expected: tuple[str, ...]) -> None:
    router: Router = router_of()
    result = router.run("peplink_config", intent=intent)
    assert result["failed"]
    for text in expected:
        assert text in result["msg"]
    assert router.device.journal == []


def test_options_alone_are_checked_without_a_request(router_of: Any) -> None:
    router: Router = router_of()
    parts = config_of(whole(router))
    for intent in (parts, {}):
        checked = router.run("peplink_config", intent=intent, validate_only=True)
        assert checked.get("msg") is None
        assert not checked["changed"]
    assert "enable" in router.config({"wan_connections": [{"id": 1, "enable": "perhaps"}]}, validate_only=True)["msg"]
    wrong = {"wan_connections": [{"id": 1, "mtu": "99999"}], "ssid_profiles": [{"id": 2, "security": {"key": "short"}}]}
    refused = router.config(wrong, validate_only=True)
    assert refused["failed"]
    for text in ("wan_connections[id 1]: mtu must be a whole number from 576 to 9000", "ssid_profiles[id 2]: security.key must"):
        assert text in refused["msg"]
    assert "short" not in refused["msg"]
    assert router.device.journal == []


@pytest.mark.parametrize("family", FAMILIES)
def test_whatever_a_router_shows_passes_the_check_of_the_options(router_of: Any, family: str) -> None:
    router: Router = router_of(family)
    shown = router.shown(secrets="include")
    assert router.run("peplink_config", intent=shown, validate_only=True).get("msg") is None


def test_a_renamed_wan_goes_by_its_new_name_in_the_whole_task(router_of: Any) -> None:
    router: Router = router_of()
    sections = {"wan_connections": [{"id": 2, "name": "Starlink"}], "wan_priorities": [{"name": "Starlink", "priority": 4}]}
    for changed in (True, False):
        result = router.config(sections, health={"connected_wans": ["Starlink"]})
        assert result.get("msg") is None
        assert result["changed"] is changed
    running = router.running(2)
    assert (running["name"], running["connection"]["priority"]) == ("Starlink", 4)


def test_a_section_is_given_in_the_intent_or_as_an_option(router_of: Any) -> None:
    router: Router = router_of()
    result = router.config({"wan_connections": [{"id": 1, "mtu": "1400"}]}, intent={"wan_connections": [{"id": 1, "mtu": "1300"}]})
    assert "wan_connections must be given either in intent or beside it, not both" in result["msg"]
    assert router.device.journal == []
    beside = router.config({"wan_connections": [{"id": 1, "mtu": "1400"}]}, intent={"wan_priorities": [{"id": 2, "priority": 4}]})
    assert set(beside["after"]) == {"wan_connections", "wan_priorities"}


@pytest.mark.parametrize("limit", [1, 3, 8])
def test_reads_run_in_parallel_within_the_limit(router_of: Any, limit: int) -> None:
    router: Router = router_of()
    config = config_of(whole(router))
    router.config(config)
    for function in READS:
        router.device.faults.add(Fault("hold_before", function=function))
    router.device.clear_journal()
    with ThreadPoolExecutor() as pool:
        running = pool.submit(router.config, config, parallel_reads=limit)
        for function in READS[:limit]:
            router.device.wait_for(function, "POST" if function == "config.gpio" else "GET", outcome="held")
        assert len(router.device.journal) == min(limit, len(READS))
        while not running.done():
            router.device.release()
            wait([running], timeout=0.05)
    result = running.result()
    assert not result["changed"]
    assert [call["function"] for call in result["calls"]] == READS


def test_sections_and_items_may_come_in_any_order(router_of: Any) -> None:
    router: Router = router_of()
    parts = whole(router)
    router.config(config_of(parts))
    turned = {name: list(reversed(part.config)) for name, part in reversed(parts.items())}
    router.device.clear_journal()
    assert not router.config(turned)["changed"]
    assert router.device.posts() == []


def test_unsupported_settings_are_refused_before_anything_is_written(router_of: Any) -> None:
    router: Router = router_of("max", "8.3.0")
    parts = sections("max", "8.5.2")
    result = router.config({name: parts[name].config for name in ("wan_connections", "mesh_profiles")})
    assert result["failed"]
    assert not result["changed"]
    assert router.device.posts() == []
    for expected in ("config.mesh", "8.3.2 or later", "8.3.0"):
        assert expected in result["msg"]


def test_unsupported_settings_are_skipped_on_request(router_of: Any) -> None:
    router: Router = router_of("max", "8.3.0")
    parts = {"wan_connections": sections("max", "8.3.0")["wan_connections"]}
    config = config_of(parts) | {"mesh_profiles": sections("max", "8.5.2")["mesh_profiles"].config}
    for changed in (True, False):
        result = router.config(config, unsupported="skip")
        assert result.get("msg") is None
        assert result["changed"] is changed
        assert [warning for warning in result["warnings"] if "mesh_profiles was skipped" in warning and "8.3.2" in warning]
        assert "mesh_profiles" not in result["after"]
    router.assert_runs(parts)


@pytest.mark.parametrize(
    ("family", "firmware", "section", "entry", "refused", "warning"),
    [
        ("fusionhub", "8.5.2", "ssid_profiles", {"id": 1, "enable": True}, "it has none", "ssid_profiles was skipped: "),
        (
            "max",
            "8.3.0",
            "gpios",
            {"id": 1, "name": "Door"},
            "name needs firmware 8.3.1 or later",
            "gpios: GPIO pin 1 was skipped in part: name needs",
        ),
    ],
)
def test_what_this_unit_or_firmware_does_not_have_is_skipped_on_request(
    router_of: Any, family: str, firmware: str, section: str, entry: dict[str, Any], refused: str, warning: str
) -> None:
    router: Router = router_of(family, firmware)
    sections_given = {section: [entry], "wan_connections": [{"id": 1, "mtu": "1300"}]}
    assert refused in router.config(sections_given)["msg"]
    assert router.running(1)["physical"].get("mtu") != 1300
    for changed in (True, False):
        result = router.config(sections_given, unsupported="skip")
        assert result.get("msg") is None
        assert result["changed"] is changed
        assert [text for text in result["warnings"] if text.startswith(warning)], result["warnings"]
    assert router.running(1)["physical"]["mtu"] == 1300


@pytest.mark.parametrize("parallel", [1, 4])
def test_a_router_without_api_clients_still_has_its_sections(router_of: Any, parallel: int) -> None:
    router: Router = router_of("fusionhub", fusionhub_clients="none")
    result = router.config({"wan_connections": [{"id": 1, "mtu": "1300"}]}, unsupported="skip", parallel_reads=parallel, client_id="a", client_secret="b")
    assert result["failed"]
    assert "grants no access tokens" in result["msg"]
    shown = router.run("peplink_config_info", parallel_reads=parallel, client_id="a", client_secret="b")
    assert shown["failed"]
    assert shown["unsupported"] == []


def test_two_sections_that_contradict_each_other_are_refused(router_of: Any) -> None:
    router: Router = router_of()
    result = router.config({"wan_connections": [{"id": 1, "priority": 3}], "wan_priorities": [{"id": 1, "priority": 2}]})
    assert result["failed"]
    assert "wan_connections and wan_priorities want a different priority for WAN 1" in result["msg"]
    assert router.device.posts() == []


def test_a_failure_in_the_last_section_leaves_nothing_staged_of_the_first(router: Router) -> None:
    parts = whole(router)
    before = {name: router.device.running(name) for name in STORES.values()}
    last = list(parts)[-1]
    function = {"gpios": "config.gpio", "speedfusion_connect_protect": "config.speedfusionConnectProtect", "ssid_profiles": "config.ssid.profile"}.get(
        last, "config.wan.connection.priority"
    )
    # Reading a GPIO pin is a POST too, and comes first.
    router.device.faults.add(Fault("fail", function=function, method="POST", code=400, message="no", skip=int(last == "gpios")))
    result = router.config(config_of(parts))
    assert result["failed"]
    assert "discarded" in result["msg"]
    assert {name: router.device.running(name) for name in before} == before
    assert not router.device.has_pending
    again = router.config(config_of(parts))
    assert again.get("msg") is None
    router.assert_runs(parts)


def test_an_unhealthy_change_is_reverted_in_every_section(router: Router) -> None:
    parts = whole(router)
    if router.device.firmware == "8.1.1":
        # It shows too little of a WAN for all of this to be restored; the next test is about that.
        parts["wan_connections"].config[:] = [{"id": 1, "mtu": "1300"}]
    before = router.answers()
    result = router.config(config_of(parts), health={"connected_vpn_peers": ["nobody"]}, revert_on_failure=True, verify_timeout=0)
    assert result["failed"]
    assert result["reverted"]
    assert "VPN peers are not connected: nobody" in result["msg"]
    assert "was restored" in result["msg"]
    assert router.answers() == before
    assert not router.device.has_pending


def test_values_that_the_router_never_showed_are_reported_as_not_reverted(router_of: Any) -> None:
    router: Router = router_of("max", "8.1.1")
    config = {"wan_connections": [{"id": 1, "mtu": "1300", "icmp_ping": False}]}
    result = router.config(config, health={"connected_vpn_peers": ["nobody"]}, revert_on_failure=True, verify_timeout=0)
    assert "Not restored, because the router never showed it: WAN 1 (WAN) icmp_ping" in result["msg"]
    assert router.running(1)["physical"].get("mtu") != 1300


def test_health_checks_vpn_peers(router_of: Any, fast_clock: Any) -> None:
    router: Router = router_of()
    peers = router.session().get("status.pepvpn")["peer"]
    named = [peers[0]["name"], peers[1]["peerId"]]
    change = {"wan_connections": [{"id": 1, "mtu": "1300"}]}
    assert router.config(change, health={"connected_vpn_peers": named}).get("msg") is None
    router.device.set_vpn_peer(peers[1]["peerId"], status="START")
    result = router.config(change, health={"connected_vpn_peers": named, "min_connected_wans": 1})
    assert f"VPN peers are not connected: {peers[1]['peerId']}" in result["msg"]
    assert peers[0]["name"] not in result["msg"]


def test_no_secret_is_in_the_result(router: Router) -> None:
    config = config_of(whole(router))
    for result in (router.config(config, check=True), router.config(config)):
        result.pop("secrets")
        assert [secret for secret in (*PLANTED, router.device.client_secret) if str(secret) in str(result)] == []


@pytest.mark.parametrize("sections_given", [{}, {"wan_connections": []}, {"mesh_profiles": []}])
def test_nothing_to_do_is_an_error(router_of: Any, sections_given: dict[str, Any]) -> None:
    result = router_of().config(sections_given)
    assert result["failed"]
    assert "empty" in result["msg"]
