# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""peplink_facts: the requests of each subset, and subsets that a router lacks."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from peplink_simulator import Fault
from peplink_simulator.specification import DEFAULT_PATH as SPECIFICATION

from ..conftest import FAMILIES, MANAGEMENT, Router

# The subset or module that covers each function which reads the status.
COVERED = {
    "GET info.firmware": ("firmware", "peplink_firmware_info", {}),
    "GET info.location": ("location", "peplink_location_info", {}),
    "GET info.time": ("clock", "peplink_facts", {"gather_subset": ["clock"]}),
    "POST status.cellularModule.temperature": ("wan", "peplink_wan_info", {"include": ["temperature"]}),
    "GET status.client": ("clients", "peplink_client_info", {}),
    "GET status.extap.mesh": ("mesh", "peplink_mesh_info", {}),
    "GET status.extap.mesh.link": ("mesh", "peplink_mesh_info", {}),
    "GET status.gpio.input": ("gpio", "peplink_gpio_info", {}),
    "GET status.gpio.output": ("gpio", "peplink_gpio_info", {}),
    "GET status.lan.profile": ("lan", "peplink_lan_info", {}),
    "GET status.pepvpn": ("vpn", "peplink_vpn_info", {}),
    "GET status.port": ("ports", "peplink_port_info", {}),
    "GET status.wan.connection": ("wan", "peplink_wan_info", {}),
    "GET status.wan.connection.allowance": ("wan", "peplink_wan_info", {"include": ["allowance"]}),
}

# What the way in which these tests run modules adds to a result.
OF_THE_TEST = {"secrets"}


def facts(router: Router, *subsets: str, **params: Any) -> dict[str, Any]:
    result = router.run("peplink_facts", gather_subset=list(subsets), **params)
    assert result.get("msg") is None
    assert not result["changed"]
    gathered: dict[str, Any] = result["ansible_facts"]
    return gathered


def asked(router: Router) -> list[str]:
    return [entry for entry in router.sent() if entry.split()[1] not in MANAGEMENT]


def test_the_minimum_takes_one_request(router_of: Any) -> None:
    router = router_of()
    facts(router, "wan")
    router.device.clear_journal()
    result = router.run("peplink_facts")
    assert router.sent() == ["GET info.firmware"]
    assert result["ansible_facts"] == {
        "ansible_net_system": "peplink",
        "ansible_net_version": "8.5.2s011 build 5401",
        "ansible_net_image": "Firmware 2",
        "ansible_net_gather_subset": ["firmware"],
        "ansible_peplink": {"firmware": result["ansible_facts"]["ansible_peplink"]["firmware"], "unsupported": []},
    }
    assert [slot["id"] for slot in result["ansible_facts"]["ansible_peplink"]["firmware"]] == [1, 2]


def test_the_result_has_nothing_beside_the_facts(router_of: Any) -> None:
    router = router_of()
    found = router.run("peplink_facts", gather_subset=["all"])
    refused = router.run("peplink_facts", client_secret="planted-wrong-secret", gather_subset=["wan"])
    assert found.keys() - OF_THE_TEST == {"ansible_facts", "changed", "warnings"}
    assert refused.keys() - OF_THE_TEST == {"changed", "error", "failed", "msg", "warnings"}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_router_that_answers_status_system_info_has_the_facts_of_network_devices(router_of: Any, family: str) -> None:
    router = router_of(family, undocumented_status="answered")
    router.device.stop_clock(1000)
    gathered = facts(router, "min", "system", "wan", "lan")
    assert sorted(asked(router)) == ["GET info.firmware", "GET status.lan.profile", "GET status.system.info", "GET status.wan.connection"]
    system = gathered["ansible_peplink"]["system"]
    told = {name: gathered[f"ansible_net_{name}"] for name in ("hostname", "model", "serialnum")}
    assert told == {"hostname": router.device.name, "model": system["model"], "serialnum": system["serial_number"]}
    assert re.fullmatch(r"2A0A-[0-9A-F]{4}-[0-9A-F]{4}", told["serialnum"])
    assert (system["uptime"], 0 <= system["cpu_percent"] <= 100) == (int(router.device.clock() - router.device.time.up_since), True)
    wans, lans = gathered["ansible_peplink"]["wan"], gathered["ansible_peplink"]["lan"]
    interfaces = gathered["ansible_net_interfaces"]
    assert list(interfaces) == [wan["name"] for wan in wans] + [lan.get("name", f"LAN {lan['id']}") for lan in lans]
    assert [interfaces[wan["name"]]["operstatus"] for wan in wans] == ["up" if wan["connected"] else "down" for wan in wans]
    assert gathered["ansible_net_all_ipv4_addresses"] == [entry["ip"] for entry in wans + lans if "ip" in entry]


def test_a_router_that_does_not_answer_status_system_info_has_fewer_facts(router_of: Any) -> None:
    router = router_of()
    gathered = facts(router, "all")
    assert "system" in gathered["ansible_peplink"]["unsupported"]
    assert [name for name in ("hostname", "model", "serialnum") if f"ansible_net_{name}" in gathered] == []
    [warning] = router.run("peplink_facts", gather_subset=["min", "system"])["warnings"]
    assert warning.startswith("system is omitted: the router does not know this function")


def test_the_minimum_needs_no_credentials(router_of: Any) -> None:
    router = router_of()
    assert facts(router, "min", client_id=None, client_secret=None)["ansible_net_version"] == "8.5.2s011 build 5401"


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("firmware", ["8.1.1", "8.5.2"])
def test_each_function_is_read_once_and_missing_ones_are_listed(router_of: Any, family: str, firmware: str) -> None:
    router = router_of(family, firmware)
    gathered = facts(router, "all")
    assert [function for function, times in Counter(asked(router)).items() if times > 1] == []
    peplink = gathered["ansible_peplink"]
    assert gathered["ansible_net_version"].startswith(firmware)
    assert peplink["unsupported"]
    assert [name for name in peplink["unsupported"] if name in peplink or name.removeprefix("config.") in peplink["config"]] == []
    assert {"firmware", "wan", "lan", "clients", "vpn", "allowance", "access_point", "config"} <= peplink.keys()
    if family == "fusionhub":
        assert {"location", "gpio", "config.mesh_profiles"} <= set(peplink["unsupported"])
        assert peplink["access_point"] == {"supported": False}


def test_subsets_that_rest_on_the_same_function_share_the_answer(router_of: Any) -> None:
    router = router_of()
    peplink = facts(router, "wan", "cellular", "allowance")["ansible_peplink"]
    assert sorted(asked(router)) == ["GET status.wan.connection", "GET status.wan.connection.allowance"]
    assert "cellular" not in peplink["wan"][1]
    assert (peplink["cellular"][0]["name"], peplink["cellular"][0]["carrier"]["name"]) == ("Cellular", "Example Mobile")


def test_parallel_reads_give_the_same_facts(router_of: Any) -> None:
    router = router_of()
    router.device.stop_clock(1000)
    assert facts(router, "all", parallel_reads=4) == facts(router, "all", parallel_reads=1)


def test_facts_equal_the_results_of_the_info_modules(router_of: Any) -> None:
    router = router_of("max", port_functions="on")
    router.device.stop_clock(1000)
    peplink = facts(router, "all")["ansible_peplink"]
    for subset, module, _params in COVERED.values():
        if module != "peplink_facts":
            result = router.run(module, **({"include": []} if subset == "wan" else {}))[subset]
            assert result == peplink[subset], subset
    assert peplink["config"] == router.shown()


@pytest.mark.parametrize("operation", COVERED)
def test_every_function_that_reads_the_status_is_covered(router_of: Any, operation: str) -> None:
    subset, module, params = COVERED[operation]
    router = router_of("max", port_functions="on")
    result = router.run(module, **params)
    assert operation in asked(router)
    assert result.get("ansible_facts", {}).get("ansible_peplink", result)[subset]


def test_no_function_that_reads_the_status_is_missing_above(router_of: Any) -> None:
    written = SPECIFICATION.read_text(encoding="utf-8")
    found = re.findall(r"^  /api/(\S+):$|^    (get|post):$", written, re.MULTILINE)
    operations, function = set(), ""
    for path, method in found:
        function = path or function
        operations |= {f"{method.upper()} {function}"} if method else set()
    assert {name for name in operations if name.split()[1].startswith(("status.", "info."))} == COVERED.keys()


def test_a_requested_subset_that_is_missing_gives_a_warning(router_of: Any) -> None:
    router = router_of("fusionhub")
    result = router.run("peplink_facts", gather_subset=["wan", "location"])
    assert result["ansible_facts"]["ansible_peplink"]["unsupported"] == ["location"]
    [warning] = result["warnings"]
    assert warning.startswith("location is omitted: the router does not know this function")
    assert router.run("peplink_facts", gather_subset=["all"])["ansible_facts"]
    nothing = router.run("peplink_facts", gather_subset=["location"])
    assert nothing["failed"]
    assert "info.location" in nothing["msg"]


def test_facts_that_a_read_only_user_may_not_see_are_omitted_with_a_warning(router_of: Any) -> None:
    router = router_of("max", read_only_token_on_config="refuse")
    reader = {"client_id": router.device.readonly_client_id, "client_secret": router.device.readonly_client_secret}
    result = router.run("peplink_facts", gather_subset=["all"], **reader)
    assert "config" not in result["ansible_facts"]["ansible_peplink"]
    assert "config" not in result["ansible_facts"]["ansible_net_gather_subset"]
    assert "config" not in result["ansible_facts"]["ansible_peplink"]["unsupported"]
    assert [warning for warning in result["warnings"] if warning.startswith("config is omitted: the router refused it as unauthorised")]


def test_whatever_the_code_for_missing_hardware_is_the_rest_is_gathered(router_of: Any) -> None:
    router = router_of("balance", location_without_receiver="unsupported", unsupported_code=417)
    result = router.run("peplink_facts", gather_subset=["all"])
    assert result.get("msg") is None
    assert "location" not in result["ansible_facts"]["ansible_peplink"]
    assert [warning for warning in result["warnings"] if warning.startswith("location is omitted: the router refused it (code 417")]


def test_a_refused_login_fails(router_of: Any) -> None:
    router = router_of()
    result = router.run("peplink_facts", gather_subset=["all"], client_secret="planted-wrong-secret")
    assert result["failed"]
    assert "ansible_facts" not in result
    assert asked(router) == []


def test_a_lost_connection_fails(router_of: Any) -> None:
    router = router_of()
    router.device.faults.add(Fault("cut_before", function="status.lan.profile", times=9))
    result = router.run("peplink_facts", gather_subset=["wan", "lan"], retries=0)
    assert result["failed"]
    assert "status.lan.profile" in result["msg"]
    assert "ansible_facts" not in result


def test_an_unknown_subset_is_refused_before_any_request(router_of: Any) -> None:
    router = router_of()
    result = router.run("peplink_facts", gather_subset=["wan", "hardware"])
    assert result["failed"]
    assert "there is no subset hardware" in result["msg"]
    assert "allowance" in result["msg"]
    assert router.sent() == []


def test_secrets_are_in_the_facts_on_request_only(router_of: Any) -> None:
    router = router_of()
    secrets = (f"test-apn-{router.device.spec.name}", "test-depot-key-1")
    hidden, shown = str(facts(router, "all")), str(facts(router, "all", secrets="include"))
    assert [secret for secret in secrets if secret in hidden or secret not in shown] == []


def test_lite_makes_the_answers_smaller(router_of: Any) -> None:
    router = router_of("balance")
    assert "gateway" not in facts(router, "wan", lite=True)["ansible_peplink"]["wan"][0]
    assert router.device.requests("GET", "status.wan.connection")[0].query == {"lite": "yes"}
