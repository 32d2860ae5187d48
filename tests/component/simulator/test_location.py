# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""info.location and info.time."""

from __future__ import annotations

from typing import Any

import pytest
from simulator_client import FAMILIES, FIRMWARE, result

LOCATION, TIME = "info.location", "info.time"


@pytest.mark.parametrize("firmware", FIRMWARE)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_firmware(connect: Any, family: str, firmware: str) -> None:
    client = connect(f"{family}-{firmware}")
    expected = 999 if family == "fusionhub" else "ok"
    assert result(client.get(LOCATION)) == result(client.post(LOCATION)) == expected
    if expected == "ok":
        assert client.get(LOCATION)["response"]["gps"] is (family == "max")
        assert ("location" in client.get(LOCATION)["response"]) == (family == "max")
    assert result(client.get(TIME)) == ("ok" if firmware.startswith("8.5") else 999)


def test_fix_moves_a_little(connect: Any) -> None:
    client = connect()
    client.device.stop_clock(age=0)
    first = client.get(LOCATION)["response"]["location"]
    client.device.advance(120)
    later = client.get(LOCATION)["response"]["location"]
    assert 0 < abs(first["latitude"] - later["latitude"]) < 0.03
    assert (later["timestamp"] - first["timestamp"], later["timestamp"] % 5) == (120, 0)
    client.device.unknowns.location_heading = "hidden"
    assert set(client.get(LOCATION)["response"]["location"]) == set(later) - {"heading"}
    client.device.unknowns.location_fix = "none"
    assert client.get(LOCATION)["response"] == {"gps": False}


def test_model_without_receiver(connect: Any) -> None:
    client = connect("balance-8.5.2", unsupported_code=66)
    assert client.get(LOCATION)["response"] == {"gps": False}
    client.device.unknowns.location_without_receiver = "unsupported"
    assert result(client.get(LOCATION)) == 66


def test_post_of_location(connect: Any) -> None:
    client = connect(login=False)
    client.login(readonly=True)
    client.device.stop_clock()
    assert client.post(LOCATION) == client.get(LOCATION)
    assert result(client.post(LOCATION, {"gps": True})) == 400
    client.device.unknowns.reads_by_post = "refuse"
    assert result(client.post(LOCATION)) == 404
    assert client.device.posts() == []


def test_time_and_functions_that_left_the_list(connect: Any) -> None:
    for name, dropped in (("max-8.5.0", "ok"), ("max-8.5.2", 999)):
        client = connect(name)
        client.device.stop_clock()
        assert client.get(TIME)["response"] == {"time": int(client.device.clock())}
        client.device.unknowns.dropped_functions = "unknown"
        assert [result(client.get(function)) for function in (TIME, "status.gpio.input", "status.gpio.output")] == [dropped] * 3
        assert result(client.get(LOCATION)) == "ok"
