# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The layout in which GET and POST of config.wan.connection answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ..masking import MASK
from ..store import Item, present
from ..unknowns import Unknowns
from .initial import WIRED

METHOD_TABLE = {
    "dhcp": "DHCP",
    "staticIp": "Static IP",
    "pppoe": "PPPoE",
    "l2tp": "L2TP",
    "gre": "GRE",
    "dropIn": "Drop In",
    "openvpn": "OpenVPN",
}
PHYSICAL_TYPE = {"ethernet": "ethernet", "cellular": "gobi", "wifi": "wireless", "modem": "modem", "openvpn": "ethernet"}
SECTIONS = ("multipleIp", "connection", "physical", "healthcheck", "bandwidthAllowanceMonitor", "cellular")
UNREADABLE_OF_SIM = ("simPin", "operator", "carrierSelection", "channelPci")
READABLE_DETAIL = {
    "dhcp": ("hostname",),
    "staticIp": ("ip", "mask", "gateway", "managementNetwork"),
    "pppoe": ("username", "password", "service", "ip", "managementNetwork"),
    "l2tp": ("username", "password", "host"),
    "gre": ("host", "local", "remote", "nat", "staticIp"),
    "dropIn": ("ip", "mask", "gateway", "managementNetwork"),
    "openvpn": (),
}


def is_active(item: Item) -> bool:
    return bool(item["enable"]) and not item["asLan"]


class ConfigView:
    """Renders one WAN; position counts from 0 and matters for mixed member names."""

    def __init__(self, item: Item, position: int, active: bool, unknowns: Unknowns) -> None:
        self._item = item
        self._unknowns = unknowns
        self._active = active
        mixed = unknowns.member_names == "mixed" and position % 2 == 1
        self._table_names = mixed or unknowns.member_names == "table"
        self._bandwidth_key = "bandwidth" if mixed else "value"

    def render(self, sections: Collection[str] = SECTIONS) -> Item:
        item = self._item
        shown: Item = {"name": item["name"], "asLan": item["asLan"], "enable": item["enable"], "active": self._active}
        if item["asLan"]:
            return shown
        if "multipleIp" in sections or self._unknowns.info_type_filter == "head_kept":
            shown["multipleIp"] = item.get("multipleIp", [])
        renderers = {
            "connection": self._connection,
            "physical": self._physical,
            "healthcheck": self._healthcheck,
            "bandwidthAllowanceMonitor": self._allowance,
        }
        for name, renderer in renderers.items():
            if name in sections:
                shown[name] = renderer()
        if "cellular" in sections and item["kind"] == "cellular" and self._unknowns.cellular_section == "shown":
            shown["cellular"] = self._cellular_section()
        return shown

    def _cellular_section(self) -> Item:
        """No document describes it: the shape of POST, without what is known to be unreadable."""
        source = self._item["cellular"]
        sims = [{name: value for name, value in sim.items() if name not in UNREADABLE_OF_SIM} for sim in source.get("sim", [])]
        return {**source, "sim": sims}

    def _secret(self, value: str | None) -> str | None:
        return MASK if value and self._unknowns.masked_secrets != "none" else value

    def _with_secrets(self, section: Item, *names: str) -> Item:
        return {name: self._secret(value) if name in names else value for name, value in section.items()}

    def _connection(self) -> Item:
        item, unknowns = self._item, self._unknowns
        source = item["connection"]
        kind = source["method"]["type"]
        shown: Item = {
            "method": kind if unknowns.method_words == "camel" else METHOD_TABLE[kind],
            "mode": source["routingMode"],
            "icmpPing": source["icmpPing"],
            "priority": source["priority"],
            "dns": self._dns(source["dns"]),
            "ddns": self._ddns(item.get("ddns", {})),
            "bandwidth": {
                direction: {self._bandwidth_key: entry["value"], "unit": "kbps"} for direction, entry in source["bandwidth"].items()
            },
            **present(item, "schedule"),
            **self._standby_and_nat(source),
            **present(source, "idleTimeout"),
            **self._modem(),
        }
        if kind != "openvpn":
            shown[kind] = self._method_detail(kind, source["method"].get("detail", {}))
        return shown

    def _dns(self, source: Item) -> Item:
        shown: Item = {"auto": source["auto"]}
        hidden = source["auto"] and self._unknowns.dns_hosts_while_automatic == "hidden"
        if source.get("host") and not hidden:
            shown["server" if self._table_names else "host"] = source["host"]
        return shown

    def _ddns(self, source: Item) -> Item:
        if not source.get("enable"):
            return {"enable": False}
        shown = self._with_secrets(present(source, "provider", "customUrl", "username", "password", "host"), "password")
        if shown.get("provider") == "others":
            shown["provider"] = "customUrl"
        else:
            shown.pop("customUrl", None)
        return {"enable": True, **shown}

    def _standby_and_nat(self, source: Item) -> Item:
        shown: Item = {}
        nat = source["pepvpnNat"] if self._unknowns.pepvpn_nat == "same" else not source["pepvpnNat"]
        standby = source["hotStandby"]
        if self._unknowns.deprecated_names in ("new", "both"):
            shown |= {"pepvpnNat": nat, "hotStandby": present(standby, "enable", "schedule")}
        if self._unknowns.deprecated_names in ("old", "both"):
            shown |= {"pepVpnNat": nat, "hotStandBy": standby["enable"]}
        return shown

    def _modem(self) -> Item:
        if self._item["kind"] == "cellular":
            operator: Item = next((sim["operator"] for sim in self._item["cellular"].get("sim", []) if sim.get("operator")), {})
            return {"gobi": {"operator": self._operator(operator)}}
        if self._item["kind"] == "modem":
            source = self._item.get("modem", {})
            shown = present(source, "mobileType", "huaweiBand")
            return {
                "modem": {
                    **shown,
                    "operator": self._operator(source.get("operator", {})),
                    **self._with_secrets(present(source, "simPin"), "simPin"),
                }
            }
        return {}

    def _operator(self, source: Item) -> Item:
        return {"auto": not source, **self._with_secrets(present(source, "apn", "username", "password", "dialNumber"), "password")}

    def _method_detail(self, kind: str, detail: Item) -> Item:
        shown = self._with_secrets(present(detail, *READABLE_DETAIL[kind]), "password")
        if kind == "dhcp" and not shown.get("hostname"):
            return {"hostname": ""} if self._unknowns.unset_hostname == "empty" else {}
        if kind == "l2tp" and "staticIp" in detail:
            shown["staticIp"] = detail["staticIp"]["ip"]
        if kind == "pppoe" and not shown.get("service"):
            shown.pop("service", None)
        return shown

    def _physical(self) -> Item:
        source, kind = self._item.get("physical", {}), self._item["kind"]
        shown: Item = {"type": self._unknowns.wovlan_in_config if kind == "wovlan" else PHYSICAL_TYPE[kind]}
        if kind in WIRED:
            shown |= {"speed": source.get("speed", "Auto"), "supportGigaEthernet": True}
            if shown["speed"] != "Auto":
                shown["advertise"] = source.get("advertise", False)
        return {**shown, **present(source, "mtu", "mss", "mac", "vlan")}

    def _healthcheck(self) -> Item:
        source = self._item["healthcheck"]
        if not source["enable"]:
            return {"enable": False}
        kind, detail = source["method"]["type"], source["method"].get("detail", {})
        shown: Item = {
            "enable": True,
            "method": kind,
            "timeout": self._seconds(source["timeout"]),
            **present(source, "interval", "retry", "recovery"),
        }
        hosts: Item = {"host": detail["host"]} if detail.get("host") else {}
        if kind == "ping":
            shown["ping"] = hosts
        elif kind == "nslookup":
            shown["dns" if self._table_names else "nslookup"] = {**hosts, "includePublic": detail.get("includedPublic", False)}
        elif kind == "http":
            shown["http"] = {
                "url": [
                    {"url": entry["url"], **({"pattern": entry["pattern"]} if entry["pattern"] else {})} for entry in detail.get("host", [])
                ]
            }
        return shown

    def _seconds(self, milliseconds: int) -> Any:
        seconds = milliseconds / 1000
        if self._unknowns.healthcheck_timeout == "rounded":
            return max(1, round(seconds))
        return int(seconds) if seconds.is_integer() else seconds

    def _allowance(self) -> Item:
        source = self._item["bandwidthAllowanceMonitor"]
        return present(source, "enable", "action", "start", "monthlyAllowance") if source.get("enable") else {"enable": False}
