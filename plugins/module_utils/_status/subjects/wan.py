# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""WANs and their cellular side: ``status.wan.connection``; on request also what they used of their allowance and how warm modems are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..._common.names import comparable
from ..._common.read import Read
from ..._wan.status import entries, is_cold_standby, is_connected
from ..notes import Notes
from ..shape import FLAG, MAC, MEASURE, NUMBER, TEXT, Derived, Each, Numbered, Record, Shape, join, part, word
from ..subject import Answers, Options, Subject
from . import allowance
from .cellular import CELLULAR_DETAIL, MODEM_DETAIL, SIGNAL

DETAILS = ("cellular", "allowance", "temperature")

_TYPE = word("ethernet", "cellular", "wifi", "modem", "adsl", "ipsec", "wovlan", gobi="cellular", wireless="wifi")
_TEMPERATURE = Record({"celsius": MEASURE.at("temperature")})

_CELLULAR = {"cellular": CELLULAR_DETAIL.at("cellular", "gobi")}
_MEMBERS: Mapping[str, Shape] = {
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
    "bandwidth_allowance_monitor": allowance.MONITOR,
}
_HEAD = Record({name: _MEMBERS[name] for name in ("name", "connected")})
_WANS, _WANS_WITH_CELLULAR = Numbered(Record(_MEMBERS)), Numbered(Record({**_MEMBERS, **_CELLULAR}))


def _ask_status(options: Options, answers: Answers) -> Mapping[str, Read]:
    # Only the router knows the ids that belong to names.
    ids = options.get("ids") if options.get("names") is None else None
    return {"status": Read("status.wan.connection", query={"id": ids, "lite": options.get("lite") or None})}


def _ask_more(options: Options, answers: Answers) -> Mapping[str, Read]:
    """What takes a WAN that is there: some functions refuse the whole request for an id that they do not know."""
    found = {wan["id"]: wan for wan in _wans(answers, options, Notes())}
    reads: dict[str, Read] = {}
    if "allowance" in _details(options) and found:
        reads["allowance"] = allowance.read(list(found) if _limited(options) else None)
    if "temperature" in _details(options):
        modems = [wan for wan, shown in found.items() if shown.get("type") == "cellular"]
        reads |= {_temperature(wan): Read("status.cellularModule.temperature", {"connId": wan}) for wan in modems}
    return reads


def _decode(answers: Answers, options: Options, notes: Notes) -> Any:
    used = {entry.pop("id"): entry for entry in allowance.allowances(answers, notes)}
    wans = _wans(answers, options, notes)
    notes.lack("WAN with the id", options.get("ids") or (), [wan["id"] for wan in wans])
    notes.lack("WAN with the name", options.get("names") or (), [wan.get("name") for wan in wans])
    for wan in wans:
        if wan["id"] in used:
            wan["allowance"] = used[wan["id"]]
        warmth = part(answers, _temperature(wan["id"]), _TEMPERATURE, notes, {})
        if warmth:
            wan["module_temperature"] = warmth["celsius"]
    return wans


def _decode_cellular(answers: Answers, options: Options, notes: Notes) -> Any:
    found = []
    for wan, raw in entries(answers.get("status")):
        detail = Record(_CELLULAR).read(raw, join("status", str(wan)), notes).get("cellular")
        if detail:
            # What is wrong with the rest of a WAN, the subject wan tells.
            found.append({"id": wan, **_HEAD.read(raw, "", Notes()), **detail})
    return found


def _wans(answers: Answers, options: Options, notes: Notes) -> list[dict[str, Any]]:
    """All WANs, or those that the options name by id or by name."""
    ids, names = options.get("ids") or (), [comparable(name) for name in options.get("names") or ()]
    shape = _WANS_WITH_CELLULAR if "cellular" in _details(options) else _WANS
    wans: list[dict[str, Any]] = part(answers, "status", shape, notes, [])
    return [wan for wan in wans if not _limited(options) or wan["id"] in ids or comparable(wan.get("name")) in names]


def _limited(options: Options) -> bool:
    return options.get("ids") is not None or options.get("names") is not None


def _details(options: Options) -> list[str]:
    return options.get("include") or []


def _temperature(wan: int) -> str:
    return f"temperature_{wan}"


WAN = Subject("wan", (_ask_status, _ask_more), _decode)
CELLULAR = Subject("cellular", (_ask_status,), _decode_cellular)
