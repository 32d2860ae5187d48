# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The subjects of the read side, in the order in which facts have them."""

from __future__ import annotations

from .access_point import ACCESS_POINT
from .allowance import ALLOWANCE
from .clients import CLIENTS
from .clock import CLOCK
from .firmware import FIRMWARE
from .gpio import GPIO_STATUS
from .lan import LAN
from .location import LOCATION
from .mesh import MESH
from .ports import PORTS
from .system import SYSTEM
from .vpn import VPN
from .wan import CELLULAR, WAN

SUBJECTS = (FIRMWARE, WAN, CELLULAR, LAN, CLIENTS, VPN, MESH, PORTS, GPIO_STATUS, LOCATION, ACCESS_POINT, ALLOWANCE, CLOCK, SYSTEM)
