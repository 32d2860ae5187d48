# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.client, which cuts off long lists without a hint."""

from __future__ import annotations

from ..call import Call
from ..clients import LAN_TYPES, Client, clients_of, count_of
from ..living import Living
from ..registry import operation
from ..store import Item

DEFAULT_SIZE, LARGEST_SIZE = 1000, 10_000_000
LITE = ("ip", "connectionType", "clientType", "name", "mac", "bssid", "vlanId")
NORMAL = (*LITE, "essid", "active")
FULL = (*NORMAL, "lease", "signalStrength", "speed")
LIVING = frozenset({"signalStrength", "speed"})
WEIGHTS = {"lite": LITE, "normal": NORMAL, "full": FULL}
ACCESS_POINT = "00:00:5E:00:53:31"
DHCP_LEASE = 86400
# Only the number of an access point is known.
ACCESS_POINT_TYPE, OTHER_TYPE = 18, 1


@operation("GET", "status.client")
def read(call: Call) -> Item:
    query, device = call.query, call.device
    size = query.get("size", DEFAULT_SIZE)
    if not 1 <= size <= LARGEST_SIZE:
        raise call.bad_value("query parameter size")
    members, living = _members(call), device.living
    wanted: list[Item] = []
    for client in clients_of(device.family, device.seed, count_of(device.family, device.client_count)):
        if len(wanted) == size:
            break
        if device.scheduled("client_gone", client=client.index) is None and _matches(call, client):
            wanted.append(_shown(call, client, members, living))
    return {"list": wanted}


def _members(call: Call) -> frozenset[str]:
    if call.query.get("infoType"):
        return frozenset(call.query["infoType"])
    weight = call.query.get("outputWeight", "normal")
    lease = ("lease",) if weight == "normal" and call.unknowns.client_lease == "normal" else ()
    return frozenset((*WEIGHTS[weight], *lease))


def _matches(call: Call, client: Client) -> bool:
    query = call.query
    if query.get("activeOnly") and not client.active:
        return False
    if "vlanId" in query and client.vlan != query["vlanId"]:
        return False
    # A client whose type the device does not tell is of no type that one could ask for.
    return not query.get("connectionType") or _connection_type(call, client) in query["connectionType"]


def _connection_type(call: Call, client: Client) -> str | None:
    if client.active or call.unknowns.inactive_connection_type == "shown":
        return client.kind
    return "ethernet" if call.unknowns.inactive_connection_type == "ethernet" else None


def _shown(call: Call, client: Client, members: frozenset[str], living: Living) -> Item:
    connection_type = _connection_type(call, client)
    shown: Item = {
        "ip": client.ip,
        "connectionType": connection_type,
        "name": client.name or None,
        "vlanId": client.vlan,
        "active": client.active,
    }
    if client.kind in LAN_TYPES or call.unknowns.client_mac == "every":
        shown["mac"] = client.mac
    if client.kind in LAN_TYPES and "lease" in members:
        shown["lease"] = _lease(client, living)
    if client.kind == "wireless":
        shown |= {"bssid": ACCESS_POINT, "essid": client.essid}
    if "clientType" in members:
        shown["clientType"] = _client_type(call, client)
    shown = {name: value for name, value in shown.items() if name in members and value is not None}
    return {**shown, **_living(call, client, members, living)} if client.active and LIVING & members else shown


def _client_type(call: Call, client: Client) -> int | str | None:
    if call.unknowns.client_type == "absent":
        return None
    if call.unknowns.client_type == "text":
        return "client"
    number = ACCESS_POINT_TYPE if client.is_access_point else OTHER_TYPE
    return number if call.unknowns.client_type == "number" else str(number)


def _lease(client: Client, living: Living) -> Item:
    if client.lease != "dhcp":
        return {"type": client.lease}
    left = DHCP_LEASE - (living.age + client.index * 97) % (DHCP_LEASE // 2)
    return {"expiresIn": left, "type": "dhcp"}


def _living(call: Call, client: Client, members: frozenset[str], living: Living) -> Item:
    shown = Item()
    if "signalStrength" in members and client.kind == "wireless":
        strength = living.level(-82, -44, "client", client.index, "signal")
        if call.unknowns.client_signal != "new":
            shown["signalStrength"] = {"value": strength, "unit": "dBm"}
        if call.unknowns.client_signal != "old":
            shown["signal"] = {"strength": strength, "level": max(1, min(5, (strength + 90) // 8))}
    if "speed" in members:
        shown["speed"] = {
            "download": living.level(0, 4000, "client", client.index, "down"),
            "upload": living.level(0, 900, "client", client.index, "up"),
            "unit": "kbps",
        }
    return shown
