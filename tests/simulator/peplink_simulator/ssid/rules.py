# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of an update of an SSID profile that a schema of the body alone cannot express."""

from __future__ import annotations

import re
from typing import Any

from ..call import Call
from ..errors import unsupported_hardware
from ..families import FAMILIES
from ..store import Item
from .security import SECTION_OF, WPA2, security_of

# The schema has this rule for the key of a section only.
KEY = re.compile(r".{8,63}|[0-9A-Fa-f]{64}", re.DOTALL)


def check_before_validation(call: Call, security: Any) -> None:
    """Refused even by a device that ignores unknown members (unknown 29)."""
    section = security.get("wpaWpa2Personal") if isinstance(security, dict) else None
    if isinstance(section, dict) and "fastTransition" in section:
        raise call.bad_value("security/wpaWpa2Personal/fastTransition")


def check_profile(call: Call, before: Item, after: Item, patch: Item) -> None:
    """Raises ApiError for the first broken rule. `after` is `before` with the patch merged in."""
    if not FAMILIES[call.device.family].has_wifi and (patch.get("enable") or "frequency" in patch):
        raise unsupported_hardware(call.unknowns)
    if before["incontrolManaged"] and call.unknowns.cloud_managed_write == "refuse":
        raise call.bad_value("id (managed by InControl)")
    if patch.get("frequency") == []:
        raise call.bad_value("frequency (empty)")
    change = patch.get("security", {})
    security = security_of(after, call.unknowns)
    if "fastTransition" in change.get("wpa2Personal", {}) and security["policy"] != WPA2:
        raise call.bad_value(f"security/wpa2Personal/fastTransition without policy {WPA2}")
    if "policy" in change and "key" not in security.get(SECTION_OF[change["policy"]], {}):
        raise call.bad_value(f"security/{SECTION_OF[change['policy']]}/key (missing)")
    for entry in change.get("ppsk", []):
        if "key" in entry and not KEY.fullmatch(entry["key"]):
            raise call.bad_value("security/ppsk/key")
