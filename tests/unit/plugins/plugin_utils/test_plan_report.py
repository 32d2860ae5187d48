# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan of a fleet for people."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.filter.plan_report import FORMS, plan_report
from ansible_collections.wanfleet.peplink.plugins.filter.read_plan import read_plan
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.plan_document import text
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.verdict import STATUSES, failure
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.markdown import MOST_CHARACTERS
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.plan_page import page
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.plan_text import WORDS, counts, markdown, summary

from .plan_samples import MTU, drifted, found, large, sample

NASTY = "<script>alert(1)</script> | @all #1 https://evil.example \u202e \x07 \n# x"


def test_all_statuses_have_a_word() -> None:
    assert tuple(WORDS) == STATUSES


def test_the_numbers_count_who_is_written_to() -> None:
    assert counts(sample()) == "4 to change, 1 refused, 1 invalid, 2 unreachable, 2 in step"
    assert counts(sample({})) == "no routers"


def test_a_job_log_has_each_change_and_each_error_once() -> None:
    assert summary(sample()).splitlines() == [
        "4 to change, 1 refused, 1 invalid, 2 unreachable, 2 in step",
        "WAN 1 (Fibre) mtu 1300 to 1400 (2 routers: ship, van)",
        "SSID profile 1 (Crew) security.key ******** to ******** (changed) (depot)",
        "WAN 1 (Fibre) cellular.sims.1.apn a to b (ship)",
        "WAN 2 (Cellular) cellular.sims.1 to be written, as the router does not show it (tram)",
        'mesh profile 3 (deck) not there to {"mesh_id": "deck", "passphrase": "********"} (depot)',
        "unreachable: no answer. (2 routers: away, far)",
        "invalid: there is no option mtuu (attic)",
        "refused: it would cut itself off. (office)",
    ]


def test_a_job_log_has_the_changes_of_most_routers() -> None:
    lines = summary(large(1000)).splitlines()
    assert lines[1].startswith("WAN 1 (Fibre) mtu 1300 to 1400 (1000 routers: router-00000, ")
    assert (len(lines), lines[-1]) == (52, "951 more changes")


def test_a_comment_has_the_changes_first_then_the_errors_then_the_routers() -> None:
    lines = markdown(sample(), "Plan").splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "## Plan",
        "### Changes",
        "### Not planned",
        "### Skipped, because the router does not have it",
        "### Routers",
    ]
    assert "| Meshes | 1: tram |" in lines
    assert "| WAN 1 (Fibre) mtu | 1300 | 1400 | 2: ship, van |" in lines
    assert "| unreachable | no answer. | 2: away, far |" in lines
    assert "| ship | to change | WAN 1 (Fibre) mtu 1300 to 1400, WAN 1 (Fibre) cellular.sims.1.apn a to b |" in lines
    assert "| away | unreachable |  |" in lines
    assert not any(line.startswith(("| same |", "| bus |")) for line in lines)
    assert f"Checksum `{sample()['checksum']}`. The checksum tells whether the plan was edited. It does not tell who made it." in lines
    assert "2026-11-25 02:00 UTC" in lines


@pytest.mark.parametrize("count", [100, 300, 3000])
def test_a_comment_fits_and_says_what_it_leaves_out(count: int) -> None:
    plan = large(count)
    comment = markdown(plan, "Plan")
    size = len(comment.encode("utf-16-le")) // 2
    shown = [line for line in comment.splitlines() if line.startswith("| ")]
    assert f"| WAN 1 (Fibre) mtu | 1300 | 1400 | {count}: router-00000, " in comment
    assert all(line.endswith(" |") for line in shown)
    if count == 100:
        assert "left out" not in comment
        return
    assert MOST_CHARACTERS - 1000 < size <= MOST_CHARACTERS
    last = comment.splitlines()[-1]
    # A line for each change, one for each router, two of the heading for each table, and the headlines.
    assert last.endswith(" more lines are left out here, because a comment cannot be longer. The page of the plan has all.")
    shown_of_tables = len([line for line in comment.splitlines()[:-1] if line.startswith(("| ", "### "))])
    assert int(last.split()[0]) == (count + 1) + count + 2 * 2 + 2 - shown_of_tables


def test_characters_that_count_twice_fit_as_well() -> None:
    plan = sample({f"\U0001f6a2{number}": drifted(1, {**MTU, "after": "\U0001f6a2" * 200 + str(number)}) for number in range(300)})
    assert len(markdown(plan, "Plan").encode("utf-16-le")) // 2 <= MOST_CHARACTERS


def test_a_page_has_the_changes_the_errors_and_the_routers_that_change() -> None:
    html = page(sample(), "Ferries")
    assert html.index("WAN 1 (Fibre) mtu: 1300 \u2192 1400") < html.index("unreachable: no answer.") < html.index('data-name="van"')
    assert "2: ship, van" in html
    assert 'data-name="same"' not in html
    assert html.count("<tbody") == 8
    assert "<b>2</b> in step" in html
    assert "<p>Meshes: the router does not have this section.</p>" in html
    assert sample()["checksum"] in html
    assert "<code>not shown</code>" in html
    assert page(large(1000), "Plan").count("<tbody") == 1000


@pytest.mark.parametrize(("form", "markup"), [("markdown", ("<script>", "@all", "#1", "https://")), ("text", ())])
def test_no_text_has_a_value_that_is_more_than_text(form: str, markup: tuple[str, ...]) -> None:
    verdicts = {NASTY: drifted(1, {"item": NASTY, "option": NASTY, "before": NASTY, "after": [NASTY]}), "van": failure(NASTY, "invalid")}
    report = plan_report(sample(verdicts), form, NASTY)
    assert "alert(1)" in report
    assert [forbidden for forbidden in ("\u202e", "\x07", "\n# x", *markup) if forbidden in report] == []


LOST = failure("192.0.2.9:443: no answer.", "unreachable")
LOCKED = failure("192.0.2.9:443: wrong password.", "unauthorized")
GUARDED = drifted(6, failed=True, error="refused", msg="192.0.2.6:443: it would cut itself off.")
MISFIT = failure("192.0.2.9:443: there is no WAN 77.", "refused")


@pytest.mark.parametrize(
    ("verdicts", "limits", "exceeded"),
    [
        ([found(), LOST], {}, []),
        ([found(), LOST], {"unreachable": None, "failed": 0}, []),
        ([found(), LOST], {"unreachable": 0}, ["1 of 2 routers could not be reached, more than 0"]),
        ([found(), found(), LOST], {"unreachable": "40%"}, []),
        ([found(), LOST, LOCKED, MISFIT], {"failed": 1}, ["2 of 4 routers could not be compared, more than 1"]),
        (
            [found(), LOST, LOCKED],
            {"unreachable": "5%", "failed": 0},
            [f"1 of 3 routers could not be {what}" for what in ("reached, more than 5%", "compared, more than 0")],
        ),
        ([GUARDED], {"failed": 0}, []),
        ([LOST], {}, ["the router could not be compared"]),
        ([LOST, LOCKED, MISFIT], {"failed": "100%"}, ["none of the 3 routers could be compared"]),
        ([], {"failed": 0}, []),
    ],
)
def test_a_plan_may_lack_as_many_routers_as_the_limits_say(verdicts: list[dict[str, Any]], limits: dict[str, Any], exceeded: list[str]) -> None:
    plan = sample({f"router-{number}": verdict for number, verdict in enumerate(verdicts)})
    assert read_plan(text(plan), limits) == plan | {"exceeded": exceeded}
    assert read_plan(text(plan)) == plan


@pytest.mark.parametrize(("limits", "problem"), [({"failed": "many"}, "the limit for failed must be a number"), ({"drifted": 1}, "drifted is no status")])
def test_a_limit_that_cannot_be_used_is_refused(limits: dict[str, Any], problem: str) -> None:
    with pytest.raises(AnsibleFilterError, match=f"read_plan: {problem}"):
        read_plan(text(sample()), limits)


def test_nothing_to_change_is_said() -> None:
    for form in ("markdown", "html", "text", "line"):
        report = plan_report(sample({}), form)
        assert "no routers" in report
    assert "### " not in markdown(sample({}), "Plan")


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("value", [None, [], {"routers": {"van": {}}}, "text"])
def test_what_is_no_plan_is_refused(form: str, value: Any) -> None:
    with pytest.raises(AnsibleFilterError, match="plan_report takes what fleet_plan or read_plan gives"):
        plan_report(value, form)


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AnsibleFilterError, match="plan_report has no form 'pdf', only json, markdown, html, line, text"):
        plan_report(sample(), "pdf")
