# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Minimal results of peplink_config in check mode."""

from __future__ import annotations

from typing import Any

TIME = "2026-11-25T02:00:00Z"
DEVICE = {"host": "192.0.2.1", "port": 443, "firmware": "8.5.2"}
DRIFT = {"item": "WAN 1", "option": "priority", "before": 1, "after": 2}


def compared(**sections: dict[str, Any]) -> dict[str, Any]:
    """A result with a comparison. Of ``unknown`` only say whether each is remembered; what is not said is as good as it can be."""
    comparison = {}
    for section, said in sections.items():
        unknown = [{"item": "WAN 2", "option": f"hidden.{number}", "remembered": known} for number, known in enumerate(said.get("unknown", []))]
        comparison[section] = {"supported": True, "different": [], **said, "unknown": unknown}
    return {"changed": True, "device": DEVICE, "comparison": comparison}


def failed(kind: str) -> dict[str, Any]:
    """A result of a router that could not be compared."""
    return {"failed": True, "error": kind, "msg": f"192.0.2.1:443: {kind}", "device": DEVICE, "comparison": {}}


def fleet(count: int) -> dict[str, dict[str, Any]]:
    """Results of many routers, a few of them of each kind."""
    found = {}
    for number in range(count):
        hop = {"different": [DRIFT] if number % 10 == 3 else [], "unknown": [number % 10 != 4]}
        ssid = {"different": [{"item": "SSID profile 1 (Crew)", "option": "vlan", "before": "none", "after": number}] if number % 20 == 3 else []}
        mesh = {"supported": number % 10 != 5}
        result = compared(wan_priorities=hop, ssid_profiles=ssid, mesh_profiles=mesh)
        result["device"] = {"host": f"192.0.2.{number % 250}", "port": 443, "firmware": f"8.{number % 3 + 3}.0 build {5000 + number % 3}"}
        found[f"router-{number}"] = failed("unreachable") if number % 50 == 7 else result
    return found
