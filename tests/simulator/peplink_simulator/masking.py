# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The literal that replaces stored secrets in answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .unknowns import Unknowns

MASK = "@~HiDdEn~@"


def shown_key(secret: str, unknowns: Unknowns) -> str:
    """A Wi-Fi secret: documented to come back in clear (unknown 19)."""
    return MASK if unknowns.masked_secrets == "all" else secret


def places_of_mask(value: Any, path: str = "") -> list[str]:
    """Paths of all members and elements that hold the literal."""
    if isinstance(value, dict):
        return [place for name, member in value.items() for place in places_of_mask(member, f"{path}/{name}" if path else name)]
    if isinstance(value, list):
        return [place for index, member in enumerate(value) for place in places_of_mask(member, f"{path}/{index}")]
    return [path] if value == MASK else []


def without_mask(value: Any) -> Any:
    """Copy in which members and elements that hold the literal are left out."""
    if isinstance(value, dict):
        return {name: without_mask(member) for name, member in value.items() if member != MASK}
    if isinstance(value, list):
        return [without_mask(member) for member in value if member != MASK]
    return value
