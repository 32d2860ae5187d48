# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of status.wan.connection: running values with living values that do not move."""
from __future__ import annotations

from typing import Any

from ..call import Call
from ..families import FAMILIES, version_key
from ..store import Item, present

UPTIME = 88200
RAT_SINCE = (8, 1, 2)
NOT_WITH_LITE = ("mask", "gateway", "method", "mode", "routingMode", "dns", "additionalIp", "mtu", "mss", "mac",
                 "bandwidthAllowanceMonitor")
SIM_NOT_WITH_LITE = ("apn", "username", "password", "imsi", "iccid", "mtn")
METHODS = {"dhcp": "dhcp", "staticIp": "staticIp", "pppoe": "ppp", "l2tp": "ppp"}
BAND = {"name": "LTE Band 20 (800 MHz)", "channel": 6300, "channelWidth": "10 MHz",
        "signal": {"rssi": -71, "sinr": 8.6, "rsrp": -99, "rsrq": -10.5}}
CARRIER = {"name": "Example Mobile", "country": "Testland"}


class StatusView:
    """Renders one WAN; overlay holds members that a test has set."""

    def __init__(self, call: Call, key: int, item: Item, overlay: dict[str, Any], lite: bool) -> None:
        self._unknowns, self._firmware = call.unknowns, version_key(call.device.firmware)
        self._key, self._item, self._overlay = key, item, overlay
        self._lite = lite and FAMILIES[call.device.family].lite_has_effect

    def render(self) -> Item:
        item = self._item
        kind = {"cellular": "cellular", "wifi": self._unknowns.wifi_type, "modem": "modem"}.get(item["kind"], "ethernet")
        shown: Item = {"name": item["name"], "enable": item["enable"]}
        if item["asLan"]:
            return {**shown, "asLan": True, "statusLed": "empty", "message": "Port used as LAN", "uptime": 0, "type": kind,
                    "virtualType": kind}
        if self._unknowns.status_style == "document":
            shown["asLan"] = False
        else:
            shown |= {"locked": False, "managementOnly": False}
        shown |= self._link()
        shown |= {"type": kind, "virtualType": kind}
        if self._unknowns.status_style == "capture":
            shown |= {"virtual": item["kind"] == "openvpn", "portId": self._key}
        shown |= {"bandwidthAllowanceMonitor": self._allowance(item["bandwidthAllowanceMonitor"]), **self._routing(),
                  **present(item.get("physical", {}), "mtu", "mss", "mac")}
        if item["kind"] == "cellular":
            shown["cellular"] = self._cellular()
        elif item["kind"] == "wifi":
            shown |= self._wifi()
        elif item["kind"] == "modem":
            shown["modem"] = self._modem()
        if item["enable"]:
            shown = {name: value for name, value in {**shown, **self._overlay}.items() if value is not None}
        if self._lite:
            shown = {name: value for name, value in shown.items() if name not in NOT_WITH_LITE}
        return shown

    def _link(self) -> Item:
        if not self._item["enable"]:
            return {"statusLed": "gray", "message": "Disabled", "uptime": 0}
        link: Item = {"statusLed": "green", "message": "Connected", "uptime": UPTIME, "priority": self._item["connection"]["priority"]}
        if self._item["kind"] == "cellular":
            link["message"] = f"Connected to {CARRIER['name']}"
        if self._overlay.get("statusLed", "green") == "green":
            link |= self._address()
        return link

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

    def _routing(self) -> Item:
        method = METHODS.get(self._item["connection"]["method"]["type"], "unknown")
        mode = self._item["connection"]["routingMode"]
        if self._unknowns.status_style == "document":
            return {"method": "static" if method == "staticIp" else method, "mode": mode}
        return {"method": method, "routingMode": mode}

    @staticmethod
    def _allowance(source: Item) -> Item:
        if not source.get("enable"):
            return {"enable": False, "hasSmtp": False}
        return {"enable": True, "hasSmtp": True, **present(source, "action", "start", "monthlyAllowance")}

    def _cellular(self) -> Item:
        configured = {sim["id"]: sim for sim in self._item["cellular"].get("sim", [])}
        scheme = self._item["cellular"].get("simCardScheme", "")
        active = 2 if scheme == "2" else 1
        sims = {str(slot): self._sim(slot, slot == active and self._item["enable"], configured.get(slot, {})) for slot in (1, 2)}
        shown: Item = {"mobileType": "LTE", "modulePowerOn": True, "sim": {**sims, "order": [1, 2]}, "imei": "004999010640000",
                       "model": "XM-7", "firmware": "R02A01"}
        if self._item["enable"]:
            shown |= {"carrier": CARRIER, "carrierAggregation": False, "signalLevel": 4, "mcc": "001", "mnc": "01",
                      "dataTechnology": "LTE", "roamingStatus": {"code": 1, "message": "home"}}
            if self._firmware >= RAT_SINCE:
                shown["rat"] = [{"name": "LTE", "band": [BAND]}]
            else:
                shown["band"] = [{name: value for name, value in BAND.items() if name in ("name", "signal")}]
        if self._lite:
            shown.pop("imei")
            shown |= {"carrier": {"name": CARRIER["name"]}} if "carrier" in shown else {}
        return shown

    def _sim(self, slot: int, active: bool, source: Item) -> Item:
        shown: Item = {"active": active}
        if self._unknowns.sim_presence == "capture":
            shown["simCardDetected"] = slot == 1
        else:
            shown["status"] = "In Use" if active else "SIM Card Detected" if slot == 1 else "No SIM Card Detected"
        operator = source.get("operator") or {}
        shown |= {"autoApn": not operator, **present(operator, "apn", "username", "password")}
        if slot == 1:
            shown |= {"imsi": "001010000000015", "iccid": "8900100000000000015"}
        shown["bandwidthAllowanceMonitor"] = self._allowance(source.get("bandwidthAllowanceMonitor", {}))
        return {name: value for name, value in shown.items() if not (self._lite and name in SIM_NOT_WITH_LITE)}

    def _wifi(self) -> Item:
        detail: Item = {"signal": {"strength": -58}, "ssid": "Depot guest", "bssid": "02:00:5E:10:00:01"} if self._item["enable"] else {}
        if self._lite:
            detail = present(detail, "signal")
        return detail if self._unknowns.wifi_detail == "flat" else {self._unknowns.wifi_detail: detail}

    def _modem(self) -> Item:
        operator = self._item.get("modem", {}).get("operator", {})
        shown: Item = {"name": "Example stick", "vendorId": 1, "productId": 2, "manufacturer": "Example", "carrier": CARRIER,
                       "signalLevel": 3, "network": "LTE"}
        return shown if self._lite else {**shown, **present(operator, "apn", "username", "password", "dialNumber")}
