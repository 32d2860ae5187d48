# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names of hosts and groups that Ansible and a shell can take, from text that anybody may have typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .records import Device, text_of

# Ansible gives these a meaning of their own.
_TAKEN = frozenset({"all", "ungrouped", "localhost", "127.0.0.1", "::1"})


def host_name(text: str) -> str:
    """Letters, digits, dots, hyphens and underscores; a run of anything else becomes one underscore."""
    return re.sub(r"[^\w.-]+", "_", text).strip("_.-")


def host_names(devices: Sequence[Device], by: str) -> list[str]:
    """A name for each device, in their order: the serial number, or with ``by="name"`` its name where that tells it apart.

    Two names that differ only by letter case do not tell anything apart: files are named after hosts.
    """
    serials = [host_name(device.serial) or host_name(f"device_{device.id}") for device in devices]
    if by != "name":
        return serials
    names = [host_name(device.name) for device in devices]
    seen = Counter(text.casefold() for text in names) + Counter({text.casefold() for text in serials})
    return [name if name and seen[name.casefold()] == 1 and name.casefold() not in _TAKEN else serial for name, serial in zip(names, serials, strict=True)]


def group_name(*parts: str) -> str:
    """Lower case, with one underscore for each run of other characters than letters and digits; nothing if a part is nothing."""
    plain = [re.sub(r"[\W_]+", "_", part.casefold()).strip("_") for part in parts]
    return "_".join(plain) if all(plain) else ""


def default_groups(variables: Mapping[str, Any], kinds: Sequence[str], prefix: str) -> Iterator[str]:
    """The groups of a device, ``<prefix>_<kind>_<value>`` each, from its variables; none of a kind that it has no value for."""
    for kind in kinds:
        for value in _KINDS[kind](variables):
            name = group_name(*_lead(prefix), kind, value)
            if name:
                yield name


def no_address(prefix: str) -> str:
    """The group of devices that no source has an address of."""
    return group_name(*_lead(prefix), "no_address")


def _lead(prefix: str) -> list[str]:
    return [prefix] if group_name(prefix) else []


def _first(*names: str) -> Callable[[Mapping[str, Any]], list[str]]:
    def values(variables: Mapping[str, Any]) -> list[str]:
        return [text for text in (text_of(variables.get(name)) for name in names) if text][:1]

    return values


def _firmware_line(variables: Mapping[str, Any]) -> list[str]:
    found = re.match(r"\D*(\d+)\.(\d+)", text_of(variables.get("fw_ver")))
    return [f"{found[1]}.{found[2]}"] if found else []


def _organization(variables: Mapping[str, Any]) -> list[str]:
    organization = variables["organization"]
    return [organization["code"] or organization["name"] or organization["id"]]


_KINDS: Mapping[str, Callable[[Mapping[str, Any]], list[str]]] = {
    "organization": _organization,
    "group": _first("group_name", "group_id"),
    "product": _first("product_name", "product_code", "model"),
    "firmware": _firmware_line,
    "status": _first("status"),
    "tag": lambda variables: list(variables.get("tags", [])),
}
