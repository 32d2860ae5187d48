# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When routers are asked about what, and how often at most."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.schedule import MINUTE, Pace, Timetable, Window

PACE = Pace(interval=60, detail_interval=300, configuration_interval=3600, longest_pause=900)
ALL = ("vpn", "gpio", "configuration")
ASKED = dict.fromkeys(ALL, 0.0)


@pytest.mark.parametrize(
    ("asked", "now", "moved", "unsettled", "due"),
    [
        ({}, 0, False, (), ["vpn", "gpio", "configuration"]),
        (ASKED, 299, False, (), []),
        (ASKED, 300, False, (), ["vpn", "gpio"]),
        (ASKED, 3600, False, (), ["vpn", "gpio", "configuration"]),
        (ASKED, 60, True, (), ["vpn", "gpio"]),
        (ASKED, 60, False, ("vpn",), ["vpn"]),
        (ASKED, 60, False, ("configuration", "wan", "router", "area"), ["configuration"]),
        ({**ASKED, "gpio": 250}, 300, False, (), ["vpn"]),
        # Under a limit, one that moves all the time takes nothing from the others.
        ({"vpn": 60.0}, 120, True, (), ["gpio", "configuration", "vpn"]),
        ({**ASKED, "vpn": 60.0}, 120, True, ("vpn",), ["gpio", "vpn"]),
    ],
)
def test_details_are_asked_about_rarely_unless_something_moves(
    asked: dict[str, float], now: float, moved: bool, unsettled: tuple[str, ...], due: list[str]
) -> None:
    assert Timetable(asked).details(ALL, PACE, now, moved, unsettled) == due


def test_what_was_asked_about_is_due_an_interval_later() -> None:
    assert Timetable(ASKED).after(["vpn"], 100).details(ALL, PACE, 399, False, ()) == ["gpio"]


@pytest.mark.parametrize(
    ("failures", "settled", "pause"),
    [(0, True, 60), (1, False, 60), (5, False, 60), (1, True, 60), (2, True, 120), (4, True, 480), (5, True, 900), (5000, True, 900)],
)
def test_a_router_that_stays_away_is_asked_ever_more_rarely(failures: int, settled: bool, pause: float) -> None:
    assert Timetable(failures=failures).pause(PACE, settled, 0) == pause


def test_a_router_that_is_back_is_asked_as_usual() -> None:
    assert Timetable(failures=9).counted(failed=False).pause(PACE, True, 0) == 60
    assert Timetable(failures=1).counted(failed=True).pause(PACE, True, 0) == 120


def test_a_long_interval_is_no_shorter_for_a_router_that_is_away() -> None:
    assert Timetable(failures=3).pause(Pace(interval=7200, longest_pause=900), True, 0) == 7200


@given(st.floats(-1, 1))
def test_pauses_vary_by_a_tenth(jitter: float) -> None:
    assert 54 <= Timetable().pause(PACE, True, jitter) <= 66


@given(st.integers(1, 10), st.lists(st.floats(0, 30), max_size=60))
def test_no_minute_has_more_requests_than_it_may(most: int, gaps: list[float]) -> None:
    window, now, passed = Window(most), 0.0, []
    for gap in gaps:
        now += gap
        if window.take(now):
            passed.append(now)
        else:
            assert len([time for time in passed if now - time < MINUTE]) == most
    for start in passed:
        assert len([time for time in passed if start <= time < start + MINUTE]) <= most
