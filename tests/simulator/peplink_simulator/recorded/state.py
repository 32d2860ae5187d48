# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The specification of a device that is like a recorded router: family, firmware, personality, configuration, and what its status shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..connect_protect import LISTS, ONLY_ITEM
from ..device_spec import DeviceSpec
from ..families import is_version
from ..mac_address import stored_mac
from ..ports import MODULE_TYPE, port_key
from ..store import Item, Items
from .reading import Recorded
from .wans import wans_of

WIRELESS_KINDS = ("cellular", "wifi")
ADDRESS = ("ip", "mask", "gateway", "dns")
NO_FUNCTION = 999
# What reading an answer of another layout than expected ends in.
NOT_UNDERSTOOD = (AttributeError, KeyError, TypeError, ValueError)


@dataclass(frozen=True)
class Twin:
    """A specification, and by function what of its answers could not be taken over, and why."""

    spec: DeviceSpec
    left_out: Mapping[str, str]


def twin_of(recorded: Recorded) -> Twin:
    """What has another layout than any that is known is as in the family."""
    configuration: dict[str, Items] = {}
    left_out: dict[str, str] = {}
    for resource, (function, convert) in RESOURCES.items():
        try:
            items = convert(recorded)
        except NOT_UNDERSTOOD as error:
            left_out[function] = repr(error)
        else:
            configuration |= {resource: items} if items else {}
    members: Item = {}
    for function, tell in MEMBERS.items():
        try:
            members |= tell(recorded, configuration.get("wan", {}))
        except NOT_UNDERSTOOD as error:
            left_out[function] = repr(error)
    family = family_of(recorded, configuration.get("wan", {}))
    return Twin(DeviceSpec(recorded.name, family, recorded.firmware, recorded.unknowns, configuration=configuration, **members), left_out)


def family_of(recorded: Recorded, wans: Items) -> str:
    """No document tells the family: a MAX has radios or pins, a FusionHub lacks what every other model has."""
    if any(item["kind"] in WIRELESS_KINDS for item in wans.values()) or recorded.response("config.gpio"):
        return "max"
    if recorded.code("info.location") == NO_FUNCTION and not _order(recorded.response("config.ssid.profile")):
        return "fusionhub"
    return "balance"


def _order(response: Any) -> Any:
    return response.get("order") if isinstance(response, dict) else response


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


def _mesh(response: Mapping[str, Any]) -> Items:
    return {key: {"profileId": [], **item} for key, item in _numbered(response).items()}


def _pins(response: Mapping[str, Any]) -> Items:
    return {key: _pin(pin) for key, pin in _numbered(response).items()}


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
    known: Item = {}
    if is_version(other.get("version", "")):
        known = {"other_firmware": other["version"], "other_bootable": other.get("bootable", True)}
    return {"slot": running if running in (1, 2) else 2, **known}


def _count(member: str, response: Mapping[str, Any], entries: str) -> Item:
    return {member: len(response[entries])} if entries in response else {}


# By resource: the function that shows it, and its items.
RESOURCES: dict[str, tuple[str, Callable[[Recorded], Items]]] = {
    "wan": ("config.wan.connection", wans_of),
    "ssid": ("config.ssid.profile", lambda recorded: _numbered(recorded.response("config.ssid.profile"))),
    "mesh": ("config.mesh", lambda recorded: _mesh(recorded.response("config.mesh"))),
    "connect_protect": (
        "config.speedfusionConnectProtect",
        lambda recorded: _connect_protect(recorded.response("config.speedfusionConnectProtect")),
    ),
    "gpio": ("config.gpio", lambda recorded: _pins(recorded.response("config.gpio"))),
    "port": ("config.port", lambda recorded: _ports(recorded.response("config.port"))),
}

# By function: what it tells of the other members of a specification.
MEMBERS: dict[str, Callable[[Recorded, Items], Item]] = {
    "status.wan.connection": lambda recorded, wans: {"wan_status": _addresses(recorded, wans), "radio": _radio(recorded)},
    "status.client": lambda recorded, wans: _count("clients", recorded.response("status.client"), "list"),
    "status.pepvpn": lambda recorded, wans: _count("vpn_peers", recorded.response("status.pepvpn"), "peer"),
    "info.firmware": lambda recorded, wans: _slots(recorded.response("info.firmware")),
}
