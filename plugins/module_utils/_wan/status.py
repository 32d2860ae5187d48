# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the answers about a WAN say, whichever words the firmware uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

WANS = "status.wan.connection"

WanStatus = Mapping[int, Mapping[str, Any]]

KINDS = {"gobi": "cellular", "wireless": "wifi"}

_MOST_DIGITS = 18


def kind_of_wan(raw: Mapping[str, Any]) -> str:
    """The kind of a WAN: ``ethernet``, ``wovlan`` (over a VLAN), ``cellular``, ``wifi``, ``modem`` ...; empty if the answer does not tell.

    Takes an entry of config.wan.connection (``physical.type``) or of status.wan.connection (``type``).
    """
    physical, connection = raw.get("physical"), raw.get("connection")
    word = physical.get("type") if isinstance(physical, Mapping) else raw.get("type")
    if not isinstance(word, str) and isinstance(connection, Mapping):
        word = next((name for name in ("gobi", "modem") if name in connection), None)
    return KINDS.get(word, word) if isinstance(word, str) else ""


def is_connected(raw: Mapping[str, Any]) -> bool:
    """Whether a WAN of status.wan.connection is connected; one on standby is not.

    There is no such member: a connected WAN's message starts with the word Connected; the LED decides without one.
    """
    if raw.get("enable") is False:
        return False
    message = raw.get("message")
    if isinstance(message, str) and message:
        return message.lower().startswith("connected")
    return raw.get("statusLed") == "green"


def is_on_standby(raw: Mapping[str, Any]) -> bool:
    """Whether a WAN of status.wan.connection waits for another one to fail, by its message."""
    message = raw.get("message")
    return raw.get("enable") is not False and isinstance(message, str) and "standby" in message.lower()


def is_cold_standby(raw: Mapping[str, Any]) -> bool:
    """Whether a WAN of status.wan.connection is on standby by message and LED, with an address but without a connection."""
    return is_on_standby(raw) and raw.get("statusLed") == "yellow" and "ip" in raw and raw.get("uptime") == 0


def addresses(raw: Mapping[str, Any]) -> set[str]:
    """The IPv4 addresses of a WAN of status.wan.connection."""
    more = raw.get("additionalIp")
    found = [raw.get("ip"), *(more if isinstance(more, list) else ())]
    return {address for address in found if isinstance(address, str)}


def entries(answer: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The entries of an id map, in the router's order: ``order`` lists the ids, other members may sit beside them.

    Ids may be numbers, numeric strings or, on some firmware, numbers with a prefix (``vwan5``).
    """
    for key in ordered_keys(answer) if isinstance(answer, Mapping) else ():
        number, entry = number_of(key), answer[key]
        if number is not None and isinstance(entry, Mapping):
            yield number, entry


def number_of(key: str) -> int | None:
    """The number that the key of an id map stands for, None if it is another member."""
    digits = key.removeprefix("vwan")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else None


def ordered_keys(answer: Mapping[str, Any]) -> list[str]:
    """The keys of a map, those that its ``order`` lists first."""
    keys = dict.fromkeys([*listed_keys(answer), *answer])
    return [key for key in keys if key in answer and key != "order"]


def listed_keys(answer: Mapping[str, Any]) -> list[str]:
    """The keys that the ``order`` of a map lists, whether they are there or not."""
    order = answer.get("order")
    return [str(key) for key in order] if isinstance(order, list) else []
