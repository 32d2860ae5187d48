# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compares routers with their intents, each as peplink_config in check mode would. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from ...module_utils._configuration.intents import fingerprint
from ...module_utils._module.masking import masked
from ...module_utils._module.module import Module, execute
from .._intent.merging import PREFIX
from .._task_options import BadOptions, Validated, Variables
from .inspection import Inspection
from .router_variables import without_omitted
from .verdict import STATUSES, failure, relevant, unknown, verdict


class Planner(Inspection):
    """``options`` are those of peplink_config for all routers; ``options_variable`` names the variable that holds those of each router.
    With ``validate_only``, no router is contacted.
    """

    module_name: ClassVar[str] = "peplink_config"
    doing: ClassVar[str] = "comparing"
    done: ClassVar[str] = "compared"
    advice: ClassVar[str] = "Run peplink_config in check mode to see more."
    statuses: ClassVar[tuple[str, ...]] = STATUSES

    def __init__(self, module: Module, options: Mapping[str, Any], options_variable: str | None, *, validate_only: bool = False) -> None:
        super().__init__(module)
        # Whether an intent is valid does not depend on how to reach the router.
        self._checking = replace(module, offline=lambda params: True)
        self._options, self._options_variable, self._validate_only = options, options_variable, validate_only

    def options(self, variables: Variables) -> Mapping[str, Any]:
        return without_omitted({**self._options, **self._own_options(variables)}, variables)

    def completed(self, arguments: dict[str, Any], variables: Variables) -> dict[str, Any]:
        if arguments.get("intent") is None and arguments.get("layers") is None:
            return {**arguments, "layers": [name for name in variables.values if name.startswith(PREFIX)]}
        return arguments

    def notes(self, arguments: Mapping[str, Any]) -> list[str]:
        return [f"layers: {', '.join(arguments.get('layers') or ()) or 'none'}"]

    def inspect(self, valid: Validated) -> dict[str, Any]:
        outcome, secrets = execute(self._checking, {**valid.params, "validate_only": True}, check_mode=True)
        if outcome.get("failed"):
            outcome["error"] = "invalid"
        elif self._validate_only:
            return unknown()
        else:
            outcome, secrets = execute(self.module, {**valid.params, "ask_firmware": True}, check_mode=True)
        return {**verdict(masked(relevant(outcome), secrets | valid.secrets)), "intent": fingerprint(valid.params)}

    def failure(self, message: str, kind: str) -> dict[str, Any]:
        return failure(message, kind)

    def unevaluated(self, message: str) -> dict[str, Any]:
        return unknown() if self._validate_only else super().unevaluated(message)

    def unusable(self, message: str) -> dict[str, Any]:
        # Nothing is wrong with what is wanted of it, so that it must not stop the others.
        return self.failure(message, "refused")

    def _own_options(self, variables: Variables) -> dict[str, Any]:
        if self._options_variable is None:
            return {}
        found = variables.get(self._options_variable)
        if not isinstance(found, Mapping):
            raise BadOptions(f"{variables.router}: the variable {self._options_variable} must hold a mapping of options of {self.module_name}.")
        return without_omitted(found, variables)
