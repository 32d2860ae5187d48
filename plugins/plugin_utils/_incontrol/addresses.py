# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""At which address a device can be reached: the sources that a user may order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from ipaddress import ip_address, ip_network
from typing import Any

Value = Callable[[str], Any]
"""Gives a member of a device by its name, None if it has no value."""

# Not to be reached from elsewhere: private, behind the NAT of a carrier, or no address of a host at all.
_LOCAL = [
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "224.0.0.0/3",
        "::/127",
        "fc00::/7",
        "fe80::/10",
        "ff00::/8",
    )
]
_HOST_NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*")
_UNTAGGED = ("", "0", "none", "untagged")
_ONLINE = ("connected", "online", "up")


def choose(value: Value, sources: Sequence[str], expression: Callable[[], Any]) -> tuple[str, str] | None:
    """The first usable address and the source it is from; None if no source has one.

    ``expression`` computes the address of the source of that name.
    """
    for source in sources:
        candidates: Iterable[Any] = [expression()] if source == "expression" else SOURCES[source](value)
        for candidate in candidates:
            address = _usable(candidate)
            if address:
                return address, source
    return None


def _lan(value: Value) -> Iterator[Any]:
    interfaces = _mappings(value("vlan_interfaces"))
    for interface in sorted(interfaces, key=lambda one: _vlan(one.get("vlan_id"))):
        yield _ip(interface.get("vlan_ip"))
    yield _ip(value("lan_ip"))


def _ddns(value: Value) -> Iterator[Any]:
    name = value("ddns_name")
    # Whether InControl shows the whole name is not known: one without a domain leads nowhere.
    if isinstance(name, str) and "." in name.strip("."):
        yield name.strip().rstrip(".")


def _public_wan(value: Value) -> Iterator[Any]:
    for interface in _mappings(value("interfaces")):
        address = _ip(interface.get("ip"))
        if address and _is_on(interface) and _is_public(address):
            yield address


def _incontrol(value: Value) -> Iterator[Any]:
    yield _ip(value("wtp_ip"))


SOURCES: Mapping[str, Callable[[Value], Iterator[Any]]] = {"lan": _lan, "ddns": _ddns, "public_wan": _public_wan, "incontrol": _incontrol}


def _usable(candidate: Any) -> str | None:
    """An address or host name as text, None if it is neither: it ends up in commands and URLs."""
    address = _ip(candidate)
    if address or not isinstance(candidate, str):
        return address
    text = candidate.strip()
    # Digits and dots alone are a misspelt address.
    return text if _HOST_NAME.fullmatch(text) and not re.fullmatch(r"[0-9.]+", text) else None


def _ip(candidate: Any) -> str | None:
    """The IP address of a host, without the length of its prefix; None if it is none."""
    if not isinstance(candidate, str):
        return None
    try:
        address = ip_address(candidate.strip().partition("/")[0])
    except ValueError:
        return None
    return None if address.is_unspecified or address.is_loopback or address.is_multicast else str(address)


def _is_on(interface: Mapping[str, Any]) -> bool:
    """Enabled and connected, as far as InControl says anything about it."""
    enabled, status = interface.get("enable", True), interface.get("status")
    is_enabled = str(enabled).strip().casefold() not in ("false", "0", "no", "disabled")
    return is_enabled and (not isinstance(status, str) or status.strip().casefold().startswith(_ONLINE))


def _is_public(address: str) -> bool:
    found = ip_address(address)
    return not any(found in network for network in _LOCAL)


def _vlan(identity: Any) -> tuple[int, str]:
    """The order of VLANs: none first, then by number."""
    text = str("" if identity is None else identity).strip().casefold()
    if text in _UNTAGGED:
        return (0, "")
    return (int(text), "") if re.fullmatch(r"[0-9]{1,9}", text) else (10**9, text)


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
