# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with an intent on any router, found without one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.decide import Intent
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.static import static_problems
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.catalogue import RESOURCES

from .toy import LAMP

BY_SECTION = {resource.section: resource for resource in RESOURCES}
STATIC_IP = {"type": "static_ip", "ip": "192.0.2.4", "mask": 24, "gateway": "192.0.2.1"}


def problems(sections: dict[str, list[dict[str, Any]]], state: str = "merged", **health: Any) -> list[str]:
    return static_problems([Intent(BY_SECTION[section], config, state, section) for section, config in sections.items()], health)


def wan(**options: Any) -> dict[str, list[dict[str, Any]]]:
    return {"wan_connections": [{"id": 1, **options}]}


def sim(**options: Any) -> dict[str, list[dict[str, Any]]]:
    return wan(cellular={"sims": [{"id": 1, "carrier_selection": [], **options}]})


WHERE = "wan_connections[id 1]: "
MTU = f"{WHERE}mtu must be a whole number from 576 to 9000 bytes, or auto"
KEY = "security.key must have 8 to 63 ASCII characters, or 64 hexadecimal digits"

WRONG: dict[str, tuple[dict[str, list[dict[str, Any]]], list[str]]] = {
    "not a number": (wan(mtu="abc"), [MTU]),
    "too big": (wan(mtu="99999"), [MTU]),
    "too small": (wan(bandwidth={"upload_kbps": 0}), [f"{WHERE}bandwidth.upload_kbps must be a whole number from 1 to 10000000 kbps"]),
    "several": (wan(mtu="1", mss="2"), [MTU, f"{WHERE}mss must be a whole number from 536 to 1452 bytes, or auto"]),
    "key": ({"ssid_profiles": [{"id": 1, "security": {"key": "short"}}]}, [f"ssid_profiles[id 1]: {KEY}"]),
    "private key": (
        {"ssid_profiles": [{"id": 1, "security": {"private_keys": [{"name": "till", "key": "short"}]}}]},
        ["ssid_profiles[id 1]: security.private_keys.key must have 8 to 63 ASCII characters, or 64 hexadecimal digits"],
    ),
    "passphrase": (
        {"mesh_profiles": [{"mesh_id": "yard", "passphrase": "Schlüssel"}]},
        ["mesh_profiles[entry 1]: passphrase must have at least 8 characters, all of them ASCII"],
    ),
    "ssid": (
        {"ssid_profiles": [{"id": 1}, {"id": 2, "name": "ä" * 17}]},
        ["ssid_profiles[id 2]: name must have 1 to 32 bytes (letters with accents take two or more) and no control characters"],
    ),
    "pin": (sim(sim_pin="34"), [f"{WHERE}cellular.sims[id 1].sim_pin must be 4 to 8 digits, or none"]),
    "sim slot": (wan(cellular={"sims": [{"id": 3, "carrier_selection": []}]}), [f"{WHERE}cellular.sims[id 3] must be a whole number from 1 to 2"]),
    "mss above mtu": (wan(mtu="1000", mss="980"), [f"{WHERE}mss must be at most mtu minus 40, which is 960"]),
    "address of another method": (
        wan(method={"type": "dhcp", "ip": "192.0.2.4"}),
        [f"{WHERE}method.ip goes only with method.type pppoe or static_ip; here it is dhcp"],
    ),
    "no server": (wan(dns={"auto": False, "servers": []}), [f"{WHERE}dns.servers must name a server with dns.auto false"]),
    "names nothing": ({"wan_connections": [{"mtu": "1400"}]}, ["wan_connections[entry 1]: it has neither id nor name, so it names no WAN"]),
    "twice": ({"gpios": [{"id": 1}, {"id": 1}]}, ["gpios[id 1] names the same GPIO pin as another one; merge the two entries"]),
    "several entries": (
        {"wan_connections": [{"mtu": "1400"}, {"id": 1, "mtu": "1"}, {"id": 1}]},
        [
            "wan_connections[entry 1]: it has neither id nor name, so it names no WAN",
            "wan_connections[id 1]: mtu must be a whole number from 576 to 9000 bytes, or auto",
            "wan_connections[id 1] names the same WAN as another one; merge the two entries",
        ],
    ),
    "composed and decomposed": (
        {"wan_connections": [{"name": "Caf\u00e9"}, {"name": "Cafe\u0301"}]},
        ["wan_connections[entry 2] names the same WAN as another one; merge the two entries"],
    ),
    "two sections": (
        {**wan(priority=1), "wan_priorities": [{"id": 1, "priority": 2}]},
        ["wan_connections and wan_priorities want a different priority for WAN 1"],
    ),
    "reference of a client": (
        {"speedfusion_connect_protect": [{"mac": "02:00:00:00:00:01", "reference_ssid": "Crew"}]},
        ["speedfusion_connect_protect[entry 1]: reference_ssid exists only on the kind access_point; this is of the kind client"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_no_router_takes_is_named(case: str) -> None:
    sections, expected = WRONG[case]
    assert problems(sections) == expected


def test_all_kinds_that_have_an_option_are_named() -> None:
    gas = replace(LAMP, kind=lambda key: "gas")
    assert static_problems([Intent(gas, [{"id": 1, "colour": "red"}])], {}) == [
        "config[id 1]: colour exists only on the kind led or neon; this is of the kind gas"
    ]
    assert static_problems([Intent(LAMP, [{"id": 1, "colour": "red"}])], {}) == []


RIGHT: dict[str, dict[str, list[dict[str, Any]]]] = {
    "whole address": wan(method=STATIC_IP, mtu="1400", mss="1360"),
    "part of an address": wan(method={"gateway": "192.0.2.1"}),
    "words": wan(mtu="auto", mss="auto", idle_timeout="none"),
    "what routers only show": {**wan(method={"type": "drop_in"}), "ssid_profiles": [{"id": 1, "security": {"policy": "other"}}]},
    "pin": sim(sim_pin="0042"),
    "no pin": sim(sim_pin="none"),
    "the same in two sections": {**wan(priority=1), "wan_priorities": [{"id": 1, "priority": 1}]},
    "names": {"wan_connections": [{"name": "1"}, {"id": 1}]},
}


@pytest.mark.parametrize("case", RIGHT)
def test_what_some_router_takes_passes(case: str) -> None:
    assert problems(RIGHT[case]) == []


def test_of_an_entry_to_delete_only_its_name_counts() -> None:
    entries = {"mesh_profiles": [{"id": 1, "passphrase": "short"}]}
    assert len(problems(entries)) == 1
    assert problems(entries, "deleted") == []


def test_names_of_links_that_are_nothing() -> None:
    assert problems({}, connected_wans=["1", " "], connected_vpn_peers=[""]) == [
        "health.connected_wans has an entry ' ', which names nothing",
        "health.connected_vpn_peers has an entry '', which names nothing",
    ]
    assert problems({}, connected_wans=["1", "Fibre"], connected_vpn_peers=["depot"], min_connected_wans=2) == []
