# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A day of a fleet, in accelerated time: of ten thousand changes, exactly those are told that lasted two looks.

The routers answer in process, and are looked at every minute; looks that can only repeat the one before are left out. What should be told
comes from the schedule of the simulator alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from peplink_simulator import DeviceSpec, Fleet
from peplink_simulator.device import Device
from peplink_simulator.dispatch import Incoming, process
from peplink_simulator.journal import Request
from peplink_simulator.query import split_query
from peplink_simulator.schedule import Change
from peplink_simulator.specification import DEFAULT_PATH, Specification, load

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.transport import RawAnswer
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.connection_options import ConnectionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import Unreachable
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.conversation import Conversation
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.decisions import decide
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.readings import distance
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.rules import AllowanceRule, AreaRule, ClientRule, Rules, Settle, SignalRule
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.schedule import SUBJECT_OF
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.state import RouterState

from ..conftest import SteppingClock

DAY, MINUTE = 86_400, 60
MINUTES = range(DAY // MINUTE + 3)
CHANGES, ROUTERS = 10_000, 40
SETTLE = Settle(2)
ZONE = AreaRule("zone", latitude=52.5, longitude=4.3, radius=30_000)

# The subjects that an entry of a schedule is seen in, beside the base.
SUBJECTS = {
    "peer_down": "vpn",
    "allowance": "allowance",
    "clients": "clients",
    "client_gone": "clients",
    "gpio": "gpio",
    "position": "location",
    "configuration": "configuration",
}
ALL = {"wan", *SUBJECTS.values()}


class InProcess:
    """A transport that calls a simulated router without a network."""

    fingerprint = None

    def __init__(self, device: Device, specification: Specification) -> None:
        self._device = device
        self._specification = specification

    def send(self, method: str, url: str, *, query: Mapping[str, str], json_body: Any, headers: Mapping[str, str]) -> RawAnswer:
        device = self._device
        device.catch_up()
        if device.dark:
            raise Unreachable("sending a request", device.name, "there is no route to it", "Check its link.", maybe_processed=False)
        function = urlsplit(url).path.removeprefix("/api/")
        incoming = Incoming(method, function, split_query(urlencode(query)), json_body, False, None)
        with device.lock:
            answer = process(device, self._specification, incoming, (), Request(method, function, {}, json_body, False, 0.0))
        return RawAnswer(answer.status, [("Content-Type", "application/json")], answer.payload)

    def close(self) -> None:
        pass


@dataclass
class Watched:
    """A router and what is known of it."""

    device: Device
    conversation: Conversation
    rules: Rules
    state: RouterState = field(default_factory=RouterState)
    first: RouterState = field(default_factory=RouterState)
    begun: float = 0.0
    owed: set[str] = field(default_factory=set)
    told: list[Mapping[str, Any]] = field(default_factory=list)

    def look(self, subjects: Collection[str], time: float) -> None:
        """Look and decide as the source does: at the base first, and at nothing else until that succeeds."""
        self.owed |= set(subjects)
        for subject in sorted(self.owed, key=lambda subject: subject != "wan"):
            if subject == "wan" or self.state.watched:
                self._look([subject], time)
                self.owed.discard(subject)

    def _look(self, subjects: Sequence[str], time: float) -> None:
        look = self.conversation.look(subjects)
        assert look is not None
        decision = decide(self.device.name, self.state, look, self.rules, SETTLE)
        self.state = decision.state
        self.told += decision.events


def a_day(fleet: Fleet) -> list[Watched]:
    """The routers of a fleet after a day."""
    fleet.stop_clocks(age=0)
    fleet.schedule_changes("a day", DAY, CHANGES)
    clock, specification = SteppingClock(), load(DEFAULT_PATH)
    watched = [watch(device, clock, specification) for device in fleet.devices]
    edges = {router.device.name: edges_of(router.device) for router in watched}
    for router in watched:
        router.look(ALL, clock.now)
        router.first, router.begun = router.state, clock.now
    for minute in MINUTES[1:]:
        clock.now += MINUTE
        fleet.advance(MINUTE)
        for router in watched:
            unsettled = {SUBJECT_OF.get(family, "wan") for family in router.state.unsettled}
            router.look(unsettled.union(edges[router.device.name].get(minute, ())), clock.now)
    return watched


def watch(device: Device, clock: SteppingClock, specification: Specification) -> Watched:
    options = ConnectionOptions(device.name, 80, use_tls=False, client_id=device.client_id, client_secret=device.client_secret, retries=0, token_cache=False)
    conversation = Conversation(options, 10_000, clock, lambda options: InProcess(device, specification))
    look = conversation.look(["clients"])
    assert look is not None
    rules = Rules(
        (SignalRule("weak", metric="rsrp", threshold=-111), SignalRule("faint", metric="strength", threshold=-95)),
        (AllowanceRule("low", threshold=90),),
        (ClientRule("crowd", limit=len(look.subjects["clients"])),),
        (ZONE,),
    )
    return Watched(device, conversation, rules)


def edges_of(device: Device) -> dict[int, set[str]]:
    """By minute, the subjects in which something may be new."""
    found: dict[int, set[str]] = {}
    for entry in device.schedule.entries:
        for edge in (entry.at, entry.until):
            if edge is not None:
                found.setdefault(-(-edge // MINUTE), set()).add(SUBJECTS.get(entry.what, "wan"))
    return found


# By what is in a schedule: the word that it reads as, from the values and those of before; None where nothing can be read.
WORDS: Mapping[str, Callable[[Mapping[str, Any] | None], Any]] = {
    "wan_down": lambda values: "disconnected" if values is not None else "connected",
    "sim": lambda values: values["slot"] if values else 1,
    "radio": lambda values: values["technology"] if values else "LTE",
    "roaming": lambda values: "roaming" if values is not None else "home",
    "signal": lambda values: "below" if values else "above",
    "peer_down": lambda values: "down" if values is not None else "up",
    "clients": lambda values: "above" if values is not None else "below",
    "gpio": lambda values: values["level"] if values else 0,
    "allowance": lambda values: "reached" if values and values["percent"] >= 90 else "below",
    "position": lambda values: "inside" if distance(values["latitude"], values["longitude"], ZONE.latitude, ZONE.longitude) <= ZONE.radius else "outside",
    "configuration": lambda values: json.dumps(values),
}
EVENTS: Mapping[str, Callable[[Any], str]] = {
    "wan_down": lambda word: f"wan_{word}",
    "sim": lambda word: "sim_switched",
    "radio": lambda word: "radio_changed",
    "roaming": lambda word: "roaming_started" if word == "roaming" else "roaming_ended",
    "signal": lambda word: f"signal_{word}",
    "peer_down": lambda word: f"vpn_peer_{word}",
    "clients": lambda word: f"clients_{word}",
    "gpio": lambda word: "gpio_changed",
    "allowance": lambda word: "allowance_reached" if word == "reached" else "",
    "position": lambda word: "area_entered" if word == "inside" else "area_left",
    "configuration": lambda word: "configuration_changed",
}


def should_be_told(changes: Sequence[Change], first_area: str) -> Counter[tuple[str, int]]:
    """Kinds of events with the minute in which they are told, from the schedule of one router."""
    found: Counter[tuple[str, int]] = Counter()
    dark = {minute for what in ("reboot", "unreachable") for minute in when(changes, what)}
    down = {wan: when(changes, "wan_down", wan) for wan in (1, 2, 3)}
    for minute, word in settled(["dark" if minute in dark else "lit" for minute in MINUTES], "lit", set()):
        found["router_unreachable" if word == "dark" else "router_reachable", minute] += 1
    for change in changes:
        if change.what == "reboot" and change.after is None:
            found["router_rebooted", next(minute for minute in MINUTES if minute * MINUTE >= change.at and minute not in dark)] += 1
    for what, place in {(change.what, change.place) for change in changes if change.what in EVENTS}:
        first = first_area if what == "position" else WORDS[what](None)
        wan = dict(place).get("wan", 2)
        hidden = dark | (down[wan] if what in ("radio", "signal") else set())
        for minute, word in settled(words(changes, what, place, first), first, hidden):
            if EVENTS[what](word):
                found[EVENTS[what](word), minute] += 1
    carriers = [next((wan for wan in (1, 2, 3) if minute not in down[wan]), None) for minute in MINUTES]
    for minute, _wan in settled(carriers, 1, dark):
        found["failed_over", minute] += 1
    return found


def settled(words: Sequence[Any], first: Any, hidden: set[int]) -> Iterator[tuple[int, Any]]:
    """When a word counts: the minute of the second look in a row that finds it, of those that see anything."""
    told, last = first, None
    for minute, word in enumerate(words):
        if minute not in hidden:
            if word == last and word != told:
                told = word
                yield minute, word
            last = word


def words(changes: Sequence[Change], what: str, place: Any, first: Any) -> list[Any]:
    """What is to be read in each minute."""
    own = [change for change in changes if (change.what, change.place) == (what, place)]
    found, word = [], first
    for minute in MINUTES:
        while own and own[0].at <= minute * MINUTE:
            word = WORDS[what](own.pop(0).after)
        found.append(word)
    return found


def when(changes: Sequence[Change], what: str, wan: int | None = None) -> set[int]:
    """The minutes in which something is unusual."""
    place = () if wan is None else (("wan", wan),)
    own = [change for change in changes if (change.what, change.place) == (what, place)]
    return {minute for minute in MINUTES if any(change.at <= minute * MINUTE for change in own) and last_of(own, minute * MINUTE).after is not None}


def last_of(changes: Sequence[Change], age: int) -> Change:
    return [change for change in changes if change.at <= age][-1]


def minute_of(event: Mapping[str, Any], router: Watched) -> int:
    time = datetime.fromisoformat(event["time"].replace("Z", "+00:00")).timestamp()
    return round((time - router.begun) / MINUTE)


@pytest.mark.exhaustive
@pytest.mark.timeout(900)
def test_exactly_the_changes_that_lasted_are_told_and_each_once() -> None:
    with Fleet.start([DeviceSpec(f"router-{number}") for number in range(ROUTERS)], use_tls=False) as fleet:
        watched, happened = a_day(fleet), fleet.expected(DAY)
    assert len(happened) == CHANGES
    for router in watched:
        changes = [change for device, change in happened if device == router.device.name]
        told = Counter((event["kind"], minute_of(event, router)) for event in router.told)
        assert told == should_be_told(changes, router.first.tracks["area/zone"].told), router.device.name
        assert_a_chain(router.told)
    kinds = Counter(event["kind"] for router in watched for event in router.told)
    assert min(kinds[kind] for kind in ("wan_disconnected", "failed_over", "sim_switched", "router_rebooted", "configuration_changed", "area_left")) > 20
    assert len({event["id"] for router in watched for event in router.told}) == sum(kinds.values())


def assert_a_chain(events: Sequence[Mapping[str, Any]]) -> None:
    """Each event of a thing begins where the one before ended."""
    last: dict[Any, Any] = {}
    for event in events:
        place = (event["kind"].partition("_")[0], event["rule"], event["subject"]["type"], event["subject"]["id"])
        if event["kind"] not in ("router_rebooted", "allowance_reached"):
            assert event["before"] != event["after"]
            assert last.get(place, event["before"]) == event["before"]
            last[place] = event["after"]
