# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Decoding answers that no simulator gives, and the values of gather_subset."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._facts.facts import SUBSETS, chosen
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.notes import MOST_PLACES, Notes
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.allowance import ALLOWANCE
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.catalogue import SUBJECTS
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.firmware import FIRMWARE
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.lan import LAN
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.location import LOCATION
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.wan import CELLULAR, WAN

NOT_ANSWERS: list[Any] = [None, True, 7, "text", [], [[]], {}, {"order": "1"}, {"1": None}, {"order": [1, 2]}, {"1": []}]
CAPTURED = {"name": "Fibre", "enable": True, "type": "ethernet", "statusLed": "green", "message": "Connected", "uptime": 88200}


def wans(status: Any, **options: Any) -> tuple[list[dict[str, Any]], list[str]]:
    notes = Notes()
    return WAN.decode({"status": status}, options, notes), list(notes.warnings())


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
@pytest.mark.parametrize("answer", NOT_ANSWERS, ids=str)
def test_invalid_answers_give_nothing(subject: Any, answer: Any) -> None:
    names = [name for ask in subject.asks for name in ask({}, {})]
    decoded = subject.decode(dict.fromkeys(names, answer), {}, Notes())
    assert not decoded or not any(decoded.values()), decoded


def test_entries_keep_the_order_of_the_router() -> None:
    decoded, warnings = wans({"7": CAPTURED, "2": CAPTURED, "order": [2, 9, "3", [1], None], "3": CAPTURED})
    assert [wan["id"] for wan in decoded] == [2, 3, 7]
    assert warnings == []
    decoded, _warnings = wans({"2": CAPTURED, "1": CAPTURED})
    assert [wan["id"] for wan in decoded] == [2, 1]


def test_members_that_are_not_ids_are_not_entries() -> None:
    decoded, warnings = wans({"1": CAPTURED, "order": [1], "timestamp": 1750004700, "supportGatewayProxy": True, "reference": {"name": "x"}})
    assert [wan["id"] for wan in decoded] == [1]
    assert warnings == []


def test_ids_may_have_a_prefix_and_invalid_ids_give_a_warning() -> None:
    decoded, warnings = wans({"vwan5": CAPTURED, "sat": CAPTURED, "9" * 5000: CAPTURED, "order": ["vwan5", "sat"]})
    assert [wan["id"] for wan in decoded] == [5]
    assert warnings == ["ignored status.sat: the router has a mapping there."]


@pytest.mark.parametrize(
    ("raw", "connected", "cold_standby"),
    [
        ({"message": "Connected", "statusLed": "green"}, True, False),
        ({"message": "connected to Example Mobile", "statusLed": "yellow"}, True, False),
        ({"message": "Cold Standby", "statusLed": "yellow", "ip": "192.0.2.7", "uptime": 0}, False, True),
        ({"message": "Cold Standby", "statusLed": "red", "ip": "192.0.2.7", "uptime": 0}, False, False),
        ({"message": "Cold Standby", "statusLed": "green", "ip": "192.0.2.7", "uptime": 0}, False, False),
        ({"message": "Cold Standby", "statusLed": "yellow", "uptime": 0}, False, False),
        ({"message": "Hot Standby", "statusLed": "yellow", "ip": "192.0.2.7", "uptime": 60}, False, False),
        ({"message": "Connecting...", "statusLed": "yellow", "ip": "192.0.2.7", "uptime": 0}, False, False),
        ({"message": "Disconnected", "statusLed": "red", "ip": "192.0.2.7", "uptime": 0}, False, False),
        ({"message": ["Cold Standby"], "statusLed": "yellow", "ip": "192.0.2.7", "uptime": 0}, False, False),
        ({"message": "No Cable Detected", "statusLed": "red", "uptime": 0}, False, False),
        ({"message": "Disconnected", "statusLed": "red"}, False, False),
        ({"enable": False, "message": "Connected", "ip": "192.0.2.7", "uptime": 0}, False, False),
        ({"statusLed": "green"}, True, False),
        ({"message": "", "statusLed": "green"}, True, False),
        ({"message": 7, "statusLed": ["green"]}, False, False),
    ],
)
def test_message_and_led_decide_whether_a_wan_is_connected(raw: dict[str, Any], connected: bool, cold_standby: bool) -> None:
    [wan], _warnings = wans({"1": raw})
    assert (wan["connected"], wan["cold_standby"]) == (connected, cold_standby)


def test_values_of_a_wrong_type_are_omitted_and_named_without_their_value() -> None:
    decoded, warnings = wans({"1": {**CAPTURED, "mtu": "wide", "uptime": [1], "dns": "192.0.2.53", "name": {"x": 1}, "priority": None, "locked": "maybe"}})
    assert decoded[0].keys() & {"mtu", "uptime", "dns_servers", "name", "priority", "locked"} == set()
    assert sorted(warnings) == [
        "ignored status.1.dns: the router has a text there.",
        "ignored status.1.locked: the router has a text there.",
        "ignored status.1.mtu: the router has a text there.",
        "ignored status.1.name: the router has a mapping there.",
        "ignored status.1.uptime: the router has a list there.",
    ]


def test_the_warnings_are_few_short_and_printable() -> None:
    status = {str(number): {"cellular": {"sim": {"1": {"\x1b[31m" * 1000: 1, "apn": [], "active": {}}}}} for number in range(100)}
    _told, warnings = wans({**status, "\u202e" * 9999: 3, "order": ["\u202e" * 9999]}, include=["cellular"])
    assert len(warnings) == MOST_PLACES + 1
    assert warnings[-1].startswith("ignored ")
    assert all(warning.isprintable() and len(warning) < 200 for warning in warnings)


def test_numbers_may_be_strings_with_noise() -> None:
    radio = {"rssi": "-71", "sinr": 8.600000000000001, "rsrp": -99.0, "rsrq": "x", "ecio": float("inf")}
    cellular = {"rat": [{"name": "", "band": [{"channel": "6300", "channelWidth": "10 MHz", "signal": radio}]}], "signalLevel": "4"}
    [wan], warnings = wans({"3": {"uptime": "60", "cellular": cellular}}, include=["cellular"])
    assert wan["uptime"] == 60
    assert wan["cellular"]["signal_level"] == 4
    assert wan["cellular"]["bands"] == [{"channel": 6300, "channel_width_mhz": 10, "signal": {"rssi": -71, "sinr": 8.6, "rsrp": -99}}]
    assert len(warnings) == 2


def test_names_of_old_firmware_mean_the_same() -> None:
    new = {"type": "cellular", "routingMode": "IP Forwarding", "method": "staticIp", "cellular": {"mobileType": "LTE", "roamingStatus": {"code": 2}}}
    old = {"type": "gobi", "mode": "IP Forwarding", "method": "static", "gobi": {"network": "LTE", "roamingStatus": {"message": "roaming partner"}}}
    [as_new], _warnings = wans({"1": new}, include=["cellular"])
    assert as_new["cellular"] == {"mobile_type": "LTE", "roaming": "roaming_partner"}
    assert wans({"1": old}, include=["cellular"]) == ([as_new], [])


def test_unlisted_keywords_are_passed_on() -> None:
    [wan], warnings = wans({"1": {"type": "satellite", "method": "carrier pigeon", "statusLed": "violet"}})
    assert (wan["type"], wan["method"], wan["status_led"]) == ("satellite", "carrier pigeon", "violet")
    assert warnings == []


def test_the_cellular_subset_has_only_cellular_wans() -> None:
    decoded = CELLULAR.decode({"status": {"1": CAPTURED, "3": {"name": "Cellular", "message": "Connected", "cellular": {"mobileType": "5G"}}}}, {}, Notes())
    assert decoded == [{"id": 3, "name": "Cellular", "connected": True, "mobile_type": "5G"}]


def test_a_modem_may_tell_its_identity_and_the_order_of_its_sims() -> None:
    cellular = {"simPriority": [2, "1", "remoteSim", "speedfusionConnect5gLte", "moon", []], "networkMode": "auto", "eid": "8904903200000015"}
    [wan], warnings = wans({"2": {"cellular": cellular}}, include=["cellular"])
    sims = ["2", "1", "remote_sim", "speedfusion_connect_5g_lte", "moon"]
    assert wan["cellular"] == {"sim_priority": sims, "network_mode": "auto", "eid": "8904903200000015"}
    assert warnings == ["ignored status.2.cellular.simPriority.5: the router has a list there."]


def test_two_subjects_of_one_answer_do_not_repeat_a_warning() -> None:
    answers = {"status": {"2": {"name": {}, "mtu": "wide", "cellular": {"mobileType": "LTE", "signalLevel": []}}, "x": {}, "order": [2, "x"]}}
    of_wan, of_cellular = Notes(), Notes()
    assert "cellular" not in WAN.decode(answers, {}, of_wan)[0]
    assert CELLULAR.decode(answers, {}, of_cellular) == [{"id": 2, "connected": False, "mobile_type": "LTE"}]
    assert sorted(of_wan.warnings()) == [
        "ignored status.2.mtu: the router has a text there.",
        "ignored status.2.name: the router has a mapping there.",
        "ignored status.x: the router has a mapping there.",
    ]
    assert list(of_cellular.warnings()) == ["ignored status.2.cellular.signalLevel: the router has a list there."]


def test_what_was_asked_for_and_is_not_there_is_named() -> None:
    status = {"1": {**CAPTURED, "name": "Fibre"}, "order": [1]}
    decoded, warnings = wans(status, ids=[1, 7, 9, 7], names=["Fibre", "Sat\x1b[31m"])
    assert [wan["id"] for wan in decoded] == [1]
    assert warnings == ["the router has no WAN with the id 7, 9.", "the router has no WAN with the name Sat\\x1b[31m."]
    assert wans(status, ids=[1])[1] == wans(status, names=["Fibre"])[1] == wans(status)[1] == []
    notes = Notes()
    assert LAN.decode({"networks": {"0": {"ip": "192.0.2.1"}}}, {"ids": [0, 40]}, notes) == [{"id": 0, "ip": "192.0.2.1"}]
    assert list(notes.warnings()) == ["the router has no network with the id 40."]


@pytest.mark.parametrize("order", [{}, {"order": [2, 1]}])
def test_the_allowance_of_a_cellular_wan_is_that_of_its_sims(order: dict[str, Any]) -> None:
    sims = {"2": {"enable": False}, "1": {"enable": True, "usage": 2, "limit": 3, "unit": "GB", "percent": 66, "start": 0}, **order}
    decoded = ALLOWANCE.decode({"allowance": {"1": {"enable": False}, "3": sims, "order": [3, 1]}}, {}, Notes())
    used = {"id": 1, "enable": True, "usage_mb": 2048, "limit_mb": 3072, "percent": 66, "start": 0}
    assert decoded == [{"id": 3, "sims": [{"id": 2, "enable": False}, used]}, {"id": 1, "enable": False}]


def test_an_amount_of_an_unknown_unit_is_left_out() -> None:
    notes = Notes()
    assert ALLOWANCE.decode({"allowance": {"1": {"enable": True, "usage": 2, "unit": "furlongs"}}}, {}, notes) == [{"id": 1, "enable": True}]
    assert list(notes.warnings()) == ["ignored allowance.1.usage: the router has a mapping there."]


def test_a_position_without_a_fix_has_no_coordinates() -> None:
    assert LOCATION.decode({"location": {"gps": False}}, {}, Notes()) == {"fix": False}
    assert LOCATION.decode({"location": {"gps": True, "location": [52, 4]}}, {}, Notes()) == {"fix": True}


def test_the_slots_of_the_firmware_may_come_without_order() -> None:
    answer = {"2": {"version": "8.5.2s011 build 5401", "inUse": "yes"}, "1": {"version": 8, "bootable": 1}}
    decoded = FIRMWARE.decode({"slots": answer}, {}, Notes())
    assert decoded == [{"id": 2, "version": "8.5.2s011 build 5401", "running": True}, {"id": 1, "version": "8", "bootable": True}]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["min"], ["firmware"]),
        (["all"], list(SUBSETS)),
        (["wan", "firmware", "wan"], ["firmware", "wan"]),
        (["all", "!config", "!clients"], [name for name in SUBSETS if name not in ("config", "clients")]),
        (["!config"], [name for name in SUBSETS if name != "config"]),
        (["min", "vpn", "!min"], ["vpn"]),
        (["wan", "!all"], []),
        ([], []),
    ],
    ids=json.dumps,
)
def test_values_of_gather_subset(words: list[str], expected: list[str]) -> None:
    assert chosen(words) == expected


@pytest.mark.parametrize("word", ["hardware", "!hardware", "", "!", "!!wan"])
def test_an_unknown_subset_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match=f"^{word}$"):
        chosen(["min", word])
