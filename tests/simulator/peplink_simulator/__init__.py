# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stateful simulator of the Peplink Router API."""

from __future__ import annotations

from .control import Control
from .device import Device
from .device_spec import DeviceSpec
from .faults import Fault
from .fleet import Fleet
from .journal import Request
from .masking import MASK
from .unknowns import Unknowns

__all__ = ["MASK", "Control", "Device", "DeviceSpec", "Fault", "Fleet", "Request", "Unknowns"]
