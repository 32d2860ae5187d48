# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looks at many routers of the inventory, each as a task on it would: its variables, conditions, module_defaults and connection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ansible.errors import AnsibleError

from .._intent.names import misspelt
from .._task_options import COLLECTION, BadConnection, BadOptions, Validated, Variables, unfolded, validated, with_connection
from .inspection import Inspection
from .processes import spread
from .router_variables import NotInInventory, RouterVariables
from .threads import Give, Job, run_jobs


@dataclass(frozen=True)
class Effort:
    """How many routers at a time, in how many processes, and how many seconds for one."""

    concurrency: int
    processes: int
    router_timeout: int


@dataclass(frozen=True)
class FleetRun:
    """One inspection of routers of the inventory. What goes wrong with one of them is its verdict, and costs the others nothing."""

    inspection: Inspection
    variables: RouterVariables
    effort: Effort

    def results(self, routers: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]] | None]:
        """The verdicts as they come, by router; None now and then. Those that the conditions of the task leave out have the status ``left_out``.

        A verdict has beside what the inspection gives ``notes`` for the log and ``hints`` that are warnings for all routers.
        """
        return spread(routers, self.effort.processes, self._work, tick=1.0)

    def _work(self, routers: Sequence[str], give: Give) -> None:
        share = max(1, self.effort.concurrency // self.effort.processes)
        run_jobs(self._jobs(routers, give), share, self.effort.router_timeout, give, self._overdue)

    def _jobs(self, routers: Sequence[str], give: Give) -> Iterator[tuple[str, Job]]:
        """Prepared one by one, because evaluating templates is no work for threads."""
        name, module = self.inspection.module_name, self.inspection.module
        for router in routers:
            try:
                variables = self.variables.of(router)
                if not self.variables.takes_part(variables):
                    give(router, {"status": "left_out"})
                    continue
                arguments = self._arguments(variables)
                notes = self.inspection.notes(arguments)
                valid = validated(name, module, unfolded(name, module, with_connection(arguments, variables), variables))
            except BadConnection as error:
                give(router, self.inspection.unusable(str(error)))
                continue
            except (AnsibleError, BadOptions, NotInInventory) as error:
                text = named(router, str(error))
                give(router, self.inspection.unevaluated(text) if _from_template(error) else self.inspection.failure(text, "invalid"))
                continue
            except Exception as error:  # noqa: BLE001 - a template may run any plugin
                give(router, self._defect(router, error))
                continue
            said = {"notes": notes, "hints": misspelt(variables.values)}
            yield router, partial(self._inspected, router, valid, {kind: texts for kind, texts in said.items() if texts})

    def _arguments(self, variables: Variables) -> dict[str, Any]:
        options = dict(self.inspection.options(variables))
        arguments = self.variables.with_module_defaults(f"{COLLECTION}.{self.inspection.module_name}", options, variables)
        return self.inspection.completed(arguments, variables)

    def _inspected(self, router: str, valid: Validated, said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        try:
            found = self.inspection.inspect(valid)
        except Exception as error:  # noqa: BLE001 - one router must cost the others nothing
            found = self._defect(router, error)
        return {**found, **said}

    def _overdue(self, router: str) -> dict[str, Any]:
        limit = self.effort.router_timeout
        text = f"{router}: {self.inspection.doing} it took longer than {limit} s, the limit for a router. Check its link, or raise router_timeout."
        return self.inspection.failure(text, "failed")

    def _defect(self, router: str, error: Exception) -> dict[str, Any]:
        """A defect of the collection, or of a plugin that a template uses, costs the other routers nothing. Its text may hold anything."""
        text = f"{router}: {self.inspection.doing} it failed with an unexpected {type(error).__name__}. {self.inspection.advice}"
        return self.inspection.failure(text, "failed")


def _from_template(error: BaseException | None) -> bool:
    """Whether a template could not be evaluated, rather than what it gives cannot be used."""
    return error is not None and (isinstance(error, AnsibleError) or _from_template(error.__context__))


def named(router: str, text: str) -> str:
    """A message that begins with the name of its router, once."""
    return text if text.startswith(f"{router}: ") else f"{router}: {text}"
