# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Device families and firmware: what differs between them beyond configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    name: str
    lite_has_effect: bool = True
    has_wifi: bool = False
    has_gpio: bool = False
    has_ports: bool = True
    has_cellular: bool = False
    has_receiver: bool = False
    has_mesh: bool = True
    poe_ports: int = 0
    starlink_wan: int | None = None


FAMILIES: dict[str, Family] = {
    "max": Family(
        "max", lite_has_effect=False, has_wifi=True, has_gpio=True, has_cellular=True, has_receiver=True, poe_ports=2, starlink_wan=1
    ),
    "balance": Family("balance"),
    "fusionhub": Family("fusionhub", has_ports=False, has_mesh=False),
}

# Oldest first.
FIRMWARE_TEXTS: dict[str, str] = {
    "8.1.1": "8.1.1 build 4992",
    "8.3.0": "8.3.0 build 5229",
    "8.5.0": "8.5.0 build 5303",
    "8.5.2": "8.5.2s011 build 5401",
}
NEWEST_FIRMWARE = list(FIRMWARE_TEXTS)[-1]
# Of the second slot; no fleet is made of it.
FALLBACK_FIRMWARE = "8.1.0"
KNOWN_TEXTS = {FALLBACK_FIRMWARE: "8.1.0 build 4941", **FIRMWARE_TEXTS}
INVENTED_BUILD = 5000
VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(?:s[0-9]+)?(?: build [0-9]+)?")


def is_version(text: str) -> bool:
    return VERSION.fullmatch(text) is not None


def version_text(firmware: str) -> str:
    """As info.firmware tells it."""
    return firmware if " build " in firmware else KNOWN_TEXTS.get(firmware, f"{firmware} build {INVENTED_BUILD}")


def version_key(text: str) -> tuple[int, ...]:
    """Leading dotted number of a version text, for comparison."""
    match = re.match(r"[0-9]+(?:\.[0-9]+)*", text)
    return tuple(int(part) for part in match.group().split(".")) if match else ()


def newer_than(firmware: str, version: str) -> bool:
    return version_key(firmware) > version_key(version)
