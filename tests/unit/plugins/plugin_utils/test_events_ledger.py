# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the event source keeps: nothing is lost by a file that cannot be used, a full disk, a busy rulebook, or an end at any time."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events import ledger as ledgers
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.ledger import Ledger
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.state import RouterState, Track
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._events.state_file import Known, StateFile
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._task_options import BadOptions

STATE = RouterState({"wan/1": Track("connected", "connected"), "traffic": Track([1], [2], 9.0, None, 1)}, 10.5)
WHOLE = {"version": 1, "routers": {"ship-1": {"answered": 1.0, "tracks": {"wan/1": ["connected"]}}}, "untold": []}


def event(number: int) -> dict[str, Any]:
    return {"id": str(number), "subject": {"id": number}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events" / "state.json"


@pytest.fixture
def file(path: Path) -> StateFile:
    return StateFile(str(path))


def test_what_was_written_is_read_and_nobody_else_may_read_it(file: StateFile, path: Path) -> None:
    assert file.read() == Known()
    file.write(Known({"ship-1": STATE}, [event(1)]))
    assert file.read() == Known({"ship-1": STATE}, [event(1)])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("", "it is damaged, or no state of this source"),
        ('{"version": 1, "rou', "it is damaged, or no state of this source"),
        ("[]", "it is damaged, or no state of this source"),
        (json.dumps({**WHOLE, "version": 2}), "it has version 2, and this version of the collection reads version 1. It is left as it is"),
        (json.dumps({"version": 1}), "it is damaged. It is left as it is"),
        (json.dumps({**WHOLE, "routers": []}), "it is damaged"),
        (json.dumps({**WHOLE, "untold": 3}), "it is damaged"),
        (json.dumps({**WHOLE, "routers": {"ship-1": {}}}), "an entry is not the state of a router"),
        (json.dumps({**WHOLE, "routers": {"ship-1": {"tracks": {"wan/1": "up"}}}}), "an entry does not say what was told"),
        (json.dumps({**WHOLE, "routers": {"ship-1": {"tracks": {"wan/1": ["a", "b", "c", 1, 1]}}}}), "an entry has no usable time"),
        (json.dumps({**WHOLE, "routers": {"ship-1": {"tracks": {}, "answered": "now"}}}), "an entry has no usable time"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_and_stays_as_it_is(file: StateFile, path: Path, content: str, text: str) -> None:
    path.write_text(content)
    with pytest.raises(BadOptions) as caught:
        file.read()
    assert text in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_text() == content


def test_two_sources_cannot_have_one_file(file: StateFile, path: Path) -> None:
    with pytest.raises(BadOptions, match="another source is using it"):
        StateFile(str(path))
    file.close()
    StateFile(str(path)).close()


def test_a_directory_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "events").write_text("")
    with pytest.raises(BadOptions, match=r"events/state\.json cannot be used: not a directory"):
        StateFile(str(tmp_path / "events" / "state.json"))


class Rulebook:
    """A queue that takes an event when it is let, and notes what the file holds then."""

    def __init__(self, path: Path, space: int = 1000) -> None:
        self.path, self.space = path, asyncio.Semaphore(space)
        self.events: list[str] = []
        self.untold: list[list[str]] = []

    async def put(self, event: Mapping[str, Any]) -> None:
        await self.space.acquire()
        self.untold.append(written(self.path))
        self.events.append(event["id"])
        event["subject"]["id"] = "changed by a filter"


def written(path: Path) -> list[str]:
    return [event["id"] for event in json.loads(path.read_text())["untold"]] if path.exists() else []


async def until(reached: Callable[[], bool]) -> None:
    """Let the others run until something is so."""

    async def wait() -> None:
        while not reached():
            await asyncio.sleep(0.01)

    await asyncio.wait_for(wait(), 10)


async def kept(ledger: Ledger, *steps: Any) -> None:
    """Run the ledger while steps are taken, and end it as a source that is told to stop does."""
    keeping = asyncio.ensure_future(ledger.keep())
    try:
        for step in steps:
            await asyncio.wait_for(step, 10)
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        await ledger.close()


def test_events_are_written_before_they_are_told_and_crossed_out_after(file: StateFile, path: Path) -> None:
    async def run() -> None:
        rulebook = Rulebook(path)
        ledger = Ledger(file, Known(), rulebook)
        await kept(ledger, ledger.advance("ship-1", STATE, [event(1), event(2)]), ledger.advance("ship-1", STATE, []))
        assert rulebook.events == ["1", "2"]
        assert rulebook.untold == [["1", "2"], ["1", "2"]]

    asyncio.run(run())
    assert file.read() == Known({"ship-1": STATE}, [])


def test_what_was_not_taken_is_told_first_next_time_with_the_same_id(file: StateFile, path: Path) -> None:
    async def run(known: Known, space: int, expected: list[str]) -> None:
        rulebook = Rulebook(path, space)
        ledger = Ledger(file, known, rulebook)
        advancing = asyncio.ensure_future(ledger.advance("ship-1", STATE, [event(1), event(2), event(3)] if space else []))
        keeping = asyncio.ensure_future(ledger.keep())
        await until(lambda: rulebook.events == expected)
        assert advancing.done() is not bool(space)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)
        advancing.cancel()
        await ledger.close()

    asyncio.run(run(Known(), 1, ["1"]))
    assert file.read().untold == [event(2), event(3)]

    async def again() -> None:
        rulebook = Rulebook(path)
        ledger = Ledger(file, file.read(), rulebook)
        await kept(ledger, ledger.advance("ship-1", STATE, [event(4)]))
        assert rulebook.events == ["2", "3", "4"]

    asyncio.run(again())
    assert file.read().untold == []


def test_a_busy_rulebook_makes_the_source_wait(file: StateFile, path: Path) -> None:
    async def run() -> None:
        rulebook = Rulebook(path, 0)
        ledger = Ledger(file, Known(), rulebook)
        advancing = asyncio.ensure_future(ledger.advance("ship-1", STATE, [event(1)]))
        keeping = asyncio.ensure_future(ledger.keep())
        await until(lambda: written(path) == ["1"])
        assert not advancing.done()
        rulebook.space.release()
        await asyncio.wait_for(advancing, 10)
        keeping.cancel()

    asyncio.run(run())


def test_with_feedback_an_event_counts_when_it_was_handled(file: StateFile, path: Path) -> None:
    async def run() -> None:
        rulebook, handled = Rulebook(path), asyncio.Queue[Any]()
        ledger = Ledger(file, Known(), rulebook, handled)
        advancing = asyncio.ensure_future(ledger.advance("ship-1", STATE, [event(1), event(2)]))
        keeping = asyncio.ensure_future(ledger.keep())
        await until(lambda: bool(rulebook.events))
        assert rulebook.events == ["1"]
        handled.put_nowait({})
        handled.put_nowait({})
        await asyncio.wait_for(advancing, 10)
        assert rulebook.events == ["1", "2"]
        keeping.cancel()

    asyncio.run(run())


def test_a_full_disk_is_said_once_and_events_are_told_all_the_same(
    file: StateFile, path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(known: Known) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async def run() -> None:
        rulebook = Rulebook(path)
        ledger = Ledger(file, Known(), rulebook)
        await kept(
            ledger, ledger.advance("ship-1", STATE, [event(1)]), ledger.advance("ship-1", STATE, [event(2)]), free(), ledger.advance("x", STATE, [event(3)])
        )
        assert rulebook.events == ["1", "2", "3"]

    async def free() -> None:
        monkeypatch.undo()

    file.write(Known({"old": STATE}))
    monkeypatch.setattr(file, "write", full)
    with caplog.at_level(logging.WARNING):
        asyncio.run(run())
    assert [record.getMessage() for record in caplog.records] == [
        f"{path} cannot be written: No space left on device. Events are still told, but some may be told again after a restart. Check the disk.",
        f"{path} is written again.",
    ]
    assert set(file.read().routers) == {"ship-1", "x"}


def test_a_state_without_events_is_written_from_time_to_time(file: StateFile, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "CALM", 0.01)

    async def run() -> None:
        ledger = Ledger(file, Known(), Rulebook(path))
        keeping = asyncio.ensure_future(ledger.keep())
        await ledger.advance("ship-1", STATE, [])
        await until(lambda: path.exists())
        keeping.cancel()

    asyncio.run(run())
    assert file.read().routers == {"ship-1": STATE}
