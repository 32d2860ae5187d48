# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for the cloud API of InControl 2, as far as an inventory reads it."""

from __future__ import annotations

from .faults import CloudFault
from .records import Organization, cloud_device
from .requests import CloudRequest
from .server import InControl
from .variations import Variations

__all__ = ["CloudFault", "CloudRequest", "InControl", "Organization", "Variations", "cloud_device"]
