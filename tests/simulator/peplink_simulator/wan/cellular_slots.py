# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIM slots of a cellular WAN."""
from __future__ import annotations

from ..store import Item

SLOTS = (1, 2)


def active_slot(item: Item) -> int:
    return 2 if item["cellular"].get("simCardScheme", "") == "2" else 1
