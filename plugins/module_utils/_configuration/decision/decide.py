# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what is wanted and what is known to what is to be done: the whole decision, pure, the same in check mode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..._common.errors import PeplinkError, Unsupported
from ..._common.names import comparable
from ..description import Item, Resource
from ..identity import Key
from .comparison import comparison
from .facts import Fact, Facts, Needs
from .fitness import kind_is_unsure, perhaps_too_new, perhaps_without_function, refuse_misfits, takes_wifi, told, unsupported, without_function
from .guards import Consents, facts_for_guards, refusal
from .identification import Names, identify, names_given
from .links import facts_for_conditions, in_ids, refuse_impossible
from .plan import ItemPlan, PlanError
from .planning import compared, conflicts, hidden, plan_item

# The read whose items are the WANs, which options name as well.
WAN_READ = "config.wan.connection"


@dataclass(frozen=True)
class Intent:
    """The desired state of a resource: the items of ``config``, and what ``state`` means for those that it does not name.

    ``option`` is what the user calls the list.
    """

    resource: Resource
    config: Sequence[Mapping[str, Any]]
    state: str = "merged"
    option: str = "config"


@dataclass(frozen=True)
class Policy:
    """How to go about it: what to do with ``unreadable`` values (once, always, never) and with what the router does not have, and when it
    is in good ``health`` afterwards. Values under the record keys ``withheld`` are not written unless the router shows that they differ, or takes
    others only together with them."""

    unreadable: str = "once"
    skip_unsupported: bool = False
    health: Mapping[str, Any] = field(default_factory=dict)
    consents: Consents = field(default_factory=Consents)
    withheld: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Decision:
    """What is to be done, and the conditions of good ``health`` afterwards. ``comparison`` says how the router differs, ``warnings`` what was
    left out; ``refused`` is what a guard objects to."""

    plans: tuple[ItemPlan, ...]
    comparison: Mapping[str, Any]
    warnings: tuple[str, ...] = ()
    refused: str = ""
    health: Mapping[str, Any] = field(default_factory=dict)

    @property
    def work(self) -> list[ItemPlan]:
        """The plans with something to write."""
        return [plan for plan in self.plans if plan.due]


def decide(intents: Sequence[Intent], facts: Facts, policy: Policy) -> Decision | Needs:
    """Decide, or say which facts that takes.

    Raises PlanError for an intent that cannot be, and the error of a section that could not be read.
    """
    read = _read(intents, facts, policy)
    if needs := _records_lacking(read.drafts, facts, policy):
        return needs
    plans = [plan_item(draft, facts.remembered, policy.unreadable, policy.withheld) for draft in read.drafts]
    if needs := _facts_lacking(plans, facts, policy):
        return needs
    for plan in plans:
        refuse_misfits(plan, facts.wan_status)
    plans, left_out = _supported(plans, facts, policy)
    if contradictions := conflicts(plans):
        raise PlanError("; ".join(contradictions))
    health = in_ids(policy.health, read.renamed)
    refuse_impossible(health, facts)
    found = comparison(plans, read.supported, facts.remembered)
    objection = refusal(plans, facts, _consents(policy, read.renamed))
    return Decision(tuple(plans), found, (*read.warnings, *left_out), objection, health)


@dataclass(frozen=True)
class _Reading:
    """The compared items, which sections the router has, what to say of those that it lacks, and the names that WANs are to get."""

    drafts: list[ItemPlan] = field(default_factory=list)
    supported: dict[str, bool] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    renamed: dict[str, Key] = field(default_factory=dict)


def _read(intents: Sequence[Intent], facts: Facts, policy: Policy) -> _Reading:
    reading = _Reading()
    names: dict[str, Names] = {}
    for intent in intents:
        resource, items = intent.resource, facts.items[intent.resource.section]
        skipped = policy.skip_unsupported and _lacking(resource, items)
        reading.supported[resource.section] = not skipped and not isinstance(items, PeplinkError)
        if skipped:
            reading.warnings.append(f"{resource.section} was skipped: the router {skipped}")
        elif isinstance(items, PeplinkError):
            raise items
        else:
            # Sections with the same read are about the same items.
            renamed = names.get(resource.read.function, {})
            found = identify(resource, intent.config, items, intent.state, intent.option, renamed)
            names[resource.read.function] = {**renamed, **names_given(resource, found, items)}
            reading.drafts.extend(compared(resource, one) for one in found)
    reading.renamed.update(names.get(WAN_READ, {}))
    return reading


def _lacking(resource: Resource, items: Sequence[Item] | PeplinkError) -> str:
    """Why a section does not exist on this unit, to continue "the router"; empty if it does."""
    if isinstance(items, Unsupported):
        return f"{items.answer}. {items.advice}"
    return f"has no {resource.noun}." if not items and not resource.creation else ""


def _supported(plans: Sequence[ItemPlan], facts: Facts, policy: Policy) -> tuple[list[ItemPlan], list[str]]:
    """The plans without what this unit or firmware does not have, and what to say of that; PlanError for it unless it may be skipped."""
    found, left_out = [], []
    for plan in plans:
        whole, wrong = without_function(plan, facts.firmware), unsupported(plan, facts)
        reason = whole or told(wrong)
        if reason and not policy.skip_unsupported:
            raise PlanError(f"{plan.label} cannot be changed: {whole}" if whole else f"{plan.label}: {reason}")
        if reason:
            left_out.append(f"{plan.resource.section}: {plan.label} was skipped{'' if whole else ' in part'}: {reason}")
        if not whole:
            kept = tuple(setting for setting in plan.wanted if setting.path not in wrong)
            rest = replace(plan, wanted=kept)
            found.append(plan_item(rest, facts.remembered, policy.unreadable, policy.withheld) if wrong else plan)
    return found, left_out


def _consents(policy: Policy, renamed: Names) -> Consents:
    wan = renamed.get(comparable(policy.consents.management_wan))
    return replace(policy.consents, management_wan=str(wan["id"])) if wan else policy.consents


def _records_lacking(drafts: Sequence[ItemPlan], facts: Facts, policy: Policy) -> Needs:
    """Records are looked up only where they decide: a slow hash for each secret."""
    if policy.unreadable != "once":
        return Needs()
    asked = [draft.recorded(setting) for draft in drafts for setting in hidden(draft)]
    return Needs(records=tuple(value for value in asked if value.key not in facts.remembered))


def _facts_lacking(plans: Sequence[ItemPlan], facts: Facts, policy: Policy) -> Needs:
    wanted = facts_for_guards(plans, policy.consents)
    wanted |= facts_for_conditions(policy.health)
    wanted |= {Fact.WAN_STATUS} if any(kind_is_unsure(plan) for plan in plans) else set()
    wanted |= {Fact.FIRMWARE} if any(perhaps_too_new(plan) or perhaps_without_function(plan) for plan in plans) else set()
    wanted |= {Fact.WIFI} if any(takes_wifi(plan) for plan in plans) else set()
    return Needs(frozenset(wanted - facts.known))
