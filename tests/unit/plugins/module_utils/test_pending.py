# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Staging and applying over a link that fails at the wrong moment, which the simulator cannot reproduce."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Clock, Unit
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import Unreachable
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Item
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.options import TransactionOptions
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.pending import apply_pending
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.reader import ConfigReader
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.records import Records
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_connection import WAN_CONNECTION
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.staging import Stager
from ansible_collections.wanfleet.peplink.plugins.module_utils._module.module import Task

DEVICE = "192.0.2.1:443"
APPLY, DISCARD, WAN = "cmd.config.apply", "cmd.config.discard", "config.wan.connection"


class Link:
    """Stands in for a session: ``failures`` says which call of which function fails, and whether it may have arrived."""

    device = DEVICE

    def __init__(self, **failures: list[bool | None]) -> None:
        self.failures = {name.replace("_", "."): list(how) for name, how in failures.items()}
        self.posts: list[str] = []
        self.warnings: list[str] = []
        self.secrets: set[str] = set()

    def unit(self) -> Unit:
        return Unit(DEVICE, None, None)

    def post(self, function: str, body: Any = None, *, since: str | None = None) -> Any:
        self._meet(function)
        self.posts.append(function)
        return None

    def get(self, function: str, **options: Any) -> Any:
        self._meet(function)
        return {}

    def read_all(self, queries: list[Any], **options: Any) -> list[Any]:
        return [self.get(query.function) for query in queries]

    def _meet(self, function: str) -> None:
        how = self.failures.get(function)
        arrived = how.pop(0) if how else None
        if arrived is not None:
            raise Unreachable(f"calling {function}", DEVICE, "no connection", "Check the link.", maybe_processed=arrived)


class Still(Clock):
    """Time passes only by sleeping."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def stager(link: Link, directory: Path) -> Stager:
    session: Any = link
    task = Task({}, False, "192.0.2.1", session, Still())
    return Stager(task, TransactionOptions(), ConfigReader(session), Records(str(directory), session))


def plan() -> ItemPlan:
    item = Item({"id": 1}, "WAN", "ethernet", {"mtu": "auto"}, {})
    change = WAN_CONNECTION.settings({"mtu": 1400}, item)
    return ItemPlan(WAN_CONNECTION, item, wanted=change, changes=change)


def test_a_link_that_is_down_before_apply_leaves_nothing_staged(tmp_path: Path) -> None:
    link = Link(cmd_config_apply=[False])
    subject = stager(link, tmp_path)
    subject.stage([plan()])
    with pytest.raises(Unreachable) as caught:
        subject.apply([plan()])
    assert link.posts == [WAN, DISCARD]
    assert "Everything pending on the router was discarded" in str(caught.value)
    assert not subject.records.staged


def test_a_link_that_stays_down_reports_that_changes_may_be_pending(tmp_path: Path) -> None:
    link = Link(cmd_config_apply=[False], cmd_config_discard=[False])
    subject = stager(link, tmp_path)
    subject.stage([plan()])
    with pytest.raises(Unreachable, match="changes may be pending on the router"):
        subject.apply([plan()])
    assert subject.records.staged


@pytest.mark.parametrize("second", [False, True])
def test_a_second_apply_that_fails_does_not_make_the_first_one_undone(second: bool, tmp_path: Path) -> None:
    link = Link(cmd_config_apply=[True, second])
    with pytest.raises(Unreachable, match="It may have cut itself off"):
        stager(link, tmp_path).apply([plan()])
    assert DISCARD not in link.posts


def test_apply_waits_for_an_unreachable_router(tmp_path: Path) -> None:
    link = Link(cmd_config_apply=[True], info_firmware=[True, False, True])
    session: Any = link
    apply_pending(session, Still(), 60)
    assert link.posts == [APPLY]


@pytest.mark.parametrize("failures", [{"cmd_config_apply": [True, False]}, {"cmd_config_apply": [True], "info_firmware": [False] * 20}])
def test_an_apply_that_was_perhaps_carried_out_is_told_whatever_fails_afterwards(failures: Any) -> None:
    session: Any = Link(**failures)
    with pytest.raises(Unreachable) as caught:
        apply_pending(session, Still(), 60)
    assert caught.value.maybe_processed
    assert caught.value.aftermath == "cmd.config.apply was sent before. The router may have carried it out or not."


def test_a_failed_start_keeps_the_note_of_an_earlier_unfinished_run(tmp_path: Path) -> None:
    with Records(str(tmp_path), Link()) as killed:
        killed.begin()
    subject = stager(Link(config_wan_connection=[False]), tmp_path)
    with pytest.raises(Unreachable):
        subject.stage([plan()])
    assert Records(str(tmp_path), Link()).staged

    fresh = stager(Link(config_wan_connection=[False]), tmp_path / "fresh")
    with pytest.raises(Unreachable):
        fresh.stage([plan()])
    assert not Records(str(tmp_path / "fresh"), Link()).staged
