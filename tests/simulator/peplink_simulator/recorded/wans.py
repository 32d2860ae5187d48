# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The WANs of a recording in the neutral shape: config.wan.connection read backwards, with what only the status tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..masking import MASK
from ..store import Item, Items, present
from ..unknowns import Unknowns
from ..wan.cellular_slots import SLOTS
from ..wan.config_view import METHOD_TABLE, PHYSICAL_TYPE
from ..wan.initial import WIRED
from .reading import Recorded

# What a masked secret is on the twin.
SECRET = "secret-of-the-twin"
METHOD_WORDS = {word: name for name, word in METHOD_TABLE.items()}
KINDS = {
    **{shown: kind for kind, shown in PHYSICAL_TYPE.items() if kind != "openvpn"},
    "wifi": "wifi",
    "cellular": "cellular",
    "wovlan": "wovlan",
}
STATUS_KINDS = {"wireless": "wifi", "gobi": "cellular"}


def wans_of(recorded: Recorded) -> Items:
    """By id; empty if the recording has no configuration of WANs."""
    config, status = recorded.response("config.wan.connection"), recorded.response("status.wan.connection")
    allowances = recorded.response("status.wan.connection.allowance")
    source = config or {key: _of_status(wan) for key, wan in status.items() if key.isdigit()}
    return {
        int(key): _wan(wan, status.get(key, {}), allowances.get(key, {}), recorded.unknowns) for key, wan in source.items() if key.isdigit()
    }


def _of_status(wan: Mapping[str, Any]) -> Item:
    """As far as a firmware tells that does not show the configuration."""
    method = {"static": "staticIp", "ppp": "pppoe"}.get(wan.get("method", ""), wan.get("method", "dhcp"))
    detail = present(dict(wan), "ip", "mask", "gateway") if method == "staticIp" else {}
    return {
        **present(dict(wan), "name", "enable", "asLan"),
        "multipleIp": wan.get("additionalIp", []),
        "connection": {
            "method": method,
            "mode": wan.get("routingMode") or wan.get("mode") or "NAT",
            "priority": wan.get("priority", 1),
            method: detail,
        },
        "physical": {"type": wan.get("type", "ethernet"), **present(dict(wan), "mtu", "mss", "mac")},
        "bandwidthAllowanceMonitor": wan.get("bandwidthAllowanceMonitor", {"enable": False}),
    }


def _wan(shown: Mapping[str, Any], status: Mapping[str, Any], allowance: Mapping[str, Any], unknowns: Unknowns) -> Item:
    kind = _kind(shown, status)
    head: Item = {"kind": kind, "asLan": bool(shown.get("asLan")), "name": shown["name"], "enable": shown["enable"]}
    if head["asLan"]:
        return head
    connection, physical = shown.get("connection", {}), dict(shown.get("physical", {}))
    item: Item = {
        **head,
        "multipleIp": shown.get("multipleIp", []),
        "connection": _connection(connection, unknowns, status),
        "physical": present(physical, "mtu", "mss", "mac", "vlan", *(("speed", "advertise") if kind in WIRED else ())),
        "healthcheck": _healthcheck(shown.get("healthcheck", {"enable": False})),
        "bandwidthAllowanceMonitor": shown.get("bandwidthAllowanceMonitor", {"enable": False}),
        "ddns": _ddns(connection.get("ddns", {"enable": False})),
        **present(dict(connection), "schedule"),
    }
    if kind == "cellular":
        item["cellular"] = shown.get("cellular") or {"simCardScheme": "", "sim": _sims(connection.get("gobi", {}), status, allowance)}
    elif kind == "wifi":
        item["wifi"] = {"autoConnect": True, "power": "auto", "channelWidth": "auto"}
    elif kind == "modem":
        item["modem"] = _modem(connection.get("modem", {}))
    return item


def _kind(shown: Mapping[str, Any], status: Mapping[str, Any]) -> str:
    """The status has more words: a WAN over VLAN may be one by Ethernet in the configuration."""
    told = status.get("type", shown.get("physical", {}).get("type", "ethernet"))
    if status.get("virtual") is True and told == "ethernet":
        return "openvpn"
    return STATUS_KINDS.get(told) or KINDS.get(told, "ethernet")


def _connection(shown: Mapping[str, Any], unknowns: Unknowns, status: Mapping[str, Any]) -> Item:
    kind = METHOD_WORDS.get(shown["method"], shown["method"])
    nat = shown.get("pepvpnNat", shown.get("pepVpnNat", True))
    standby = shown.get("hotStandby", {"enable": shown.get("hotStandBy", False)})
    dns = shown.get("dns", {"auto": True})
    hosts = dns.get("host") or dns.get("server")
    return {
        "routingMode": shown.get("mode", "NAT"),
        "method": {"type": kind, "detail": _detail(kind, _revealed(shown.get(kind, {})))},
        "icmpPing": shown.get("icmpPing", True),
        "priority": shown.get("priority", 1),
        "dns": {"auto": dns["auto"], **({"host": hosts} if hosts else {})},
        "pepvpnNat": nat if unknowns.pepvpn_nat == "same" else not nat,
        "hotStandby": standby,
        "bandwidth": {
            direction: {"value": entry.get("value", entry.get("bandwidth", 0)), "unit": "kbps"}
            for direction, entry in shown.get("bandwidth", {"upload": {}, "download": {}}).items()
        },
        **present(dict(shown), "idleTimeout"),
        **present(dict(status), "groupSet"),
    }


def _detail(kind: str, shown: Item) -> Item:
    if kind == "dhcp":
        return {"hostname": shown["hostname"]} if shown.get("hostname") else {}
    if kind == "l2tp" and isinstance(shown.get("staticIp"), str):
        return {**shown, "staticIp": {"ip": shown["staticIp"]}}
    return shown


def _ddns(shown: Mapping[str, Any]) -> Item:
    if not shown.get("enable"):
        return {"enable": False}
    provider = "others" if shown.get("provider") == "customUrl" else shown.get("provider")
    return {"useWanIp": True, **_revealed(shown), "provider": provider}


def _healthcheck(shown: Mapping[str, Any]) -> Item:
    """Timeouts are seconds in an answer, milliseconds here."""
    if not shown.get("enable"):
        return {"enable": False, "method": {"type": "ping", "detail": {}}, "timeout": 5000, "interval": 10, "retry": 3, "recovery": 3}
    kind = shown["method"]
    section = shown.get(kind) or (shown.get("dns") if kind == "nslookup" else None) or {}
    detail: Item = {"host": section["host"]} if section.get("host") else {}
    if kind == "nslookup":
        detail["includedPublic"] = section.get("includePublic", False)
    if kind == "http":
        detail = {"host": [{"pattern": "", **entry} for entry in section.get("url", [])]}
    return {
        "enable": True,
        "method": {"type": kind, "detail": detail},
        "timeout": round(shown.get("timeout", 5) * 1000),
        **present(dict(shown), "interval", "retry", "recovery"),
    }


def _sims(shown: Mapping[str, Any], status: Mapping[str, Any], allowance: Mapping[str, Any]) -> list[Item]:
    """The operator of the configuration is that of the first SIM; else the status tells it. The allowance is told by SIM."""
    sims: list[Item] = [{"id": slot, "roaming": {"enable": False}} for slot in SLOTS]
    in_status = status.get("cellular", {}).get("sim", {})
    operator = _revealed(shown.get("operator", {}))
    if operator.pop("auto", True) is False:
        sims[0]["operator"] = operator
    for sim in sims:
        told = present(dict(in_status.get(str(sim["id"]), {})), "apn", "username", "password")
        if told and "operator" not in sim:
            sim["operator"] = told
        use = allowance.get(str(sim["id"]), {})
        if use.get("enable"):
            limit = {"monthlyAllowance": {"value": use["limit"], "unit": "MB"}} if "limit" in use else {}
            sim["bandwidthAllowanceMonitor"] = {"enable": True, "action": ["email"], **present(dict(use), "start"), **limit}
    return sims


def _modem(shown: Mapping[str, Any]) -> Item:
    operator = _revealed(shown.get("operator", {}))
    automatic = operator.pop("auto", True)
    return {**present(_revealed(shown), "mobileType", "huaweiBand", "simPin"), **({} if automatic else {"operator": operator})}


def _revealed(shown: Mapping[str, Any]) -> Item:
    """With a secret in place of the mask, which hides it again."""
    return {name: SECRET if value == MASK else value for name, value in shown.items()}
