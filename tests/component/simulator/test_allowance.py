# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""status.wan.connection.allowance and status.cellularModule.temperature."""

from __future__ import annotations

from typing import Any

import pytest
from peplink_simulator import Control, Fleet
from simulator_client import FAMILIES, FIRMWARE, result

ALLOWANCE, TEMPERATURE = "status.wan.connection.allowance", "status.cellularModule.temperature"


@pytest.mark.parametrize("order", ["shown", "hidden"])
@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware(connect: Any, family: str, firmware: str, order: str) -> None:
    client = connect(f"{family}-{firmware}", sim_allowance_order=order)
    shown = client.get(ALLOWANCE)["response"]
    assert shown["order"] == list(client.device.running("wan"))
    if family == "max":
        assert ("order" in shown["2"]) == (order == "shown")
        assert (shown["1"], shown["2"]["2"]) == ({"enable": False}, {"enable": False})
        assert {name: shown["2"]["1"][name] for name in ("enable", "limit", "start", "unit")} == {"enable": True, "limit": 51200, "start": 1, "unit": "MB"}
    if family == "balance":
        assert set(shown["2"]) == {"enable", "usage", "limit", "percent", "start", "unit"}


def test_use_grows_with_time_and_follows_the_configuration(connect: Any) -> None:
    client = connect()
    client.device.stop_clock(age=0)
    before = client.get(ALLOWANCE, connId="2")["response"]["2"]["1"]
    client.device.advance(3 * 3600)
    after = client.get(ALLOWANCE, connId="2")["response"]["2"]["1"]
    assert after["usage"] > before["usage"]
    monitor = {"enable": True, "start": 0, "monthlyAllowance": {"value": 1, "unit": "MB"}}
    client.device.set_running("wan", 1, {"bandwidthAllowanceMonitor": monitor})
    shown = client.get(ALLOWANCE, connId="1")["response"]["1"]
    assert (shown["limit"], shown["percent"], shown["start"]) == (1, 100, 0)


@pytest.mark.parametrize(
    ("query", "expected"), [({"connId": "1 3"}, [1, 3]), ({"connId": "3 1"}, [3, 1]), ({"connId": "9"}, 400), ({"id": "1"}, 400), ({"connId": "1,3"}, 400)]
)
def test_selection(connect: Any, query: dict[str, str], expected: Any) -> None:
    answer = connect().get(ALLOWANCE, **query)
    assert (answer["response"]["order"] if answer["stat"] == "ok" else answer["code"]) == expected


def test_post_reads_too(connect: Any, fleet: Fleet) -> None:
    client = connect()
    client.device.stop_clock()
    shown = client.get(ALLOWANCE, connId="2")
    assert client.call("POST", ALLOWANCE, params={"connId": "2"}) == shown
    assert client.grant(readonly=True)["stat"] == "ok"
    token = client.token
    client.token = None
    client.http.cookies.clear()
    assert client.call("POST", ALLOWANCE, data={"accessToken": token})["response"]["2"] == shown["response"]["2"]
    assert result(client.call("POST", ALLOWANCE, data={"accessToken": token, "connId": "2"})) == 400
    client.device.unknowns.reads_by_post = "refuse"
    assert result(client.call("POST", ALLOWANCE, data={"accessToken": token})) == 404
    assert client.device.posts() == []
    assert Control(fleet.control_url or "").summary()["devices"]["max-8.5.2"]["writes"] == 0


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_temperature_of_every_family_and_firmware(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}", unsupported_code=66)
    expected = 999 if firmware in ("8.1.1", "8.3.0") else "ok" if family == "max" else 66
    assert result(client.post(TEMPERATURE, {"connId": 2})) == expected
    assert result(client.get(TEMPERATURE)) == (999 if expected == 999 else 404)


def test_temperature(connect: Any) -> None:
    client = connect()
    client.device.stop_clock()
    assert client.post(TEMPERATURE, {"connId": "2"}) == client.post(TEMPERATURE, {"connId": 2})
    found = set()
    for _minute in range(30):
        client.device.advance(60)
        found.add(client.post(TEMPERATURE, {"connId": 2})["response"]["temperature"])
    assert len(found) > 3
    assert 31 <= min(found) <= max(found) <= 52
    wrong = ({"connId": 9}, {"connId": 1}, {}, {"connId": 2, "x": 1})
    assert [result(client.post(TEMPERATURE, body)) for body in wrong] == [400, 404, 400, 400]
    assert client.device.posts() == []
    reader = connect("max-8.5.0", login=False)
    reader.login(readonly=True)
    assert result(reader.post(TEMPERATURE, {"connId": 2})) == 401
