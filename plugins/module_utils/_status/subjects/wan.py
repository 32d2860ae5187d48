# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""WANs and their cellular side: ``status.wan.connection``; on request also what they used of their allowance and how warm modems are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._common.read import Read
from ..._wan.status import is_cold_standby, is_connected
from ..notes import Notes
from ..shape import FLAG, MAC, MEASURE, NUMBER, TEXT, Derived, Each, Numbered, Record, part, word
from ..subject import Answers, Options, Subject
from . import allowance
from .cellular import CELLULAR_DETAIL, MODEM_DETAIL, SIGNAL

DETAILS = ("cellular", "allowance", "temperature")

_TYPE = word("ethernet", "cellular", "wifi", "modem", "adsl", "ipsec", "wovlan", gobi="cellular", wireless="wifi")
_TEMPERATURE = Record({"celsius": MEASURE.at("temperature")})

_WANS = Numbered(Record({
    "name": TEXT,
    "type": _TYPE,
    "enable": FLAG,
    "connected": Derived(is_connected),
    "cold_standby": Derived(is_cold_standby),
    "message": TEXT,
    "status_led": TEXT,
    "uptime": NUMBER,
    "priority": NUMBER,
    "group_set": NUMBER,
    "ip": TEXT,
    "mask": NUMBER,
    "gateway": TEXT,
    "gateway_url": TEXT,
    "additional_ips": Each(TEXT).at("additionalIp"),
    "dns_servers": Each(TEXT).at("dns"),
    "method": word("dhcp", "static_ip", "ppp", "unknown", static="static_ip"),
    "routing_mode": word("nat", "ip_forwarding").at("routingMode", "mode"),
    "mtu": NUMBER,
    "mss": NUMBER,
    "mac": MAC,
    "port_id": NUMBER,
    "as_lan": FLAG,
    "locked": FLAG,
    "management_only": FLAG,
    "scheduled_off": FLAG,
    "virtual": FLAG,
    "virtual_type": _TYPE,
    "synergy": FLAG,
    "synergy_link": FLAG,
    "wifi": Record({"ssid": TEXT, "bssid": MAC, "signal": SIGNAL}).at("wireless", "wifi", ""),
    "modem": MODEM_DETAIL,
    "cellular": CELLULAR_DETAIL.at("cellular", "gobi"),
    "bandwidth_allowance_monitor": allowance.MONITOR,
}))  # fmt: skip


def _ask_status(options: Options, answers: Answers) -> Mapping[str, Read]:
    query = {"id": _ids(options), "lite": options.get("lite") or None}
    reads = {"status": Read("status.wan.connection", query=query)}
    if "allowance" in _details(options):
        reads["allowance"] = allowance.read(_ids(options))
    return reads


def _ask_temperatures(options: Options, answers: Answers) -> Mapping[str, Read]:
    if "temperature" not in _details(options):
        return {}
    modems = [wan["id"] for wan in _wans(answers, options, Notes()) if wan.get("type") == "cellular"]
    return {_temperature(wan): Read("status.cellularModule.temperature", {"connId": wan}) for wan in modems}


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    used = {entry.pop("id"): entry for entry in allowance.allowances(answers, notes)}
    wans = _wans(answers, options, notes)
    for wan in wans:
        if "cellular" not in _details(options):
            wan.pop("cellular", None)
        if wan["id"] in used:
            wan["allowance"] = used[wan["id"]]
        warmth = part(answers, _temperature(wan["id"]), _TEMPERATURE, notes, {})
        if warmth:
            wan["module_temperature"] = warmth["celsius"]
    return wans


def _decode_cellular(answers: Answers, options: Options, notes: Notes) -> Any:
    wans = [wan for wan in _wans(answers, options, notes) if "cellular" in wan]
    return [{key: wan[key] for key in ("id", "name", "connected") if key in wan} | wan["cellular"] for wan in wans]


def _wans(answers: Answers, options: Options, notes: Notes) -> list[dict[str, Any]]:
    """All WANs, or those that the options name by id or by name."""
    ids, names = options.get("ids"), options.get("names")
    wans: list[dict[str, Any]] = part(answers, "status", _WANS, notes, [])
    return [wan for wan in wans if (ids is None and names is None) or wan["id"] in (ids or ()) or wan.get("name") in (names or ())]


def _ids(options: Options) -> list[int] | None:
    """The ids to ask for; only the router knows those that belong to names."""
    return options.get("ids") if options.get("names") is None else None


def _details(options: Options) -> list[str]:
    return options.get("include") or []


def _temperature(wan: int) -> str:
    return f"temperature_{wan}"


WAN = Subject("wan", (_ask_status, _ask_temperatures), _decode)
CELLULAR = Subject("cellular", (_ask_status,), _decode_cellular)
