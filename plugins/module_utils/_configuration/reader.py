# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading the configuration: each function once for all resources that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .._client.session import Session
from .._common.errors import PeplinkError, Unsupported
from .._common.read import Read
from .decision.observation import PlanKey, Seen
from .decision.plan import ItemPlan
from .description import Item, Resource


class ConfigReader:
    """Reads resources, and remembers where each can be read on this router."""

    def __init__(self, session: Session, parallel: int = 1, *, once: bool = False) -> None:
        """``once``: what the session has read before for a result of several parts will do."""
        self._session = session
        self._parallel = parallel
        self._once = once
        self._sources: dict[str, Read] = {}
        self.answers: dict[str, Any] = {}
        """What the router answered last, by function."""

    def read(self, resources: Iterable[Resource], *, retry: bool = True) -> dict[str, list[Item] | PeplinkError]:
        """The items of resources by section, in the router's order, or the error in place of them.

        Firmware without the read function of a resource is asked its fallback.
        """
        wanted, known = list(resources), set(self.answers)
        effects = [resource.effect_read for resource in wanted if resource.effect_read]
        answers = self._ask([*(self._source(resource) for resource in wanted), *effects], retry)
        for resource in wanted:
            source = self._source(resource).function
            # One that restarts may not know for a moment what it has answered before. Its fallback shows less.
            if resource.fallback_read and source not in known and isinstance(answers[source], Unsupported):
                self._sources[resource.section] = resource.fallback_read
        answers |= self._ask([source for source in map(self._source, wanted) if source.function not in answers], retry)
        return {resource.section: self._decoded(resource, answers) for resource in wanted}

    def seen(self, plans: Iterable[ItemPlan]) -> Seen:
        """The present state of everything that is planned; a single try, for those who ask repeatedly. Raises PeplinkError."""
        found: dict[PlanKey, Item] = {}
        for section, items in self.read({plan.resource.section: plan.resource for plan in plans}.values(), retry=False).items():
            if isinstance(items, PeplinkError):
                raise items
            found |= {(section, item.id): item for item in items}
        return Seen(found)

    def running(self, plans: Iterable[ItemPlan]) -> Seen:
        """What is surely running of everything that is planned, as far as the status shows it; a single try. Raises PeplinkError."""
        resources = {plan.resource.section: plan.resource for plan in plans if plan.resource.fallback_read}
        answers = self._ask([resource.fallback_read for resource in resources.values() if resource.fallback_read], retry=False)
        found: dict[PlanKey, Item] = {}
        for section, resource in resources.items():
            items = _items(resource, answers[resource.fallback_read.function], fallback=True) if resource.fallback_read else []
            if isinstance(items, PeplinkError):
                raise items
            found |= {(section, item.id): item for item in items}
        return Seen(found)

    def _source(self, resource: Resource) -> Read:
        return self._sources.get(resource.section, resource.read)

    def _ask(self, sources: list[Read], retry: bool) -> dict[str, Any]:
        functions = {source.function: source for source in sources}
        wanted, parallel = list(functions.values()), self._parallel
        answers = self._session.read_once(wanted, parallel=parallel) if self._once else self._session.read_all(wanted, retry=retry, parallel=parallel)
        found = dict(zip(functions, answers, strict=True))
        self.answers |= {function: answer for function, answer in found.items() if not isinstance(answer, PeplinkError)}
        return found

    def _decoded(self, resource: Resource, answers: Mapping[str, Any]) -> list[Item] | PeplinkError:
        source = self._source(resource)
        items = _items(resource, answers[source.function], fallback=source is resource.fallback_read)
        if resource.effect_read is None or isinstance(items, PeplinkError):
            return items
        effects = _items(resource, answers[resource.effect_read.function], fallback=True)
        if isinstance(effects, PeplinkError):
            return effects
        by_id = {item.id: item for item in effects}
        return [resource.in_effect(item, by_id[item.id]) if item.id in by_id else item for item in items]


def _items(resource: Resource, answer: Any, *, fallback: bool) -> list[Item] | PeplinkError:
    if isinstance(answer, PeplinkError):
        return answer
    return [resource.decode(key, raw, fallback=fallback) for key, raw in resource.items(answer)]
