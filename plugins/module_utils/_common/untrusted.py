# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a router sent, taken for what it should be: never an exception, whatever it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_map(value: Any) -> Mapping[str, Any]:
    """What a router sent where a map is expected; empty if it is something else."""
    return value if isinstance(value, Mapping) else {}


def maps_in(value: Any) -> list[Mapping[str, Any]]:
    """The maps of what a router sent where a list of them is expected."""
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def number(value: Any, otherwise: float) -> float:
    """What a router sent where a number is expected."""
    return value if isinstance(value, (int, float)) else otherwise
