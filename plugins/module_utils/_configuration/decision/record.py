# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was written to a router, and what may be pending on it, while several runs work on it: who may say what afterwards.

The last write wins on the router, and two runs cannot tell whose was last. So a value counts as written only if no other run staged
one under its key, and none discarded, while it was on its way. What is forgotten is written once more, which is safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

CONTESTED = ""
"""In place of the hash of a staged value: another run interfered with it."""

Staged = Mapping[str, "str | None"]


@dataclass(frozen=True)
class Record:
    """``values`` are hashes of what was written last, by key. ``runs`` are the runs with changes of ours that may be pending.

    Each run has, by key, the hash of the value that it staged, None if it may have got that far or not, or CONTESTED.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    runs: Mapping[str, Staged] = field(default_factory=dict)


def take_over(record: Record, run: str) -> Record:
    """``run`` answers for what all others left behind, which have ended. A key that two of them have is contested already."""
    return replace(record, runs={run: {key: staged for other in record.runs.values() for key, staged in other.items()}})


def begin(record: Record, run: str, keys: Iterable[str]) -> Record:
    """``run`` is about to stage something, under these keys."""
    others = _others(record, run)
    new = {key: CONTESTED if any(key in staged for staged in others.values()) else None for key in keys}
    return replace(record, runs={**_contest(others, new), run: {**record.runs.get(run, {}), **new}})


def stage(record: Record, run: str, hashes: Mapping[str, str]) -> Record:
    """``run`` has staged these values."""
    mine = record.runs.get(run, {})
    return replace(record, runs={**record.runs, run: {**mine, **{key: value for key, value in hashes.items() if mine.get(key) != CONTESTED}}})


def contest_others(record: Record, run: str) -> Record:
    """``run`` discards everything pending: whether the values of others were live by then, nobody knows."""
    others = _others(record, run)
    return replace(record, runs={**record.runs, **_contest(others, {key for staged in others.values() for key in staged})})


def settle(record: Record, run: str, *, applied: bool) -> Record:
    """Nothing of ``run`` is pending any more; what it staged is live if ``applied``, else nobody knows."""
    mine = record.runs.get(run, {})
    values = {key: value for key, value in record.values.items() if key not in mine}
    if applied:
        values |= {key: staged for key, staged in mine.items() if staged}
    return Record(values, _others(record, run))


def _others(record: Record, run: str) -> dict[str, Staged]:
    return {other: staged for other, staged in record.runs.items() if other != run}


def _contest(runs: Mapping[str, Staged], keys: Iterable[str]) -> dict[str, Staged]:
    wanted = set(keys)
    return {run: {key: CONTESTED if key in wanted else value for key, value in staged.items()} for run, staged in runs.items()}
