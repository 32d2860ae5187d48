# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.lan.profile."""

from __future__ import annotations

from ..call import Call
from ..registry import operation
from ..store import Item

_UNTAGGED = {"ip": "198.18.0.1", "mask": 17}
_VISITORS = {"name": "Visitors", "vlanId": 40, "ip": "198.19.0.1", "mask": 17}
_STAFF = {"name": "Staff", "vlanId": 50, "ip": "198.19.128.1", "mask": 17}
# By index of the profile, which is no VLAN id; a gap is left where a profile was deleted.
PROFILES: dict[str, dict[int, Item]] = {
    "max": {0: _UNTAGGED, 2: _VISITORS, 3: _STAFF},
    "balance": {0: _UNTAGGED, 1: _VISITORS},
    "fusionhub": {0: _UNTAGGED},
}


@operation("GET", "status.lan.profile", aliases=("status.lan",))
def read(call: Call) -> Item:
    profiles = PROFILES[call.device.family]
    wanted = list(dict.fromkeys(call.query.get("id") or profiles))
    if any(key not in profiles for key in wanted):
        raise call.bad_value("query parameter id")
    return {**{str(key): profiles[key] for key in wanted}, "order": wanted}
