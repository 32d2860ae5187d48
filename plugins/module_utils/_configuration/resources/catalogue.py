# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The configuration resources of the router, in the order in which they are written: what others refer to comes first."""

from __future__ import annotations

from .connect_protect import CONNECT_PROTECT
from .gpio import GPIO
from .mesh import MESH
from .port import PORT
from .ssid_profile import SSID_PROFILE
from .wan_connection import WAN_CONNECTION
from .wan_priority import WAN_PRIORITY

RESOURCES = (WAN_CONNECTION, WAN_PRIORITY, SSID_PROFILE, MESH, CONNECT_PROTECT, GPIO, PORT)
