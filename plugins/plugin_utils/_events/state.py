# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is known of a router between two looks at it, and how it is written down. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True)
class Track:
    """One thing of a router. ``told`` is the value that counts, ``shown`` the one of the last reading.

    While they differ: the reading that first did was at ``seen`` (seconds since the epoch), and so many ``polls`` have been since.
    ``since`` is the same time, None if it may have changed long before, when nobody looked.
    """

    told: Any
    shown: Any
    seen: float | None = None
    since: float | None = None
    polls: int = 0

    @property
    def unsettled(self) -> bool:
        """Whether something has changed that does not count yet."""
        return bool(self.told != self.shown)


@dataclass(frozen=True)
class RouterState:
    """``answered`` is the time of the last answer.

    ``asked``: it was looked at in this run. ``watched`` are the subjects that it told about since it last failed to. Neither is written
    down.
    """

    tracks: Mapping[str, Track] = field(default_factory=dict)
    answered: float | None = None
    watched: frozenset[str] = frozenset()
    asked: bool = False

    @property
    def unsettled(self) -> set[str]:
        """The families of what has changed but does not count yet."""
        return {key.partition("/")[0] for key, track in self.tracks.items() if track.unsettled}


def dumped(state: RouterState) -> dict[str, Any]:
    """A state as JSON. What is settled has only its value."""
    tracks = {key: _short(track) for key, track in state.tracks.items()}
    return {"answered": state.answered, "tracks": tracks}


def loaded(content: Any) -> RouterState:
    """The state that was dumped. Raises ValueError if it is none."""
    if not isinstance(content, Mapping) or not isinstance(content.get("tracks"), Mapping):
        raise ValueError("an entry is not the state of a router")
    answered = content.get("answered")
    if answered is not None and (isinstance(answered, bool) or not isinstance(answered, (int, float))):
        raise ValueError("an entry has no usable time")
    return RouterState({str(key): _long(short) for key, short in content["tracks"].items()}, answered)


def _short(track: Track) -> list[Any]:
    return list(asdict(track).values()) if track.unsettled else [track.told]


def _long(short: Any) -> Track:
    if not isinstance(short, list) or len(short) not in (1, len(fields(Track))):
        raise ValueError("an entry does not say what was told")
    track = Track(short[0], short[0]) if len(short) == 1 else Track(*short)
    numbers = (track.seen, track.since, track.polls)
    if any(number is not None and (isinstance(number, bool) or not isinstance(number, (int, float))) for number in numbers):
        raise ValueError("an entry has no usable time")
    return track
