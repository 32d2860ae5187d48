# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The subjects of the read side, in the order in which facts have them."""

from __future__ import annotations

from .access_point import ACCESS_POINT
from .allowance import ALLOWANCE
from .clock import CLOCK
from .firmware import FIRMWARE
from .location import LOCATION
from .wan import CELLULAR, WAN

SUBJECTS = (FIRMWARE, WAN, CELLULAR, ALLOWANCE, LOCATION, ACCESS_POINT, CLOCK)
