# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a plan predicted beside what its rollout brought about."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.filter.rehearsal_report import rehearsal_report
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rehearsal import compared

MTU, NAME = {"item": "WAN 1", "option": "mtu"}, {"item": "WAN 1", "option": "name"}


def planned(status: str = "drifted", *changes: dict[str, Any], error: Any = None) -> dict[str, Any]:
    return {"status": status, "changes": list(changes), "error": error, "address": "192.0.2.1", "firmware": "8.5.2"}


def rolled_out(status: str, *changes: dict[str, Any], message: str = "", reverted: bool = False) -> dict[str, Any]:
    return {"status": status, "changes": list(changes), "message": message, "reverted": reverted, "address": "192.0.2.1"}


def rollout(**routers: dict[str, Any]) -> dict[str, Any]:
    return {"check_mode": False, "time": "2026-11-25T02:00:00Z", "stopped": "", "routers": [{"name": name, **router} for name, router in routers.items()]}


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (planned("drifted", MTU, NAME), rolled_out("changed", NAME, MTU), (True, "2 changes", "changed", "")),
        (planned("in_step"), rolled_out("unchanged"), (True, "in step", "unchanged", "")),
        (planned("drifted", MTU), rolled_out("changed", NAME), (False, "1 change", "changed", "without WAN 1 mtu, also WAN 1 name")),
        (planned("drifted", MTU), rolled_out("unchanged"), (False, "1 change", "unchanged", "")),
        (planned("in_step"), rolled_out("changed", MTU), (False, "in step", "changed", "also WAN 1 mtu")),
        (
            planned("drifted", MTU),
            rolled_out("failed", message="192.0.2.1: gone", reverted=True),
            (False, "1 change", "failed, reverted", "gone"),
        ),
        (planned("drifted", MTU), rolled_out("stale", message="it moved"), (False, "1 change", "no longer as planned", "it moved")),
        (planned("unreachable", error={"message": "no"}), rolled_out("offline", message="no"), (False, "unreachable", "offline", "no")),
        (planned("refused", MTU, error={"message": "no"}), rolled_out("changed", MTU), (False, "refused", "changed", "also WAN 1 mtu")),
        (None, rolled_out("unchanged"), (False, "not in the plan", "unchanged", "")),
        (planned("drifted", MTU), None, (False, "1 change", "not in the rollout", "")),
    ],
)
def test_a_router_went_as_planned_or_the_report_says_how_not(before: Any, after: Any, shown: tuple[bool, str, str, str]) -> None:
    plan = {"routers": {"van": before} if before else {}}
    (found,) = compared(plan, rollout(**({"van": after} if after else {})))
    assert (found.as_planned, *found.row) == (shown[0], "van", *shown[1:])


def test_the_report_has_what_went_otherwise_first() -> None:
    plan = {"routers": {"a": planned("in_step"), "b": planned("drifted", MTU), "c": planned("in_step")}}
    happened = rollout(a=rolled_out("unchanged"), b=rolled_out("failed", message="*gone*"), c=rolled_out("unchanged")) | {"stopped": "Batch 1 failed."}
    text = rehearsal_report(happened, plan, title="Twins")
    assert text.startswith("## Twins\n\n2 of 3 routers went as planned.\n\n2026-11-25 02:00 UTC\n\nBatch 1 failed.\n\n### Otherwise than planned\n")
    assert text.index("| b | 1 change | failed | ") < text.index("### As planned") < text.index("| a | in step | unchanged |")
    assert "*gone*" not in text
    assert rehearsal_report(happened, plan, "line") == "2 of 3 routers went as planned"


@pytest.mark.parametrize(("data", "plan", "form"), [({}, {"routers": {}}, "line"), (rollout(), [], "line"), (rollout(), {"routers": {}}, "html")])
def test_what_is_no_plan_or_rollout_is_refused(data: Any, plan: Any, form: str) -> None:
    with pytest.raises(AnsibleFilterError, match="rehearsal_report"):
        rehearsal_report(data, plan, form)
