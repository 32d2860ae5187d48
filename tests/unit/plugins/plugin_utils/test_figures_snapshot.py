# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Snapshots of days: merging, damage, and what several of them tell."""

from __future__ import annotations

import json
from typing import Any

import pytest
from ansible.errors import AnsibleFilterError
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.wanfleet.peplink.plugins.filter.figures_snapshot import figures_snapshot
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import document
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.history import Change, Course, course, histories, last_change
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.snapshot import extended, read, text, usable, with_figures
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils.figures_samples import TIME, fleet, past
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils.figures_samples import read as reading

DAY = "2026-11-25"
LATER = f"{DAY}T09:00:00Z"


def period(since: str, until: str | None = None, **members: Any) -> dict[str, Any]:
    """A period of the day; of the hours only say which."""
    hours = [f"{DAY}T{hour}:00Z" for hour in (since, until or since)]
    return {"since": hours[0], "until": hours[1], "read": True, "firmware": "8.5.2", "wans": {}, **members}


def up(**members: Any) -> dict[str, Any]:
    return {"wans": {"1": {"name": "Fibre", "up": True, **members}}}


DOWN = up() | {"wans": {"1": {"name": "Fibre", "up": False}}}
SILENT = {"read": False}


@pytest.mark.parametrize(
    ("former", "reading", "result"),
    [
        ([], period("02:00", **up()), [period("02:00", **up())]),
        ([period("02:00", **up())], period("03:00", **up()), [period("02:00", "03:00", **up())]),
        ([period("02:00", **up())], period("03:00", **DOWN), [period("02:00", **up()), period("03:00", **DOWN)]),
        ([period("02:00", **up())], period("02:00", **DOWN), [period("02:00", **up())]),
        ([period("02:00", "04:00", **up())], period("03:00", **DOWN), [period("02:00", "04:00", **up())]),
        ([period("02:00", **up())], period("03:00", **SILENT), [period("02:00", **up()), period("03:00", **SILENT)]),
        # The use grows within a period, and its end is kept when the next billing cycle begins.
        ([period("02:00", **up(used_bytes=5))], period("03:00", **up(used_bytes=7)), [period("02:00", "03:00", **up(used_bytes=7))]),
        (
            [period("02:00", **up(used_bytes=5))],
            period("03:00", **up(used_bytes=1)),
            [period("02:00", **up(used_bytes=5)), period("03:00", **up(used_bytes=1))],
        ),
        ([period("02:00", **up(used_bytes=5))], period("03:00", **up()), [period("02:00", "03:00", **up())]),
        (
            [period("02:00", **up(sims={"2": {"used_bytes": 5}}))],
            period("03:00", **up(sims={"2": {"used_bytes": 4}})),
            [period("02:00", **up(sims={"2": {"used_bytes": 5}})), period("03:00", **up(sims={"2": {"used_bytes": 4}}))],
        ),
        ([period("02:00", clients=9, clients_most=9)], period("03:00", clients=4, clients_most=4), [period("02:00", "03:00", clients=4, clients_most=9)]),
        ([period("02:00", **up(carrier="A"))], period("03:00", **up(carrier="B")), [period("02:00", **up(carrier="A")), period("03:00", **up(carrier="B"))]),
    ],
)
def test_a_reading_makes_a_period_longer_or_begins_another_one(former: Any, reading: Any, result: Any) -> None:
    assert extended(former, reading) == result


def test_the_same_figures_twice_change_nothing() -> None:
    figures = document(fleet(40), TIME)
    once = figures_snapshot(figures)
    assert figures_snapshot(figures, once) == once
    later = figures_snapshot(document(fleet(40), LATER), once)
    assert json.loads(later)["routers"]["router-0"][0]["until"] == LATER
    assert len(json.loads(later)["routers"]["router-0"]) == 1
    assert figures_snapshot(figures, later) == later


@given(st.lists(st.tuples(st.integers(0, 23), st.booleans(), st.integers(0, 3)), max_size=12))
def test_periods_stay_in_order_and_no_reading_is_there_twice(readings: list[tuple[int, bool, int]]) -> None:
    periods: Any = []
    for hour, connected, used in readings:
        new = period(f"{hour:02}:00", wans={"1": {"name": "Fibre", "up": connected, "used_bytes": used}})
        periods = extended(periods, new)
        assert extended(periods, new) == periods
    ends = [moment for found in periods for moment in (found["since"], found["until"])]
    assert ends == sorted(ends)
    assert read(text({"date": DAY, "routers": {"van": periods}}), DAY)["routers"] == {"van": periods} if periods else True


def test_routers_that_are_not_among_the_figures_are_kept() -> None:
    first = with_figures(None, document({"van": reading()}, TIME))
    both = with_figures(first, document({"ship": reading()}, LATER))
    assert both["routers"].keys() == {"van", "ship"}
    assert both["routers"]["van"] == first["routers"]["van"]


WHOLE = figures_snapshot(document({"van": reading()}, TIME))
BROKEN = {
    "cut off": (WHOLE[:-20], "it is not JSON, so it is damaged or cut off"),
    "another file": ('{"routers": {}}', "it is not a snapshot of this collection"),
    "a list": ("[]", "it is not a snapshot of this collection"),
    "another version": (WHOLE.replace('"format": 1', '"format": 2'), "it has format 2, and this version of the collection reads format 1"),
    "true for 1": (WHOLE.replace('"format": 1', '"format": true'), "it has format true"),
    "another day": (WHOLE.replace(f'"date": "{DAY}"', '"date": "2026-11-24"'), "it is that of 2026-11-24, so it was copied or renamed"),
    "no routers": (f'{{"format": 1, "date": "{DAY}", "routers": []}}', "its routers are damaged"),
    "no period": (f'{{"format": 1, "date": "{DAY}", "routers": {{"van": []}}}}', "its routers are damaged"),
    "bad time": (WHOLE.replace(f'"since": "{TIME}"', '"since": "02:00"'), "its routers are damaged"),
    "backwards": (WHOLE.replace(f'"since": "{TIME}"', f'"since": "{LATER}"'), "its routers are damaged"),
    "bad WANs": (WHOLE.replace('"wans": {', '"wans": 3, "other": {'), "its routers are damaged"),
    "deep": ("[" * 100_000, "it is not JSON"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_snapshot_that_cannot_be_used_is_refused(case: str) -> None:
    content, problem = BROKEN[case]
    with pytest.raises(AnsibleFilterError) as error:
        figures_snapshot(document({"van": reading()}, TIME), content, "figures/snapshots/2026-11-25.json")
    assert f"figures/snapshots/2026-11-25.json cannot be used: {problem}" in str(error.value)
    assert "It was left as it is. Move it away to begin a new one for this day." in str(error.value)
    days, unusable = usable({f"{DAY}.json": content})
    assert days == []
    assert problem in unusable[f"{DAY}.json"]


def test_files_of_other_names_are_told() -> None:
    days, unusable = usable({"copy of 2026.json": WHOLE, f"{DAY}.json": WHOLE})
    assert [day["date"] for day in days] == [DAY]
    assert unusable == {"copy of 2026.json": "its name is not a date"}


def days(*found: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return list(found)


@pytest.mark.parametrize(
    ("course_of", "kind", "values"),
    [
        (days(), None, ()),
        (days([period("02:00", **up())]), None, ()),
        (days([period("02:00", **up())], [period("02:00", **DOWN)]), "up", (1.0, 0.0)),
        (days([period("02:00", **up())], [], [period("02:00", **SILENT)], [period("02:00", **up())]), "up", (1.0, None, None, 1.0)),
        (days([period("02:00", "05:00", **up()), period("06:00", "07:00", **DOWN)], [period("02:00", **up())]), "up", (0.75, 1.0)),
        (days([period("02:00", **up(signal_dbm=-90)), period("03:00", **DOWN)], [period("02:00", **up(signal_dbm=-80))]), "signal_dbm", (-90, -80)),
        (days(*([period("02:00", **up(used_bytes=used))] for used in (5, 8, 8, 2))), "used_bytes", (None, 3, 0, 2)),
        (days([period("02:00", **up(used_bytes=5)), period("03:00", **up(used_bytes=1))], [period("02:00", **up(used_bytes=4))]), "used_bytes", (1, 3)),
        (
            days(*([period("02:00", **up(used_bytes=used, sim=sim))] for used, sim in ((5, 1), (50, 2), (60, 2), (70, 2)))),
            "used_bytes",
            (None, None, 10, 10),
        ),
        # A single difference makes no line; what is known of more days is shown.
        (days([period("02:00", **up(used_bytes=5))], [period("02:00", **up(used_bytes=8))]), "up", (1.0, 1.0)),
    ],
)
def test_the_course_of_a_wan(course_of: Any, kind: str | None, values: tuple[Any, ...]) -> None:
    assert course(course_of, "1") == (Course(kind, values) if kind else None)


@pytest.mark.parametrize(
    ("of", "what"),
    [
        (days([period("02:00", **up()), period("04:00", **DOWN)]), "Fibre down"),
        (days([period("02:00", **DOWN)], [period("04:00", **up())], [period("05:00", **up())]), "Fibre up"),
        (days([period("02:00", **up()), period("04:00", **SILENT)]), "no answer"),
        (days([period("02:00", **SILENT), period("04:00", **up())]), "answers again"),
        (days([period("02:00"), period("04:00", firmware="8.5.3")]), "firmware 8.5.3"),
        (days([period("02:00", **up(sim=1)), period("04:00", **up(sim=2))]), "Fibre on SIM 2"),
        (days([period("02:00", **up(carrier="A")), period("04:00", **up(carrier="B"))]), "Fibre on B"),
        (days([period("02:00"), period("04:00", **up())]), "Fibre is new"),
        (days([period("02:00", **up()), period("04:00")]), "Fibre is gone"),
        (days([period("02:00", **up(used_bytes=5)), period("04:00", **up(used_bytes=1))]), None),
        (days([period("02:00", **up())], [period("04:00", **up())]), None),
        (days([], []), None),
    ],
)
def test_the_last_change(of: Any, what: str | None) -> None:
    assert last_change(of) == (Change(f"{DAY}T04:00:00Z", what) if what else None)


def test_histories_have_a_place_for_every_day() -> None:
    snapshots, unusable = usable(past(40, 5))
    found = histories(snapshots)
    assert unusable == {}
    assert {len(by_day) for by_day in found.values()} == {5}
    assert histories([]) == {}
