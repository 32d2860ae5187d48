# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How changes are staged and applied: found out at level reversible."""

from __future__ import annotations

from ..question import Question

QUESTIONS: tuple[Question, ...] = ()
