# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The events of routers: what counts as a change, what is told of it, and that nothing is told twice or lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.decisions import Look, decide
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.readings import distance
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.rules import AllowanceRule, AreaRule, ClientRule, Rules, Settle, SignalRule
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.state import RouterState, dumped, loaded

START = 1_800_000_000.0
AT_ONCE = Settle(1)
DOWN = "down"


def wan(number: int = 1, word: str = "connected", **more: Any) -> dict[str, Any]:
    """A WAN of the facts."""
    messages = {"connected": "Connected", "disconnected": "No Cable Detected", "standby": "Standby", "disabled": "Disabled"}
    state = {"enable": word != "disabled", "connected": word == "connected", "message": messages[word]}
    return {"id": number, "name": f"WAN {number}", "priority": number, "uptime": 5_000_000, **state, **more}


def cellular(**detail: Any) -> dict[str, Any]:
    return wan(2, cellular=detail)


def bands(**signal: float) -> dict[str, Any]:
    return cellular(bands=[{"signal": {}}, {"signal": signal}, {"signal": dict.fromkeys(signal, 0.0)}])


def told(
    looks: Sequence[Mapping[str, Any] | str | None], rules: Rules | None = None, settle: Settle = AT_ONCE, state: RouterState | None = None
) -> tuple[list[Mapping[str, Any]], RouterState]:
    """The events of looks a minute apart: each a mapping of subjects, the word of a failure, or None for a restart of the source."""
    state, events = state or RouterState(), []
    for number, given_look in enumerate(looks):
        if given_look is None:
            state = loaded(dumped(state))
            continue
        time = START + 60 * number
        look = Look(time, failure=given_look, message="it said so") if isinstance(given_look, str) else Look(time, given_look)
        decision = decide("ship-1", state, look, rules or Rules(), settle)
        events += decision.events
        state = decision.state
    return events, state


def changes(events: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    return [(event["kind"], event["subject"]["id"], event["before"], event["after"]) for event in events]


WEAK = Rules(signals=(SignalRule("weak", metric="rsrp", threshold=-110, hysteresis=5),))
LOW = Rules(allowances=(AllowanceRule("low", threshold=90),))
CROWD = Rules(clients=(ClientRule("crowd", limit=10, hysteresis=3),))
PORT = Rules(areas=(AreaRule("port", latitude=53.0, longitude=4.0, radius=1000, hysteresis=100),))


def used(percent: float, usage: float, **more: Any) -> dict[str, Any]:
    return {"allowance": [{"id": 2, "sims": [{"id": 1, "enable": True, "percent": percent, "usage_mb": usage, **more}]}]}


def fix(kilometres_north: float, **more: Any) -> dict[str, Any]:
    return {"location": {"fix": True, "latitude": 53.0 + kilometres_north / 111.195, "longitude": 4.0, **more}}


def clients(count: int) -> dict[str, Any]:
    return {"clients": [{"mac": f"{number}"} for number in range(count)]}


def peers(**states: bool) -> dict[str, Any]:
    return {"vpn": {"peers": [{"peer_id": name, "name": name.upper(), "connected": up} for name, up in states.items()]}}


def pins(*levels: Any) -> dict[str, Any]:
    return {"gpio": {"inputs": [{"id": number, "type": "digital_input", "state": level} for number, level in enumerate(levels, start=1)]}}


CASES: dict[str, tuple[Rules, list[Any], list[tuple[Any, ...]]]] = {
    "nothing is new at first": (Rules(), [{"wan": [wan(1), wan(2, "disconnected")]}], []),
    "a router that was never seen": (Rules(), ["unreachable", {"wan": [wan()]}], [("router_reachable", None, "unreachable", "reachable")]),
    "unreachable, refused": (
        Rules(),
        [{"wan": []}, "unreachable", "unreachable", "refused"],
        [("router_unreachable", None, "reachable", "unreachable"), ("router_refused", None, "unreachable", "refused")],
    ),
    "every word of a WAN": (
        Rules(),
        [{"wan": [wan(1, word), wan(9)]} for word in ("connected", "disconnected", "standby", "disabled")],
        [
            ("wan_disconnected", 1, "connected", "disconnected"),
            ("failed_over", None, [1], [9]),
            ("wan_standby", 1, "disconnected", "standby"),
            ("wan_disabled", 1, "standby", "disabled"),
        ],
    ),
    "a WAN that is gone": (
        Rules(),
        [{"wan": [wan(1), wan(2)]}, {"wan": [wan(1)]}, {"wan": [wan(1)]}],
        [("wan_disconnected", 2, "connected", "disconnected")],
    ),
    "a new WAN is no news, but what carries traffic is": (
        Rules(),
        [{"wan": [wan(2)]}, {"wan": [wan(1), wan(2)]}],
        [("failed_over", None, [2], [1])],
    ),
    "WANs that carry no traffic": (
        Rules(),
        [{"wan": [wan(1, as_lan=True), wan(3, management_only=True), wan(4), wan(5, priority=4)]}, {"wan": [wan(1, as_lan=True), wan(4, "disconnected")]}],
        [
            ("wan_disconnected", 4, "connected", "disconnected"),
            ("failed_over", None, [4, 5], []),
            ("wan_disconnected", 3, "connected", "disconnected"),
            ("wan_disconnected", 5, "connected", "disconnected"),
        ],
    ),
    "SIM": (
        Rules(),
        [{"wan": [cellular(sims=[{"id": 1, "active": one}, {"id": 2, "active": two}])]} for one, two in ((True, False), (False, False), (False, True))],
        [("sim_switched", 2, 1, 2)],
    ),
    "roaming": (
        Rules(),
        [{"wan": [cellular(roaming=word)]} for word in ("home", "roaming", "home", "roaming_partner")],
        [("roaming_started", 2, "home", "roaming"), ("roaming_ended", 2, "roaming", "home"), ("roaming_started", 2, "home", "roaming_partner")],
    ),
    "roaming to what nobody knows": (
        Rules(),
        [{"wan": [cellular(roaming=word)]} for word in ("home", "visiting")],
        [("roaming_changed", 2, "home", "visiting")],
    ),
    "radio technology": (
        Rules(),
        [{"wan": [cellular(data_technology="LTE")]}, {"wan": [cellular()]}, {"wan": [cellular(data_technology="5G", mobile_type="LTE")]}],
        [("radio_changed", 2, "LTE", "5G")],
    ),
    "signal with hysteresis": (
        WEAK,
        [{"wan": [bands(rsrp=value)]} for value in (-100, -110, -110.5, -107, -105, -109, -111)],
        [("signal_below", 2, "above", "below"), ("signal_above", 2, "below", "above"), ("signal_below", 2, "above", "below")],
    ),
    "no signal is no change": (WEAK, [{"wan": [bands(rsrp=-100)]}, {"wan": [cellular()]}, {"wan": [bands(rsrq=-20)]}], []),
    "signal of Wi-Fi": (
        Rules(signals=(SignalRule("weak", metric="strength", threshold=-70, wans=("WAN 3",)),)),
        [{"wan": [wan(3, wifi={"signal": {"strength": value}}), wan(4, wifi={"signal": {"strength": value}})]} for value in (-60, -80)],
        [("signal_below", 3, "above", "below")],
    ),
    "allowance once in a cycle": (
        LOW,
        [used(80, 8000), used(90, 9000), used(95, 9500), used(89.9, 8990), used(91, 9100), used(3, 300), used(92, 9200)],
        [("allowance_reached", 2, "below", "reached"), ("allowance_reached", 2, "below", "reached")],
    ),
    "a larger allowance is no new cycle": (
        LOW,
        [used(80, 8000), used(90, 9000), used(45, 9000), used(90, 18000)],
        [("allowance_reached", 2, "below", "reached")],
    ),
    "an allowance that is off": (LOW, [used(80, 8000), used(95, 9500, enable=False)], []),
    "VPN peers": (
        Rules(),
        [peers(a=True, b=True), peers(a=False, b=True), peers(a=True), peers(a=True)],
        [("vpn_peer_down", "a", "up", "down"), ("vpn_peer_up", "a", "down", "up"), ("vpn_peer_down", "b", "up", "down")],
    ),
    "two VPN peers of one name": (
        Rules(),
        [{"vpn": {"peers": [{"name": "twin", "connected": one}, {"name": "twin", "connected": False}]}} for one in (True, True, False)],
        [("vpn_peer_down", "twin", "up", "down")],
    ),
    "clients with hysteresis": (
        CROWD,
        [clients(count) for count in (10, 11, 8, 12, 7, 10, 11)],
        [("clients_above", None, "below", "above"), ("clients_below", None, "above", "below"), ("clients_above", None, "below", "above")],
    ),
    "GPIO": (
        Rules(),
        [pins(0, None), pins(1, 1), {"gpio": {"inputs": [{"id": 1, "type": "analog_input", "state": 0}]}}],
        [("gpio_changed", 1, 0, 1)],
    ),
    "area with hysteresis": (
        PORT,
        [fix(0.9), fix(1.05), fix(1.11), fix(1.05), {"location": {"fix": False}}, fix(0, fix=False), fix(0.99)],
        [("area_left", "port", "inside", "outside"), ("area_entered", "port", "outside", "inside")],
    ),
    "configuration": (Rules(), [{"configuration": "a"}, {"configuration": "a"}, {"configuration": "b"}], [("configuration_changed", None, "a", "b")]),
}


@pytest.mark.parametrize(("rules", "looks", "expected"), CASES.values(), ids=CASES)
def test_what_is_told(rules: Rules, looks: list[Any], expected: list[tuple[Any, ...]]) -> None:
    events, _state = told(looks, rules)
    assert changes(events) == expected


def test_the_shape_of_an_event() -> None:
    [event], _state = told([{"wan": [bands(rsrp=-100)]}, {"wan": [bands(rsrp=-113.5)]}], WEAK)
    mark = event["id"]
    assert event == {
        "id": mark,
        "router": "ship-1",
        "kind": "signal_below",
        "subject": {"type": "wan", "id": 2, "name": "WAN 2", "metric": "rsrp", "unit": "dBm"},
        "before": "above",
        "after": "below",
        "measured": -113.5,
        "rule": "weak",
        "time": "2027-01-15T08:01:00Z",
        "since": "2027-01-15T08:01:00Z",
        "message": "ship-1: wan 2 (WAN 2) is below, was above (-113.5, rule weak)",
        "source": {"name": "wanfleet.peplink.router_events", "format": 1},
        "meta": {"uuid": mark},
    }
    again, _state = told([{"wan": [bands(rsrp=-100)]}, {"wan": [bands(rsrp=-113.5)]}], WEAK)
    assert again == [event]


def test_a_failure_says_what_was_answered() -> None:
    [event], _state = told([{"wan": []}, "unreachable"])
    assert event["message"] == "ship-1: router is unreachable, was reachable: it said so"


def test_what_a_router_says_is_no_template() -> None:
    """A rulebook hands events to playbooks as extra variables."""
    hostile = "{{ lookup('pipe', 'id') }}{%x%}{{{#\x1b"
    looks = [
        {"wan": [cellular(data_technology=word)], "vpn": {"peers": [{"peer_id": hostile, "name": hostile, "connected": up}]}}
        for word, up in (("LTE", True), (hostile, False))
    ]
    events, _state = told([{"wan": [{**look["wan"][0], "name": hostile}], "vpn": look["vpn"]} for look in looks])
    assert [event["kind"] for event in events] == ["radio_changed", "vpn_peer_down"]
    assert not any(
        mark in json.dumps([{**event, "subject": list(event["subject"].values())} for event in events], indent=1) for mark in ("{{", "{%", "{#", "\\u001b")
    )
    assert events[0]["after"].startswith("{ { lookup('pipe', 'id') }}")


OFF, ON = {"wan": [wan(1, "disconnected"), wan(9)]}, {"wan": [wan(1), wan(9)]}


@pytest.mark.parametrize(
    ("settle", "looks", "times"),
    [
        (Settle(1), [ON, OFF], [(1, 1)]),
        (Settle(2), [ON, OFF], []),
        (Settle(2), [ON, OFF, OFF], [(2, 1)]),
        (Settle(2), [ON, OFF, ON, OFF, ON], []),
        (Settle(2), [ON, OFF, ON, OFF, OFF], [(4, 3)]),
        (Settle(3), [ON, OFF, OFF, ON, OFF, OFF, OFF], [(6, 4)]),
        (Settle(seconds=0), [ON, OFF], [(1, 1)]),
        (Settle(seconds=60), [ON, OFF, OFF], [(2, 1)]),
        (Settle(seconds=61), [ON, OFF, OFF, OFF], [(3, 1)]),
        # What happened while nobody looked happened at an unknown time.
        (Settle(1), [ON, None, OFF], [(2, None)]),
        (Settle(2), [ON, None, OFF, OFF], [(3, None)]),
        (Settle(2), [ON, OFF, None, OFF], [(3, 1)]),
        (Settle(2), [ON, OFF, None, ON, None, OFF, OFF], [(6, None)]),
        (Settle(2), [ON, "unreachable", OFF, OFF], [(3, None)]),
        # A failed look in between says nothing about the WAN.
        (Settle(2), [ON, OFF, "unreachable", OFF], [(3, 1)]),
        (Settle(1), [ON, None, ON, OFF], [(3, 3)]),
    ],
)
def test_how_long_a_change_must_last(settle: Settle, looks: list[Any], times: list[tuple[int, int | None]]) -> None:
    events, _state = told(looks, settle=settle)
    found = [(event["time"], event["since"]) for event in events if event["kind"] == "wan_disconnected"]
    assert found == [(iso(time), None if since is None else iso(since)) for time, since in times]


def iso(minute: int) -> str:
    return f"2027-01-15T08:{minute:02}:00Z"


@pytest.mark.parametrize(
    ("looks", "since"),
    [
        ([ON, "unreachable"], 1),
        ([ON, None, "unreachable"], None),
        (["unreachable", None, ON], None),
        (["unreachable", "unreachable", ON], 2),
    ],
)
def test_since_when_a_router_is_reachable_or_not(looks: list[Any], since: int | None) -> None:
    [event], _state = told(looks)
    assert event["since"] == (None if since is None else iso(since))


def test_a_router_that_was_away_is_compared_with_what_it_was_before() -> None:
    events, _state = told([{**ON, **peers(a=True)}, "unreachable", None, "unreachable", {**OFF, **peers(a=False)}])
    assert [(event["kind"], event["since"]) for event in events] == [
        ("router_unreachable", iso(1)),
        ("router_reachable", iso(4)),
        ("wan_disconnected", None),
        ("failed_over", None),
        ("vpn_peer_down", None),
    ]


def test_what_is_asked_rarely_has_a_time_of_its_own() -> None:
    """The base is looked at in every round, and says nothing of when the peers were."""
    events, _state = told([{**ON, **peers(a=True)}, "unreachable", ON, ON, peers(a=False)])
    assert [event["since"] for event in events if event["kind"] == "vpn_peer_down"] == [None]


def up(*uptimes: int) -> dict[str, Any]:
    return {"wan": [wan(number, uptime=uptime) for number, uptime in enumerate(uptimes, start=1)]}


@pytest.mark.parametrize(
    ("looks", "renewed", "rebooted"),
    [
        ([up(500, 500), up(20, 30)], False, True),
        ([up(500, 500), up(20, 560)], False, False),
        ([up(500), up(20)], False, False),
        ([up(500), up(20)], True, True),
        ([up(500), up(560)], True, False),
        ([up(500), up(57)], True, False),
        ([up(500, 500), "unreachable", "unreachable", "unreachable", "unreachable", up(20, 250)], False, False),
        ([up(500, 500), "unreachable", "unreachable", None, up(100, 150)], False, True),
        ([up(20, 30)], True, False),
        ([{"wan": [wan(1, "disconnected", uptime=0)]}, {"wan": [wan(1, "disconnected", uptime=0)]}], True, False),
    ],
)
def test_a_reboot_is_told_by_the_uptime_of_all_wans(looks: list[Any], renewed: bool, rebooted: bool) -> None:
    _events, state = told(looks[:-1])
    time = START + 60 * (len(looks) - 1)
    decision = decide("ship-1", state, Look(time, looks[-1], renewed=renewed), Rules(), AT_ONCE)
    assert [event["kind"] for event in decision.events if event["kind"] == "router_rebooted"] == ["router_rebooted"] * rebooted


@pytest.mark.parametrize(
    ("looks", "moved"),
    [([ON], True), ([ON, ON], False), ([ON, OFF], True), ([ON, OFF, OFF], False), ([ON, "unreachable"], True), ([ON, "unreachable", ON], True)],
)
def test_that_something_moved_is_known_at_once(looks: list[Any], moved: bool) -> None:
    _events, state = told(looks[:-1], settle=Settle(5))
    last = looks[-1]
    look = Look(START, failure=last) if isinstance(last, str) else Look(START, last)
    assert decide("ship-1", state, look, Rules(), Settle(5)).moved is moved


def test_distances_are_those_of_the_earth() -> None:
    assert distance(52.0, 4.0, 53.0, 4.0) == pytest.approx(111_195, abs=1)
    assert distance(0.0, 179.9, 0.0, -179.9) == pytest.approx(22_239, abs=1)
    assert distance(89.9, 0.0, 89.9, 180.0) == pytest.approx(22_239, abs=1)


WORDS = st.sampled_from(["connected", "disconnected", "standby", "disabled"])
LOOKS = st.lists(st.one_of(WORDS, st.none(), st.just(DOWN)), max_size=40)


@given(LOOKS, st.integers(1, 4))
def test_the_events_lead_from_the_first_state_to_the_last_that_settled(words: list[str | None], polls: int) -> None:
    """Whatever is seen, with restarts and failures in between."""
    looks = [word and ("unreachable" if word == DOWN else {"wan": [wan(1, word)]}) for word in words]
    events, state = told(looks, settle=Settle(polls))
    for key, seen in (
        ("wan/1", [word for word in words if word not in (None, DOWN)]),
        ("router", ["unreachable" if word == DOWN else "reachable" for word in words if word]),
    ):
        settled = [(event["before"], event["after"]) for event in events if event["kind"].startswith(f"{key.partition('/')[0]}_")]
        assert settled == _lasting(seen, polls)
        if seen:
            assert state.tracks[key].told == (settled[-1][1] if settled else seen[0])
    assert len({event["id"] for event in events}) == len(events)


def _lasting(seen: Sequence[Any], polls: int) -> list[tuple[Any, Any]]:
    """The changes of a sequence, told by the lengths of its runs."""
    found, value = [], seen[0] if seen else None
    for word, run in groupby(seen):
        if word != value and len(list(run)) >= polls:
            found.append((value, word))
            value = word
    return found


@given(LOOKS)
def test_a_state_comes_back_from_the_file_as_it_was(words: list[str | None]) -> None:
    _events, state = told([word and ("unreachable" if word == DOWN else {"wan": [wan(1, word)]}) for word in words], settle=Settle(3))
    assert loaded(dumped(state)) == RouterState(state.tracks, state.answered)
