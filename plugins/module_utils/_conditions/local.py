# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Conditions on what is at the router: clients, GPIO pins, firmware."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .._common.codecs.scalar import Mac
from .._common.firmware import version
from .._common.names import same_name
from .._common.redaction import printable
from .._status.subjects.clients import CLIENTS
from .._status.subjects.firmware import FIRMWARE
from .._status.subjects.gpio import GPIO_STATUS
from .condition import Condition, Reading, Verdict, blank, label, listed

Entries = list[Mapping[str, Any]]

LEVELS = {"low": 0, "high": 1}


def _present_clients(names: list[str], clients: Entries, now: float) -> Verdict:
    present = [client for client in clients if client.get("active") is not False]
    absent = [name for name in names if not any(_is_client(client, name) for client in present)]
    seen = ", ".join(f"{name}: {_presence(name, clients, present)}" for name in absent or names)
    return Verdict(f"clients are not present: {', '.join(absent)}" if absent else "", seen)


def _presence(name: str, clients: Entries, present: Entries) -> str:
    if any(_is_client(client, name) for client in present):
        return "present"
    return "inactive" if any(_is_client(client, name) for client in clients) else f"not among {len(clients)} clients"


def _is_client(client: Mapping[str, Any], name: str) -> bool:
    return name == client.get("ip") or same_name(name, client.get("name")) or Mac().decode(name) == client.get("mac")


def _running_firmware(wanted: str, slots: Entries, now: float) -> Verdict:
    running = next((slot.get("version") for slot in slots if slot.get("running") is True), None)
    seen = "the router does not tell its firmware" if running is None else f"it runs {printable(running, 80)}"
    return Verdict("" if running is not None and is_firmware(running, wanted) else f"firmware {wanted} is not running", seen)


def is_firmware(running: str, wanted: str) -> bool:
    """Whether the text of a firmware (``8.5.2s011 build 5401``) is, or begins with, the one that is wanted (``8.5.2``)."""
    running, wanted = running.strip().lower(), wanted.strip().lower()
    return running.startswith(wanted) and not running[len(wanted) :][:1].isdigit()


def _no_version(wanted: str) -> Iterator[str]:
    if not version(wanted.strip()):
        yield f"is {wanted!r}, which is no version such as 8.5.2"


def _gpio_levels(wanted: list[Mapping[str, Any]], gpio: Mapping[str, Entries], now: float) -> Verdict:
    lacking: list[str] = []
    seen: list[str] = []
    for entry in wanted:
        pins = [pin for pin in _pins(gpio) if _is_pin(pin, entry["pin"])]
        told = {label("pin", pin): _level(pin) for pin in pins} or {f"pin {entry['pin']}": "not told"}
        lacking += [f"{name} ({level}, wanted {entry['level']})" for name, level in told.items() if level != entry["level"]]
        seen += [f"{name}: {level}" for name, level in told.items()]
    return Verdict(f"GPIO pins are not at their level: {', '.join(lacking)}" if lacking else "", ", ".join(seen))


def _level(pin: Mapping[str, Any]) -> str:
    return next((word for word, state in LEVELS.items() if pin.get("state") == state), "not told")


def _pins(gpio: Mapping[str, Entries]) -> Entries:
    return [pin for pins in gpio.values() for pin in pins]


def _is_pin(pin: Mapping[str, Any], name: str) -> bool:
    return name == str(pin["id"]) or same_name(name, pin.get("name"))


def _impossible_levels(wanted: list[Mapping[str, Any]], gpio: Mapping[str, Entries]) -> Iterator[str]:
    pins = _pins(gpio)
    for entry in wanted:
        found = [pin for pin in pins if _is_pin(pin, entry["pin"])]
        if not found:
            yield f"names {entry['pin']!r}, but the router has {listed(pins) or 'no GPIO pins'}"
        yield from (f"names {entry['pin']!r}, but {label('pin', pin)} has a voltage, not a level" for pin in found if pin.get("type") == "analog_input")


PRESENT_CLIENTS = Condition({"type": "list", "elements": "str"}, Reading(CLIENTS, {"limit": 0}), _present_clients, blank)
RUNNING_FIRMWARE = Condition({"type": "str"}, Reading(FIRMWARE), _running_firmware, _no_version)
GPIO_LEVELS = Condition(
    {
        "type": "list",
        "elements": "dict",
        "options": {"pin": {"type": "str", "required": True}, "level": {"type": "str", "choices": list(LEVELS), "required": True}},
    },
    Reading(GPIO_STATUS),
    _gpio_levels,
    lambda wanted: blank([entry["pin"] for entry in wanted]),
    _impossible_levels,
)
