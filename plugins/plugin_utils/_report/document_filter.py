# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A filter that makes one document of the results of routers, or of the documents of parts of a fleet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ansible.errors import AnsibleFilterError

Document = dict[str, Any]


@dataclass(frozen=True)
class DocumentFilter:
    """``made`` makes a document of results and a time, ``merged`` one of several; ``is_document`` tells which of the two a mapping is.

    With limits, ``exceeded`` says which of them a document exceeds, and ``text`` is its summary. ``takes`` says in an error what the filter takes.
    """

    name: str
    takes: str
    made: Callable[[Any, str], Document]
    merged: Callable[[Any], Document]
    is_document: Callable[[Any], bool]
    exceeded: Callable[[Document, Any], list[str]]
    text: Callable[[Document], str]

    def __call__(self, results: Any, time: str | None = None, limits: Any = None) -> Document:
        """The filter. Raises AnsibleFilterError."""
        try:
            found = self._document(results, time)
            return found if limits is None else found | {"exceeded": self.exceeded(found, limits), "text": self.text(found)}
        except (AttributeError, KeyError, TypeError):
            raise AnsibleFilterError(f"{self.name} takes {self.takes}") from None
        except ValueError as error:
            raise AnsibleFilterError(f"{self.name}: {error}") from None

    def _document(self, results: Any, time: str | None) -> Document:
        if not isinstance(results, Mapping):
            return self.merged(results)
        if self.is_document(results):
            return self.merged([results])
        if time is None:
            raise ValueError("time is missing; say when the results were made")
        return self.made(results, str(time))
