# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The outcome of a rollout per router, and its reports."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.markdown import MOST_CHARACTERS
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout import Course, Findings, rollout
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout_page import page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout_text import counts, left_over, markdown, summary

WANS: dict[str, Any] = {"supported": True, "different": [{"item": "WAN 1 (A|B)", "option": "mtu", "before": "auto", "after": 1400}], "unknown": []}
MESHES: dict[str, Any] = {"supported": False, "different": [], "unknown": []}
NASTY = "<script>alert(1)</script> | @all #1 https://evil.example \u202e \x07"


def result(**more: Any) -> dict[str, Any]:
    return {"changed": False, "failed": False, "comparison": {}, "device": {"host": "192.0.2.1", "port": 443}} | more


RESULTS = {
    "done": result(changed=True, comparison={"wan_connections": WANS, "mesh_profiles": MESHES}),
    "same": result(comparison={"wan_connections": WANS | {"different": []}}),
    "away": result(error="unreachable", msg=NASTY),
    "cut-off": result(failed=True, error="unreachable", msg="cut itself off", changed=True, applied=True, comparison={"wan_connections": WANS}),
    "refused": result(failed=True, error="refused", msg="no"),
    "sick": result(changed=True, comparison={"wan_connections": WANS}),
    "misspelt": {"failed": True, "msg": "no such option"},
    "later": {},
}
GATES = {"same": result(), "sick": result(failed=True, error="not_in_effect", msg="only 0 WANs are connected")}


def test_each_router_gets_the_status_that_suggests_the_right_action() -> None:
    found = rollout(Findings(RESULTS, gates=GATES), Course())
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
    assert found["summary"] == {"failed": 4, "stale": 0, "offline": 1, "untouched": 1, "changed": 1, "unchanged": 1}
    by_name = {router["name"]: router for router in found["routers"]}
    assert by_name["sick"]["message"] == "At the second look: only 0 WANs are connected"
    assert by_name["done"]["changes"] == [{"section": "wan_connections", "item": "WAN 1 (A|B)", "option": "mtu", "before": "auto", "after": 1400}]
    assert by_name["done"]["skipped"] == ["mesh_profiles"]
    assert left_over(found).split() == ["away", "cut-off", "later", "misspelt", "refused", "sick"]


def test_all_reports_agree_and_show_values_as_plain_text() -> None:
    found = rollout(Findings(RESULTS, gates=GATES), Course(check_mode=True, time="2026-11-25T02:00:00Z"))
    assert counts(found) == "4 failed, 1 offline, 1 not begun, 1 to change, 1 unchanged"
    comment, html = markdown(found, "Plan <1>"), page(found, "Plan <1>")
    for report in (comment, html):
        assert counts(found) in report
        assert "Plan &lt;1&gt;" in report
        assert "3: cut-off, done, sick" in report
        for forbidden in ("<script>alert", "\u202e", "\x07"):
            assert forbidden not in report
        assert "2026-11-25 02:00 UTC" in report
    assert "| WAN 1 (A\\|B) mtu | auto | 1400 |" in comment
    for forbidden in ("@all", "#1 ", "https://"):
        assert forbidden not in comment
    assert "| mesh_profiles |" in comment
    assert "evil.example" in summary(found)
    assert "&#" not in summary(found), "a job log shows no markup"


def test_a_comment_of_a_large_fleet_still_fits() -> None:
    results = {f"router-{number:04}": result(failed=True, error="refused", msg=f"{number:0200}") for number in range(1000)}
    comment = markdown(rollout(Findings(results), Course()), "Rollout")
    assert len(comment) <= MOST_CHARACTERS
    assert "1000 failed" in comment
    left = 1000 - comment.count("| 1: router-")
    assert comment.splitlines()[-1] == f"{left} more lines are left out here, because a comment cannot be longer. The page has all."
    assert page(rollout(Findings(results), Course()), "Rollout").count("data-name") == 1000


def test_an_empty_rollout_has_a_report_too() -> None:
    assert counts(rollout(Findings({}), Course())) == "no routers"
    assert left_over(rollout(Findings({}), Course())) == ""
    assert rollout(Findings({}), Course())["format"] == 1


FAILED = result(failed=True, error="refused", msg="192.0.2.1:443: mtu must be from 576 to 9000.")


def test_equal_errors_are_grouped_under_one_message() -> None:
    found = rollout(Findings({f"router-{number}": FAILED for number in range(7)} | {"away": RESULTS["away"] | {"msg": "no answer"}}), Course())
    assert summary(found).splitlines() == [
        "7 failed, 1 offline",
        "failed: mtu must be from 576 to 9000. (7 routers: router-0, router-1, router-2, router-3, router-4 and 2 more)",
        "offline: no answer (away)",
    ]
    assert markdown(found, "Rollout").count("mtu must be") == 1


def test_all_routers_that_need_a_new_plan_are_named_once() -> None:
    """Those of earlier batches too: the last report of a rollout is about all of it."""
    names = [f"router-{number}" for number in range(9)]
    stale = {name: result(failed=True, error="stale", msg=f"192.0.2.1:443: it is {name[-1] < '8'} now") for name in names}
    found = rollout(Findings(stale), Course(batches=[names[:4], names[4:]], max_fail=100))
    text, comment = summary(found), markdown(found, "Rollout")
    assert f"no longer as planned: it is True now (8 routers: {', '.join(names[:8])})" in text.splitlines()
    assert "no longer as planned: it is False now (router-8)" in text.splitlines()
    assert f"| it is True now | 8: {', '.join(names[:8])} |" in comment.splitlines()
    assert f"8: {', '.join(names[:8])}" in page(found, "Rollout")
    assert [text.count(name) for name in names] == [comment.count(name) for name in names] == [1] * 9


def test_a_reverted_change_is_not_listed_as_changed() -> None:
    sick = result(failed=True, error="not_in_effect", msg="no health", changed=True, applied=True, comparison={"wan_connections": WANS})
    for reverted, changes in ((True, 0), (False, 1)):
        found = rollout(Findings({"van": sick | {"reverted": reverted}}), Course())
        assert (len(found["routers"][0]["changes"]), found["routers"][0]["reverted"]) == (changes, reverted)
        assert ("### Changed" in markdown(found, "Rollout")) is not reverted
        assert ("<b>reverted</b>" in page(found, "Rollout")) is reverted
    refused = sick | {"applied": False}
    assert rollout(Findings({"van": refused}), Course())["routers"][0]["changes"] == []


OK, AWAY = result(changed=True, comparison={"wan_connections": WANS}), result(error="unreachable", msg="no answer")
STALE = result(failed=True, error="stale", msg="planned from mtu auto, it is 1300 now")
BATCHES = [["b", "c"], ["a"]]  # as they are found, the canaries are not the first


@pytest.mark.parametrize(
    ("results", "plans", "most", "reason"),
    [
        ({"a": OK, "b": OK, "c": OK}, {}, 0, ""),
        ({"a": FAILED, "b": {}, "c": {}}, {}, 0, "Stopped because the canary a failed."),
        ({"a": AWAY, "b": {}, "c": {}}, {}, 0, "Stopped because all canaries are offline, so the change is untested."),
        ({"a": OK, "b": FAILED, "c": OK, "d": {}}, {}, 20, "Stopped because 1 of 2 routers of batch 2 failed, more than 20%."),
        ({"a": OK, "b": FAILED, "c": FAILED, "d": {}}, {}, 100, "Stopped because all routers of batch 2 failed."),
        ({"a": OK, "b": FAILED, "c": STALE, "d": {}}, {}, 100, ""),
        ({"a": OK, "b": STALE, "c": STALE, "d": {}}, {}, 50, "Stopped because all routers of batch 2 failed."),
        ({"a": OK, "b": FAILED, "c": OK, "d": {}}, {}, 50, ""),
        ({"a": OK, "b": FAILED, "c": OK, "d": {}}, {}, None, ""),
        (
            {"a": {}, "b": {}, "c": {}},
            {"a": {"error": "invalid", "msg": "no such option"}},
            0,
            "Nothing was written to any router, because 1 intent is not valid.",
        ),
        (
            {"a": OK, "b": OK, "c": {}, "d": {}},
            {"d": {"error": "invalid", "msg": "no such option"}},
            None,
            "Stopped because 1 intent is not valid. Nothing was written to other routers than the 2 of earlier batches.",
        ),
    ],
)
def test_a_report_says_why_a_rollout_stopped(results: Any, plans: Any, most: float | None, reason: str) -> None:
    found = rollout(Findings(results, plans=plans), Course(canaries=["a"], batches=BATCHES, max_fail=most))
    assert found["stopped"] == reason
    assert reason in page(found, "Rollout")
    assert reason in markdown(found, "Rollout")
    assert reason in summary(found)
    assert {router["name"]: router["batch"] for router in found["routers"]} == dict.fromkeys(results) | {"a": 1, "b": 2, "c": 2}


def test_a_router_that_was_in_step_is_unchanged_whether_its_turn_came_or_not() -> None:
    in_step = {"status": "in_step", "changed": False, "comparison": {"wan_connections": WANS | {"different": []}, "mesh_profiles": MESHES}}
    results = {"a": FAILED, "b": {"changed": False, "skipped": True}, "c": {}, "d": {}}
    found = rollout(Findings(results, plans={"b": in_step, "c": in_step}), Course(canaries=["a"], max_fail=0))
    assert {router["name"]: router["status"] for router in found["routers"]} == {"a": "failed", "b": "unchanged", "c": "unchanged", "d": "untouched"}
    assert found["stopped"] == "Stopped because the canary a failed."
    assert found["routers"][1]["skipped"] == ["mesh_profiles"]
    assert left_over(found).split() == ["a", "d"]


def test_a_router_whose_task_was_skipped_is_untouched_and_one_that_moved_is_stale() -> None:
    stale = {"error": "stale", "msg": "planned from mtu 1300, it is 1200 now", "comparison": {"wan_connections": WANS}}
    found = rollout(Findings({"a": {"changed": False, "skipped": True}, "b": stale}), Course(max_fail=0, batches=[["b"]]))
    assert {router["name"]: router["status"] for router in found["routers"]} == {"a": "untouched", "b": "stale"}
    assert found["stopped"] == "Stopped because all routers of batch 1 failed."
    assert left_over(found).split() == ["a", "b"]
    for form in (page(found, "Rollout"), markdown(found, "Rollout"), summary(found)):
        assert "planned from mtu 1300" in form


def test_a_later_run_gets_the_canaries_too() -> None:
    results = {"a": OK, "b": FAILED, "c": OK, "d": {}}
    assert left_over(rollout(Findings(results), Course(canaries=["a"]))).split() == ["a", "b", "d"]
    assert left_over(rollout(Findings({"a": OK, "b": OK}), Course(canaries=["a"]))) == ""
