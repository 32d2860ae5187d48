# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Verdicts of the planner and plans made of them."""

from __future__ import annotations

from typing import Any

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.plan_document import plan
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.verdict import failure, verdict

TIME = "2026-11-25T02:00:00Z"
INTENT = "4f" * 32
WAN = "WAN 1 (Fibre)"
MTU = {"item": WAN, "option": "mtu", "before": 1300, "after": 1400}
KEY = {"item": "SSID profile 1 (Crew)", "option": "security.key", "before": "********", "after": "******** (changed)"}
MESH = {"item": "mesh profile 3 (deck)", "option": None, "before": None, "after": {"mesh_id": "deck", "passphrase": "********"}}
SIM = {"item": "WAN 2 (Cellular)", "option": "cellular.sims.1"}


def section(*different: dict[str, Any], unknown: tuple[dict[str, Any], ...] = (), supported: bool = True) -> dict[str, Any]:
    return {"supported": supported, "different": list(different), "unknown": list(unknown)}


def unseen(*, written: bool) -> dict[str, Any]:
    return {**SIM, "remembered": not written, "written": written}


def found(number: int = 1, **more: Any) -> dict[str, Any]:
    """A verdict on a router that was read."""
    device = {"host": f"192.0.2.{number}", "port": 443, "firmware": "8.5.2"}
    return {**verdict({"changed": bool(more.get("comparison")), "device": device, "comparison": {"wan_connections": section()}, **more}), "intent": INTENT}


def drifted(number: int = 1, *different: dict[str, Any], **more: Any) -> dict[str, Any]:
    return found(number, comparison={"wan_connections": section(*(different or (MTU,)))}, **more)


VERDICTS: dict[str, dict[str, Any]] = {
    "van": drifted(1),
    "ship": drifted(2, MTU, {**MTU, "option": "cellular.sims.1", "before": {"apn": "a", "auto": True}, "after": {"apn": "b", "auto": True}}),
    "tram": found(3, comparison={"wan_connections": section(unknown=(unseen(written=True),)), "mesh_profiles": section(supported=False)}),
    "bus": found(4, comparison={"wan_connections": section(unknown=(unseen(written=False),)), "ssid_profiles": section()}),
    "depot": found(5, comparison={"ssid_profiles": section(KEY), "mesh_profiles": section(MESH)}),
    "office": drifted(6, failed=True, error="refused", msg="192.0.2.6:443: it would cut itself off."),
    "attic": failure("attic: there is no option mtuu", "invalid"),
    "away": {**found(7, comparison={}, failed=True, error="unreachable", msg="192.0.2.7:443: no answer."), "intent": INTENT},
    "far": {**found(8, comparison={}, failed=True, error="unreachable", msg="192.0.2.8:443: no answer."), "intent": INTENT},
    "same": found(9),
}


def sample(verdicts: dict[str, dict[str, Any]] | None = None) -> dict[str, Any]:
    return plan(VERDICTS if verdicts is None else verdicts, TIME)


def large(count: int) -> dict[str, Any]:
    """The plan of many routers, each with a change of its own and one that all have."""
    own = [{**MTU, "option": "name", "before": "WAN", "after": f"router {number:05} {'x' * 40}"} for number in range(count)]
    return sample({f"router-{number:05}": drifted(number % 250, MTU, own[number]) for number in range(count)})
