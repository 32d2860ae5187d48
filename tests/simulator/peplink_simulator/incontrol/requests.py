# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The requests that the cloud received."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class CloudRequest:
    """One request: form is the body of a token request, status that of the answer (0: none was sent), at the time on a monotonic clock."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str] = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    at: float
    status: int = 0
