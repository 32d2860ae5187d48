# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Variants of a command: one function, asked differently by firmware version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .._client.session import Session
from .._common.firmware import version

Content = TypeVar("Content")


@dataclass(frozen=True)
class Variant(Generic[Content]):
    """One way to ask, understood by firmware ``since`` and later, until another variant takes over."""

    since: str
    content: Content


def in_turn(session: Session, variants: Sequence[Variant[Content]]) -> list[Variant[Content]]:
    """All variants: the one that the running firmware should understand, then the others."""
    first = variant_for(session, variants)
    return [first, *(variant for variant in variants if variant is not first)]


def variant_for(session: Session, variants: Sequence[Variant[Content]]) -> Variant[Content]:
    """The variant that the running firmware understands, of ``variants`` with the newest first.

    The newest if the router does not tell its firmware, the oldest if all are too new: the router then says so itself.
    """
    running = version(session.firmware() or "")
    return next((variant for variant in variants if not running or running >= version(variant.since)), variants[-1])
