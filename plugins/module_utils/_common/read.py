# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is asked of a router, as descriptions and the client both know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Read:
    """A read: by GET with a ``query``, or by a POST with a ``body`` that changes nothing.

    ``query`` values may be text, numbers, booleans (sent as yes, no) and lists (sent blank-separated); None and empty lists are left out.
    """

    function: str
    body: Mapping[str, Any] | None = None
    query: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sent(self) -> dict[str, Any]:
        """The query as it is sent, of values that are not text yet."""
        return {name: value for name, value in self.query.items() if value is not None and value != []}

    def same(self, other: Read) -> bool:
        """Whether the other read sends the same request."""
        return (self.function, self.body, self.sent) == (other.function, other.body, other.sent)
