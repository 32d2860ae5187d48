# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Firmware versions, and what differs between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ._session import Session

Wording = TypeVar("Wording")


def version(text: str) -> tuple[int, ...]:
    """The leading dotted number of a firmware (``8.5.1s045 build 5258``)."""
    found = re.match(r"[0-9]+(\.[0-9]+)*", text)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


@dataclass(frozen=True)
class Form(Generic[Wording]):
    """One way to put a command, understood by firmware ``since`` and later, until another form takes over."""

    since: str
    wording: Wording


def form_for(session: Session, forms: Sequence[Form[Wording]]) -> Form[Wording]:
    """The form that the running firmware understands, of ``forms`` with the newest first.

    The newest if the router does not tell its firmware, the oldest if all are too new: the router then says so itself.
    """
    running = version(session.firmware() or "")
    return next((form for form in forms if not running or running >= version(form.since)), forms[-1])
