# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The replacement of everything personal in a recording."""

from __future__ import annotations

from dataclasses import dataclass

from .recording import Recording


@dataclass(frozen=True)
class Replaced:
    """A recording without personal values, and what was replaced where, as Markdown."""

    recording: Recording
    review: str


def replaced(recording: Recording) -> Replaced:
    """Replaces nothing yet."""
    return Replaced(recording, "")
