# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MAC addresses: one stored form, and the forms in which answers show them."""

from __future__ import annotations

from .unknowns import Unknowns

SEPARATORS = {"colons": ":", "dashes": "-", "bare": ""}


def stored_mac(text: str) -> str:
    """Upper case with colons, so that equal addresses are equal texts."""
    digits = text.upper().replace(":", "").replace("-", "")
    return ":".join(digits[index : index + 2] for index in range(0, len(digits), 2))


def shown_mac(stored: str, unknowns: Unknowns) -> str:
    return stored.replace(":", SEPARATORS[unknowns.mac_style])
