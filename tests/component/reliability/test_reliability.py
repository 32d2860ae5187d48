# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every fault of the simulator at the requests of every module that writes: each run ends in one of three ways, and the page tells the counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from peplink_simulator import DeviceSpec, Fleet
from peplink_simulator.faults import KINDS

from ansible_collections.wanfleet.peplink.plugins.module_utils._client import limits
from ansible_collections.wanfleet.peplink.plugins.module_utils._module import module as core

from ..conftest import Router
from . import page
from .cases import CASES
from .faults import TROUBLES
from .runs import CLOCKS, outcomes

# Runs that wait for a timeout wait together, each with a router of its own.
AT_ONCE = 8
PARTS_OF_MANY = 4

# In how many parts a column runs, which may run at the same time.
COLUMNS = {case.column: PARTS_OF_MANY if case.everywhere else 1 for case in CASES}
PARTS = [(column, part, parts) for column, parts in COLUMNS.items() for part in range(parts)]


@pytest.fixture(scope="module")
def fleets() -> Iterator[list[Fleet]]:
    """Fleets of one router each. These have one name, on which secrets depend, so a task makes the same of each of them."""
    with ExitStack() as stack:
        running = [stack.enter_context(Fleet.start([DeviceSpec("router", family="max", firmware="8.5.2")], use_tls=False)) for _number in range(AT_ONCE)]
        yield running
        assert [fleet.internal_errors for fleet in running] == [[]] * AT_ONCE


@pytest.fixture
def routers(fleets: list[Fleet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Router]:
    """Routers for thousands of runs: no TLS, no waiting for the disk, and no long answers without end."""
    monkeypatch.setattr(core, "Clock", lambda: CLOCKS.now)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    monkeypatch.setattr(limits, "TIMEOUTS_IN_ALL", 2)
    return [Router(fleet.device("router"), fleet, tmp_path / str(number)) for number, fleet in enumerate(fleets)]


@pytest.mark.exhaustive
@pytest.mark.parametrize(("column", "part", "parts"), PARTS)
def test_every_run_ends_in_one_of_three_ways_and_the_page_says_how_many(routers: list[Router], column: str, part: int, parts: int) -> None:
    counts, wrong = outcomes(routers, [case for case in CASES if case.column == column], TROUBLES[part::parts])
    assert not wrong, "\n".join(wrong)
    page.keep(column, part, counts)
    shown = page.cells(page.PAGE.read_text(encoding="utf-8")).get(column, {})
    assert {fault: shown.get(fault) for fault in counts} == {fault: page.cell(found) for fault, found in counts.items()}, "make reliability writes the page"


def test_the_page_has_a_column_for_every_module_that_writes() -> None:
    modules = {path.stem for path in (page.REPOSITORY / "plugins" / "modules").glob("peplink_*.py")}
    others = {module for module in modules if module.endswith("_info")} | {
        "peplink_controller_files",
        "peplink_facts",
        "peplink_fleet_facts",
        "peplink_fleet_plan",
        "peplink_fleet_validate",
        "peplink_options",
        "peplink_outcome",
        "peplink_probe",
        "peplink_saved_plan",
        "peplink_wait_for",
    }
    assert {case.module for case in CASES} == modules - others


def test_the_page_has_a_row_for_every_kind_of_fault() -> None:
    assert {trouble.fault.kind for trouble in TROUBLES} == set(KINDS)


def test_the_page_is_as_it_is_written() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    counts = {column: {fault: page.counted(cell) for fault, cell in faults.items()} for column, faults in page.cells(text).items()}
    assert page.page(counts) == text
