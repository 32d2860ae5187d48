# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Amounts of data, as settings and status of WANs have them."""

from __future__ import annotations

from .._common.codecs.scalar import Quantity

_LARGEST = 2**31 - 1
ALLOWANCE = Quantity(1, _LARGEST, "MB", factors={"MB": 1, "GB": 1024, "TB": 1024 * 1024})
