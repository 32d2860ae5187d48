# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a router showed after a change, judged against what was planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..._common.codecs.base import Match
from ..description import Flat, Item, Setting
from .plan import ItemPlan

PlanKey = tuple[str, "int | str"]


@dataclass(frozen=True)
class Mismatch:
    """Where the router shows otherwise: a value (``setting``, beside what is shown now), or whether the item is there at all."""

    plan: ItemPlan
    setting: Setting | None = None

    @property
    def foreign(self) -> bool:
        """Whether it is a value that was there and was not written: somebody else's pending change has gone live with ours."""
        return self.setting is not None and self.setting.path not in self.plan.values

    def __str__(self) -> str:
        if self.setting is None:
            return f"{self.plan.label} is {'still' if self.plan.verb == 'remove' else 'not'} there"
        show = self.setting.field.codec.show
        if self.setting.unsettled:
            return f"{self.plan.label} {self.setting.path} is {show(self.setting.current)!r} in effect and another value in the configuration"
        return f"{self.plan.label} {self.setting.path} is {show(self.setting.current)!r}, wanted {show(self.setting.wanted)!r}"


@dataclass(frozen=True)
class Seen:
    """What the router showed at one moment: its items by section and id."""

    items: Mapping[PlanKey, Item] = field(default_factory=dict)

    def of(self, plan: ItemPlan) -> Item | None:
        """A plan's item; None if the router does not list it."""
        return self.items.get(plan.key)

    def mismatches(self, plans: Iterable[ItemPlan]) -> list[Mismatch]:
        """What the router shows otherwise, of all that it could show."""
        return [found for plan in plans for found in _mismatches(plan, self.of(plan))]

    def confirms_any(self, plans: Iterable[ItemPlan]) -> bool:
        """Whether the router shows at least one of the changes."""
        return any(_confirmed(plan, self.of(plan)) for plan in plans)

    def confirmed(self, plans: Iterable[ItemPlan]) -> list[ItemPlan]:
        """The plans of which the router shows every change; one that it never shows cannot be confirmed."""
        return [plan for plan in plans if _confirmed(plan, self.of(plan)) == len(plan.changes) + (plan.verb != "update")]

    def changed(self, plans: Iterable[ItemPlan]) -> list[ItemPlan]:
        """The plans whose items are no longer as they were before."""
        return [plan for plan in plans if _changed(plan, self.of(plan))]

    def after(self, plan: ItemPlan) -> Flat | None:
        """The state after: as predicted, but where the router shows otherwise, what it shows. None if there is no such item."""
        wrong = _mismatches(plan, self.of(plan))
        if any(found.setting is None for found in wrong):
            return (plan.before() or {}) if plan.verb == "remove" else None
        predicted = plan.predicted()
        return predicted and {**predicted, **{found.setting.path: found.setting.current for found in wrong if found.setting}}


def _mismatches(plan: ItemPlan, now: Item | None) -> list[Mismatch]:
    if now is None:
        return [Mismatch(plan)] if plan.verb == "add" else []
    if plan.verb == "remove":
        return [Mismatch(plan)]
    return [Mismatch(plan, setting) for setting in beside(plan.expected, now) if setting.match is Match.DIFFERENT]


def _confirmed(plan: ItemPlan, now: Item | None) -> int:
    """How many of the changes the router shows, the coming or going of the item among them."""
    if now is None:
        return int(plan.verb == "remove")
    return sum(setting.match is Match.SAME for setting in beside(plan.changes, now)) + (plan.verb == "add")


def _changed(plan: ItemPlan, now: Item | None) -> bool:
    if now is None or plan.verb == "add":
        return (now is None) != (plan.verb == "add")
    return any(setting.match is Match.DIFFERENT for setting in plan.resource.settings(plan.item.flat, now))


def beside(settings: Sequence[Setting], now: Item) -> list[Setting]:
    """Settings beside what the router shows now."""
    return [setting.beside(now) for setting in settings]
