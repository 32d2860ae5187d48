# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several devices behind one address, one after the other."""

from __future__ import annotations

import hashlib
import socket
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from peplink_simulator import Control, Device, DeviceSpec, Fleet
from peplink_simulator.control import ControlError
from simulator_client import ApiClient, direct_get, result

Address = tuple[str, int]


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    specs = [
        DeviceSpec("one", own_certificate=True),
        DeviceSpec("two", "balance", "8.3.0", own_certificate=True),
        DeviceSpec("three"),
        DeviceSpec("four"),
        DeviceSpec("plain", "balance", use_tls=False),
    ]
    with Fleet.start(specs, control=True) as running:
        yield running
        assert running.internal_errors == []


def address_of(device: Device) -> Address:
    return device.host, device.port


def fingerprint_at(address: Address) -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(address, 5) as plain, context.wrap_socket(plain) as secure:
        return hashlib.sha256(secure.getpeercert(binary_form=True) or b"").hexdigest()


def version_at(address: Address, ca_path: str | None, scheme: str = "https") -> str:
    slots = direct_get(f"{scheme}://{address[0]}:{address[1]}/api/info.firmware", ca_path).json()["response"]
    return str(slots["2"]["version"].split("s")[0].split()[0])


def test_each_device_takes_its_certificate_along(fleet: Fleet) -> None:
    one, two = fleet.device("one"), fleet.device("two")
    first, second = address_of(one), address_of(two)
    assert len({one.fingerprint, two.fingerprint, fleet.fingerprint}) == 3
    assert [fingerprint_at(address) for address in (first, second)] == [one.fingerprint, two.fingerprint]
    fleet.exchange("one", "two")
    assert (address_of(one), address_of(two)) == (second, first)
    assert [fingerprint_at(address) for address in (first, second)] == [two.fingerprint, one.fingerprint]
    assert [version_at(address, fleet.ca_path) for address in (first, second)] == ["8.3.0", "8.5.2"]
    fleet.exchange("two", "one")
    assert (address_of(one), address_of(two)) == (first, second)
    assert [version_at(address, fleet.ca_path) for address in (first, second)] == ["8.5.2", "8.3.0"]


def test_devices_that_share_a_certificate_differ_by_their_clients_only(fleet: Fleet, checks: Any, strict: Any) -> None:
    three, four = fleet.device("three"), fleet.device("four")
    client = ApiClient(three, fleet.ca_path, checks, strict)
    assert three.fingerprint == four.fingerprint == fleet.fingerprint
    assert result(client.grant()) == "ok"
    assert result(client.get("config.wan.connection")) == "ok"
    client.device, token = four, client.token
    fleet.exchange("three", "four")
    client.device, client.token = four, token
    assert fingerprint_at(address_of(four)) == fleet.fingerprint
    assert client.get("config.wan.connection")["code"] == 401
    assert len(four.requests(function="config.wan.connection")) == 1
    client.http.close()


def test_open_connections_end(fleet: Fleet, checks: Any, strict: Any) -> None:
    with requests.Session() as http:
        http.trust_env = False
        url = f"https://127.0.0.1:{fleet.device('one').port}/api/info.firmware"
        assert http.get(url, verify=fleet.ca_path, timeout=5).json()["stat"] == "ok"
        fleet.exchange("one", "two")
        assert http.get(url, verify=fleet.ca_path, timeout=5).json()["response"]["2"]["version"].startswith("8.3.0")
    assert [len(fleet.device(name).requests()) for name in ("one", "two")] == [1, 1]


def test_device_without_tls_behind_an_address_that_had_it(fleet: Fleet) -> None:
    address = address_of(fleet.device("one"))
    fleet.exchange("one", "plain")
    assert fleet.device("plain").fingerprint is None
    assert version_at(address, None, "http") == "8.5.2"


def test_from_another_process(fleet: Fleet) -> None:
    control, one, two = Control(fleet.control_url or ""), fleet.device("one"), fleet.device("two")
    first = address_of(one)
    control.exchange("one", "two")
    assert (address_of(two), fingerprint_at(first)) == (first, two.fingerprint)
    for names in (("one", "nobody"), ("nobody", "one")):
        with pytest.raises(ControlError, match="no device nobody"):
            control.exchange(*names)


def test_state_stays_with_the_device(fleet: Fleet) -> None:
    fleet.device("one").set_running("wan", 1, {"name": "Mine"})
    fleet.exchange("one", "two")
    assert [fleet.device(name).running("wan")[1]["name"] for name in ("one", "two")] == ["Mine", "Fibre"]
    fleet.device("one").reset()
    assert fingerprint_at(address_of(fleet.device("one"))) == fleet.device("one").fingerprint
