# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From one identified item to what must be written to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..._common.codecs.base import Match
from ..description import Flat, Resource, Setting, Together
from .identification import Identified
from .plan import ItemPlan, PlanError, governed_by


def compared(resource: Resource, identified: Identified) -> ItemPlan:
    """The plan of an item before anything is decided: what is wanted beside what is shown."""
    wanted = resource.settings(identified.values, identified.item)
    return ItemPlan(resource, identified.item, identified.verb, identified.named, wanted)


def hidden(plan: ItemPlan) -> list[Setting]:
    """The wanted values of an item to update that cannot be compared, because the router does not show them."""
    return [setting for setting in plan.wanted if setting.match is Match.UNSURE] if plan.verb == "update" else []


def plan_item(plan: ItemPlan, remembered: Mapping[str, bool], unreadable: str, withheld: Collection[str] = ()) -> ItemPlan:
    """Decide what to write to a compared item.

    A value that the router shows is written when it differs. One that it does not show is written according to
    ``unreadable``: ``always``, ``never``, or ``once``, that is unless it is ``remembered`` (by record key) as the last written. It is not
    written if its record key is among those ``withheld``.
    Raises PlanError.
    """
    if plan.verb == "update":
        plan = replace(plan, changes=_to_update(plan, remembered, unreadable, withheld))
        if not plan.changes:
            return plan
    else:
        plan = replace(plan, changes=plan.wanted)
    require_writable(plan)
    plan = completed(plan)
    _refuse_contradictions(plan)
    return plan


def _to_update(plan: ItemPlan, remembered: Mapping[str, bool], unreadable: str, withheld: Collection[str]) -> tuple[Setting, ...]:
    differing = [setting for setting in plan.wanted if setting.match is Match.DIFFERENT]
    # The router may forget what belongs to a choice that is left, so it counts as not there, whatever is shown or remembered.
    void = governed_by(plan.resource, differing)
    differing += [s for s in plan.wanted if s not in differing and s.path in void and s.field.read]
    if unreadable == "never":
        return tuple(differing)
    unsure = [s for s in hidden(plan) if s not in differing and plan.record_key(s.path) not in withheld]
    chosen = [s for s in unsure if s.path in void or unreadable == "always" or not remembered.get(plan.record_key(s.path))]
    # A readable value that is hidden just now goes with what is written beside it: a check that is switched on again
    # shows its details only then, and they may not be the remembered ones.
    groups = {setting.field.group for setting in (*differing, *chosen)} - {""}
    beside = [s for s in unsure if s not in chosen and s.field.group in groups and s.field.read]
    return (*differing, *chosen, *beside)


def completed(plan: ItemPlan) -> ItemPlan:
    """The plan with the values that the router takes only together with those that change. Raises PlanError if one is not known."""
    for rule in plan.resource.together:
        changes = plan.values
        if not any(path in changes for path in rule.options):
            continue
        known = {**still_valid(plan), **{setting.path: setting.wanted for setting in plan.wanted}}
        if any(known.get(option) != value for option, value in rule.when.items()):
            continue
        missing = [path for path in rule.needs if path not in known]
        if missing and goes_alone(plan, rule):
            continue
        if missing:
            given = ", ".join(path for path in rule.options if path in changes and path not in rule.needs) or rule.options[0].partition(".")[0]
            raise PlanError(
                f"{plan.label}: to change {given}, the router needs {', '.join(missing)} in the same request, and it does not show "
                "what is set now; add it to the item"
            )
        along = {path: known[path] for path in (*rule.needs, *rule.along) if path in known and path not in changes}
        plan = replace(plan, changes=(*plan.changes, *plan.resource.settings(along, plan.item)))
    return plan


def missing_company(plans: Iterable[ItemPlan]) -> str:
    """What to add if the router refused changes that were tried alone; empty if there were none."""
    found = []
    for plan in plans:
        for rule in plan.resource.together:
            missing = [path for path in rule.needs if path not in still_valid(plan) and path not in plan.values]
            if missing and goes_alone(plan, rule):
                alone = ", ".join(f"{path} {str(value).lower()}" for path, value in rule.alone.items())
                found.append(
                    f"{plan.label}: it may want {', '.join(missing)} along with {alone}, and does not show what is set now; add it to the item, "
                    f"or leave {', '.join(rule.alone)} out."
                )
    return " ".join(found)


def goes_alone(plan: ItemPlan, rule: Together) -> bool:
    """Whether the router may take the changes that the rule is about without what it asks for."""
    return bool(rule.alone) and {path: value for path, value in plan.values.items() if path in rule.options} == rule.alone


def still_valid(plan: ItemPlan) -> Flat:
    """What the router shows, less what belongs to a choice that changes (the address of a method that is left)."""
    void = governed_by(plan.resource, [setting for setting in plan.changes if setting.current != setting.wanted])
    return {path: value for path, value in plan.item.flat.items() if path not in void}


def _refuse_contradictions(plan: ItemPlan) -> None:
    state = {**still_valid(plan), **plan.values}
    for setting in plan.changes:
        rule = setting.field.only_with
        if rule and state.get(rule[0]) not in rule[1]:
            have = state.get(rule[0], "unknown")
            raise PlanError(f"{plan.label}: {setting.path} goes only with {rule[0]} {' or '.join(sorted(rule[1]))}; here it is {have}")
    reason = plan.resource.frozen(plan.item, plan.values) or plan.resource.check(state)
    if reason:
        raise PlanError(f"{plan.label}: {reason}")
    require_writable(plan)


def require_writable(plan: ItemPlan, forms: Mapping[str, int] | None = None) -> None:
    """Raise PlanError for a change that the API does not take."""
    for setting in plan.changes:
        if not setting.field.write:
            shown = plan.item.flat.get(setting.path, "unknown")
            raise PlanError(f"{plan.label}: {setting.path} cannot be set here; it is {shown!r}, not {setting.wanted!r}")
    try:
        plan.write(forms=forms)
    except ValueError as error:
        raise PlanError(f"{plan.label}: {error}") from None


def conflicts(plans: Sequence[ItemPlan]) -> list[str]:
    """Where plans of two sections want different values in the same place of the router."""
    found = []
    seen: dict[tuple[str, int | str, str], tuple[ItemPlan, Setting]] = {}
    for plan, setting in _wanted_values(plans):
        for place in setting.field.read[:1]:
            other, first = seen.setdefault((plan.resource.read.function, plan.item.id, place), (plan, setting))
            if first.wanted != setting.wanted:
                found.append(f"{other.resource.section} and {plan.resource.section} want a different {setting.path} for {plan.label}")
    return found


def _wanted_values(plans: Iterable[ItemPlan]) -> list[tuple[ItemPlan, Setting]]:
    return [(plan, setting) for plan in plans for setting in plan.wanted]
