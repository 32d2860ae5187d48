# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a router showed after a change, judged against what was planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..._common.codecs.base import Match
from ..description import Flat, Setting
from .plan import ItemPlan

PlanKey = tuple[str, "int | str"]


@dataclass(frozen=True)
class Mismatch:
    """Where the router shows otherwise: a value (``setting``, beside what is shown now), or whether the item is there at all."""

    plan: ItemPlan
    setting: Setting | None = None

    def __str__(self) -> str:
        if self.setting is None:
            return f"{self.plan.label} is {'still' if self.plan.verb == 'remove' else 'not'} there"
        show = self.setting.field.codec.show
        return f"{self.plan.label} {self.setting.path} is {show(self.setting.current)!r}, wanted {show(self.setting.wanted)!r}"


@dataclass(frozen=True)
class Seen:
    """What the router showed at one moment: the states of its items by section and id."""

    states: Mapping[PlanKey, Flat] = field(default_factory=dict)

    def of(self, plan: ItemPlan) -> Flat | None:
        """The state of a plan's item; None if the router does not list it."""
        return self.states.get(plan.key)

    def mismatches(self, plans: Iterable[ItemPlan]) -> list[Mismatch]:
        """What the router shows otherwise, of all that it could show."""
        return [found for plan in plans for found in _mismatches(plan, self.of(plan))]

    def confirms_any(self, plans: Iterable[ItemPlan]) -> bool:
        """Whether the router shows at least one of the changes."""
        return any(_confirmed(plan, self.of(plan)) for plan in plans)

    def confirms_all(self, plans: Iterable[ItemPlan]) -> bool:
        """Whether the router shows every change; one that it never shows cannot be confirmed."""
        return all(_confirmed(plan, self.of(plan)) == len(plan.changes) + (plan.verb != "update") for plan in plans)

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


def _mismatches(plan: ItemPlan, now: Flat | None) -> list[Mismatch]:
    if now is None:
        return [Mismatch(plan)] if plan.verb == "add" else []
    if plan.verb == "remove":
        return [Mismatch(plan)]
    return [Mismatch(plan, setting) for setting in _beside(plan.changes, now) if setting.match is Match.DIFFERENT]


def _confirmed(plan: ItemPlan, now: Flat | None) -> int:
    """How many of the changes the router shows, the coming or going of the item among them."""
    if now is None:
        return int(plan.verb == "remove")
    return sum(setting.match is Match.SAME for setting in _beside(plan.changes, now)) + (plan.verb == "add")


def _changed(plan: ItemPlan, now: Flat | None) -> bool:
    if now is None or plan.verb == "add":
        return (now is None) != (plan.verb == "add")
    return any(setting.match is Match.DIFFERENT for setting in plan.resource.settings(plan.item.flat, now))


def _beside(settings: Sequence[Setting], now: Flat) -> list[Setting]:
    return [setting.beside(now) for setting in settings]
