# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The condition that signals are good enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .condition import Condition, Verdict, blank, label
from .links import WANS, Wans, is_named, unknown_wans

# What the option calls a figure: its unit, and how routers call it.
FIGURES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "rsrp": ("dBm", ("rsrp",)),
    "rsrq": ("dB", ("rsrq",)),
    "sinr": ("dB", ("sinr", "snr")),
    "rssi": ("dBm", ("rssi", "strength")),
}
KINDS = ("cellular", "wifi", "modem")

Minimum = Mapping[str, Any]


def _judge(minima: list[Minimum], wans: Wans, now: float) -> Verdict:
    lacking: list[str] = []
    seen: list[str] = []
    for minimum in minima:
        for wan in [wan for wan in wans if is_named(wan, minimum["wan"])] or [{"id": minimum["wan"]}]:
            found = {figure: best(wan, figure) for figure in _figures(minimum)}
            lacking += [
                f"{figure.upper()} of {label('WAN', wan)} ({_told(figure, value)}, wanted {minimum[figure]:g})"
                for figure, value in found.items()
                if value is None or value < minimum[figure]
            ]
            seen.append(f"{label('WAN', wan)}: {', '.join(f'{figure.upper()} {_told(figure, value)}' for figure, value in found.items())}")
    return Verdict(f"signals are too weak: {', '.join(lacking)}" if lacking else "", ", ".join(seen))


def best(wan: Mapping[str, Any], figure: str) -> float | None:
    """The best value among the bands in use; None if the router tells none."""
    bands = [band for detail in ("cellular", "modem") for band in (wan.get(detail) or {}).get("bands") or []]
    signals = [entry.get("signal") or {} for entry in (*bands, wan.get("wifi") or {})]
    return max((signal[name] for signal in signals for name in FIGURES[figure][1] if name in signal), default=None)


def _told(figure: str, value: float | None) -> str:
    return "not told" if value is None else f"{value:g} {FIGURES[figure][0]}"


def _figures(minimum: Minimum) -> list[str]:
    return [figure for figure in FIGURES if minimum.get(figure) is not None]


def _wrong(minima: list[Minimum]) -> Iterator[str]:
    yield from blank([minimum["wan"] for minimum in minima])
    for minimum in minima:
        if not _figures(minimum):
            yield f"has an entry for {minimum['wan']!r} without any of {', '.join(FIGURES)}"


def _impossible(minima: list[Minimum], wans: Wans) -> Iterator[str]:
    yield from unknown_wans([minimum["wan"] for minimum in minima], wans)
    for minimum in minima:
        for wan in wans:
            if is_named(wan, minimum["wan"]) and wan.get("type", KINDS[0]) not in KINDS:
                yield f"names {minimum['wan']!r}, but {label('WAN', wan)} is of the kind {wan['type']}, which has no signal"


MIN_SIGNAL = Condition(
    {
        "type": "list",
        "elements": "dict",
        "options": {"wan": {"type": "str", "required": True}, **{figure: {"type": "float"} for figure in FIGURES}},
    },
    WANS,
    _judge,
    _wrong,
    _impossible,
    names_wans=True,
)
