# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Gathering what a decision is made of: it asks for what it is told, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .._client.resolution import addresses_of
from .._common.errors import Rejected
from .._conditions.local import GPIO_LEVELS
from .._conditions.look import value_of
from .._module.module import Task
from .._wan.status import WANS, entries
from .decision.facts import Fact, Facts, Needs
from .description import Resource
from .reader import ConfigReader
from .records import Records


@dataclass(frozen=True)
class Gatherer:
    """Asks the router, the resolver and the records. Each method raises PeplinkError."""

    task: Task
    reader: ConfigReader
    records: Records

    def configuration(self, resources: Iterable[Resource]) -> Facts:
        """The facts to begin with: the items of these resources, and whether an earlier run left changes pending."""
        return Facts(self.reader.read(resources), host=self.task.host, left_over=self.records.staged)

    def more(self, facts: Facts, needs: Needs) -> Facts:
        """The facts with what they lack."""
        session = self.task.session
        facts = replace(facts, known=facts.known | needs.facts)
        if Fact.WAN_STATUS in needs.facts:
            facts = replace(facts, wan_status=dict(entries(session.get(WANS))))
        if Fact.FIRMWARE in needs.facts:
            facts = replace(facts, firmware=session.firmware())
        if Fact.HOST_ADDRESSES in needs.facts:
            facts = replace(facts, host_addresses=addresses_of(self.task.host))
        if Fact.WIFI in needs.facts:
            facts = replace(facts, has_wifi=self._has_wifi())
        if Fact.GPIO in needs.facts:
            facts = replace(facts, gpio=value_of(session, GPIO_LEVELS.reading))
        found = {value.key: self.records.knows(value) for value in needs.records}
        return replace(facts, remembered={**facts.remembered, **found})

    def _has_wifi(self) -> bool | None:
        """By cmd.ap, which says whether there is an access point to switch; firmware without it does not tell."""
        try:
            answer = self.task.session.get("cmd.ap")
        except Rejected:
            return None
        support = answer.get("support") if isinstance(answer, Mapping) else None
        return support if isinstance(support, bool) else None
