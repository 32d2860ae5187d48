# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Clients on the LAN, by Wi-Fi and VPN: ``status.client``, which cuts long lists off without a hint and cannot be asked for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._common.read import Read
from ..notes import Notes
from ..shape import FLAG, MAC, NUMBER, TEXT, VERBATIM, Each, Record, part
from ..subject import Answers, Options, Subject

# What the router tells when it is not asked for more, and the most that it can be asked for.
DEFAULT_LIMIT, HIGHEST_LIMIT = 1000, 10_000_000

CONNECTION_TYPES = ("ethernet", "wireless", "pptp", "stroute", "l2tp", "openvpn", "pepvpn", "other")
DETAILS = ("lite", "normal", "full")
FIELDS = {
    "ip": "ip",
    "mac": "mac",
    "name": "name",
    "active": "active",
    "connection_type": "connectionType",
    "vlan": "vlanId",
    "ssid": "essid",
    "bssid": "bssid",
    "port": "port",
    "lease": "lease",
    "signal": "signalStrength",
    "speed": "speed",
}

CLIENT = Record({
    "ip": TEXT,
    "mac": MAC,
    "name": TEXT,
    "active": FLAG,
    "connection_type": TEXT,
    "client_type": TEXT,
    "vlan": NUMBER.at("vlanId"),
    "ssid": TEXT.at("essid"),
    "bssid": MAC,
    "port": VERBATIM,
    "lease": Record({"type": TEXT, "expires_in": NUMBER.at("expiresIn")}),
    "signal": Record({"strength": NUMBER.at("signal.strength", "signalStrength.value")}).at(""),
    "signal_level": NUMBER.at("signal.level"),
    "speed": Record({"download_kbps": NUMBER.at("download"), "upload_kbps": NUMBER.at("upload")}),
})  # fmt: skip
ANSWER = Record({"list": Each(CLIENT)})


def _limit(options: Options) -> int:
    limit: int = options.get("limit", DEFAULT_LIMIT)
    return limit or HIGHEST_LIMIT


def _reads(options: Options, answers: Answers) -> Mapping[str, Read]:
    fields = options.get("fields") or []
    query = {
        "size": _limit(options),
        "activeOnly": options.get("active_only") or None,
        "vlanId": options.get("vlan"),
        "connectionType": options.get("connection_types"),
        "outputWeight": None if fields else options.get("detail"),
        "infoType": [FIELDS[name] for name in fields],
    }
    return {"clients": Read("status.client", query=query)}


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    clients = part(answers, "clients", ANSWER, notes, {}).get("list", [])
    _note_truncation(len(clients), _limit(options), notes)
    return [_without_doubtful_type(client) for client in clients]


def _note_truncation(found: int, limit: int, notes: Notes) -> None:
    if found >= limit:
        notes.truncate(f"there may be more than these {found}. With limit: 0, peplink_client_info requests all.")
    elif found == DEFAULT_LIMIT:
        notes.truncate(f"there are exactly {found}, where routers truncate the list, so there may be more. Request parts, by vlan or connection_types.")


def _without_doubtful_type(client: Mapping[str, Any]) -> dict[str, Any]:
    """Firmware up to 8.1.0 says of every inactive client that it is one by Ethernet."""
    doubtful = client.get("active") is False and client.get("connection_type") == "ethernet"
    return {name: value for name, value in client.items() if not (doubtful and name == "connection_type")}


CLIENTS = Subject("clients", (_reads,), _decode, limited=True)
