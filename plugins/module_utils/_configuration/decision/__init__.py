# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The decisions: pure functions of what is known of a router. Imports descriptions, codecs and _wan; no session, no clock, no file, no task."""
