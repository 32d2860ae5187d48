# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From what is wanted and what was learnt to what is to be done: the whole decision, pure, the same in check mode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..._common.errors import PeplinkError, Unsupported
from ..description import Resource
from .comparison import comparison
from .facts import Fact, Facts, Needs
from .fitness import (
    kind_is_unsure,
    perhaps_too_new,
    perhaps_without_function,
    refuse_misfits,
    refuse_missing_function,
    refuse_what_is_too_new,
    refuse_without_wifi,
    takes_wifi,
)
from .guards import Consents, facts_for_guards, refusal
from .identification import identify
from .plan import ItemPlan, PlanError
from .planning import compared, conflicts, hidden, plan_item


@dataclass(frozen=True)
class Intent:
    """What a resource shall be: the items of ``config``, and what ``state`` means for those that it does not name.

    ``option`` is what the user calls the list.
    """

    resource: Resource
    config: Sequence[Mapping[str, Any]]
    state: str = "merged"
    option: str = "config"


@dataclass(frozen=True)
class Policy:
    """How to go about it: what to do with ``unreadable`` values (once, always, never) and with sections that the router does not have."""

    unreadable: str = "once"
    skip_unsupported: bool = False
    consents: Consents = field(default_factory=Consents)


@dataclass(frozen=True)
class Decision:
    """What is to be done. ``comparison`` says how the router differs, ``warnings`` what was left out; ``refused`` is what a guard objects to."""

    plans: tuple[ItemPlan, ...]
    comparison: Mapping[str, Any]
    warnings: tuple[str, ...] = ()
    refused: str = ""

    @property
    def work(self) -> list[ItemPlan]:
        """The plans with something to write."""
        return [plan for plan in self.plans if plan.due]


def decide(intents: Sequence[Intent], facts: Facts, policy: Policy) -> Decision | Needs:
    """Decide, or say which facts that takes.

    Raises PlanError for an intent that cannot be, and the error of a section that could not be read.
    """
    drafts, supported, warnings = _drafts(intents, facts, policy)
    if needs := _records_lacking(drafts, facts, policy):
        return needs
    plans = tuple(plan_item(draft, facts.remembered, policy.unreadable) for draft in drafts)
    if needs := _facts_lacking(plans, facts, policy):
        return needs
    for plan in plans:
        refuse_misfits(plan, facts.wan_status)
        refuse_what_is_too_new(plan, facts.firmware)
        refuse_missing_function(plan, facts.firmware)
        refuse_without_wifi(plan, facts.has_wifi)
    if contradictions := conflicts(plans):
        raise PlanError("; ".join(contradictions))
    found = comparison(plans, supported, policy.unreadable)
    return Decision(plans, found, tuple(warnings), refusal(plans, facts, policy.consents))


def _drafts(intents: Sequence[Intent], facts: Facts, policy: Policy) -> tuple[list[ItemPlan], dict[str, bool], list[str]]:
    """The compared items, which sections the router has, and what to say of those that it lacks."""
    drafts: list[ItemPlan] = []
    supported: dict[str, bool] = {}
    warnings: list[str] = []
    for intent in intents:
        resource, items = intent.resource, facts.items[intent.resource.section]
        supported[resource.section] = not isinstance(items, PeplinkError)
        if isinstance(items, Unsupported) and policy.skip_unsupported:
            warnings.append(f"{resource.section} was skipped: the router {items.answer}. {items.advice}")
        elif isinstance(items, PeplinkError):
            raise items
        else:
            drafts += [compared(resource, found) for found in identify(resource, intent.config, items, intent.state, intent.option)]
    return drafts, supported, warnings


def _records_lacking(drafts: Sequence[ItemPlan], facts: Facts, policy: Policy) -> Needs:
    """Records are looked up only where they decide: a slow hash for each secret."""
    if policy.unreadable != "once":
        return Needs()
    asked = [draft.recorded(setting) for draft in drafts for setting in hidden(draft)]
    return Needs(records=tuple(value for value in asked if value.key not in facts.remembered))


def _facts_lacking(plans: Sequence[ItemPlan], facts: Facts, policy: Policy) -> Needs:
    wanted = facts_for_guards(plans, policy.consents)
    wanted |= {Fact.WAN_STATUS} if any(kind_is_unsure(plan) for plan in plans) else set()
    wanted |= {Fact.FIRMWARE} if any(perhaps_too_new(plan) or perhaps_without_function(plan) for plan in plans) else set()
    wanted |= {Fact.WIFI} if any(takes_wifi(plan) for plan in plans) else set()
    return Needs(frozenset(wanted - facts.known))
