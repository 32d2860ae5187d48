# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Variables of a router of which some cannot be evaluated: the rest is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible.errors import AnsibleError

from ...module_utils._common.places import entry_place
from ...module_utils._common.redaction import is_secret_name, printable
from .._task_options import Variables, plain

EMPTY = "it is empty: what it is taken from, such as a variable of the environment, is not set"

# A layer has sections, these have entries: deeper lists are parts of an entry.
_OF_AN_ENTRY = 1


@dataclass(frozen=True)
class PartlyKnown(Variables):
    """Evaluates a variable value by value. One that cannot be evaluated is null, and ``unresolved`` says why, by its place.

    Where it stands in a list of an entry, such as one of its keys, that list is null: its members are required together.
    So is a secret of which a template makes an empty text, as the look-up of an environment variable does that is not set.
    """

    unresolved: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, variables: Variables) -> PartlyKnown:
        return cls(variables.router, variables.values, variables.templar)

    def get(self, name: str) -> Any:
        return self._value(self.values.get(name), name, is_secret_name(name), 0)

    def _value(self, value: Any, place: str, secret: bool, depth: int) -> Any:
        if isinstance(value, Mapping):
            return {name: self._value(item, f"{place}.{name}", secret or is_secret_name(str(name)), depth + 1) for name, item in value.items()}
        if isinstance(value, (list, tuple)):
            before = len(self.unresolved)
            found = [self._value(item, entry_place(place, position, item), secret, depth) for position, item in enumerate(value)]
            return None if depth > _OF_AN_ENTRY and len(self.unresolved) > before else found
        try:
            found = plain(self.evaluated(value))
        except AnsibleError as error:
            self.unresolved[place] = f"it cannot be evaluated: {_reason(error)}"
            return None
        if secret and found == "" and value != "":
            self.unresolved[place] = EMPTY
            return None
        return found


def _reason(error: AnsibleError) -> str:
    """The last of the errors, which is the cause of the others, as one line."""
    *_others, last = (line for line in str(error).splitlines() if line.strip())
    text = last.strip().removeprefix("Error rendering template: ").rstrip(".")
    # ansible-core below 2.19 says it twice.
    return printable(". ".join(dict.fromkeys(text.split(". "))))
