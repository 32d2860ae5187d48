# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An intent as requests, without a router: what it would be told if it had none of the wanted values. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..._common.places import entry_place
from .decide import Intent
from .fitness import function_too_new, told, too_new
from .forms import Forms
from .plan import ItemPlan, PlanError
from .planning import goes_alone
from .revert import ABSENT
from .staging_order import batches


@dataclass(frozen=True)
class Rendering:
    """The requests in their order, each a function and its body, and what only the router knows or has, as texts that hold no secret."""

    requests: tuple[tuple[str, dict[str, Any]], ...]
    unknown: tuple[str, ...]


def render_requests(intents: Sequence[Intent], firmware: str | None, *, skip_unsupported: bool) -> Rendering:
    """What tells a router of this firmware (None: any) all of the intents, which have no static problems.

    Raises PlanError for what that firmware does not have, unless it may be skipped, and for what no request can hold.
    """
    unknown: list[str] = []
    plans: list[ItemPlan] = []
    for intent in intents:
        if intent.state == "overridden":
            unknown.append(f"{intent.option}: only the router knows which entries it has beside these, so none is removed here.")
        for position, options in enumerate(intent.config):
            where = entry_place(intent.option, position, options)
            plan, lacking = _fitting(_draft(intent, options), firmware)
            if lacking and not skip_unsupported:
                raise PlanError(f"{where}: {lacking}")
            plan, alone = _accompanied(plan)
            left_out = [f"left out: {lacking}."] if lacking else []
            unknown += [f"{where}: {text}" for text in (*left_out, *_unidentified(plan), *alone)]
            plans.append(plan)
    requests = [(batch.resource.write, _body(batch.resource.noun, batch.body)) for batch in batches([plan for plan in plans if plan.due])]
    return Rendering(tuple(requests), tuple(unknown))


def _draft(intent: Intent, options: Mapping[str, Any]) -> ItemPlan:
    """All that is wanted of an item as a change. One that is known by its label has a key without values, which are null in the body."""
    resource, label = intent.resource, intent.resource.identity.label
    key = resource.identity.key_of(options) or dict.fromkeys(resource.identity.keys[0])
    item = replace(ABSENT, key=key)
    if intent.state == "deleted":
        return ItemPlan(resource, item, "remove")
    values = resource.parse(options)
    verb = "add" if resource.creation and all(option in values for option in resource.creation if resource.applies(option, key)) else "update"
    if verb == "update" and None in key.values():
        del values[label]
    return ItemPlan(resource, item, verb, changes=tuple(setting for setting in resource.settings(values, item) if setting.field.write))


def _fitting(plan: ItemPlan, firmware: str | None) -> tuple[ItemPlan, str]:
    """The plan without what this firmware does not have, and what that is; empty if it has all."""
    if whole := function_too_new(plan.resource, firmware):
        return ItemPlan(plan.resource, plan.item), whole
    wrong = too_new(plan, firmware)
    return _without(plan, wrong), told(wrong)


def _accompanied(plan: ItemPlan) -> tuple[ItemPlan, list[str]]:
    """The plan without what the router takes only together with values that nobody gives, and what that is."""
    found = []
    for rule in plan.resource.together:
        changes = plan.values
        alone = [path for path in rule.options if path in changes]
        missing = [path for path in rule.needs if path not in changes]
        applies = all(changes.get(option) == value for option, value in rule.when.items())
        if alone and missing and applies and not goes_alone(plan, rule):
            needed = f"the request needs {', '.join(missing)} too, which only the router shows. Add it to the entry."
            found.append(f"left out: {', '.join(alone)}; {needed}")
            plan = _without(plan, alone)
    return plan, found


def _unidentified(plan: ItemPlan) -> Iterator[str]:
    missing = [option for option, value in plan.item.key.items() if value is None]
    if missing and plan.due:
        yield f"only the router knows the {', '.join(missing)} of the {plan.resource.noun} of this {plan.resource.identity.label}, which is null here."


def _without(plan: ItemPlan, paths: Collection[str]) -> ItemPlan:
    return replace(plan, changes=tuple(setting for setting in plan.changes if setting.path not in paths))


def _body(noun: str, body: Any) -> dict[str, Any]:
    try:
        made: dict[str, Any] = body(Forms())
    except ValueError as error:
        raise PlanError(f"{noun}: {error}") from None
    return made
