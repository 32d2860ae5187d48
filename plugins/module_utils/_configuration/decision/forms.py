# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which of its forms each value is sent in, where the documentation contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..description import Setting
from .plan import ItemPlan


@dataclass(frozen=True)
class Forms:
    """The first form of every value, unless it was ``switched`` to a later one: by section, id and path."""

    switched: Mapping[tuple[str, int | str, str], int] = field(default_factory=dict)

    def of(self, plan: ItemPlan) -> dict[str, int]:
        """The positions of the forms of one item, by path."""
        return {path: position for (section, item, path), position in self.switched.items() if (section, item) == plan.key}

    def next(self, plan: ItemPlan, settings: Iterable[Setting], *, refused: bool) -> Forms | None:
        """With these values of an item in their next form, those that have one; None if there is none.

        Some forms are worth a try only when the one before had no effect, not when it was ``refused``.
        """
        current = self.of(plan)
        found = {
            (*plan.key, setting.path): position
            for setting in settings
            if (position := current.get(setting.path, 0) + 1) < len(setting.field.forms) and (setting.field.forms[position].after_refusal or not refused)
        }
        return Forms({**self.switched, **found}) if found else None
