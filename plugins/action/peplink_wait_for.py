# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The action plugin of the module of this name: the one that all modules share."""

from __future__ import annotations

from ..plugin_utils._action_plugin import ActionModule, core

__all__ = ["ActionModule"]

core(__name__)
