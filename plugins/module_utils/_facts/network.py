# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The facts that all network devices have, under the names that other collections give them. Pure; what was not gathered is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

SYSTEM = "peplink"

# By their names without ``ansible_net_``, the members of the subset ``system``.
_SYSTEM_MEMBERS = {"hostname": "name", "model": "model", "serialnum": "serial_number"}


def network_facts(facts: Mapping[str, Any], version: str | None) -> dict[str, Any]:
    """From the facts by subset, and the running firmware if that is known. The names are those without ``ansible_net_``."""
    system = facts.get("system", {})
    found = {name: system.get(member) for name, member in _SYSTEM_MEMBERS.items()}
    found |= {"version": version, "image": _image(facts.get("firmware", ()))}
    networks = {subset: facts[subset] for subset in _INTERFACES if subset in facts}
    if networks:
        interfaces = _interfaces(networks)
        found |= {"interfaces": interfaces, "all_ipv4_addresses": _addresses(interfaces)}
    return {"system": SYSTEM, "gather_subset": list(facts), **{name: value for name, value in found.items() if value is not None}}


def _image(slots: Sequence[Mapping[str, Any]]) -> str | None:
    """The running slot, in the words of Web Admin."""
    return next((f"Firmware {slot['id']}" for slot in slots if slot.get("running")), None)


def _interfaces(networks: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """By name. Of several with the same name, all but the first have their number in it."""
    found: dict[str, Any] = {}
    for subset, entries in networks.items():
        for entry in entries:
            name = entry.get("name") or f"{subset.upper()} {entry['id']}"
            found[f"{name} ({subset} {entry['id']})" if name in found else name] = dict(_INTERFACES[subset](entry))
    return found


def _addresses(interfaces: Mapping[str, Any]) -> list[str]:
    return [address["address"] for interface in interfaces.values() for address in interface.get("ipv4", ())]


def _wan(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from _named(entry, type="type", macaddress="mac", mtu="mtu")
    yield "operstatus", "up" if entry.get("connected") else "down"
    yield from _address(entry)


def _lan(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "type", "lan"
    yield from _named(entry, vlan="vlan")
    yield from _address(entry)


def _named(entry: Mapping[str, Any], **members: str) -> Iterator[tuple[str, Any]]:
    return ((name, entry[member]) for name, member in members.items() if member in entry)


def _address(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if "ip" in entry:
        yield "ipv4", [{"address": entry["ip"], **({"subnet": str(entry["mask"])} if "mask" in entry else {})}]


_INTERFACES = {"wan": _wan, "lan": _lan}
