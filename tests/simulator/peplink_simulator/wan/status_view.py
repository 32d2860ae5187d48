# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of status.wan.connection: running values, and living ones that follow the time of the device."""

from __future__ import annotations

from typing import Any

from ..call import Call
from ..families import FAMILIES
from ..store import Item, Items, present
from .allowance import monitor
from .cellular_view import CARRIER, CellularView
from .link import link_of, outage
from .rules import HIGHEST_MTU
from .wifi import network_of

NOT_WITH_LITE = (
    "mask",
    "gateway",
    "method",
    "mode",
    "routingMode",
    "dns",
    "additionalIp",
    "mtu",
    "mss",
    "mac",
    "bandwidthAllowanceMonitor",
)
USUAL_MTU = 1500
METHODS = {"dhcp": "dhcp", "staticIp": "staticIp", "pppoe": "ppp", "l2tp": "ppp"}
MODEM_NOT_WITH_LITE = ("imsi", "iccid", "esn", "mtn", "apn", "username", "password", "dialNumber")


def has_lite(call: Call) -> bool:
    return FAMILIES[call.device.family].lite_has_effect


class StatusView:
    """Renders one WAN; the device has members of it that a test has set."""

    def __init__(self, call: Call, key: int, items: Items, lite: bool) -> None:
        self._call, self._device, self._unknowns = call, call.device, call.unknowns
        self._key, self._item = key, items[key]
        self._link = link_of(call.device, items, key)
        self._overlay: dict[str, Any] = call.device.wan_status.get(key, {})
        self._lite = lite and has_lite(call)

    def render(self) -> Item:
        item = self._item
        kind = {"wifi": self._unknowns.wifi_type, "openvpn": "ethernet"}.get(item["kind"], item["kind"])
        shown: Item = {"name": item["name"], "enable": item["enable"]}
        if self._link == "lan":
            return {
                **shown,
                "asLan": True,
                "statusLed": "empty",
                "message": "Port used as LAN",
                "uptime": 0,
                "type": kind,
                "virtualType": kind,
            }
        if self._unknowns.status_style == "document":
            shown["asLan"] = False
        else:
            shown |= {"locked": False, "managementOnly": False}
        shown |= {**self._state(), "type": kind, "virtualType": kind}
        if self._unknowns.status_style == "capture":
            shown |= {"virtual": item["kind"] == "openvpn", "portId": self._key}
        if self._unknowns.status_synergy != "absent":
            shown |= {"synergy": self._key != 1, "synergyLink": self._key == 1}
        shown |= {
            "bandwidthAllowanceMonitor": monitor(item["bandwidthAllowanceMonitor"]),
            **self._routing(),
            **present(item["connection"], "groupSet"),
            **self._mtu(),
            **present(item.get("physical", {}), "mss", "mac"),
            **self._detail(),
        }
        if item["enable"]:
            shown = {name: value for name, value in {**shown, **self._overlay}.items() if value is not None}
        if self._lite:
            shown = {name: value for name, value in shown.items() if name not in NOT_WITH_LITE}
        return shown

    def _state(self) -> Item:
        if self._link == "disabled":
            return {"statusLed": "gray", "message": "Disabled", "uptime": 0}
        state: Item = {
            "statusLed": "green",
            "message": "Connected",
            "uptime": self._device.uptime(self._key),
            "priority": self._item["connection"]["priority"],
        }
        if self._item["kind"] == "cellular":
            state["message"] = f"Connected to {CARRIER['name']}"
        if self._link == "standby":
            state |= {"statusLed": "yellow", "message": "Cold Standby", "uptime": 0}
        if self._link != "down":
            return {**state, **self._address()}
        message = outage(self._device, self._key)
        return state if message is None else {**state, "statusLed": "yellow", "message": message, "uptime": 0}

    def _address(self) -> Item:
        method = self._item["connection"]["method"]
        detail = method.get("detail", {})
        if method["type"] in ("staticIp", "dropIn"):
            shown = present(detail, "ip", "mask", "gateway")
        elif isinstance(detail.get("staticIp"), dict):
            shown = present(detail["staticIp"], "ip", "mask", "gateway")
        else:
            shown = {"ip": f"203.0.113.{64 + self._key * 4 + 2}", "mask": 30, "gateway": f"203.0.113.{64 + self._key * 4 + 1}"}
        if method["type"] == "pppoe" and "ip" in detail:
            shown["ip"] = detail["ip"]
        dns = self._item["connection"]["dns"]
        shown["dns"] = [shown["gateway"]] if dns["auto"] or not dns.get("host") else dns["host"]
        if self._item.get("multipleIp"):
            shown["additionalIp"] = self._item["multipleIp"]
        return shown

    def _mtu(self) -> Item:
        item = self._item
        if self._unknowns.status_mtu == "set" or (item["kind"] == "wovlan" and not item["enable"]):
            return present(item.get("physical", {}), "mtu")
        return {"mtu": item.get("physical", {}).get("mtu", HIGHEST_MTU.get(item["connection"]["method"]["type"], USUAL_MTU))}

    def _routing(self) -> Item:
        method = METHODS.get(self._item["connection"]["method"]["type"], "unknown")
        mode = self._item["connection"]["routingMode"]
        if self._unknowns.status_style == "document":
            return {"method": "static" if method == "staticIp" else method, "mode": mode}
        return {"method": method, "routingMode": mode}

    def _detail(self) -> Item:
        kind = self._item["kind"]
        if kind == "cellular":
            connected = self._link in ("up", "standby")
            return {"cellular": CellularView(self._call, self._key, self._item, connected).render(self._lite)}
        if kind == "modem":
            return {"modem": self._modem()}
        return self._wifi() if kind == "wifi" else {}

    def _wifi(self) -> Item:
        detail: Item = {}
        network = network_of(self._device, self._device.states["wifi"][self._key]["connected"])
        if self._item["enable"] and network is not None:
            scheduled = self._device.scheduled("signal", wan=self._key) or {}
            strength = round(scheduled.get("strength", self._device.living.wave(-71, -49, "wan", self._key, "strength")))
            detail = {"signal": {"strength": strength}, **present(network, "ssid", "bssid")}
        if self._lite:
            detail = present(detail, "signal")
        return detail if self._unknowns.wifi_detail == "flat" else {self._unknowns.wifi_detail: detail}

    def _modem(self) -> Item:
        operator = self._item.get("modem", {}).get("operator", {})
        scheduled = self._device.scheduled("signal", wan=self._key) or {}
        rssi = round(scheduled.get("rssi", self._device.living.wave(-95, -65, "wan", self._key, "rssi")))
        shown: Item = {
            "name": "Example stick",
            "vendorId": 1,
            "productId": 2,
            "manufacturer": "Example",
            "carrier": present(CARRIER, "name") if self._lite else CARRIER,
            "signalLevel": (rssi + 100) // 7,
            "network": "LTE",
            "band": [{"name": "LTE Band 20 (800 MHz)", "signal": {"rssi": rssi}}],
            "imsi": "001010000000023",
            "iccid": "8900100000000000023",
            "esn": "",
            "mtn": "+12025550123",
            **present(operator, "apn", "username", "password", "dialNumber"),
        }
        return {name: value for name, value in shown.items() if not (self._lite and name in MODEM_NOT_WITH_LITE)}
