# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Radio of a cellular modem: technologies, bands, signal, cell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from ..device import Device
from ..living import fraction
from ..store import Item

# Each band: technology, name, channel, width, members of the signal.
_LTE_20 = ("LTE", "LTE Band 20 (800 MHz)", 6300, "10 MHz", ("rssi", "sinr", "rsrp", "rsrq"))
# A cell that only adds to another one.
_LTE_20_ADDED = (*_LTE_20[:4], ("rsrp", "rsrq"))
_LTE_3 = ("LTE", "LTE Band 3 (1800 MHz)", 1300, "20 MHz", ("rssi", "sinr", "rsrp", "rsrq"))
_NR_78 = ("5G", "5G Band n78 (3500 MHz)", 636666, "80 MHz", ("snr", "rsrp", "rsrq"))
_UMTS_1 = ("3G", "WCDMA Band 1 (2100 MHz)", 10700, None, ("rssi", "ecio", "rscp"))
BANDS = {"LTE": (_LTE_20,), "5G": (_LTE_3, _LTE_20_ADDED, _NR_78), "3G": (_UMTS_1,)}
AGGREGATED_LTE = (_LTE_3, _LTE_20_ADDED)
DATA_TECHNOLOGY = {"LTE": "LTE", "5G": "5G", "3G": "WCDMA"}
RANGES = {
    "rssi": (-83, -59),
    "rsrp": (-108, -86),
    "rsrq": (-14.0, -7.0),
    "sinr": (2.0, 18.0),
    "snr": (3.0, 21.0),
    "ecio": (-9.0, -3.0),
    "rscp": (-95, -75),
}
STRENGTH = {"LTE": "rsrp", "5G": "rsrp", "3G": "rscp"}


@dataclass(frozen=True)
class Radio:
    """What the modem of a WAN receives at this time."""

    device: Device
    key: int

    @property
    def _bands(self) -> tuple[Any, ...]:
        aggregates = self.device.radio == "LTE" and self.device.unknowns.lte_secondary_cell == "shown"
        return AGGREGATED_LTE if aggregates else BANDS[self.device.radio]

    @property
    def aggregates(self) -> bool:
        return len(self._bands) > 1

    def rats(self) -> list[Item]:
        """By technology, in the spelling since 8.1.2."""
        found: dict[str, list[Item]] = {}
        for technology, name, channel, width, members in self._bands:
            band: Item = {"name": name, "channel": channel}
            if width is not None:
                band["channelWidth"] = width
            found.setdefault(technology, []).append({**band, "signal": self._signal(name, members)})
        named = self.device.unknowns.rat_name == "named"
        return [{"name": technology if named else "", "band": bands} for technology, bands in found.items()]

    def bands(self) -> list[Item]:
        """In the spelling before 8.1.2."""
        return [{"name": name, "signal": self._signal(name, members)} for technology, name, channel, width, members in self._bands]

    def _signal(self, band: str, members: tuple[str, ...]) -> Item:
        return {name: self._member(band, name) for name in members}

    def _member(self, band: str, name: str) -> float:
        low, high = RANGES[name]
        scheduled = self.device.scheduled("signal", wan=self.key) or {}
        value: float = scheduled.get(name, self.device.living.wave(low, high, "wan", self.key, band, name))
        if isinstance(low, int):
            return round(value)
        noisy = self.device.unknowns.signal_noise == "rounding"
        return math.nextafter(round(value, 1), math.inf) if noisy else round(value, 1)

    def level(self) -> int:
        """Bars: 1 to 5."""
        name = STRENGTH[self.device.radio]
        low, high = RANGES[name]
        strength = self._member(self._bands[0][1], name)
        return max(1, min(5, 1 + int(5 * (strength - low) / (high - low))))

    def cell_tower(self) -> Item:
        seed = self.device.seed
        area = {"lac" if self.device.radio == "3G" else "tac": 800 + int(99 * fraction(seed, "area"))}
        cell = {"cellId": 7000 + int(999 * fraction(seed, "cell")), "cellPlmn": 101}
        return {**cell, "cellUtranId": 4100000 + int(9999 * fraction(seed, "tower")), **area}
