# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the source tells of simulated routers, over restarts, and what it asks of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from peplink_simulator import Fault
from peplink_simulator.device import Device

from .conftest import Watch

WANS_DOWN = [("ship-1", "wan_disconnected", "connected", "disconnected"), ("ship-1", "failed_over", [1], [2])]
WANS_UP = [("ship-1", "wan_connected", "disconnected", "connected"), ("ship-1", "failed_over", [2], [1])]


@pytest.fixture
def ship(watch: Watch) -> Device:
    return watch.fleet.device("ship-1")


def cut(device: Device) -> None:
    device.set_wan_status(1, statusLed="red", message="No Cable Detected", uptime=0)


def mend(device: Device) -> None:
    device.set_wan_status(1, statusLed="green", message="Connected", uptime=None)


def test_a_fail_over_and_its_end_are_told_once_each(watch: Watch, ship: Device) -> None:
    assert watch.rounds(3) == []
    cut(ship)
    assert watch.rounds(3) == WANS_DOWN
    mend(ship)
    assert watch.rounds(3) == WANS_UP
    assert watch.rounds(2) == []


def test_flapping_is_not_told(watch: Watch, ship: Device) -> None:
    watch.rounds(2)
    for _turn in range(3):
        cut(ship)
        assert watch.rounds(1) == []
        mend(ship)
        assert watch.rounds(1) == []


def test_since_is_known_only_if_somebody_looked(watch: Watch, ship: Device) -> None:
    watch.rounds(2)
    cut(ship)
    assert [(event["kind"], event["since"]) for event in watch.events(2)] == [("wan_disconnected", None), ("failed_over", None)]
    mend(ship)
    assert all(event["since"] is None for event in watch.events(2))


def test_a_router_that_was_away_is_compared_with_what_it_was_before(watch: Watch, ship: Device) -> None:
    watch.rounds(2)
    ship.go_dark(10_000, False)
    assert watch.rounds(3) == [("ship-1", "router_unreachable", "reachable", "unreachable")]
    cut(ship)
    ship.end_dark()
    assert watch.rounds(3) == [("ship-1", "router_reachable", "unreachable", "reachable"), *WANS_DOWN]


def test_a_killed_source_tells_nothing_twice_and_loses_nothing(watch: Watch, ship: Device) -> None:
    watch.rounds(2, stop=False)
    cut(ship)
    assert watch.rounds(3, stop=False) == WANS_DOWN
    assert watch.rounds(3, stop=False) == []
    mend(ship)
    assert watch.rounds(2, stop=False) == WANS_UP


def test_a_reboot_is_told(watch: Watch, ship: Device) -> None:
    ship.unknowns.update({"reboot_polls": 0, "reboot_seconds": 90.0})
    watch.rounds(2)
    ship.reboot()
    told = watch.rounds(6)
    assert [kind for _router, kind, _before, _after in told] == ["router_unreachable", "router_rebooted", "router_reachable"]


def test_wrong_credentials_are_no_unreachable_router(watch: Watch, ship: Device) -> None:
    watch.rounds(2)
    ship.faults.add(Fault("fail", function="status.wan.connection", method="GET", times=None, code=401))
    assert ("ship-1", "router_refused", "reachable", "refused") in watch.rounds(3)
    ship.faults.clear()


@pytest.mark.parametrize(
    ("options", "change", "told"),
    [
        ({"watch": ["vpn"]}, lambda ship: ship.set_vpn_peer("2-1", status="START"), ("vpn_peer_down", "up", "down")),
        ({"client_limits": [{"name": "crowd", "limit": 20}]}, lambda ship: ship.set_clients(60), ("clients_above", "below", "above")),
        ({}, lambda ship: ship.set_radio("5G"), ("radio_changed", "LTE", "5G")),
        ({"watch": ["configuration"]}, lambda ship: ship.set_running("wan", 1, {"physical": {"mtu": 1300}}), ("configuration_changed", None, None)),
    ],
)
def test_what_takes_further_requests(watch: Watch, ship: Device, options: Any, change: Any, told: tuple[Any, ...]) -> None:
    options = {"detail_interval": 120, "configuration_interval": 240, **options}
    assert watch.rounds(2, **options) == []
    change(ship)
    [(router, kind, before, after)] = watch.rounds(6, **options)
    assert (router, kind) == ("ship-1", told[0])
    assert told[1] is None or (before, after) == told[1:]


def test_a_quiet_router_gets_one_request_in_a_round(watch: Watch, ship: Device) -> None:
    watch.rounds(1)
    ship.clear_journal()
    assert watch.rounds(5) == []
    assert [entry.function for entry in ship.journal] == ["status.wan.connection"] * 5


def test_a_router_gets_no_more_requests_than_it_may(watch: Watch, ship: Device) -> None:
    everything: dict[str, Any] = {
        "watch": ["vpn", "gpio"],
        "client_limits": [{"name": "crowd", "limit": 20}],
        "allowances": [{"name": "low", "threshold": "90 %"}],
        "areas": [{"name": "port", "latitude": 52, "longitude": 4, "radius": "1 km"}],
    }
    ship.clear_journal()
    watch.rounds(3, max_requests_per_minute=3, **everything)
    functions = [entry.function for entry in ship.journal]
    assert len(functions) == 9
    assert set(functions) >= {"status.pepvpn", "status.gpio.input", "status.client", "status.wan.connection.allowance", "info.location"}


def test_no_secret_is_kept_or_told(watch: Watch, ship: Device) -> None:
    watch.rounds(2, watch=["vpn", "configuration"], configuration_interval=60)
    cut(ship)
    ship.set_running("ssid", 1, {"name": "Deck"})
    events = watch.events(4, watch=["vpn", "configuration"], configuration_interval=60)
    assert {event["kind"] for event in events} == {"wan_disconnected", "failed_over", "configuration_changed"}
    for text in ((watch.home / "state.json").read_text(), json.dumps(events)):
        assert str(ship.client_secret) not in text
        assert not any(token.value in text for token in ship.tokens)
