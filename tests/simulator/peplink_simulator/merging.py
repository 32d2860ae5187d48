# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Partial changes by the rule of POST bodies: absent leaves a member alone, null clears it."""

from __future__ import annotations

from .store import Item


def merge_members(target: Item, patch: Item) -> None:
    """Changes target; objects are merged, anything else is replaced."""
    for name, value in patch.items():
        if value is None:
            target.pop(name, None)
        elif isinstance(value, dict):
            inner = target.get(name)
            if not isinstance(inner, dict):
                inner = target[name] = {}
            merge_members(inner, value)
        else:
            target[name] = value
