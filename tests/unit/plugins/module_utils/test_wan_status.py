# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What answers about WANs say, whichever words the firmware uses."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._wan.status import addresses, entries, is_connected, is_on_standby, kind_of_wan


def test_entries_follow_the_order_of_the_router() -> None:
    answer = {
        "order": [3, "1"],
        "1": {"a": 1},
        "2": {"a": 2},
        "3": {"a": 3},
        "vwan5": {"a": 5},
        "reference": {"x": 1},
        "timestamp": 5,
        "7": "no object",
        "٣": {},
    }
    assert [(key, entry["a"]) for key, entry in entries(answer)] == [(3, 3), (1, 1), (2, 2), (5, 5)]
    assert list(entries([])) == list(entries(None)) == list(entries({"order": 5})) == []


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ({"physical": {"type": "gobi"}}, "cellular"),
        ({"physical": {"type": "wireless"}}, "wifi"),
        ({"type": "wovlan"}, "wovlan"),
        ({"physical": {"type": "wovlan"}}, "wovlan"),
        ({"type": "ethernet"}, "ethernet"),
        ({"connection": {"gobi": {}}}, "cellular"),
        ({"connection": {"modem": {}}}, "modem"),
        ({"connection": {}}, ""),
        ({}, ""),
        ({"type": 5}, ""),
    ],
)
def test_kinds_of_wans(raw: dict[str, Any], kind: str) -> None:
    assert kind_of_wan(raw) == kind


@pytest.mark.parametrize(
    ("raw", "connected"),
    [
        ({"message": "Connected", "statusLed": "red"}, True),
        ({"message": "Connected to Example Mobile"}, True),
        ({"message": "Connecting..."}, False),
        ({"message": "Disabled", "enable": False}, False),
        ({"statusLed": "green"}, True),
        ({"statusLed": "gray", "message": ""}, False),
        ({"message": "Connected", "enable": False}, False),
        ({"message": 5}, False),
    ],
)
def test_connected_is_read_from_message_and_led(raw: dict[str, Any], connected: bool) -> None:
    assert is_connected(raw) is connected


@pytest.mark.parametrize(
    ("raw", "waits"),
    [
        ({"message": "Cold Standby"}, True),
        ({"message": "Standby", "statusLed": "green"}, True),
        ({"message": "Hot standby"}, True),
        ({"message": "Connected"}, False),
        ({"message": "Cold Standby", "enable": False}, False),
        ({"message": 5}, False),
        ({}, False),
    ],
)
def test_standby_is_read_from_the_message(raw: dict[str, Any], waits: bool) -> None:
    assert is_on_standby(raw) is waits


def test_addresses() -> None:
    assert addresses({"ip": "192.0.2.1", "additionalIp": ["192.0.2.2", 5]}) == {"192.0.2.1", "192.0.2.2"}
    assert addresses({"additionalIp": "x"}) == set()
