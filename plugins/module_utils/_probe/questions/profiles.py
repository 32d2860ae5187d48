# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the other functions of the configuration look like: SSIDs, mesh, Connect Protect, GPIO, ports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..._common.untrusted import as_map, maps_in
from ..evidence import Evidence, entries
from ..question import Question, Third, names
from ..staged import protected

_POLICIES = ("WPA/WPA2 Personal", "WPA2 Personal")
_MACS = {
    "colons": re.compile(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}"),
    "dashes": re.compile(r"[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){5}"),
    "bare": re.compile(r"[0-9A-Fa-f]{12}"),
}


def _policies(evidence: Evidence) -> Iterator[Any]:
    for _key, profile in evidence.entries("SSIDs"):
        policy = as_map(profile.get("security")).get("policy")
        if isinstance(policy, str) and policy not in _POLICIES:
            yield "shown"


def _frequency(evidence: Evidence) -> Iterator[Any]:
    # Older firmware has no such member.
    for _key, profile in evidence.entries("SSIDs") if evidence.at_least("8.3.0") else ():
        if profile.get("enable") is True:
            yield "shown" if "frequency" in profile else "hidden"


def _profile_id(evidence: Evidence) -> Iterator[Any]:
    for step in ("mesh", "mesh profile", "mesh profile shown"):
        for _key, profile in evidence.entries(step):
            if "profileId" in profile:
                yield "shown"


def _city_key(evidence: Evidence) -> Iterator[Any]:
    for client in protected(evidence):
        yield from names(client, {"cityCode": "cityCode", "cloudLocation": "cloudLocation"})


def _state_names(evidence: Evidence) -> Iterator[Any]:
    for step in ("GPIO", "GPIO by GET"):
        for _key, pin in evidence.entries(step):
            yield from names(pin, {"customStates": "customStates", "customState": "customState"})


def _mac_style(evidence: Evidence) -> Iterator[Any]:
    shown = [entry for _key, profile in evidence.entries("SSIDs") for entry in maps_in(as_map(profile.get("security")).get("ppsk"))]
    for entry in [*shown, *protected(evidence)]:
        mac = entry.get("mac")
        if isinstance(mac, str) and mac:
            styles: list[Any] = [style for style, pattern in _MACS.items() if pattern.fullmatch(mac)]
            yield from styles or [Third("a MAC address is written in another way")]


def _ports(evidence: Evidence) -> Iterator[Any]:
    for step in ("ports", "status ports"):
        if evidence.ok(step):
            yield "on"
    # Older firmware does not have these functions in any case.
    if evidence.at_least("8.5.2") and evidence.failed("ports") and evidence.code("ports") == 999:
        yield "off"


def _port_layout(evidence: Evidence) -> Iterator[Any]:
    response = as_map(evidence.response("ports"))
    modules = [(key, module) for key, module in entries(response) if key != "linkAggregation"]
    kinds = [key for key, module in modules if any("port" in inner for _id, inner in entries(module))]
    for kind in kinds:
        yield "front_panel" if kind == "frontPanel" else "switch" if kind.startswith("switch") else Third("a module of ports is of another type")


QUESTIONS = (
    Question(
        "undocumented_policies",
        "30",
        ("none", "shown"),
        ("SSIDs",),
        _policies,
        "all SSIDs use documented policies, which does not tell how others are shown",
        "Modules leave the security of such an SSID alone, and refuse to change it.",
    ),
    Question(
        "ssid_frequency",
        "section 3",
        ("shown", "hidden"),
        ("SSIDs",),
        _frequency,
        "no SSID is on, or the firmware is older than 8.3.0",
        "Where the bands are hidden, modules cannot compare them and rely on their records.",
    ),
    Question(
        "mesh_profile_id",
        "section 3",
        ("shown", "hidden"),
        ("mesh", "mesh profile", "mesh profile shown"),
        _profile_id,
        "no mesh profile shows profileId, which may be because none is set",
        "Where it is hidden, modules cannot compare it and rely on their records.",
    ),
    Question(
        "connect_protect_city_key",
        "quirk 14",
        ("cityCode", "cloudLocation"),
        ("Connect Protect",),
        _city_key,
        "there is no client of Connect Protect",
        "Modules read both names.",
    ),
    Question(
        "gpio_state_names",
        "quirk 13",
        ("customStates", "customState"),
        ("GPIO", "GPIO by GET"),
        _state_names,
        "no pin with state labels was shown; set probe_reading_posts to read the pins",
        "Modules read both names.",
    ),
    Question(
        "mac_style",
        "section 3",
        ("colons", "dashes", "bare"),
        ("SSIDs", "Connect Protect"),
        _mac_style,
        "neither a private key of an SSID nor Connect Protect has a MAC address",
        "Modules read all of these spellings.",
    ),
    Question(
        "port_functions",
        "65",
        ("off", "on"),
        ("ports", "status ports"),
        _ports,
        "the firmware is older than 8.5.2, or the model has no ports",
        "Without them, the modules for ports fail with a message that says so.",
    ),
    Question(
        "port_layout",
        "section 11",
        ("front_panel", "switch"),
        ("ports",),
        _port_layout,
        "the router does not show ports",
        "Modules address ports by the type of module that the router shows.",
    ),
)
