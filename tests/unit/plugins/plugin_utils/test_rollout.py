# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The outcome of a rollout per router, and its reports."""

from __future__ import annotations

from typing import Any

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout import rollout
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout_page import page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout_text import MOST_CHARACTERS, counts, left_over, markdown

WANS: dict[str, Any] = {"supported": True, "different": [{"item": "WAN 1 (A|B)", "option": "mtu", "before": "auto", "after": 1400}], "unknown": []}
MESHES: dict[str, Any] = {"supported": False, "different": [], "unknown": []}
NASTY = "<script>alert(1)</script> | @all #1 https://evil.example \u202e \x07"


def result(**more: Any) -> dict[str, Any]:
    return {"changed": False, "failed": False, "comparison": {}, "device": {"host": "192.0.2.1", "port": 443}} | more


RESULTS = {
    "done": result(changed=True, comparison={"wan_connections": WANS, "mesh_profiles": MESHES}),
    "same": result(comparison={"wan_connections": WANS | {"different": []}}),
    "away": result(error="unreachable", msg=NASTY),
    "cut-off": result(failed=True, error="unreachable", msg="cut itself off", changed=True, comparison={"wan_connections": WANS}),
    "refused": result(failed=True, error="refused", msg="no"),
    "sick": result(changed=True, comparison={"wan_connections": WANS}),
    "misspelt": {"failed": True, "msg": "no such option"},
    "later": {},
}
GATES = {"same": result(), "sick": result(failed=True, error="not_in_effect", msg="only 0 WANs are connected")}


def test_each_router_gets_the_status_that_suggests_the_right_action() -> None:
    found = rollout(RESULTS, GATES, check_mode=False)
    assert {router["name"]: router["status"] for router in found["routers"]} == {
        "done": "changed",
        "same": "unchanged",
        "away": "offline",
        "cut-off": "failed",
        "refused": "failed",
        "sick": "failed",
        "misspelt": "failed",
        "later": "untouched",
    }
    assert found["summary"] == {"failed": 4, "offline": 1, "untouched": 1, "changed": 1, "unchanged": 1}
    by_name = {router["name"]: router for router in found["routers"]}
    assert by_name["sick"]["message"] == "At the second look: only 0 WANs are connected"
    assert by_name["done"]["changes"] == [{"section": "wan_connections", "item": "WAN 1 (A|B)", "option": "mtu", "before": "auto", "after": 1400}]
    assert by_name["done"]["skipped"] == ["mesh_profiles"]
    assert left_over(found) == "away\nlater\n"


def test_all_reports_agree_and_show_values_as_plain_text() -> None:
    found = rollout(RESULTS, GATES, check_mode=True)
    assert counts(found) == "4 failed, 1 offline, 1 not reached, 1 to change, 1 unchanged"
    comment, html = markdown(found, "Plan <1>"), page(found, "Plan <1>")
    for report in (comment, html):
        assert counts(found) in report
        assert "Plan &lt;1&gt;" in report
        assert "3: cut-off, done, sick" in report
        for forbidden in ("<script>alert", "\u202e", "\x07"):
            assert forbidden not in report
    assert "| WAN 1 &#40;A&#124;B&#41; mtu | auto | 1400 |" in comment
    for forbidden in ("@all", "#1 ", "https://"):
        assert forbidden not in comment
    assert "mesh&#95;profiles" in comment


def test_a_comment_of_a_large_fleet_still_fits() -> None:
    results = {f"router-{number:04}": result(failed=True, error="refused", msg="x" * 200) for number in range(1000)}
    comment = markdown(rollout(results, {}, check_mode=False), "Rollout")
    assert len(comment) < MOST_CHARACTERS + 200
    assert "1000 failed" in comment
    assert "more rows" in comment
    assert page(rollout(results, {}, check_mode=False), "Rollout").count("router-") == 2000


def test_an_empty_rollout_has_a_report_too() -> None:
    assert counts(rollout({}, {}, check_mode=False)) == "no routers"
    assert left_over(rollout({}, {}, check_mode=False)) == ""
