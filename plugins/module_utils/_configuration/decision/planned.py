# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was planned for a router, beside what there is to do now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..._common.codecs.base import HIDDEN
from ..._common.redaction import printable
from .comparison import differences, leaves
from .decide import Decision
from .plan import ItemPlan
from .planning import hidden

# What stands in place of a text in which a secret occurs: of a part of it, of all of it.
_MASKS = (HIDDEN, "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER")


@dataclass(frozen=True)
class Change:
    """A change of a plan. Without ``option`` the item itself comes or goes. ``unseen``: the router does not show the value."""

    section: str
    item: str
    option: str | None
    before: Any = None
    after: Any = None
    unseen: bool = False

    def about(self, plan: ItemPlan) -> bool:
        """Whether it is of this item, which may have got another label."""
        name = f"{plan.resource.noun} {plan.item.id}"
        return self.section == plan.resource.section and (self.item in (name, plan.label) or self.item.startswith(f"{name} ("))

    def within(self, path: str) -> bool:
        """Whether it is of this value of the item, or of a part of the value, or of the item as a whole."""
        return self.option is None or f"{self.option}.".startswith(f"{path}.")


@dataclass(frozen=True)
class Planned:
    """The changes of a plan for one router, and whether it was made from the same intent."""

    changes: tuple[Change, ...]
    same_intent: bool = True

    def of(self, plan: ItemPlan) -> list[Change]:
        """The changes of this item."""
        return [change for change in self.changes if change.about(plan)]


def moved(decision: Decision, planned: Planned) -> list[str]:
    """What is no longer as it was planned, as texts without secrets; nothing if all that is to be done is in the plan.

    What is in place already has not moved. What cannot be compared, because the router or the plan does not show it, counts as equal.
    """
    found = [] if planned.same_intent else ["the intent is not the one that was planned"]
    for plan in decision.plans:
        found += _moved(plan, planned.of(plan))
    return found + [_dropped(change) for change in planned.changes if not change.unseen and not _still_there(change, decision)]


def withheld(decision: Decision, planned: Planned) -> dict[str, str]:
    """What would be written although nobody can tell whether it differs and the plan does not have it: record keys, each with its name for people."""
    return {
        plan.record_key(setting.path): f"{plan.label} {setting.path}"
        for plan in decision.plans
        for setting in hidden(plan)
        if setting.path in plan.values and not any(change.within(setting.path) for change in planned.of(plan))
    }


def _moved(plan: ItemPlan, planned: list[Change]) -> Iterator[str]:
    changes = {change.option: change for change in planned if not change.unseen}
    for entry in differences(plan):
        for now in leaves(entry):
            change = changes.get(now["option"])
            yield from _unplanned(now) if change is None else _otherwise(change, now)


def _unplanned(now: Mapping[str, Any]) -> Iterator[str]:
    if now["option"] is None:
        yield f"{now['item']}: it would be {'added' if now['before'] is None else 'removed'}, which is not planned"
    else:
        yield f"{now['item']}: {now['option']} is {_text(now['before'])} now and would become {_text(now['after'])}, which is not planned"


def _otherwise(change: Change, now: Mapping[str, Any]) -> Iterator[str]:
    for option, was, is_now in _apart(change, change.before, now["before"]):
        yield f"{now['item']}: planned from {option} {was}, it is {is_now} now"
    for option, was, is_now in _apart(change, change.after, now["after"]):
        yield f"{now['item']}: planned to {option} {was}, it would be {is_now} now"


def _apart(change: Change, planned: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    """Where two values differ: the option, and both as text."""
    for leaf in leaves({"item": change.item, "option": change.option, "before": planned, "after": now}):
        if not _agree(leaf["before"], leaf["after"]):
            yield leaf["option"] or "the entry", _text(leaf["before"]), _text(leaf["after"])


def _agree(planned: Any, now: Any) -> bool:
    if isinstance(planned, str) and any(mask in planned for mask in _MASKS):
        return True
    if isinstance(planned, (list, tuple)) and isinstance(now, (list, tuple)):
        return len(planned) == len(now) and all(map(_agree, planned, now))
    if isinstance(planned, Mapping) and isinstance(now, Mapping):
        return planned.keys() == now.keys() and all(_agree(planned[name], now[name]) for name in planned)
    return bool(planned == now)


def _still_there(change: Change, decision: Decision) -> bool:
    return change.option is None or any(change.within(setting.path) for plan in decision.plans if change.about(plan) for setting in plan.wanted)


def _dropped(change: Change) -> str:
    return f"{change.item}: {change.option} was to be changed, but it is not part of what is wanted and supported now"


def _text(value: Any) -> str:
    return "not set" if value is None else printable(value)
