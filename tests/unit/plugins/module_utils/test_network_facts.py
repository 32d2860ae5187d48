# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The facts that all network devices have, from the facts by subset."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._facts.network import network_facts

SLOTS = [{"id": 1, "version": "8.4.1", "running": False}, {"id": 2, "version": "8.5.2", "running": True}]
WAN = {"id": 1, "name": "Fibre", "type": "ethernet", "connected": True, "ip": "203.0.113.70", "mask": 24, "mac": "00:00:5e:00:53:01", "mtu": 1440}
FIBRE = {
    "type": "ethernet",
    "macaddress": "00:00:5e:00:53:01",
    "mtu": 1440,
    "operstatus": "up",
    "ipv4": [{"address": "203.0.113.70", "subnet": "24"}],
}


@pytest.mark.parametrize(
    ("facts", "version", "expected"),
    [
        ({}, None, {}),
        ({}, "8.5.2", {"version": "8.5.2"}),
        ({"firmware": SLOTS}, "8.5.2", {"version": "8.5.2", "image": "Firmware 2"}),
        ({"firmware": SLOTS[:1]}, None, {}),
        ({"system": {}}, None, {}),
        ({"system": {"name": "van", "cpu_percent": 7}}, None, {"hostname": "van"}),
        (
            {"system": {"name": "van", "model": "MAX", "serial_number": "2A0A-1234-ABCD"}},
            None,
            {"hostname": "van", "model": "MAX", "serialnum": "2A0A-1234-ABCD"},
        ),
        ({"wan": []}, None, {"interfaces": {}, "all_ipv4_addresses": []}),
        ({"wan": [WAN]}, None, {"interfaces": {"Fibre": FIBRE}, "all_ipv4_addresses": ["203.0.113.70"]}),
        ({"wan": [{"id": 2, "connected": False}]}, None, {"interfaces": {"WAN 2": {"operstatus": "down"}}, "all_ipv4_addresses": []}),
        (
            {"lan": [{"id": 0, "ip": "192.0.2.1"}, {"id": 3, "name": "Crew", "vlan": 3, "ip": "192.0.2.65", "mask": 26}]},
            None,
            {
                "interfaces": {
                    "LAN 0": {"type": "lan", "ipv4": [{"address": "192.0.2.1"}]},
                    "Crew": {"type": "lan", "vlan": 3, "ipv4": [{"address": "192.0.2.65", "subnet": "26"}]},
                },
                "all_ipv4_addresses": ["192.0.2.1", "192.0.2.65"],
            },
        ),
        (
            {"wan": [WAN, {"id": 2, "name": "Fibre"}], "lan": [{"id": 1, "name": "Fibre"}]},
            None,
            {
                "interfaces": {"Fibre": FIBRE, "Fibre (wan 2)": {"operstatus": "down"}, "Fibre (lan 1)": {"type": "lan"}},
                "all_ipv4_addresses": ["203.0.113.70"],
            },
        ),
    ],
)
def test_what_was_gathered_is_told_under_the_usual_names(facts: dict[str, Any], version: str | None, expected: dict[str, Any]) -> None:
    assert network_facts(facts, version) == {"system": "peplink", "gather_subset": list(facts), **expected}
