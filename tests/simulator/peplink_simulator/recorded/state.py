# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The specification of a device that is like a recorded router: family, firmware, personality, configuration, and what its status shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..connect_protect import LISTS, ONLY_ITEM
from ..device_spec import DeviceSpec
from ..mac_address import stored_mac
from ..ports import MODULE_TYPE, port_key
from ..store import Item, Items
from .reading import Recorded
from .wans import wans_of

WIRELESS_KINDS = ("cellular", "wifi")
ADDRESS = ("ip", "mask", "gateway", "dns")
NO_FUNCTION, NO_HARDWARE = 999, 404


def spec_of(recorded: Recorded, name: str = "", **more: Any) -> DeviceSpec:
    """more: further members of the specification."""
    wans = wans_of(recorded)
    configuration: dict[str, Items] = {
        "wan": wans,
        "ssid": _numbered(recorded.response("config.ssid.profile")),
        "mesh": {key: {"profileId": [], **item} for key, item in _numbered(recorded.response("config.mesh")).items()},
        "connect_protect": _connect_protect(recorded.response("config.speedfusionConnectProtect")),
        "gpio": {key: _pin(pin) for key, pin in _numbered(recorded.response("config.gpio")).items()},
        "port": _ports(recorded.response("config.port")),
    }
    return DeviceSpec(
        name or recorded.name,
        family_of(recorded, wans),
        recorded.firmware,
        recorded.unknowns,
        configuration={resource: items for resource, items in configuration.items() if items},
        wan_status=_addresses(recorded, wans),
        clients=_count(recorded.response("status.client").get("list")),
        vpn_peers=_count(recorded.response("status.pepvpn").get("peer")),
        radio=_radio(recorded),
        **_slots(recorded.response("info.firmware")),
        **more,
    )


def family_of(recorded: Recorded, wans: Items) -> str:
    """No document tells the family: a MAX has radios or pins, a FusionHub lacks what every other model has."""
    if any(item["kind"] in WIRELESS_KINDS for item in wans.values()) or recorded.response("config.gpio"):
        return "max"
    if recorded.code("info.location") == NO_FUNCTION and not recorded.response("config.ssid.profile").get("order"):
        return "fusionhub"
    return "balance"


def _numbered(response: Mapping[str, Any]) -> Items:
    return {int(key): dict(item) for key, item in response.items() if key.isdigit()}


def _connect_protect(response: Mapping[str, Any]) -> Items:
    if not any(name in response for name in LISTS):
        return {}
    return {ONLY_ITEM: {name: [_protected(entry) for entry in response.get(name, [])] for name in LISTS}}


def _protected(entry: Mapping[str, Any]) -> Item:
    shown = {name: value for name, value in entry.items() if name != "cloudLocation"}
    if "mac" in shown:
        shown["mac"] = stored_mac(shown["mac"])
    return {**shown, "cityCode": entry.get("cityCode", entry.get("cloudLocation", ""))}


def _pin(shown: Mapping[str, Any]) -> Item:
    labels = shown.get("customStates", shown.get("customState"))
    pin = {name: value for name, value in shown.items() if name not in ("customStates", "customState")}
    return {**pin, "customStates": labels} if labels else pin


def _ports(response: Mapping[str, Any]) -> Items:
    """The module of the unit itself, whatever it is called."""
    found: Items = {}
    for kind in response.get("order", [])[:1]:
        for module in map(str, response[kind].get("order", [])):
            ports = response[kind][module].get("port", {})
            found |= {port_key(MODULE_TYPE, module, key): dict(ports[key]) for key in ports.get("order", [])}
    return found


def _addresses(recorded: Recorded, wans: Items) -> dict[int, Item]:
    """Of the WANs whose configuration does not say it. One that was down is down; what its message says is what a device says by itself."""
    status = recorded.response("status.wan.connection")
    shown: dict[int, Item] = {}
    for key, item in wans.items():
        wan = status.get(str(key), {})
        if item["asLan"] or not item["enable"]:
            continue
        if wan.get("statusLed") in ("red", "gray"):
            shown[key] = {name: wan[name] for name in ("statusLed", "message", "uptime") if name in wan}
        else:
            shown[key] = {name: wan[name] for name in ADDRESS if name in wan}
    return shown


def _radio(recorded: Recorded) -> str:
    wans = recorded.response("status.wan.connection").values()
    rats = [rat.get("name", "") for wan in wans if isinstance(wan, dict) for rat in wan.get("cellular", {}).get("rat", [])]
    return (
        "5G" if any("5G" in name or "NR" in name for name in rats) else "LTE" if not rats or any("LTE" in name for name in rats) else "3G"
    )


def _slots(firmware: Mapping[str, Any]) -> Item:
    slots = _numbered(firmware)
    running = next((key for key, slot in slots.items() if slot.get("inUse")), 2)
    other = slots.get(3 - running, {})
    known: Item = {"other_firmware": other["version"], "other_bootable": other.get("bootable", True)} if "version" in other else {}
    return {"slot": running if running in (1, 2) else 2, **known}


def _count(entries: Any) -> int | None:
    return None if entries is None else len(entries)
