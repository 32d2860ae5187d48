# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Switches that concern only what commands do."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from .switches import Switches


@dataclass
class CommandUnknowns(Switches):
    """Numbers and "extra" as in `unknowns.py`."""

    command_effect: Literal["live", "staged"] = "live"
    """35: whether cmd.wan.cellular, cmd.carrier.select, cmd.channelPci.lock and cmd.ap act at once or wait for an apply."""
    automatic_carrier: Literal["fail", "accept"] = "fail"
    """36: cmd.carrier.select with selectedCarrier null."""
    scan_polls: int = 2
    """48: reads that still find a scan or a mesh discovery running."""
    scan_seconds: float = 0.0
    """48: the same as a time; with both set, both must have passed."""
    mesh_request_id: Literal["both", "text", "list"] = "both"
    """quirk 4: forms of candidateId that cmd.mesh.request takes (table, example)."""
    restore_age_seconds: float = 60.0
    """62: how far the timestamp of cmd.config.restore may be off the clock of the device."""
    legacy_ussd: Literal["unknown", "answer"] = "unknown"
    """64: cmd.sendUssd on 8.5.2; answer = with a notice."""
    reconnect_polls: int = 2
    """extra: reads that still find a WAN down which a command makes connect anew."""
    reconnect_seconds: float = 0.0
    """extra: the same as a time; with both set, both must have passed."""

    @classmethod
    def of_commands(cls) -> frozenset[str]:
        """Names of the switches of this group: none of them can matter to a module that changes configuration."""
        return frozenset(field.name for field in dataclasses.fields(CommandUnknowns))
