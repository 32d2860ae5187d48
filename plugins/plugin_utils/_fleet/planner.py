# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compares many routers with their intents, each as peplink_config in check mode would. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ansible.errors import AnsibleError

from ...module_utils._configuration.intents import fingerprint
from ...module_utils._module.masking import masked
from ...module_utils._module.module import Module, execute
from .._intent.merging import PREFIX
from .._intent.names import misspelt
from .._task_options import COLLECTION, BadOptions, Validated, Variables, unfolded, validated, with_connection
from .processes import spread
from .router_variables import NotInInventory, RouterVariables, without_omitted
from .threads import Give, Job, run_jobs
from .verdict import failure, verdict

MODULE_NAME = "peplink_config"


@dataclass(frozen=True)
class Effort:
    """How many routers at a time, in how many processes, and how many seconds for one."""

    concurrency: int
    processes: int
    router_timeout: int


@dataclass(frozen=True)
class Planner:
    """Plans for routers of the inventory. ``options`` are those of peplink_config for all routers; ``options_variable`` names the variable that
    holds those of each router."""

    module: Module
    variables: RouterVariables
    options: Mapping[str, Any]
    options_variable: str | None
    effort: Effort

    def results(self, routers: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]] | None]:
        """The verdicts as they come, by router; None now and then. Nothing for those that the conditions of the task leave out."""
        return spread(routers, self.effort.processes, self._work, tick=1.0)

    def _work(self, routers: Sequence[str], give: Give) -> None:
        share = max(1, self.effort.concurrency // self.effort.processes)
        run_jobs(self._jobs(routers, give), share, self.effort.router_timeout, give, self._overdue)

    def _jobs(self, routers: Sequence[str], give: Give) -> Iterator[tuple[str, Job]]:
        """Prepared one by one, because evaluating templates is no work for threads."""
        for router in routers:
            try:
                variables = self.variables.of(router)
                if not self.variables.takes_part(variables):
                    give(router, {"status": "left_out"})
                    continue
                arguments = self._arguments(variables)
                layers = arguments.get("layers")
                arguments = unfolded(MODULE_NAME, self.module, with_connection(arguments, variables), variables)
                valid = validated(MODULE_NAME, self.module, arguments)
            except (AnsibleError, BadOptions, NotInInventory) as error:
                give(router, failure(_named(router, str(error)), "invalid"))
                continue
            except Exception as error:  # noqa: BLE001 - a template may run any plugin
                give(router, _defect(router, error))
                continue
            said = {"layers": layers, "misspelt": misspelt(variables.values)}
            yield router, partial(self._compared, router, valid, {name: texts for name, texts in said.items() if texts})

    def _arguments(self, variables: Variables) -> dict[str, Any]:
        arguments = without_omitted({**self.options, **self._own_options(variables)}, variables)
        arguments = self.variables.with_module_defaults(f"{COLLECTION}.{MODULE_NAME}", arguments, variables)
        if arguments.get("intent") is None and arguments.get("layers") is None:
            arguments["layers"] = [name for name in variables.values if name.startswith(PREFIX)]
        return arguments

    def _own_options(self, variables: Variables) -> dict[str, Any]:
        if self.options_variable is None:
            return {}
        found = variables.get(self.options_variable)
        if not isinstance(found, Mapping):
            raise BadOptions(f"{variables.router}: the variable {self.options_variable} must hold a mapping of options of {MODULE_NAME}.")
        return without_omitted(found, variables)

    def _compared(self, router: str, valid: Validated, said: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        try:
            outcome, secrets = execute(self.module, {**valid.params, "validate_only": True}, check_mode=True)
            if outcome.get("failed"):
                outcome["error"] = "invalid"
            else:
                outcome, secrets = execute(self.module, {**valid.params, "ask_firmware": True}, check_mode=True)
            found = {**verdict(masked(outcome, secrets | valid.secrets)), "intent": fingerprint(valid.params)}
        except Exception as error:  # noqa: BLE001 - one router must cost the others nothing
            found = _defect(router, error)
        return {**found, **said}

    def _overdue(self, router: str) -> dict[str, Any]:
        limit = self.effort.router_timeout
        return failure(f"{router}: comparing it took longer than {limit} s, the limit for a router. Check its link, or raise router_timeout.", "failed")


def _named(router: str, text: str) -> str:
    return text if text.startswith(f"{router}: ") else f"{router}: {text}"


def _defect(router: str, error: Exception) -> dict[str, Any]:
    """A defect of the collection, or of a plugin that a template uses, costs the other routers nothing. Its text may hold anything."""
    return failure(f"{router}: comparing it failed with an unexpected {type(error).__name__}. Run peplink_config in check mode to see more.", "failed")
