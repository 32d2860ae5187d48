# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading a router's configuration in canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ._errors import Unsupported
from ._plan import ItemPlan
from ._resource import Flat, Item, Read, Resource
from ._session import Session
from ._wan_status import entries


class Reader:
    """Reads resources, and remembers where each one can be read on this router."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sources: dict[str, Read] = {}
        self._status: dict[int, Mapping[str, Any]] | None = None

    def items(self, resource: Resource, *, retry: bool = True) -> list[Item]:
        """The items of a resource, in the router's order. Firmware without its read function is asked the fallback."""
        source = self._sources.get(resource.section, resource.read)
        try:
            answer = self._ask(source, retry)
        except Unsupported:
            if resource.fallback_read is None or source is resource.fallback_read:
                raise
            source = resource.fallback_read
            answer = self._ask(source, retry)
        self._sources[resource.section] = source
        fallback = source is resource.fallback_read
        return [resource.decode(item_id, raw, fallback=fallback) for item_id, raw in entries(answer)]

    def _ask(self, source: Read, retry: bool) -> Any:
        if source.method == "POST":
            return self._session.post(source.function, source.body)
        return self._session.get(source.function, retry=retry)

    def planned_items(self, plans: Iterable[ItemPlan]) -> Seen:
        """The present state of everything that is planned; a single try, for those who ask repeatedly."""
        resources = {plan.resource.section: plan.resource for plan in plans}
        return Seen({(section, item.id): item.flat for section, resource in resources.items() for item in self.items(resource, retry=False)})

    def wan_status(self) -> dict[int, Mapping[str, Any]]:
        """status.wan.connection by WAN id, asked once: for guards and for what the configuration does not tell."""
        if self._status is None:
            self._status = dict(entries(self._session.get("status.wan.connection")))
        return self._status

    def current_wan_status(self) -> dict[int, Mapping[str, Any]]:
        """status.wan.connection by WAN id as it is now; a single try, for those who ask repeatedly."""
        return dict(entries(self._session.get("status.wan.connection", retry=False)))


class Seen:
    """What the router showed at one moment, beside what was planned."""

    def __init__(self, states: Mapping[tuple[str, int], Flat]) -> None:
        self._states = states

    def of(self, plan: ItemPlan) -> Flat:
        """The state of a plan's item; empty if the router does not list it."""
        return self._states.get((plan.resource.section, plan.item.id), {})

    def mismatches(self, plans: Iterable[ItemPlan]) -> list[tuple[ItemPlan, list[str]]]:
        """Which changes the router shows otherwise, per item that has any."""
        found = [(plan, plan.mismatches(self.of(plan))) for plan in plans]
        return [(plan, paths) for plan, paths in found if paths]

    def confirms_any(self, plans: Iterable[ItemPlan]) -> bool:
        """Whether the router shows at least one of the changes."""
        return any(plan.confirmed(self.of(plan)) for plan in plans)

    def confirms_all(self, plans: Iterable[ItemPlan]) -> bool:
        """Whether the router shows every change; one that it never shows cannot be confirmed."""
        return all(len(plan.confirmed(self.of(plan))) == len(plan.changes) for plan in plans)
