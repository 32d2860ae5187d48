# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a subject of the read side is: the reads it rests on, and how their answers look in the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .._common.read import Read
from .notes import Notes

Options = Mapping[str, Any]
Answers = Mapping[str, Any]
Ask = Callable[[Options, Answers], Mapping[str, Read]]


@dataclass(frozen=True)
class Subject:
    """Something that a router tells about itself, in one shape on every firmware.

    ``name`` is the subset of the facts and the key of the result. Each of ``asks`` gives the reads of one round by names of its own,
    from the options and from the answers to the rounds before. ``decode`` turns all answers, by these names, into the result: pure, and
    it never raises whatever they hold. Both must do without any option that they know: the facts give few. Reads that are ``spare``
    may be unsupported, as long as another one is not; then their answer is not there. ``limited``: the router may tell less than it has.
    """

    name: str
    asks: tuple[Ask, ...]
    decode: Callable[[Answers, Options, Notes], Any]
    spare: frozenset[str] = frozenset()
    limited: bool = False


def always(**reads: Read) -> Ask:
    """Reads that depend on nothing."""
    return lambda options, answers: reads
