# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every question, in the order of the report."""

from __future__ import annotations

from . import access, closed, functions, profiles, staging, status, unswitched, wans

QUESTIONS = (
    *staging.QUESTIONS,
    *wans.QUESTIONS,
    *profiles.QUESTIONS,
    *access.QUESTIONS,
    *status.QUESTIONS,
    *functions.QUESTIONS,
    *unswitched.QUESTIONS,
    *closed.QUESTIONS,
)
