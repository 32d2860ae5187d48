# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading a router's configuration in canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .._client.session import Session
from .._common.errors import PeplinkError, Unsupported
from .._common.read import Read
from .._wan.status import entries
from .description import Flat, Item, Resource
from .plan import ItemPlan

WAN_STATUS = "status.wan.connection"


class Reader:
    """Reads resources, each function once for all that rest on it, and remembers where each can be read on this router."""

    def __init__(self, session: Session, parallel: int = 1, *, once: bool = False) -> None:
        """``once``: what the session has read before for a result of several parts will do."""
        self._session = session
        self._parallel = parallel
        self._once = once
        self._sources: dict[str, Read] = {}
        self._wan_status: dict[int, Mapping[str, Any]] | None = None

    def read(self, resources: Iterable[Resource], *, retry: bool = True) -> dict[str, list[Item] | PeplinkError]:
        """The items of resources by section, in the router's order, or the error in place of them.

        Firmware without the read function of a resource is asked its fallback.
        """
        wanted = list(resources)
        answers = self._ask([self._source(resource) for resource in wanted], retry)
        for resource in wanted:
            if resource.fallback_read and isinstance(answers[self._source(resource).function], Unsupported):
                self._sources[resource.section] = resource.fallback_read
        answers |= self._ask([source for source in map(self._source, wanted) if source.function not in answers], retry)
        return {resource.section: self._decoded(resource, answers[self._source(resource).function]) for resource in wanted}

    def items(self, resource: Resource) -> list[Item]:
        """The items of one resource. Raises PeplinkError."""
        return _or_raise(self.read([resource])[resource.section])

    def seen(self, plans: Iterable[ItemPlan]) -> Seen:
        """The present state of everything that is planned; a single try, for those who ask repeatedly. Raises PeplinkError."""
        read = self.read({plan.resource.section: plan.resource for plan in plans}.values(), retry=False)
        return Seen({(section, item.id): item.flat for section, items in read.items() for item in _or_raise(items)})

    def wan_status(self) -> dict[int, Mapping[str, Any]]:
        """status.wan.connection by WAN id, asked once: for guards and for what the configuration does not tell."""
        if self._wan_status is None:
            self._wan_status = dict(entries(self._session.get(WAN_STATUS)))
        return self._wan_status

    def now(self, function: str) -> Any:
        """What a status function answers now; a single try, for those who ask repeatedly."""
        return self._session.get(function, retry=False)

    def _source(self, resource: Resource) -> Read:
        return self._sources.get(resource.section, resource.read)

    def _ask(self, sources: list[Read], retry: bool) -> dict[str, Any]:
        functions = {source.function: source for source in sources}
        wanted, parallel = list(functions.values()), self._parallel
        answers = self._session.read_once(wanted, parallel=parallel) if self._once else self._session.read_all(wanted, retry=retry, parallel=parallel)
        return dict(zip(functions, answers, strict=True))

    def _decoded(self, resource: Resource, answer: Any) -> list[Item] | PeplinkError:
        if isinstance(answer, PeplinkError):
            return answer
        fallback = self._source(resource) is resource.fallback_read
        return [resource.decode(key, raw, fallback=fallback) for key, raw in resource.items(answer)]


class Seen:
    """What the router showed at one moment, beside what was planned."""

    def __init__(self, states: Mapping[tuple[str, int | str], Flat]) -> None:
        self._states = states

    def of(self, plan: ItemPlan) -> Flat | None:
        """The state of a plan's item; None if the router does not list it."""
        return self._states.get((plan.resource.section, plan.item.id))

    def mismatches(self, plans: Iterable[ItemPlan]) -> list[tuple[ItemPlan, list[str]]]:
        """Which changes the router shows otherwise, per item that has any."""
        found = [(plan, plan.mismatches(self.of(plan))) for plan in plans]
        return [(plan, paths) for plan, paths in found if paths]

    def confirms_any(self, plans: Iterable[ItemPlan]) -> bool:
        """Whether the router shows at least one of the changes."""
        return any(plan.confirmed(self.of(plan)) for plan in plans)

    def confirms_all(self, plans: Iterable[ItemPlan]) -> bool:
        """Whether the router shows every change; one that it never shows cannot be confirmed."""
        return all(plan.fully_confirmed(self.of(plan)) for plan in plans)


def _or_raise(items: list[Item] | PeplinkError) -> list[Item]:
    if isinstance(items, PeplinkError):
        raise items
    return items
