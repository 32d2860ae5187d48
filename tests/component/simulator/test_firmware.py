# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any firmware: behaviour goes by comparison, at the version itself and beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from peplink_simulator import DeviceSpec, Fleet
from simulator_client import ApiClient, result

VERSIONS = ("8.1.1", "8.1.2", "8.1.3", "8.2.0", "8.3.0", "8.3.0s012", "8.3.1", "8.5.1", "8.5.1s045 build 5258", "8.5.2", "8.5.4", "9.0.0")
STATUS = "status.wan.connection"


@pytest.fixture(scope="module")
def versions() -> Iterator[Fleet]:
    with Fleet.start([DeviceSpec(version, firmware=version) for version in VERSIONS]) as running:
        yield running


@pytest.fixture
def client_of(versions: Fleet, checks: Any, strict: Any) -> Iterator[Callable[[str], ApiClient]]:
    clients: list[ApiClient] = []

    def factory(version: str) -> ApiClient:
        client = ApiClient(versions.device(version), versions.ca_path, checks, strict)
        client.device.reset()
        clients.append(client)
        client.login()
        return client

    yield factory
    for client in clients:
        client.http.close()
    assert versions.internal_errors == []


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("8.1.2", "8.1.2 build 5000"),
        ("8.3.1", "8.3.1 build 5000"),
        ("8.5.2", "8.5.2s011 build 5401"),
        ("8.3.0s012", "8.3.0s012 build 5000"),
        ("8.5.1s045 build 5258", "8.5.1s045 build 5258"),
    ],
)
def test_version_as_the_router_tells_it(client_of: Any, version: str, told: str) -> None:
    slots = client_of(version).get("info.firmware")["response"]
    assert [slots["1"]["version"], slots["2"]["version"]] == ["8.1.0 build 4941", told]


@pytest.mark.parametrize(("version", "spelling"), [("8.1.1", "band"), ("8.1.2", "rat"), ("8.1.3", "rat")])
def test_bands_are_spelt_anew_from_8_1_2_on(client_of: Any, version: str, spelling: str) -> None:
    shown = client_of(version).get(STATUS)["response"]["2"]["cellular"]
    assert {"band", "rat"} & set(shown) == {spelling}


@pytest.mark.parametrize(("version", "shown"), [("8.3.0", True), ("8.3.0s012", True), ("8.3.1", False)])
def test_network_is_gone_from_8_3_1_on(client_of: Any, version: str, shown: bool) -> None:
    assert ("network" in client_of(version).get(STATUS)["response"]["2"]["cellular"]) == shown


@pytest.mark.parametrize(("version", "expected"), [("8.1.2", 400), ("8.3.0", 400), ("8.3.1", "ok"), ("9.0.0", "ok")])
def test_labels_of_gpio_pins_and_private_keys_come_with_8_3_1(client_of: Any, version: str, expected: Any) -> None:
    client = client_of(version)
    pin = {"id": 1, "type": "digital_input", "customStates": {"high": "On", "low": "Off"}}
    assert result(client.post("config.gpio", {"list": [pin]})) == expected
    keys = {"ppsk": []}
    assert result(client.post("config.ssid.profile", {"action": "update", "id": 1, "security": keys})) == expected
    assert ("ppsk" in client.get("config.ssid.profile")["response"]["2"]["security"]) == (expected == "ok")


@pytest.mark.parametrize(("version", "expected"), [("8.1.1", 999), ("8.1.2", 999), ("8.2.0", "ok"), ("8.5.4", "ok")])
def test_functions_that_a_firmware_lacks_are_unknown_to_it(client_of: Any, version: str, expected: Any) -> None:
    assert result(client_of(version).get("config.wan.connection")) == expected


@pytest.mark.parametrize("version", ["8.5", "eight", "8.5.2.", "8.5.2 beta", ""])
def test_text_that_is_no_version(version: str) -> None:
    for spec in ({"firmware": version}, {"other_firmware": version}):
        with pytest.raises(ValueError, match="is no version"):
            DeviceSpec.from_dict({"name": "one", **spec})
