# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The records that the controller keeps of a router."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.module_utils._client.session import Unit
from ansible_collections.wanfleet.peplink.plugins.module_utils._common.errors import Refused
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration import records as module
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import RecordedValue
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.records import Records

PIN = RecordedValue("wan_connections/2/cellular.sims.1", {"sim_pin": "4711"}, True)
OTHER_PIN = replace(PIN, value={"sim_pin": "4712"})
WIDTH = RecordedValue("wan_connections/3/wifi.channel_width", "40mhz", False)

HERE = Unit("192.0.2.1:443", "ab" * 32, "runner")
FORK = multiprocessing.get_context("fork")


@dataclass
class Meeting:
    """Stands in for a session that has met a unit."""

    met: Unit = HERE

    @property
    def device(self) -> str:
        return self.met.device

    def unit(self) -> Unit:
        return self.met


def of(directory: Path, unit: Unit = HERE) -> Records:
    return Records(str(directory / "records"), Meeting(unit))


def write(directory: Path, *values: RecordedValue, unit: Unit = HERE) -> None:
    """A run that writes values and applies them."""
    with of(directory, unit) as records:
        stage(records, *values)
        records.applied()


def stage(records: Records, *values: RecordedValue) -> None:
    records.begin([value.key for value in values])
    records.add_staged(values)


def file_in(directory: Path) -> Path:
    (file,) = (directory / "records").glob("*.json")
    return file


def killed(run: Callable[[], object]) -> None:
    """Call it in a process of its own that is killed afterwards."""
    done = FORK.Event()

    def work() -> None:
        run()
        done.set()
        signal.pause()

    process = FORK.Process(target=work)
    process.start()
    assert done.wait(60)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def test_values_count_as_written_once_they_are_applied(tmp_path: Path) -> None:
    with of(tmp_path) as records:
        stage(records, PIN, WIDTH)
        assert not of(tmp_path).knows(PIN)
        assert of(tmp_path).staged
        records.applied()
    later = of(tmp_path)
    assert later.knows(PIN)
    assert later.knows(WIDTH)
    assert not later.staged
    assert not later.knows(OTHER_PIN)


@pytest.mark.parametrize("change", [{"device": "192.0.2.2:443"}, {"fingerprint": "cd" * 32}, {"fingerprint": None}, {"user": "netops"}, {"user": None}])
def test_the_record_of_another_unit_is_not_used(tmp_path: Path, change: dict[str, Any]) -> None:
    other = replace(HERE, **change)
    write(tmp_path, PIN)
    with of(tmp_path) as unfinished:
        stage(unfinished, WIDTH)
    assert not of(tmp_path, other).knows(PIN)
    assert not of(tmp_path, other).staged
    write(tmp_path, OTHER_PIN, unit=other)
    assert of(tmp_path).knows(PIN)
    assert of(tmp_path).staged
    assert of(tmp_path, other).knows(OTHER_PIN)


def test_a_note_stays_with_its_unit_when_another_takes_the_address_meanwhile(tmp_path: Path) -> None:
    meeting = Meeting()
    with Records(str(tmp_path / "records"), meeting) as records:
        stage(records, PIN)
        meeting.met = replace(HERE, fingerprint="cd" * 32)
        records.applied()
    assert of(tmp_path).staged
    assert not of(tmp_path).knows(PIN)
    assert not of(tmp_path, meeting.met).knows(PIN)


def test_discarded_values_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, PIN, WIDTH)
    with of(tmp_path) as records:
        stage(records, PIN)
        with records.discarding():
            pass
    assert not of(tmp_path).knows(PIN)
    assert of(tmp_path).knows(WIDTH)
    assert not of(tmp_path).staged


def test_a_discard_that_fails_keeps_the_note(tmp_path: Path) -> None:
    with of(tmp_path) as records:
        stage(records, PIN)
        with pytest.raises(ValueError, match="lost"), records.discarding():
            raise ValueError("lost")
    assert of(tmp_path).staged


def test_what_never_arrived_keeps_only_the_note_of_a_killed_run(tmp_path: Path) -> None:
    with of(tmp_path) as records:
        stage(records, PIN)
        records.withdrawn()
    assert not of(tmp_path).staged
    killed(lambda: stage(of(tmp_path), WIDTH))
    with of(tmp_path) as records:
        stage(records, PIN)
        records.withdrawn()
    assert of(tmp_path).staged


def test_the_next_run_applies_what_a_killed_one_staged(tmp_path: Path) -> None:
    killed(lambda: stage(of(tmp_path), PIN))
    assert of(tmp_path).staged
    with of(tmp_path) as second:
        stage(second, WIDTH)
        second.applied()
    assert not of(tmp_path).staged
    assert of(tmp_path).knows(PIN)
    assert of(tmp_path).knows(WIDTH)


def test_a_value_written_after_a_killed_run_is_the_last_one(tmp_path: Path) -> None:
    killed(lambda: stage(of(tmp_path), PIN))
    write(tmp_path, OTHER_PIN)
    assert of(tmp_path).knows(OTHER_PIN)


def test_applying_only_settles_what_a_killed_run_left(tmp_path: Path) -> None:
    killed(lambda: stage(of(tmp_path), PIN))
    with of(tmp_path) as records:
        records.take_over()
        records.applied()
    assert of(tmp_path).knows(PIN)
    assert not of(tmp_path).staged


@pytest.mark.parametrize("first_ends_first", [True, False])
def test_a_value_that_two_runs_wrote_at_once_is_forgotten(tmp_path: Path, first_ends_first: bool) -> None:
    write(tmp_path, PIN)
    with of(tmp_path) as first, of(tmp_path) as second:
        first.begin([PIN.key])
        second.begin([PIN.key])
        second.add_staged([OTHER_PIN])
        first.add_staged([PIN])
        for run in (first, second) if first_ends_first else (second, first):
            run.applied()
            assert of(tmp_path).staged is (run is (first if first_ends_first else second))
    assert not of(tmp_path).knows(PIN)
    assert not of(tmp_path).knows(OTHER_PIN)
    write(tmp_path, OTHER_PIN)
    assert of(tmp_path).knows(OTHER_PIN)


def test_runs_at_once_keep_what_each_wrote_alone(tmp_path: Path) -> None:
    with of(tmp_path) as first, of(tmp_path) as second:
        stage(first, PIN)
        stage(second, WIDTH)
        first.applied()
        assert of(tmp_path).staged, "the note of the second run was erased"
        second.applied()
    assert of(tmp_path).knows(PIN)
    assert of(tmp_path).knows(WIDTH)
    assert not of(tmp_path).staged


def test_the_note_of_a_run_in_another_process_is_not_taken_over(tmp_path: Path) -> None:
    staged, go_on = FORK.Event(), FORK.Event()

    def work() -> None:
        with of(tmp_path) as records:
            stage(records, PIN)
            staged.set()
            assert go_on.wait(60)
            records.applied()

    process = FORK.Process(target=work)
    process.start()
    assert staged.wait(60)
    with of(tmp_path) as records:
        records.take_over()
        records.applied()
        assert of(tmp_path).staged
    assert not of(tmp_path).knows(PIN)
    go_on.set()
    process.join()
    assert process.exitcode == 0
    assert of(tmp_path).knows(PIN)


def test_what_another_run_discards_is_not_taken_for_written(tmp_path: Path) -> None:
    with of(tmp_path) as first, of(tmp_path) as second:
        stage(first, PIN)
        with second.discarding():
            pass
        assert of(tmp_path).staged
        first.applied()
    assert not of(tmp_path).knows(PIN)
    assert not of(tmp_path).staged


def test_nothing_begins_while_another_run_discards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOCK_PATIENCE", 0)
    with of(tmp_path) as first, of(tmp_path) as second, first.discarding(), pytest.raises(Refused, match="other task has ended"):
        second.begin([PIN.key])


def test_processes_at_once_lose_no_entry(tmp_path: Path) -> None:
    values = [replace(WIDTH, key=f"wan_connections/{number}/wifi.channel_width") for number in range(12)]
    start = FORK.Barrier(len(values))

    def work(value: RecordedValue) -> None:
        start.wait(60)
        write(tmp_path, value)

    processes = [FORK.Process(target=work, args=(value,)) for value in values]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * len(values)
    assert [value.key for value in values if not of(tmp_path).knows(value)] == []
    assert not of(tmp_path).staged


def test_a_factory_reset_forgets_what_any_user_wrote_to_the_address(tmp_path: Path) -> None:
    other = replace(HERE, user="netops")
    for unit in (HERE, other):
        write(tmp_path, PIN, unit=unit)
    with of(tmp_path) as unfinished:
        stage(unfinished, WIDTH)
    of(tmp_path, replace(HERE, device="192.0.2.9:443")).forget()
    assert of(tmp_path).knows(PIN)
    of(tmp_path).forget()
    assert not of(tmp_path).knows(PIN)
    assert not of(tmp_path).staged
    assert not of(tmp_path, other).knows(PIN)


def test_the_file_is_private_and_holds_no_value(tmp_path: Path) -> None:
    records = of(tmp_path)
    records.begin()
    records.add_staged([PIN, WIDTH])
    file = file_in(tmp_path)
    assert {path.stat().st_mode & 0o777 for path in file.parent.iterdir()} == {0o600}
    assert "4711" not in file.read_text()
    assert "40mhz" not in file.read_text()


def test_equal_secrets_have_different_hashes(tmp_path: Path) -> None:
    records = of(tmp_path)
    records.begin()
    entries = [("a", "same", True), ("b", "same", True), ("c", "same", False), ("d", "same", False)]
    records.add_staged([RecordedValue(*entry) for entry in entries])
    file = file_in(tmp_path)
    (run,) = list(json.loads(file.read_text())["runs"].values())
    assert len(set(run.values())) == 4


@pytest.mark.parametrize("content", ["", "{", "[]", '{"values": 5, "runs": 7, "salt": []}', '{"values": {"a": 1}, "runs": {"a": null}}'])
def test_a_damaged_file_counts_as_empty(tmp_path: Path, content: str) -> None:
    write(tmp_path, PIN)
    file_in(tmp_path).write_text(content)
    assert not of(tmp_path).knows(PIN)
    write(tmp_path, PIN)
    assert of(tmp_path).knows(PIN)
    assert not of(tmp_path).staged


def test_nothing_to_record_writes_no_file(tmp_path: Path) -> None:
    records = of(tmp_path)
    assert not records.staged
    records.take_over()
    records.applied()
    records.discarded()
    records.withdrawn()
    records.forget()
    assert not (tmp_path / "records").exists()


def test_an_unusable_directory_is_named(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("in the way")
    with pytest.raises(Refused, match="record_dir") as caught:
        of(tmp_path).begin()
    assert str(tmp_path) in str(caught.value)
