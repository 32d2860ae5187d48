# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Transactions: which requests are made in which order, and what the result says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import NotInEffect, PeplinkError, Refused, Rejected, Unreachable
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.decide import Intent
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.guards import Consents
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.options import TransactionOptions, consents_from
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.transaction import LEFT_OVER, Transaction

from .decision.toy import LAMP, NEW
from .lamp_router import DEVICE, LampRouter, lost, records_at, refused, task_of, unauthorized, unknown

OFF = {"id": 1, "enable": False}
HEALTHY = {"connected_wans": ["Bow"], "min_connected_wans": None, "connected_vpn_peers": None}
SICK = {**HEALTHY, "connected_wans": ["Stern"]}
CHANGE = ["read", "update 1", "apply", "read"]


class Run:
    """A transaction that was run, and the error that it ended with."""

    def __init__(self, router: LampRouter, directory: Path, *config: dict[str, Any], state: str = "merged", resource: Any = LAMP, **params: Any) -> None:
        check_mode = params.pop("check_mode", False)
        skip = params.pop("skip_unsupported", False)
        self.router = router
        self.task = task_of(router, directory, check_mode=check_mode, **params)
        self.records = records_at(directory)
        self.error: PeplinkError | None = None
        transaction = Transaction(self.task, skip_unsupported=skip)
        try:
            transaction.run([Intent(resource, config, state)])
        except PeplinkError as error:
            self.error = error
        self.comparison = transaction.comparison
        self.result = self.task.result

    def flags(self, *names: str) -> tuple[Any, ...]:
        return tuple(self.result.get(name) for name in names or ("changed", "staged", "applied"))


def assert_untouched(run: Run) -> None:
    """Assert that the result says that everything is as before."""
    assert run.result["before"]["lamps"]
    assert run.result["after"] == run.result["before"]
    assert run.result["diff"] == {"before": {}, "after": {}}


def leave_over(directory: Path) -> None:
    """A run that was killed after it had begun to stage."""
    with records_at(directory) as killed:
        killed.begin()


# ---- the usual way ---------------------------------------------------------------------------------------------------


def test_a_change_is_read_staged_applied_and_verified(tmp_path: Path) -> None:
    run = Run(LampRouter(), tmp_path, OFF)
    assert (run.error, run.router.calls, run.flags()) == (None, CHANGE, (True, True, True))
    assert run.router.running["1"]["enable"] is False
    assert run.result["before"] == {"lamps": [{"id": 1, "name": "Bow", "enable": True}]}
    assert run.result["after"] == {"lamps": [{"id": 1, "name": "Bow", "enable": False}]}
    assert run.result["diff"] == {
        "before": {"lamp 1 (Bow)": {"id": 1, "name": "Bow", "enable": True}},
        "after": {"lamp 1 (Bow)": {"id": 1, "name": "Bow", "enable": False}},
    }
    assert run.comparison["lamps"]["different"] == [{"item": "lamp 1 (Bow)", "option": "enable", "before": True, "after": False}]
    assert not records_at(tmp_path).staged
    assert "reverted" not in run.result


def test_what_is_in_place_is_only_read(tmp_path: Path) -> None:
    run = Run(LampRouter(), tmp_path, {"id": 1, "enable": True})
    assert (run.error, run.router.calls, run.flags()) == (None, ["read"], (False, False, False))
    assert run.result["before"] == run.result["after"] == {"lamps": [{"id": 1, "name": "Bow", "enable": True}]}
    assert run.result["diff"] == {"before": {}, "after": {}}


@pytest.mark.parametrize(
    ("config", "state"),
    [([OFF], "merged"), ([NEW | {"id": 2}, OFF], "merged"), ([], "overridden"), ([{"id": 1}], "deleted"), ([{"id": 1, "enable": True}], "merged")],
)
def test_check_mode_predicts_the_result_and_writes_nothing(config: list[dict[str, Any]], state: str, tmp_path: Path) -> None:
    checked = Run(LampRouter(), tmp_path, *config, state=state, check_mode=True)
    assert (checked.error, checked.router.calls) == (None, ["read"])
    done = Run(LampRouter(), tmp_path, *config, state=state)
    assert done.error is None
    assert checked.flags("changed", "before", "after", "diff") == done.flags("changed", "before", "after", "diff")
    assert checked.flags("staged", "applied") == (False, False)


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    router = LampRouter()
    config = {"id": 1, "token": "t0ken", "brightness": 60}
    assert Run(router, tmp_path, config).flags() == (True, True, True)
    again = Run(router, tmp_path, config)
    assert again.flags() == (False, False, False)
    assert router.calls == [*CHANGE, "read"]


@pytest.mark.parametrize(
    ("params", "calls", "flags"),
    [
        ({"apply": False}, ["read", "update 1"], (True, True, False)),
        ({"verify": False}, ["read", "update 1", "apply"], (True, True, True)),
        ({"health": HEALTHY}, ["read", "status", *CHANGE[1:], "status"], (True, True, True)),
        ({"verify": False, "health": HEALTHY}, ["read", "status", "update 1", "apply", "status"], (True, True, True)),
        ({"preexisting_changes": "discard"}, ["discard", *CHANGE], (True, True, True)),
        ({"preexisting_changes": "discard", "check_mode": True}, ["read"], (True, False, False)),
        ({"health": SICK, "check_mode": True}, ["read", "status"], (True, False, False)),
    ],
)
def test_options_say_what_else_is_done(params: dict[str, Any], calls: list[str], flags: tuple[bool, ...], tmp_path: Path) -> None:
    run = Run(LampRouter(), tmp_path, OFF, **params)
    assert (run.error, run.router.calls, run.flags()) == (None, calls, flags)
    assert records_at(tmp_path).staged is (params.get("apply") is False)


def test_health_is_asked_for_also_where_nothing_changes(tmp_path: Path) -> None:
    assert Run(LampRouter(), tmp_path, {"id": 1, "enable": True}, health=HEALTHY).router.calls == ["read", "status", "status"]
    sick = Run(LampRouter(), tmp_path, {"id": 1, "enable": True}, health=SICK)
    assert isinstance(sick.error, NotInEffect)
    assert sick.error.aftermath == "There was nothing to change."
    changed = Run(LampRouter(), tmp_path, OFF, health=SICK)
    assert isinstance(changed.error, NotInEffect)
    assert changed.error.aftermath == "The change is applied and stays live, because revert_on_failure is not set."
    assert changed.flags() == (True, True, True)


def test_what_is_live_at_once_is_not_applied(tmp_path: Path) -> None:
    class Live(LampRouter):
        def post(self, function: str, body: Any = None) -> Any:
            super().post(function, body)
            for staged in self.pending:
                self._take(staged)

    for params in ({}, {"apply": False}):
        run = Run(Live(), tmp_path, OFF, resource=replace(LAMP, live=True), **params)
        assert (run.error, run.router.calls, run.flags()) == (None, ["read", "update 1", "read"], (True, True, False))


# ---- refusals before anything is written -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("config", "state", "answer"),
    [
        ([], "merged", "config is empty, so there is no lamp to configure; name one, or leave it out"),
        ([], "deleted", "config is empty, so there is no lamp to configure; name one, or leave it out"),
        ([{"id": 1, "brightness": 0}], "merged", "lamp 1 (Bow): brightness must be a whole number from 1 to 100 percent"),
    ],
)
def test_an_intent_that_cannot_be_is_refused(config: list[dict[str, Any]], state: str, answer: str, tmp_path: Path) -> None:
    run = Run(LampRouter(), tmp_path, *config, state=state)
    assert isinstance(run.error, Refused)
    assert (run.error.doing, run.error.answer, run.error.advice) == ("planning the change", answer, "Nothing was written.")
    assert (run.router.posts, run.flags()) == ([], (False, False, False))


def test_an_empty_intent_may_remove_all(tmp_path: Path) -> None:
    run = Run(LampRouter(), tmp_path, state="overridden")
    assert (run.error, run.router.posts) == (None, ["remove 1", "apply"])


def test_a_guard_refuses_after_the_comparison(tmp_path: Path) -> None:
    run = Run(LampRouter(), tmp_path, OFF, resource=replace(LAMP, section="wan_connections"), management_wan="1")
    assert isinstance(run.error, Refused)
    assert "could interrupt this connection" in run.error.answer
    assert run.router.calls == ["read", "status"]
    assert run.comparison["wan_connections"]["different"]


def test_a_section_that_the_router_does_not_have_is_skipped_on_demand(tmp_path: Path) -> None:
    class Without(LampRouter):
        def read_all(self, queries: list[Any], **options: Any) -> list[Any]:
            return [unknown() for _query in queries]

    run = Run(Without(), tmp_path, OFF, skip_unsupported=True)
    assert (run.error, run.flags(), run.comparison["lamps"]["supported"]) == (None, (False, False, False), False)
    assert run.router.warnings == ["lamps was skipped: the router does not know it. Check it."]
    assert isinstance(Run(Without(), tmp_path, OFF).error, Rejected)


# ---- what an earlier run left ----------------------------------------------------------------------------------------


def test_what_an_earlier_run_left_is_applied_with_a_warning(tmp_path: Path) -> None:
    leave_over(tmp_path)
    run = Run(LampRouter(), tmp_path, {"id": 1, "enable": True})
    assert (run.error, run.router.calls, run.flags()) == (None, ["read", "apply"], (True, False, True))
    assert run.router.warnings == [LEFT_OVER]
    assert not records_at(tmp_path).staged


def test_what_an_earlier_run_left_stays_without_apply(tmp_path: Path) -> None:
    leave_over(tmp_path)
    run = Run(LampRouter(), tmp_path, {"id": 1, "enable": True}, apply=False)
    assert (run.router.calls, run.flags(), run.router.warnings) == (["read"], (False, False, False), [LEFT_OVER])
    assert records_at(tmp_path).staged


def test_what_an_earlier_run_left_is_told_in_check_mode(tmp_path: Path) -> None:
    leave_over(tmp_path)
    run = Run(LampRouter(), tmp_path, {"id": 1, "enable": True}, check_mode=True)
    assert (run.router.calls, run.flags(), run.router.warnings) == (["read"], (True, False, False), [LEFT_OVER])


def test_what_an_earlier_run_left_is_discarded_on_demand(tmp_path: Path) -> None:
    leave_over(tmp_path)
    run = Run(LampRouter(), tmp_path, {"id": 1, "enable": True}, preexisting_changes="discard")
    assert (run.router.calls, run.flags(), run.router.warnings) == (["discard", "read"], (False, False, False), [])
    assert not records_at(tmp_path).staged


def test_an_apply_that_is_refused_with_nothing_pending_is_decided_anew(tmp_path: Path) -> None:
    leave_over(tmp_path)
    router = LampRouter({"apply": [refused("nothing to apply")]})
    run = Run(router, tmp_path, {"id": 1, "enable": True})
    assert (run.error, router.calls, run.flags()) == (None, ["read", "apply", "discard", "read"], (False, False, False))
    assert router.warnings == [LEFT_OVER]
    assert not records_at(tmp_path).staged


def test_what_is_found_when_it_is_decided_anew_is_written(tmp_path: Path) -> None:
    class Reverting(LampRouter):
        """Runs another configuration than it showed while changes were pending."""

        def post(self, function: str, body: Any = None) -> Any:
            if function == "cmd.config.discard":
                self.running["1"]["enable"] = True
            return super().post(function, body)

    leave_over(tmp_path)
    router = Reverting({"apply": [refused("nothing to apply")]}, lamp1={"enable": False})
    run = Run(router, tmp_path, OFF)
    assert (run.error, router.calls) == (None, ["read", "apply", "discard", *CHANGE])
    assert run.flags() == (True, True, True)
    assert router.running["1"]["enable"] is False


def test_what_may_still_be_pending_is_not_decided_anew(tmp_path: Path) -> None:
    leave_over(tmp_path)
    router = LampRouter({"apply": [refused("busy")], "discard": [refused("busy")]})
    run = Run(router, tmp_path, {"id": 1, "enable": True})
    assert isinstance(run.error, Rejected)
    assert router.calls == ["read", "apply", "discard"]


def test_an_apply_of_own_work_that_is_refused_is_an_error(tmp_path: Path) -> None:
    run = Run(LampRouter({"apply": [refused("busy")]}), tmp_path, OFF)
    assert isinstance(run.error, Rejected)
    assert run.router.posts == ["update 1", "apply", "discard"]
    assert run.flags() == (False, True, False)
    assert_untouched(run)


# ---- failures and the way back ---------------------------------------------------------------------------------------


def test_a_change_that_has_no_effect_is_an_error_and_shows_what_is_there(tmp_path: Path) -> None:
    run = Run(LampRouter(deaf=("enable",)), tmp_path, {**OFF, "brightness": 60}, verify_timeout=5)
    assert isinstance(run.error, NotInEffect)
    assert run.error.aftermath == ""
    assert run.result["after"] == {"lamps": [{"id": 1, "name": "Bow", "enable": True, "brightness": 60}]}
    assert run.router.posts == ["update 1", "apply"]
    assert not records_at(tmp_path).staged


def test_a_failed_change_is_taken_back_on_demand(tmp_path: Path) -> None:
    run = Run(LampRouter(deaf=("enable",)), tmp_path, {**OFF, "brightness": 60}, verify_timeout=5, revert_on_failure=True)
    assert isinstance(run.error, NotInEffect)
    assert run.error.aftermath == "The configuration from before the change was restored and verified."
    assert run.flags("changed", "staged", "applied", "reverted") == (False, True, True, True)
    assert run.router.bodies[-1] == {"action": "update", "id": 1, "light": {"brightness": 50}}
    assert run.router.running["1"]["light"] == {"brightness": 50}
    assert_untouched(run)
    assert not records_at(tmp_path).staged


def test_what_makes_a_router_sick_is_taken_back(tmp_path: Path) -> None:
    run = Run(LampRouter(), tmp_path, {**OFF, "token": "t"}, verify_timeout=5, revert_on_failure=True, health=SICK)
    assert isinstance(run.error, NotInEffect)
    assert run.error.doing == "checking its health"
    assert run.error.aftermath == (
        "The configuration from before the change was restored and verified. Not restored, because the router never showed it: lamp 1 (Bow) token."
    )
    assert run.router.running["1"]["enable"] is True
    # The token is the new one, for all that is known.
    assert run.flags() == (True, True, True)
    # What was written may be what is there, or not: it is written again the next time.
    assert Run(run.router, tmp_path, {"id": 1, "token": "t"}).flags() == (True, True, True)


def test_what_was_never_shown_cannot_be_restored(tmp_path: Path) -> None:
    run = Run(LampRouter(), tmp_path, {"id": 1, "token": "t"}, verify_timeout=5, revert_on_failure=True, health=SICK)
    assert run.error is not None
    assert run.error.aftermath == (
        "Nothing had to be or could be restored. Not taken back, because the router shows nothing of the change: lamp 1 (Bow). "
        "Not restored, because the router never showed it: lamp 1 (Bow) token."
    )
    assert run.flags("changed", "reverted") == (True, False)
    assert run.router.posts == ["update 1", "apply"]


@pytest.mark.parametrize("failures", [{"update 1": [None, refused("busy")]}, {"apply": [None, refused("busy")]}])
def test_a_way_back_that_fails_is_said(failures: dict[str, Any], tmp_path: Path) -> None:
    run = Run(LampRouter(failures, deaf=("enable",)), tmp_path, {**OFF, "brightness": 60}, verify_timeout=5, revert_on_failure=True)
    assert isinstance(run.error, NotInEffect)
    assert run.error.aftermath.startswith(f"Reverting failed as well: {DEVICE}: busy")
    assert run.flags("changed", "reverted") == (True, False)


def test_a_router_that_is_away_is_not_reverted(tmp_path: Path) -> None:
    run = Run(LampRouter({"read": [None, *[lost(arrived=False)] * 99]}), tmp_path, OFF, verify_timeout=5, revert_on_failure=True)
    assert isinstance(run.error, Unreachable)
    assert "It may have cut itself off" in run.error.aftermath
    assert run.flags("changed", "reverted") == (True, None)
    assert run.result["after"] == {"lamps": [{"id": 1, "name": "Bow", "enable": False}]}
    assert run.router.posts == ["update 1", "apply"]


def test_a_staging_that_fails_is_not_reverted(tmp_path: Path) -> None:
    run = Run(LampRouter({"update 1": [refused()]}), tmp_path, OFF, revert_on_failure=True)
    assert isinstance(run.error, Rejected)
    assert run.router.posts == ["update 1"]
    assert run.flags("changed", "staged", "applied", "reverted") == (False, False, False, None)
    assert_untouched(run)


def test_what_is_staged_one_by_one_is_told_one_by_one(tmp_path: Path) -> None:
    class Hasty(LampRouter):
        """Makes the first of several updates live at once."""

        def post(self, function: str, body: Any = None) -> Any:
            answer = super().post(function, body)
            if self.calls[-1] == "update 1":
                self.running["1"]["enable"] = False
            return answer

    run = Run(Hasty({"update 2": [refused()]}, lamp1={}, lamp2={}), tmp_path, OFF, {**OFF, "id": 2})
    assert run.error is not None
    assert "these were changed all the same: lamp 1 (Bow)" in run.error.aftermath
    assert run.result["changed"]
    assert [lamp["enable"] for lamp in run.result["after"]["lamps"]] == [False, True]
    assert list(run.result["diff"]["after"]) == ["lamp 1 (Bow)"]


@pytest.mark.parametrize(
    ("failures", "params"),
    [
        ({"apply": [refused("busy")]}, {"on_failure": "keep"}),
        ({"apply": [refused("busy")], "discard": [refused("busy")]}, {}),
        ({"apply": [lost(), lost()], "read": [None, *[lost()] * 99]}, {}),
    ],
)
def test_what_may_be_pending_or_live_counts_as_changed(failures: dict[str, Any], params: dict[str, Any], tmp_path: Path) -> None:
    run = Run(LampRouter(failures), tmp_path, OFF, verify_timeout=5, **params)
    assert run.error is not None
    assert run.error.aftermath
    assert run.result["changed"]


def test_a_record_directory_that_cannot_be_used_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "records").symlink_to("nowhere")
    run = Run(LampRouter(), tmp_path / "records", OFF)
    assert isinstance(run.error, Refused)
    assert (run.router.posts, run.flags()) == ([], (False, False, False))
    assert_untouched(run)


def test_who_is_not_let_in_is_told_so(tmp_path: Path) -> None:
    run = Run(LampRouter({"update 1": [unauthorized()]}), tmp_path, OFF)
    assert run.error is not None
    assert run.error.kind == "unauthorized"
    assert run.router.posts == ["update 1"]


# ---- options ---------------------------------------------------------------------------------------------------------


def test_options_and_consents_come_from_the_parameters() -> None:
    defaults = {name: getattr(TransactionOptions(), name) for name in TransactionOptions.__dataclass_fields__}
    assert TransactionOptions.from_params({**defaults, "verify_timeout": 5, "host": "x"}) == TransactionOptions(verify_timeout=5)
    assert consents_from({"allow_delete": True, "max_deletions": 2, "host": "x"}) == Consents(allow_delete=True, max_deletions=2)
    assert consents_from({}) == Consents()
