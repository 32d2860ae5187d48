# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is wrong with the variables of routers, found without any router."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ansible.errors import AnsibleError

from ...module_utils._configuration.decision.static import static_problems
from ...module_utils._configuration.intents import intents_of
from ...module_utils._module.arguments import optional
from ...module_utils._module.module import Module, execute
from .._intent.merging import PREFIX
from .._intent.names import misspelt
from .._intent.options import DEFAULTS, PLAYBOOKS, ROLES, missing, problems
from .._task_options import COLLECTION, BadOptions, Variables, unfolded, validated, with_connection
from .partly_known import PartlyKnown
from .router_variables import NotInInventory, RouterVariables
from .threads import Give

MODULE_NAME = "peplink_config"

# By role or playbook and entry point, the options that the inventory may set.
_SPECIFICATIONS = {
    **{(role, entry): spec for role, entries in ROLES.items() for entry, spec in entries.items()},
    **{(playbook, ""): spec for playbook, spec in PLAYBOOKS.items()},
}


@dataclass(frozen=True)
class Validation:
    """Checks the intent, the connection options and the options of roles of each router. ``intent_variable`` names a
    variable that holds the whole intent of those that have it."""

    module: Module
    variables: RouterVariables
    intent_variable: str | None

    def work(self, routers: Sequence[str], give: Give) -> None:
        """Give of each router its ``problems``, what is ``unresolved``, and variables that have no effect (``unused``), each a list of texts."""
        for router in routers:
            try:
                give(router, self._verdict(router))
            except NotInInventory as error:
                give(router, {"problems": [_without_name(router, str(error))]})
            except Exception as error:  # noqa: BLE001 - a template may run any plugin, and one router must cost the others nothing
                give(router, {"problems": [f"checking it failed with an unexpected {type(error).__name__}; check the plugins that its variables use."]})

    def _verdict(self, router: str) -> dict[str, Any]:
        variables = PartlyKnown.of(self.variables.of(router))
        if not self.variables.takes_part(variables):
            return {}
        found = [_without_name(router, text) for text in (*self._of_intent(variables), *_of_roles(variables))]
        unresolved = [f"{place}: {reason}." for place, reason in variables.unresolved.items()]
        return {"problems": list(dict.fromkeys(found)), "unresolved": unresolved, "unused": misspelt(variables.values)}

    def _of_intent(self, variables: PartlyKnown) -> list[str]:
        found: list[str] = []
        try:
            arguments = {"host": variables.router, **self.variables.with_module_defaults(f"{COLLECTION}.{MODULE_NAME}", self._stated(variables), variables)}
            # What could not be evaluated is null; it is given all the same.
            lenient = replace(self.module, options=optional(self.module.options))
            given = unfolded(MODULE_NAME, lenient, arguments, variables)
            if not variables.unresolved:
                unfolded(MODULE_NAME, self.module, given, variables)
            params = validated(MODULE_NAME, lenient, given).params
            found += static_problems(intents_of(params), params["health"] or {})
        except (AnsibleError, BadOptions) as error:
            found.append(str(error))
        try:
            connection = with_connection({}, variables)
            params = validated(MODULE_NAME, self.module, connection).params
            outcome, _secrets = execute(self.module, {**params, "validate_only": True}, check_mode=True)
        except BadOptions as error:
            return [*found, str(error)]
        return [*found, str(outcome["msg"])] if outcome.get("failed") else found

    def _stated(self, variables: PartlyKnown) -> dict[str, Any]:
        if self.intent_variable in variables.values:
            return {"intent": variables.get(str(self.intent_variable))}
        return {"layers": [name for name in variables.values if name.startswith(PREFIX)]}


def _of_roles(variables: Variables) -> Iterator[str]:
    for (role, entry), spec in _SPECIFICATIONS.items():
        defaults = DEFAULTS.get(role, {})
        given = [name for name in spec if name in variables.values and variables.values[name] != defaults.get(name)]
        values = {name: variables.get(name) for name in given}
        yield from problems({name: spec[name] for name in given}, values)
        yield from missing(role, entry, values)


def _without_name(router: str, text: str) -> str:
    return text.removeprefix(f"{router}: ")
