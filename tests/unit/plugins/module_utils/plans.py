# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Plans for tests, made from an intent and what a router shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.identification import Identified, identify
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.plan import ItemPlan
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.decision.planning import compared, hidden, plan_item
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.description import Item, Resource


def items_of(resource: Resource, answer: Any) -> list[Item]:
    """The items of an answer."""
    return [resource.decode(key, raw) for key, raw in resource.items(answer)]


def plan_of(resource: Resource, identified: Identified, *, known: bool = False, unreadable: str = "once") -> ItemPlan:
    """The plan of one identified item; all that cannot be compared is in the records if it is ``known``."""
    draft = compared(resource, identified)
    return plan_item(draft, {draft.record_key(setting.path): known for setting in hidden(draft)}, unreadable)


def plans_of(
    resource: Resource, items: Sequence[Item], config: Sequence[Mapping[str, Any]], state: str = "merged", *, known: bool = False, unreadable: str = "once"
) -> list[ItemPlan]:
    """The plans of an intent."""
    return [plan_of(resource, identified, known=known, unreadable=unreadable) for identified in identify(resource, config, items, state)]
