# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a condition is: an option, what must be read for it, and pure functions that judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._common.redaction import printable
from .._status.subject import Options, Subject


@dataclass(frozen=True)
class Verdict:
    """What does not hold, as a text without a subject of its own, empty if all does; and what was seen of that, or of all that holds."""

    lacking: str
    seen: str


@dataclass(frozen=True)
class Reading:
    """What a router is asked for: a subject, with these options."""

    subject: Subject
    options: Options = field(default_factory=dict)


def nothing(wanted: Any, value: Any = None) -> Iterator[str]:
    """What there is to say of a condition that can always be meant, and can hold on every router."""
    yield from ()


@dataclass(frozen=True)
class Condition:
    """``option`` is the specification of the option whose value is ``wanted``; None and empty lists ask for nothing.

    ``judge`` takes what is wanted, the value of the subject, and the time in seconds since the epoch. ``wrong`` says what can be meant on no
    router, ``impossible`` what cannot hold on the router whose value it gets, whatever happens there; both continue the name of the option.
    ``names_wans``: what is wanted are names of WANs, or mappings with one as ``wan``.
    """

    option: Mapping[str, Any]
    reading: Reading
    judge: Callable[[Any, Any, float], Verdict]
    wrong: Callable[[Any], Iterator[str]] = nothing
    impossible: Callable[[Any, Any], Iterator[str]] = nothing
    names_wans: bool = False


def label(noun: str, entry: Mapping[str, Any]) -> str:
    """An entry as messages name it: ``WAN 2 (Cellular)``."""
    return f"{noun} {entry['id']} ({printable(entry.get('name') or '', 60)})"


def listed(entries: list[Mapping[str, Any]]) -> str:
    """The entries that there are, for what names another one: ``1 (WAN), 2 (Cellular)``."""
    return ", ".join(f"{entry['id']} ({printable(entry.get('name') or '', 60)})" for entry in entries)


def negative(number: int) -> Iterator[str]:
    """What is wrong with a number that nothing can be below."""
    if number < 0:
        yield f"is {number}, but must not be negative"


def blank(names: list[str]) -> Iterator[str]:
    """What is wrong with names that name nothing."""
    return (f"has an entry {name!r}, which names nothing" for name in names if not name.strip())
