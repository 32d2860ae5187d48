# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What to tell: from what was known of a router and one look at it, the events and what is known then. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .kinds import REBOOTED, event, iso, kind_of, sentence
from .readings import ABSENT, READERS, Reading
from .rules import Rules, Settle
from .state import RouterState, Track

# Asked for in every round.
BASE = "wan"

_ROUTER = {"type": "router", "id": None, "name": None}

# The clocks of router and controller run apart, and the answer takes its time.
_MARGIN = 5.0

# All WANs of a router that starts come up within this time, in seconds.
_TOGETHER = 120.0


@dataclass(frozen=True)
class Look:
    """What one look at a router gave at a ``time`` (seconds since the epoch): values by subject, in the shape of the facts.

    Or none, and ``failure`` says in a word why (``unreachable``, ``refused``) and ``message`` in a sentence. ``renewed``: the router no
    longer knew the session or token.
    """

    time: float
    subjects: Mapping[str, Any] = field(default_factory=dict)
    failure: str | None = None
    message: str = ""
    renewed: bool = False


@dataclass(frozen=True)
class Decision:
    """The events to tell, oldest first, and what is known now. ``moved``: something reads otherwise than at the last look."""

    events: Sequence[Mapping[str, Any]]
    state: RouterState
    moved: bool


def decide(router: str, state: RouterState, look: Look, rules: Rules, settle: Settle) -> Decision:
    """Compare a look with what is known.

    What is seen for the first time is no news. A change counts once it has lasted; what came and went in between is never told.
    """
    tracks = dict(state.tracks)
    events: list[Mapping[str, Any]] = []
    moved = False
    for reading, watched in _readings(look, state, rules):
        before = tracks.get(reading.key, Track(reading.value, reading.value))
        after = _tracked(before, reading.value, look.time, watched)
        moved = moved or after.shown != before.shown
        if after.unsettled and settle.reached(after.polls, look.time - (after.seen or look.time)):
            if kind := kind_of(reading.family, reading.value):
                said = look.message if reading.family == "router" else ""
                text = sentence(router, reading, before.told, said)
                events.append(event(router, kind, reading, before.told, look.time, after.since, text))
            after = Track(after.shown, after.shown)
        tracks[reading.key] = after
    if look.failure:
        return Decision(events, replace(state, tracks=tracks, watched=frozenset(), asked=True), moved)
    watched_now = state.watched.union(look.subjects)
    if BASE not in look.subjects:
        return Decision(events, replace(state, tracks=tracks, watched=watched_now), moved)
    moved = moved or BASE not in state.watched
    return Decision([*_reboots(router, state, look), *events], RouterState(tracks, look.time, watched_now, asked=True), moved)


def _readings(look: Look, state: RouterState, rules: Rules) -> Iterator[tuple[Reading, bool]]:
    """What the look reads, and whether somebody looked at that shortly before, so that it did not change earlier."""

    def before(key: str) -> Any:
        return state.tracks[key].shown if key in state.tracks else None

    if look.failure or BASE in look.subjects:
        yield Reading("router", look.failure or "reachable", _ROUTER), state.asked
    for subject, value in look.subjects.items():
        found: dict[str, Reading] = {}
        for reading in READERS[subject](value, rules, before):
            # Some firmware lists peers without ids, and two may have one name: the first one counts, so that it cannot differ from itself.
            found.setdefault(reading.key, reading)
        family, kind, word = ABSENT.get(subject, (None, None, None))
        gone = [key for key in state.tracks if key.partition("/")[0] == family and key not in found]
        found |= {key: Reading(key, word, {"type": kind, "id": _id(key), "name": None}) for key in gone}
        yield from ((reading, subject in state.watched) for reading in found.values())


def _id(key: str) -> int | str:
    number = key.partition("/")[2]
    return int(number) if number.isascii() and number.isdigit() else number


def _tracked(before: Track, value: Any, time: float, watched: bool) -> Track:
    if value == before.told:
        return Track(before.told, value)
    if before.unsettled and value == before.shown:
        return replace(before, polls=before.polls + 1)
    return Track(before.told, value, time, time if watched else None, 1)


def _reboots(router: str, state: RouterState, look: Look) -> Iterator[Mapping[str, Any]]:
    """The API tells no uptime of the router. It has rebooted when all WANs came up since the last answer, and either it no longer knew
    the session or token, or there are several and they came up together."""
    up = [float(wan["uptime"]) for wan in look.subjects[BASE] if wan.get("connected") and wan.get("uptime")]
    if not up or state.answered is None or max(up) >= look.time - state.answered - _MARGIN:
        return
    if look.renewed or (len(up) > 1 and max(up) - min(up) <= _TOGETHER):
        reading = Reading("rebooted", iso(look.time - max(up)), _ROUTER)
        text = f"{router}: it has rebooted, its first WAN came up at {reading.value}"
        yield event(router, REBOOTED, reading, None, look.time, look.time - max(up), text)
