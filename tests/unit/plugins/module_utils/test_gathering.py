# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Gathering: each fact is asked for once, and only if it is needed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import Unreachable
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.facts import Fact, Facts, Needs
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import RecordedValue
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.gathering import Gatherer
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.reader import ConfigReader
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.records import Records

from .decision.toy import LAMP, lamp
from .lamp_router import LampRouter, lost, task_of

KNOWN, OTHER = RecordedValue("lamps/1/note", "a", False), RecordedValue("lamps/1/owner", "b", False)


def gatherer(router: LampRouter, directory: Path) -> Gatherer:
    task = task_of(router, directory)
    return Gatherer(task, ConfigReader(task.session), Records(str(directory), task.session))


@pytest.mark.parametrize("left_over", [False, True])
def test_it_begins_with_the_configuration_and_nothing_else(left_over: bool, tmp_path: Path) -> None:
    router = LampRouter()
    subject = gatherer(router, tmp_path)
    if left_over:
        subject.records.begin()
    facts = subject.configuration([LAMP])
    assert router.calls == ["read"]
    assert facts == Facts({"lamps": [lamp()]}, host="192.0.2.1", left_over=left_over)


def test_a_section_that_cannot_be_read_is_its_error(tmp_path: Path) -> None:
    error = lost(arrived=False)

    class Dark(LampRouter):
        def read_all(self, queries: list[Any], **options: Any) -> list[Any]:
            return [error for _query in queries]

    assert gatherer(Dark(), tmp_path).configuration([LAMP]).items == {"lamps": error}


@pytest.mark.parametrize(
    ("fact", "calls", "found"),
    [
        (
            Fact.WAN_STATUS,
            ["status"],
            {"wan_status": {1: {"name": "Bow", "message": "Connected", "ip": "192.0.2.1"}, 2: {"name": "Stern", "message": "No Cable Detected"}}},
        ),
        (Fact.FIRMWARE, ["firmware"], {"firmware": "8.3.1 build 5258"}),
        (Fact.HOST_ADDRESSES, [], {"host_addresses": frozenset({"192.0.2.1"})}),
    ],
)
def test_only_the_needed_fact_is_asked_for(fact: Fact, calls: list[str], found: dict[str, object], tmp_path: Path) -> None:
    router = LampRouter()
    before = Facts({"lamps": []}, known=frozenset({Fact.FIRMWARE}), firmware="8.0.0", remembered={"x": True})
    facts = gatherer(router, tmp_path).more(before, Needs(frozenset({fact})))
    assert router.calls == calls
    assert facts == replace(before, **{"known": frozenset({Fact.FIRMWARE, fact}), **found})


def test_records_are_looked_up_beside_what_is_remembered(tmp_path: Path) -> None:
    router = LampRouter()
    subject = gatherer(router, tmp_path)
    subject.records.begin()
    subject.records.add_staged([KNOWN])
    subject.records.applied()
    facts = subject.more(Facts({}, remembered={"x": True}), Needs(records=(KNOWN, OTHER)))
    assert router.calls == []
    assert facts == Facts({}, remembered={"x": True, "lamps/1/note": True, "lamps/1/owner": False})


def test_a_router_that_does_not_answer_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        gatherer(LampRouter({"status": [lost(arrived=False)]}), tmp_path).more(Facts({}), Needs(frozenset({Fact.WAN_STATUS})))
