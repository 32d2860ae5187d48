# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The status page: what is trouble and how urgent, the order of the routers, lines, and what the page says of what is left out."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.filter.figures_html import figures_html
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.document import document
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.history import Course
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._figures.trouble import KINDS, URGENCY, Trouble, share_used, state, troubles, urgency
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.fleet_page import _WORDS, STATUSES
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.sparkline import sparkline
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.text import amount
from ansible_collections.wanfleet.peplink.tests.unit.plugins.plugin_utils.figures_samples import TIME, fleet, past, read, unread

GIGABYTE = 1024**3
FIBRE = {"id": 1, "name": "Fibre", "enabled": True, "connected": True, "standby": False}
CELLULAR = FIBRE | {"id": 2, "name": "LTE"}
UNUSED = CELLULAR | {"connected": False, "enabled": False}


def router(*wans: Any, **members: Any) -> dict[str, Any]:
    return {"name": "van", "status": "read", "error": None, "wans": list(wans), **members}


def used(percent: float) -> dict[str, Any]:
    return CELLULAR | {"allowance": {"used_bytes": percent * GIGABYTE, "limit_bytes": 100 * GIGABYTE}}


def radio(**members: Any) -> dict[str, Any]:
    return CELLULAR | {"cellular": members}


@pytest.mark.parametrize(
    ("figures", "found", "status"),
    [
        (router(), [], "fine"),
        (router(FIBRE, CELLULAR), [], "fine"),
        (router(FIBRE, CELLULAR | {"connected": False, "standby": True}), [], "fine"),
        (router(FIBRE, UNUSED), [], "fine"),
        (router(FIBRE, CELLULAR | {"connected": False}), [Trouble("wan_down", "LTE")], "degraded"),
        (router(FIBRE | {"connected": False}), [Trouble("no_wan"), Trouble("wan_down", "Fibre")], "no_wan"),
        (router(FIBRE | {"connected": False, "standby": True}), [Trouble("no_wan")], "no_wan"),
        (router(UNUSED), [], "fine"),
        (router(FIBRE, vpn_peers=[{"name": "Hub", "connected": False}]), [Trouble("vpn_down", "Hub")], "degraded"),
        (router(FIBRE, vpn_peers=[{"name": "Hub", "connected": True}, {"name": "Spare"}]), [], "fine"),
        (router(used(89.9)), [], "fine"),
        (router(used(90)), [Trouble("nearly_used_up", "LTE, 90 %")], "watch"),
        (router(used(99.9)), [Trouble("nearly_used_up", "LTE, 100 %")], "watch"),
        (router(used(130)), [Trouble("used_up", "LTE, 130 %")], "degraded"),
        (router(radio(rsrp=-115, signal_level=2)), [], "fine"),
        (router(radio(rsrp=-116)), [Trouble("weak_signal", "LTE")], "watch"),
        (router(radio(signal_level=1)), [Trouble("weak_signal", "LTE")], "watch"),
        (router(FIBRE, radio(rsrp=-116) | {"connected": False, "standby": True}), [], "fine"),
        (router(radio(roaming="home")), [], "fine"),
        (router(radio(roaming="roaming_partner")), [Trouble("roaming", "LTE")], "watch"),
        (router(radio(roaming="roaming", signal_level=0)), [Trouble("weak_signal", "LTE"), Trouble("roaming", "LTE")], "watch"),
        (router(status="unreachable", error={"message": "no answer"}), [Trouble("unreachable", "no answer")], "unreachable"),
        (router(status="failed", error={"message": "wrong key"}), [Trouble("failed", "wrong key")], "failed"),
    ],
)
def test_trouble(figures: dict[str, Any], found: list[Trouble], status: str) -> None:
    assert troubles(figures) == found
    assert state(found) == status


def test_every_kind_and_state_has_words() -> None:
    assert _WORDS.keys() == KINDS.keys()
    assert set(STATUSES) == set(URGENCY) >= set(KINDS.values())


def test_the_most_urgent_router_comes_first() -> None:
    down = FIBRE | {"connected": False}
    routers = [
        router(FIBRE, name="fine-2"),
        router(FIBRE, name="fine-1"),
        router(radio(signal_level=0), name="weak"),
        router(FIBRE, CELLULAR | {"connected": False}, name="one-down"),
        router(FIBRE, CELLULAR | {"connected": False}, vpn_peers=[{"name": "Hub", "connected": False}], name="two-down"),
        router(down, name="no-wan"),
        router(name="dark", status="unreachable"),
        router(name="locked", status="failed"),
    ]
    expected = ["dark", "locked", "no-wan", "two-down", "one-down", "weak", "fine-1", "fine-2"]
    assert [found["name"] for found in sorted(routers, key=urgency)] == expected


@pytest.mark.parametrize(
    ("allowance", "share"),
    [({}, None), ({"used_bytes": 5}, None), ({"used_bytes": 5, "limit_bytes": 0}, None), ({"used_bytes": 5, "limit_bytes": 20}, 25)],
)
def test_the_share_of_an_allowance(allowance: dict[str, Any], share: float | None) -> None:
    assert share_used(allowance) == share


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (0, "0 MB"),
        (1024**2, "1 MB"),
        (1023 * 1024**2, "1023 MB"),
        (GIGABYTE, "1 GB"),
        (150.4 * GIGABYTE, "150 GB"),
        (2.25 * 1024**4, "2.2 TB"),
        (3e16, "27285 TB"),
    ],
)
def test_amounts(octets: float, text: str) -> None:
    assert amount(octets) == text


@pytest.mark.parametrize(
    ("course", "path", "label"),
    [
        (Course("up", (1.0, 0.0)), "M0 2h0L90 16", "Up 50 % of the time, 2 days"),
        (Course("up", (1.0, None, 1.0)), "M0 2h0M90 2h0", "Up 100 % of the time, 3 days"),
        (Course("used_bytes", (0.0, 2.0 * GIGABYTE, 1.0 * GIGABYTE)), "M0 16h0L45 2L90 9", "Use at most 2 GB a day, 3 days"),
        (Course("used_bytes", (0.0, 0.0)), "M0 16h0L90 16", "Use at most 0 MB a day, 2 days"),
        (Course("signal_dbm", (-140.0, -95.0, -40.0)), "M0 16h0L45 9L90 2", "Signal -140 to -40 dBm, 3 days"),
    ],
)
def test_lines(course: Course, path: str, label: str) -> None:
    found = sparkline(course)
    assert (found.path, found.label) == (path, label)


def test_the_page_says_when_it_was_read_and_what_is_left_out() -> None:
    figures = document(fleet(40), TIME)
    alone = figures_html(figures)
    assert "Read 2026-11-25 02:00 UTC. There are no snapshots yet, so there are no lines." in alone
    assert 'class="spark"' not in alone
    snapshots = past(40, 5) | {"2026-11-22.json": "{", "notes.json": "{}"}
    page = figures_html(figures, snapshots=snapshots)
    assert "Lines show 4 days, 2026-11-21 to 2026-11-25." in page
    assert "Left out: 2026-11-22.json, because it is not JSON, so it is damaged or cut off." in page
    assert "Left out: notes.json, because its name is not a date." in page
    assert "Left out, because the router does not have it: cellular" in page


def test_each_router_is_there_once_with_its_wans_and_their_lines() -> None:
    page = figures_html(document(fleet(40), TIME), snapshots=past(40, 10))
    names = re.findall(r'<tbody[^>]* data-name="([^"]+)"', page)
    assert (len(names), len(set(names)), names[:3]) == (40, 40, ["router-3", "router-19", "router-13"])
    assert page.count('class="spark"') == 38 * 3
    assert "9.2 GB of 10 GB" in page
    assert "Cellular, SIM 1 (active): 9.2 GB of 10 GB" in page


def test_the_same_figures_give_the_same_page() -> None:
    figures = document(fleet(40), TIME)
    assert figures_html(figures, snapshots=past(40, 3)) == figures_html(figures, snapshots=dict(reversed(past(40, 3).items())))


def test_empty_fleets_and_fleets_that_are_fine_have_a_page_too() -> None:
    assert "0</strong> of 0 routers fine" in figures_html(document({}, TIME))
    assert "1</strong> of 1 router fine</p>" in figures_html(document({"van": read()}, TIME))
    assert "0</strong> of 1 router fine, <strong>1</strong> unreachable" in figures_html(document({"van": unread("unreachable")}, TIME))


def test_a_router_takes_little_room_in_the_page() -> None:
    few, many = (len(figures_html(document(fleet(number), TIME), snapshots=past(number, 30)).encode()) for number in (50, 150))
    assert 0 < many - few < 100 * 2_500


def test_the_page_escapes_nothing_that_it_wrote_itself() -> None:
    assert "\\x" not in figures_html(document(fleet(40), TIME), snapshots=past(40, 10))
