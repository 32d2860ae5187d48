# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.wan.connection and its allowance."""

from __future__ import annotations

from ..call import Call
from ..device_spec import DeviceSpec
from ..registry import always, operation
from ..store import Item, Items
from ..unknowns import Unknowns
from ..wan.allowance import allowance_of
from ..wan.status_view import StatusView

ALLOWANCE = "status.wan.connection.allowance"
SYNERGY_MEMBER, FIRST_OF_SYNERGY_MEMBER = "2E4F-0001-D111", 10


def answers_post(spec: DeviceSpec, unknowns: Unknowns) -> bool:
    return unknowns.reads_by_post == "answer"


def _wanted(call: Call, items: Items, parameter: str) -> list[int]:
    wanted: list[int] = list(dict.fromkeys(call.query.get(parameter) or items))
    if any(key not in items for key in wanted):
        raise call.bad_value(f"query parameter {parameter}")
    return wanted


def _shown_wans(call: Call, items: Items) -> list[int]:
    if call.unknowns.unknown_wan_ids == "refused":
        return _wanted(call, items, "id")
    return [key for key in dict.fromkeys(call.query.get("id") or items) if key in items]


@operation("GET", "status.wan.connection", aliases=("status.wan",))
def read(call: Call) -> Item:
    items = call.running("wan")
    wanted = _shown_wans(call, items)
    lite = bool(call.query.get("lite", False))
    shown: Item = {str(key): StatusView(call, key, items, lite).render() for key in wanted}
    order: list[int | str] = list(wanted)
    if "id" not in call.query and call.unknowns.virtual_wans != "none":
        key = max(items) + 1
        # Nobody printed such a WAN whole: these are the members that every WAN has.
        name = f"vwan{key}" if call.unknowns.virtual_wans == "prefixed" else str(key)
        shown[name] = {
            "name": f"Virtual WAN {key}",
            "enable": True,
            "statusLed": "green",
            "message": "Connected",
            "uptime": call.device.uptime(key),
            "type": "ethernet",
            "virtualType": "ethernet",
            "virtual": True,
            "priority": 1,
        }
        order.append(name if call.unknowns.virtual_wans == "prefixed" else key)
    if "id" not in call.query and call.unknowns.status_synergy == "members":
        key = max(items) + FIRST_OF_SYNERGY_MEMBER
        shown[str(key)] = {
            "name": "Mast WAN",
            "enable": True,
            "statusLed": "green",
            "message": f"Connected to {SYNERGY_MEMBER} (Synergy)",
            "uptime": call.device.uptime(key),
            "type": "ethernet",
            "virtualType": "ethernet",
            "virtual": True,
            "synergyLink": True,
        }
    now = int(call.device.clock())
    return {**shown, "order": order, "supportGatewayProxy": True, "timestamp": now, "reportTimestamp": now}


def _allowance(call: Call) -> Item:
    items = call.running("wan")
    wanted = _wanted(call, items, "connId")
    shown: Item = {str(key): allowance_of(call.device, key, items[key]) for key in wanted}
    return {**shown, "order": wanted}


@operation("GET", ALLOWANCE)
def read_allowance(call: Call) -> Item:
    return _allowance(call)


@operation("POST", ALLOWANCE, available=answers_post, permission="read-only", form=always, checks_body=True, parameters_of=ALLOWANCE)
def read_allowance_by_post(call: Call) -> Item:
    refuse_members(call)
    return _allowance(call)


def refuse_members(call: Call) -> None:
    """A POST that stands for a GET has its parameters in the query."""
    if call.body and call.unknowns.unknown_members == "reject":
        raise call.bad_value(f"body (unknown member {', '.join(sorted(call.body))})")
