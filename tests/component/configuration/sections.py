# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An intent for every section of peplink_config, and the running configuration that it means.

The right-hand sides are written by hand from the specification. ``None`` stands for an item that must be gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peplink_simulator.families import newer_than

from .intents import holds

PLANTED = ("planted-ssid-key-1", "planted-ssid-key-2", "planted-ppsk-1", "planted-ppsk-2", "planted-mesh-pass-1", "planted-mesh-pass-2")

MODULES = {
    "wan_connections": "peplink_wan_connection",
    "wan_priorities": "peplink_wan_priority",
    "ssid_profiles": "peplink_ssid_profile",
    "mesh_profiles": "peplink_mesh",
    "speedfusion_connect_protect": "peplink_speedfusion_connect_protect",
    "gpios": "peplink_gpio",
    "ports": "peplink_port",
}
# What the simulator calls the configuration of each section.
STORES = {
    "wan_connections": "wan",
    "wan_priorities": "wan",
    "ssid_profiles": "ssid",
    "mesh_profiles": "mesh",
    "speedfusion_connect_protect": "connect_protect",
    "gpios": "gpio",
    "ports": "port",
}


@dataclass(frozen=True)
class Section:
    """A part of an intent, with what must run afterwards, by item."""

    config: list[dict[str, Any]]
    expected: dict[Any, Any]


def wan_connections(family: str) -> Section:
    first = {"id": 1, "name": "Uplink", "mtu": "1300", "icmp_ping": False}
    expected = {1: {"name": "Uplink", "physical": {"mtu": 1300}, "connection": {"icmpPing": False}}}
    second = {"id": 2, "mtu": "1410", "health_check": {"enable": True, "method": "ping", "hosts": ["192.0.2.9"], "timeout_ms": 2000}}
    if family == "fusionhub":
        return Section([first], expected)
    detail = {"method": {"type": "ping", "detail": {"host": ["192.0.2.9"]}}, "timeout": 2000}
    return Section([first, second], expected | {2: {"physical": {"mtu": 1410}, "healthcheck": {"enable": True, **detail}}})


def wan_priorities(family: str) -> Section:
    first = [{"id": 1, "enable": True, "priority": 7}]
    expected: dict[Any, Any] = {1: {"enable": True, "connection": {"priority": 7}}}
    if family == "fusionhub":
        return Section(first, expected)
    return Section([*first, {"id": 2, "priority": 5}], expected | {2: {"connection": {"priority": 5}}})


def ssid_profiles(family: str, firmware: str) -> Section:
    first: dict[str, Any] = {"id": 1, "name": "Bridge", "broadcast": False, "security": {"policy": "wpa_wpa2_personal", "key": PLANTED[0]}}
    expected_first: dict[str, Any] = {
        "name": "Bridge",
        "broadcast": False,
        "security": {"policy": "WPA/WPA2 Personal", "wpaWpa2Personal": {"key": PLANTED[0]}},
    }
    second: dict[str, Any] = {
        "name": "Visitors",
        "vlan": "none",
        "security": {"policy": "wpa2_personal", "key": PLANTED[1], "fast_transition": True},
    }
    expected_second: dict[str, Any] = {
        "vlanId": GONE,
        "security": {"policy": "WPA2 Personal", "wpa2Personal": {"key": PLANTED[1], "fastTransition": True}},
    }
    if family == "max":
        second["enable"] = expected_second["enable"] = True
        if firmware != "8.1.1":
            second["frequency"] = ["5ghz"]
            expected_first["frequency"] = ["2.4GHz", "5GHz"]
            expected_second["frequency"] = ["5GHz"]
    if newer_than(firmware, "8.3.0"):
        second["security"]["private_keys"] = [
            {"name": "till", "key": PLANTED[2], "vlan": "44"},
            {"name": "scale", "key": PLANTED[3], "mac": "00-00-5e-00-53-61"},
        ]
        expected_second["security"]["ppsk"] = Unordered(
            [{"name": "till", "key": PLANTED[2], "vlanId": 44, "mac": GONE}, {"name": "scale", "key": PLANTED[3], "mac": "00:00:5e:00:53:61", "vlanId": GONE}]
        )
    return Section([second, first], {1: expected_first, 2: expected_second})


def mesh_profiles() -> Section:
    """One changed, one added; the added one gets the next free number."""
    config = [
        {"mesh_id": "deck", "passphrase": PLANTED[4], "frequency_band": "2.4ghz", "profile_ids": [1], "id": 7},
        {"id": 1, "passphrase": PLANTED[5], "enable": False},
    ]
    added = {"meshId": "deck", "passphrase": PLANTED[4], "frequencyBand": "2.4 GHz", "profileId": [1]}
    return Section(config, {1: {"passphrase": PLANTED[5], "enable": False}, 7: added})


def connect_protect() -> Section:
    config = [
        {"mac": "00-00-5e-00-53-77", "city_code": "AMS"},
        {"ssid": "Bridge-FRA", "reference_ssid": "Bridge", "city_code": "FRA"},
        {"mac": "02:00:00:00:00:01", "city_code": "auto"},
    ]
    clients = Containing([{"mac": "00:00:5e:00:53:77", "cityCode": "AMS"}, {"mac": "02:00:00:00:00:01", "cityCode": ""}])
    points = Containing([{"ssid": "Bridge-FRA", "referenceSsid": "Bridge", "cityCode": "FRA"}])
    return Section(config, {1: {"client": clients, "accessPoint": points}})


def gpios(firmware: str) -> Section:
    pin: dict[str, Any] = {"id": 1, "enable": True, "type": "digital_input", "mode": "ignition_sensing", "delay": 9}
    expected: dict[str, Any] = {"enable": True, "type": "digital_input", "mode": "ignition_sensing", "delay": 9}
    if newer_than(firmware, "8.3.0"):
        pin |= {"name": "Bilge", "custom_states": {"high": "Running", "low": "Idle"}}
        expected |= {"name": "Bilge", "customStates": {"high": "Running", "low": "Idle"}}
    return Section([pin], {1: expected})


def sections(family: str, firmware: str) -> dict[str, Section]:
    """An intent for everything that a router of this family and firmware has."""
    found = {"wan_connections": wan_connections(family), "wan_priorities": wan_priorities(family)}
    if family != "fusionhub":
        found["ssid_profiles"] = ssid_profiles(family, firmware)
        if newer_than(firmware, "8.3.0"):
            found["mesh_profiles"] = mesh_profiles() if family == "max" else Section([mesh_profiles().config[0]], {7: mesh_profiles().expected[7]})
        if not newer_than("8.3.0", firmware):
            found["speedfusion_connect_protect"] = connect_protect()
    if family == "max":
        found["gpios"] = gpios(firmware)
    return found


def config_of(parts: dict[str, Section]) -> dict[str, Any]:
    """The sections as peplink_config takes them."""
    return {name: part.config for name, part in parts.items()}


GONE = object()


class Unordered(list[Any]):
    """A list in any order."""


class Containing(list[Any]):
    """A list that holds these, among others."""


def runs(actual: Any, expected: Any) -> bool:
    """Whether a running configuration holds what is expected; members beyond that do not count."""
    if isinstance(expected, (Unordered, Containing)):
        exact = isinstance(expected, Containing) or len(actual) == len(expected)
        return exact and all(any(runs(entry, wanted) for entry in actual) for wanted in expected)
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(
            name not in actual if value is GONE else name in actual and runs(actual[name], value) for name, value in expected.items()
        )
    return holds(actual, expected)
