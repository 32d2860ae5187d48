# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The security of an SSID profile: policies, their sections, and policies that no document describes."""

from __future__ import annotations

from ..store import Item
from ..unknowns import Unknowns

WPA2, WPA_WPA2, WPA3, OPEN = "WPA2 Personal", "WPA/WPA2 Personal", "WPA3 Personal", "Open"
SECTION_OF = {WPA2: "wpa2Personal", WPA_WPA2: "wpaWpa2Personal", WPA3: "wpa3Personal"}
DOCUMENTED = (WPA2, WPA_WPA2)

# Security that a profile has instead of its documented one while the switch undocumented_policies says so.
ALTERNATIVE = "undocumentedSecurity"


def security_of(item: Item, unknowns: Unknowns) -> Item:
    alternative: Item | None = item.get(ALTERNATIVE)
    if alternative is not None and unknowns.undocumented_policies == "shown":
        return alternative
    security: Item = item["security"]
    return security
