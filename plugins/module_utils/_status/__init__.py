# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The subjects of the read side, in the order in which facts have them."""

from __future__ import annotations

from .firmware import FIRMWARE

SUBJECTS = (FIRMWARE,)
