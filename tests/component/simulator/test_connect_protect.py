# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""config.speedfusionConnectProtect: update, remove, replace, and its switches."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import FAMILIES, FIRMWARE, ApiClient, result

PROTECT = "config.speedfusionConnectProtect"
FIRST, SECOND, THIRD = (f"00:00:5E:00:53:4{digit}" for digit in "123")
CLIENTS = [{"mac": FIRST, "cityCode": "AMS"}, {"mac": SECOND, "cityCode": ""}]
ACCESS_POINTS = [{"ssid": "Depot-AMS", "referenceSsid": "Depot", "cityCode": "AMS"}]
NEW_ACCESS_POINT = {"ssid": "Depot-FRA", "referenceSsid": "Depot", "cityCode": "FRA"}


def change(api: ApiClient, action: str, /, **lists: Any) -> Any:
    return api.post(PROTECT, {"action": action, **lists})


def pending(client: ApiClient) -> Any:
    return client.device.pending("connect_protect")[1]


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66)
    expected = 999 if firmware == "8.1.1" else 66 if family == "fusionhub" else "ok"
    assert result(client.get(PROTECT)) == result(change(client, "replace", client=[])) == expected


def test_initial_entries_and_filter(connect: Any) -> None:
    client = connect()
    expected = {"client": CLIENTS, "accessPoint": ACCESS_POINTS}
    assert client.get(PROTECT)["response"] == client.device.running("connect_protect")[1] == expected
    assert client.get(PROTECT, infoType="client")["response"] == {"client": CLIENTS}
    assert client.get(PROTECT, infoType="accessPoint")["response"] == {"accessPoint": ACCESS_POINTS}
    assert client.get(PROTECT, infoType="accessPoint client") == client.get(PROTECT)
    assert result(client.get(PROTECT, infoType="clients")) == 400


@pytest.mark.parametrize("mac", ["00:00:5e:00:53:41", "00-00-5E-00-53-41", "00005e005341"])
def test_update_changes_a_client_whatever_the_spelling(connect: Any, mac: str) -> None:
    client = connect()
    answer = change(client, "update", client=[{"mac": mac, "cityCode": "FRA"}])
    expected = {"client": [{"mac": FIRST, "cityCode": "FRA"}, CLIENTS[1]], "accessPoint": ACCESS_POINTS}
    assert answer["response"] == client.get(PROTECT)["response"] == pending(client) == expected
    assert client.device.running("connect_protect")[1]["client"] == CLIENTS
    client.apply()
    assert client.device.running("connect_protect")[1] == expected


def test_update_inserts_and_leaves_absent_members_alone(connect: Any) -> None:
    client = connect()
    moved = {"ssid": "Depot-AMS", "cityCode": "LHR"}
    change(client, "update", client=[{"mac": THIRD}, {"mac": FIRST}], accessPoint=[NEW_ACCESS_POINT, moved])
    assert pending(client) == {"client": [*CLIENTS, {"mac": THIRD, "cityCode": ""}], "accessPoint": [{**ACCESS_POINTS[0], "cityCode": "LHR"}, NEW_ACCESS_POINT]}


def test_remove(connect: Any) -> None:
    client = connect()
    assert result(change(client, "remove", client=[{"mac": SECOND.lower().replace(":", "")}], accessPoint=[{"ssid": "Depot-AMS"}])) == "ok"
    assert pending(client) == {"client": [CLIENTS[0]], "accessPoint": []}
    for lists in ({"client": [{"mac": SECOND}]}, {"client": [{"mac": FIRST}, {"mac": FIRST}]}, {"accessPoint": [{"ssid": "depot-ams"}]}):
        assert result(change(client, "remove", **lists)) == 400
    assert pending(client)["client"] == [CLIENTS[0]]


def test_replace_leaves_an_array_that_is_not_supplied(connect: Any) -> None:
    client = connect()
    change(client, "replace", client=[{"mac": THIRD, "cityCode": "FRA"}, {"mac": FIRST}])
    assert pending(client) == {"client": [{"mac": THIRD, "cityCode": "FRA"}, {"mac": FIRST, "cityCode": ""}], "accessPoint": ACCESS_POINTS}
    change(client, "replace", accessPoint=[])
    assert pending(client)["accessPoint"] == []
    before = pending(client)
    assert result(change(client, "replace")) == "ok"
    assert pending(client) == before


@pytest.mark.parametrize(
    ("action", "lists"),
    [
        ("update", {"client": [{"mac": THIRD}, {"cityCode": "AMS"}]}),
        ("replace", {"client": [{"mac": THIRD}, {}]}),
        ("remove", {"client": [{"mac": SECOND}, {"cityCode": ""}]}),
        ("update", {"client": [{"mac": THIRD}], "accessPoint": [{"cityCode": "AMS"}]}),
        ("update", {"client": [{"mac": THIRD}], "accessPoint": [{"ssid": "new"}]}),
        ("update", {"client": [{"mac": THIRD}, {"mac": "00:00"}]}),
        ("replace", {"client": [{"mac": THIRD}], "accessPoint": [{"ssid": "Depot-AMS"}]}),
        ("update", {"client": [{"mac": THIRD}, {"mac": FIRST, "cloudLocation": "AMS"}]}),
        ("update", {"client": [{"mac": THIRD}, FIRST]}),
    ],
)
@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_bad_entry(connect: Any, mode: str, action: str, lists: dict[str, Any]) -> None:
    client = connect(bad_list_entry=mode, bad_value_code=77)
    assert result(change(client, action, **lists)) == 77
    assert client.device.has_pending == (mode == "partial")
    if mode == "partial" and action == "update":
        assert pending(client) == {"client": [*CLIENTS, {"mac": THIRD, "cityCode": ""}], "accessPoint": ACCESS_POINTS}


def test_bad_entries_alone_stage_nothing(connect: Any) -> None:
    client = connect(bad_list_entry="partial")
    for action in ("update", "remove", "replace"):
        assert result(change(client, action, client=[{"cityCode": "AMS"}], accessPoint=[{}])) == 400
    assert result(change(client, "update")) == "ok"
    assert not client.device.has_pending
    assert result(change(client, "replace", client=[{}, {"mac": THIRD}], accessPoint=[{}])) == 400
    assert pending(client) == {"client": [{"mac": THIRD, "cityCode": ""}], "accessPoint": ACCESS_POINTS}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"action": "add"},
        {"action": "update", "client": None},
        {"action": "update", "client": {}},
        {"action": "update", "other": []},
        {"action": "remove", "client": [{"mac": FIRST, "cityCode": None}]},
    ],
)
@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_wrong_body(connect: Any, mode: str, body: dict[str, Any]) -> None:
    client = connect(bad_list_entry=mode)
    assert result(client.post(PROTECT, body)) == 400
    assert pending(client) == client.device.running("connect_protect")[1]


def test_unknown_members_ignored(connect: Any) -> None:
    client = connect(unknown_members="ignore")
    assert result(change(client, "update", client=[{"mac": THIRD, "cloudLocation": "AMS"}], other=1)) == "ok"
    assert pending(client)["client"][2] == {"mac": THIRD, "cityCode": ""}


def test_name_of_the_city(connect: Any) -> None:
    client = connect(connect_protect_city_key="cloudLocation")
    for answer in (client.get(PROTECT), change(client, "update")):
        assert answer["response"]["client"][0] == {"mac": FIRST, "cloudLocation": "AMS"}
        assert answer["response"]["accessPoint"] == ACCESS_POINTS
    assert pending(client)["client"] == CLIENTS


@pytest.mark.parametrize(("style", "mac"), [("colons", FIRST), ("dashes", "00-00-5E-00-53-41"), ("bare", "00005E005341")])
def test_style_of_mac_addresses(connect: Any, style: str, mac: str) -> None:
    client = connect(mac_style=style)
    for answer in (client.get(PROTECT), change(client, "update", client=[{"mac": THIRD.replace(":", "-").lower()}])):
        assert answer["response"]["client"][0]["mac"] == mac
    assert [entry["mac"] for entry in pending(client)["client"]] == [FIRST, SECOND, THIRD]


def test_live_effect(connect: Any) -> None:
    client = connect(connect_protect_effect="live", config_get="running")
    client.device.stage_foreign("connect_protect", 1, {"accessPoint": []})
    change(client, "remove", client=[{"mac": SECOND}])
    assert client.get(PROTECT)["response"] == {"client": [CLIENTS[0]], "accessPoint": ACCESS_POINTS}
    assert pending(client) == {"client": [CLIENTS[0]], "accessPoint": []}


def test_masked_literal_is_recorded(connect: Any) -> None:
    client = connect()
    assert result(change(client, "update", client=[{"mac": FIRST, "cityCode": "@~HiDdEn~@"}])) == 400
    assert client.device.masked_literals_received == [(PROTECT, "client/0/cityCode")]


def test_edits_of_others(connect: Any) -> None:
    client = connect()
    client.device.set_running("connect_protect", 1, {"client": [{"mac": "00005e005343", "cityCode": "FRA"}]})
    assert client.get(PROTECT)["response"] == {"client": [{"mac": THIRD, "cityCode": "FRA"}], "accessPoint": ACCESS_POINTS}
    client.device.stage_foreign("connect_protect", 1, {"client": None})
    assert pending(client) == {"client": [], "accessPoint": ACCESS_POINTS}
