# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several runs on one router: what each step makes of the record."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TypeAlias

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision import record as deciding
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.record import Record

Step: TypeAlias = Callable[[Record], Record]
BEFORE = Record({"pin": "old", "apn": "old"})


def begin(run: str, *keys: str) -> Step:
    return lambda record: deciding.begin(record, run, keys)


def stage(run: str, **hashes: str) -> Step:
    return lambda record: deciding.stage(record, run, hashes)


def settle(run: str, *, applied: bool = True) -> Step:
    return lambda record: deciding.settle(record, run, applied=applied)


def take_over(run: str) -> Step:
    return lambda record: deciding.take_over(record, run)


def contest_others(run: str) -> Step:
    return lambda record: deciding.contest_others(record, run)


def discard(run: str) -> Step:
    return lambda record: settle(run, applied=False)(contest_others(run)(record))


@pytest.mark.parametrize(
    ("steps", "values"),
    [
        ([begin("a", "pin"), stage("a", pin="new"), settle("a")], {"pin": "new", "apn": "old"}),
        ([begin("a", "pin"), settle("a")], {"apn": "old"}),
        ([begin("a", "pin"), stage("a", pin="new"), settle("a", applied=False)], {"apn": "old"}),
        ([begin("a", "pin"), begin("b", "apn"), stage("a", pin="1"), stage("b", apn="2"), settle("b"), settle("a")], {"pin": "1", "apn": "2"}),
        ([begin("a", "pin"), begin("b", "pin"), stage("a", pin="1"), stage("b", pin="2"), settle("a"), settle("b")], {"apn": "old"}),
        ([begin("a", "pin"), begin("b", "pin"), stage("b", pin="2"), settle("b"), stage("a", pin="1"), settle("a")], {"apn": "old"}),
        ([begin("a", "pin"), stage("a", pin="1"), settle("a"), begin("b", "pin"), stage("b", pin="2"), settle("b")], {"pin": "2", "apn": "old"}),
        # Written anew after the other one had ended: nobody else was last.
        ([begin("a", "pin"), begin("b", "pin"), settle("b"), begin("a", "pin"), stage("a", pin="1"), settle("a")], {"pin": "1", "apn": "old"}),
        ([begin("a", "pin"), stage("a", pin="1"), discard("b"), settle("a")], {"apn": "old"}),
        ([begin("a", "pin"), discard("b"), stage("a", pin="1"), settle("a")], {"apn": "old"}),
        ([begin("dead", "pin"), stage("dead", pin="1"), take_over("a"), settle("a")], {"pin": "1", "apn": "old"}),
        ([begin("dead", "pin"), stage("dead", pin="1"), take_over("a"), begin("a", "pin"), settle("a")], {"apn": "old"}),
        ([begin("dead", "pin"), take_over("a"), begin("a", "pin"), stage("a", pin="1"), settle("a")], {"pin": "1", "apn": "old"}),
        ([begin("dead", "pin"), begin("also dead", "pin"), take_over("a"), settle("a")], {"apn": "old"}),
        ([begin("dead", "pin"), stage("dead", pin="1"), begin("also dead", "pin"), take_over("a"), settle("a")], {"apn": "old"}),
        ([begin("dead", "pin"), stage("dead", pin="1"), begin("a", "apn"), stage("a", apn="2"), take_over("a"), settle("a")], {"pin": "1", "apn": "2"}),
        # A run that was only slow, not dead.
        ([begin("a", "pin"), take_over("b"), stage("a", pin="1"), settle("a"), settle("b")], {"apn": "old"}),
        # A run stages more than once, and contests only what others did.
        ([begin("a", "pin"), stage("a", pin="1"), begin("a", "apn"), stage("a", apn="2"), settle("a")], {"pin": "1", "apn": "2"}),
        ([begin("a", "pin"), stage("a", pin="1"), contest_others("a"), settle("a")], {"pin": "1", "apn": "old"}),
    ],
)
def test_what_counts_as_written(steps: list[Step], values: dict[str, str]) -> None:
    assert reduce(lambda record, step: step(record), steps, BEFORE) == Record(values)


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([begin("a"), begin("b"), settle("a")], {"b"}),
        ([begin("a", "pin"), begin("b", "pin"), settle("b", applied=False)], {"a"}),
        ([begin("a", "pin"), discard("b")], {"a"}),
        ([begin("dead"), take_over("a")], {"a"}),
    ],
)
def test_whose_changes_may_be_pending(steps: list[Step], left: set[str]) -> None:
    assert set(reduce(lambda record, step: step(record), steps, BEFORE).runs) == left
