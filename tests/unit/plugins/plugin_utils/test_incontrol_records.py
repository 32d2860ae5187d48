# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pure parts of the inventory of InControl: addresses, names, groups, records without secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol import addresses, names
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._incontrol.records import Device, tags_of, tidy, without_secrets

EVERYTHING = ("lan", "ddns", "public_wan", "incontrol")
UP = {"ip": "203.0.113.9", "status": "Connected", "enable": True}
DEVICE: dict[str, Any] = {
    "vlan_interfaces": [{"vlan_id": 40, "vlan_ip": "172.16.1.1"}, {"vlan_id": None, "vlan_ip": "10.1.1.1/24"}],
    "ddns_name": "van.example.net.",
    "interfaces": [{"ip": "10.0.0.2", "status": "Connected"}, UP],
    "wtp_ip": "100.64.0.9",
}


def device(listed: Mapping[str, Any], page: Mapping[str, Any] | None = None) -> Device:
    def ask() -> Mapping[str, Any]:
        assert page is not None, "the page of the device was asked for without need"
        return page

    return Device({"id": "o", "name": "", "code": ""}, listed, ask)


def chosen(values: Mapping[str, Any], *sources: str) -> tuple[str, str] | None:
    return addresses.choose(values.get, sources, lambda: values.get("expression"))


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (EVERYTHING, ("10.1.1.1", "lan")),
        (EVERYTHING[1:], ("van.example.net", "ddns")),
        (EVERYTHING[2:], ("203.0.113.9", "public_wan")),
        (("incontrol", "lan"), ("100.64.0.9", "incontrol")),
        (("expression", "incontrol"), ("100.64.0.9", "incontrol")),
    ],
)
def test_the_first_source_that_has_one_gives_the_address(sources: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert chosen(DEVICE, *sources) == expected


def test_an_expression_is_a_source_like_the_others() -> None:
    assert chosen({"expression": "van.example.net", **DEVICE}, "expression", "lan") == ("van.example.net", "expression")
    assert chosen({"expression": 7, **DEVICE}, "expression", "lan") == ("10.1.1.1", "lan")


@pytest.mark.parametrize("identity", [None, "", 0, "0", "untagged"])
def test_the_untagged_lan_comes_first_however_it_is_marked(identity: Any) -> None:
    lans = [{"vlan_id": "7", "vlan_ip": "10.0.7.1"}, {"vlan_id": 30, "vlan_ip": "10.0.30.1"}, {"vlan_id": identity, "vlan_ip": "10.0.0.1"}]
    assert chosen({"vlan_interfaces": lans}, "lan") == ("10.0.0.1", "lan")
    assert chosen({"vlan_interfaces": lans[:2]}, "lan") == ("10.0.7.1", "lan")
    assert chosen({"vlan_interfaces": [{"vlan_id": identity, "vlan_ip": ""}], "lan_ip": "10.9.9.1"}, "lan") == ("10.9.9.1", "lan")


LOCAL = ["10.1.2.3", "172.31.0.1", "192.168.1.1", "100.64.0.1", "100.127.255.254", "169.254.1.1", "0.0.0.0", "fe80::1", "fd00::1", "", None, 5]


@pytest.mark.parametrize("ip", LOCAL)
def test_a_wan_behind_a_nat_is_not_public(ip: Any) -> None:
    assert chosen({"interfaces": [{**UP, "ip": ip}]}, "public_wan") is None


@pytest.mark.parametrize("ip", ["203.0.113.9", "100.128.0.1", "172.32.0.1", "2001:db8::9"])
def test_a_public_wan_is(ip: str) -> None:
    assert chosen({"interfaces": [{**UP, "ip": ip}]}, "public_wan") == (ip, "public_wan")


@pytest.mark.parametrize("state", [{"enable": False}, {"enable": "false"}, {"enable": 0}, {"status": "Disconnected"}, {"status": "No Cable"}])
def test_a_wan_that_is_down_or_disabled_is_skipped(state: dict[str, Any]) -> None:
    assert chosen({"interfaces": [{**UP, **state}]}, "public_wan") is None
    assert chosen({"interfaces": [{**UP, **state}, {"ip": "203.0.113.10"}]}, "public_wan") == ("203.0.113.10", "public_wan")


NO_ADDRESS = ["{{ 7*7 }}", "-oProxyCommand=x", "a b", "999.1.1.1", "127.0.0.1", "0.0.0.0", "van.example.net/x", "x\n.example.net", "", None, 7, ["x"], {}]


@pytest.mark.parametrize("value", NO_ADDRESS)
def test_invalid_addresses_are_ignored(value: Any) -> None:
    assert chosen({"ddns_name": value, "wtp_ip": value, "expression": value}, "ddns", "incontrol", "expression") is None


def test_a_dynamic_name_without_a_domain_is_ignored() -> None:
    assert chosen({"ddns_name": "van"}, "ddns") is None
    assert chosen({"wtp_ip": "van.example.net"}, "incontrol") is None


@pytest.mark.parametrize("value", [None, "", "text", 7, [None, "x", 7], [{}], {"a": 1}])
def test_odd_shapes_have_no_address(value: Any) -> None:
    assert chosen(dict.fromkeys(("vlan_interfaces", "interfaces", "lan_ip"), value), *EVERYTHING) is None


def test_host_names_are_safe_for_shells_and_file_systems() -> None:
    shown = {"Van 1": "Van_1", "{{ 7*7 }}": "7_7", "\u202eevil\u0007 <script>": "evil_script", "../../etc": "etc", "-v": "v", "***": ""}
    shown |= {"Zürich-2.a": "Zürich-2.a"}
    assert {text: names.host_name(text) for text in shown} == shown


def test_ambiguous_names_are_replaced_by_serial_numbers() -> None:
    called = ["Van 1", "van 1", "Van 2", "localhost", "all", "", "A-5", "A-8"]
    devices = [device({"id": number, "sn": f"A-{number}", "name": name}) for number, name in enumerate(called)]
    assert names.host_names(devices, "name") == ["A-0", "A-1", "Van_2", "A-3", "A-4", "A-5", "A-6", "A-8"]
    assert names.host_names(devices, "serial") == [f"A-{number}" for number in range(len(called))]


def test_a_device_without_serial_number_has_a_name_too() -> None:
    assert names.host_names([device({"id": "5", "sn": None}), device({"sn": "***", "id": 6})], "serial") == ["o-5", "device_6"]


def test_default_groups() -> None:
    record = {"id": 1, "fw_ver": "8.5.1s045 build 5258", "product_name": "MAX BR1 (Pro)", "onlineStatus": "ONLINE", "group_name": "A/B"}
    record["tags"] = "North East, {{ x }},,van"
    variables = device(record).variables([])
    kinds = ["organization", "group", "product", "firmware", "status", "tag"]
    assert list(names.default_groups(variables, kinds, "peplink")) == [
        "peplink_organization_o",
        "peplink_group_a_b",
        "peplink_product_max_br1_pro",
        "peplink_firmware_8_5",
        "peplink_status_online",
        "peplink_tag_north_east",
        "peplink_tag_x",
        "peplink_tag_van",
    ]
    assert list(names.default_groups(variables, ["firmware"], "")) == ["firmware_8_5"]
    assert list(names.default_groups(device({"id": 1, "tags": None, "fw_ver": ""}).variables([]), kinds[1:], "x")) == []


@pytest.mark.parametrize("value", [["a", "b"], "a, b", "a,b,", [{"id": 1, "name": "a"}, {"name": "b"}], [" a ", None, "", {}, "b"]])
def test_tags_in_every_form(value: Any) -> None:
    assert tags_of(value) == ["a", "b"]


def test_secrets_are_removed_from_answers() -> None:
    answer = {
        "name": "keep",
        "interfaces": [
            {"apn": "keep", "username": "secret-1", "password": "secret-2", "apn_user_name": "secret-3"},
            {"simPin": 4711, "sims": [{"iccid": "keep", "puk": "secret-4"}]},
        ],
        "radius": {"sharedSecret": ["secret-5"], "preSharedKey": {"x": "secret-6"}, "url": "https://u:secret-7@example.net/?access_token=secret-8"},
    }
    left = str(without_secrets(answer))
    assert left.count("keep") == 3
    assert not [secret for secret in (*(f"secret-{number}" for number in range(1, 9)), "4711") if secret in left]


def test_a_tidy_record_has_no_empty_values_and_numeric_ids() -> None:
    raw = {"id": "7", "group_id": 3, "sn": "", "name": None, "interfaces": [{"id": "1", "ip": "", "iccid": "89"}], "site_id": "x7"}
    assert tidy(raw) == {"id": 7, "group_id": 3, "interfaces": [{"id": 1, "iccid": "89"}], "site_id": "x7"}


def test_the_device_page_is_requested_only_when_the_list_lacks_a_member() -> None:
    listed = device({"id": 1, "wtp_ip": "", "status": None, "lan_ip": "10.0.0.1"})
    assert listed.value("wtp_ip") is None
    assert listed.variables(["lan_ip", "status"]) == {"id": 1, "lan_ip": "10.0.0.1", "organization": {"id": "o", "name": "", "code": ""}}
    assert device({"id": 1}, {"latitude": 52.4, "speed": 3}).variables(["latitude", "speed", "nothing"])["speed"] == 3
