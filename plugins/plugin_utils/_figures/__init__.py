# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Figures of a fleet: what is kept of its facts, as metrics, lines for logs and snapshots. Pure; no secret and nothing personal is in them."""
