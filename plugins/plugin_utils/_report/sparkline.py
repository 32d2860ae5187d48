# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A course as a line of SVG, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .._figures.history import Course
from .text import amount

WIDTH, HEIGHT = 90, 18

_MARGIN = 2
# The values at the bottom and at the top; None: the lowest or the highest of the course.
_RANGES: dict[str, tuple[float, float | None]] = {"used_bytes": (0.0, None), "signal_dbm": (-125.0, -65.0), "up": (0.0, 1.0)}


@dataclass(frozen=True)
class Sparkline:
    """``path`` is the line in a box of WIDTH by HEIGHT, ``label`` says the same in words."""

    path: str
    label: str


def sparkline(course: Course) -> Sparkline:
    """The line of a course, interrupted where a day has no value."""
    bottom, top = _RANGES[course.kind]
    known = [value for value in course.values if value is not None]
    return Sparkline(_path(course.values, bottom, max(known) if top is None else top), f"{_label(course.kind, known)}, {len(course.values)} days")


def _path(values: Sequence[float | None], bottom: float, top: float) -> str:
    step = WIDTH / max(1, len(values) - 1)
    parts, pen_down = [], False
    for place, value in enumerate(values):
        if value is not None:
            share = min(1.0, max(0.0, (value - bottom) / ((top - bottom) or 1.0)))
            across, down = round(place * step), round(HEIGHT - _MARGIN - share * (HEIGHT - 2 * _MARGIN))
            # A day alone between two without a value is a dot.
            parts.append(f"{'L' if pen_down else 'M'}{across} {down}" + ("" if pen_down else "h0"))
        pen_down = value is not None
    return "".join(parts)


def _label(kind: str, known: Sequence[float]) -> str:
    if kind == "used_bytes":
        return f"Use at most {amount(max(known))} a day"
    if kind == "signal_dbm":
        return f"Signal {min(known):.0f} to {max(known):.0f} dBm"
    return f"Up {sum(known) * 100 / len(known):.0f} % of the time"
