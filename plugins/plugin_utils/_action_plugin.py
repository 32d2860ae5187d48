# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The in-process front of every module of the collection.

The module's core runs in the worker on the controller: no SSH, no copied archive, no second Python. Where the module must run elsewhere,
or on its own, the ordinary front takes over.

Each module has an action plugin of its own name in ``plugins/action``, all alike, that has the front from here. One entry in
``meta/runtime.yml`` per module (``plugin_routing: modules: ... action_plugin:``) would say the same with fewer files, works on ansible-core
2.16 to 2.21 and passes lint. But then the linear strategy no longer loads the front before it forks, because it looks for an action
plugin of the task's own name, and each worker compiles the collection anew: 24 tasks took 8 to 9 s of processor time instead of 1.7.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from types import ModuleType
from typing import Any

from ansible import constants as C
from ansible.errors import AnsibleActionFail, AnsibleError
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from .. import filter as filters
from .. import modules
from ..module_utils._common.connection_options import CONNECTION_SPEC
from ..module_utils._common.redaction import secrets_in
from ..module_utils._module.arguments import require_form
from ..module_utils._module.masking import masked
from ..module_utils._module.module import Module, execute
from ._diff import readable
from ._intent.merging import merge_layers
from ._intent.names import misspelt
from ._intent.validation import LayerError

COLLECTION = "wanfleet.peplink"


def _imported(package: ModuleType) -> dict[str, ModuleType]:
    return {found.name: importlib.import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)}


# Ansible loads this plugin before it forks a worker for each task, and keeps no byte code of collections. Imported here, a module
# and its part of the core are compiled once; imported by the workers, they take three quarters of a task's processor time.
# What has no core is the documentation of an action plugin.
MODULES: dict[str, Module] = {name: module.MODULE for name, module in _imported(modules).items() if hasattr(module, "MODULE")}

# When a task uses a filter, Ansible imports all filters of the collection: the same holds for them.
_imported(filters)

# Ansible's own variables that stand in for an option.
ORDINARY_VARIABLES = {"host": "ansible_host", "username": "ansible_user", "password": "ansible_password"}


class ActionModule(ActionBase):  # type: ignore[misc]
    """Runs the module that the task names."""

    _load_name: str
    _supports_check_mode = True
    _supports_async = True
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        task_vars = task_vars or {}
        name = self._task.action.rpartition(".")[2]
        module = MODULES[name]
        arguments = self._with_connection(task_vars)
        warnings: list[str] = []
        try:
            if arguments.get("layers") is not None:
                if arguments.get("intent") is not None:
                    raise ValueError("give either intent or layers, not both")
                warnings = misspelt(task_vars)
                arguments["intent"] = self._merged(arguments.pop("layers"), task_vars)
            arguments = module.unbundled(arguments)
            require_form(arguments, module.spec)
        except LayerError as error:
            text = f"{task_vars['inventory_hostname']}: {error}"
            return result | {"failed": True, "msg": text, "warnings": warnings}
        except ValueError as error:
            return result | {"failed": True, "msg": f"reading the options of {name} for {arguments['host']}: {error}"}
        if self._task.async_val or self._delegated_elsewhere():
            handed_over = self._execute_module(
                module_name=f"{COLLECTION}.{name}", module_args=arguments, task_vars=task_vars, wrap_async=bool(self._task.async_val)
            )
            return result | readable(handed_over, task_vars["inventory_hostname"])
        try:
            validation, params = self._validated(name, module, arguments)
        except AnsibleActionFail as error:
            # Raised on, it would be shown together with the task's arguments as they are.
            return result | {"failed": True, "msg": masked(str(error), secrets_in(arguments))}
        host = task_vars["inventory_hostname"]
        display = Display()
        outcome, secrets = execute(
            module,
            params,
            check_mode=self._task.check_mode,
            say=lambda text: display.display(f"[{host}] {text}"),
            note=lambda text: display.v(f"[{host}] {text}"),
        )
        outcome["warnings"] = [f"{host}: {text}" for text in outcome["warnings"]]
        outcome["invocation"] = {"module_args": params}
        outcome["warnings"] = [*warnings, *outcome["warnings"]]
        result |= readable(masked(outcome, secrets | set(validation._no_log_values)), host)
        return result

    def _merged(self, layers: list[str], task_vars: dict[str, Any]) -> dict[str, Any]:
        """The intent of these layers. Templated here, so that an error names the variable. Raises LayerError."""
        Display().v(f"[{task_vars['inventory_hostname']}] layers: {', '.join(layers) or 'none'}")
        values = {}
        for variable in layers:
            try:
                values[variable] = self._templar.template(task_vars.get(variable))
            except AnsibleError as error:
                raise LayerError(variable, str(error)) from None
        return merge_layers(values)

    def _with_connection(self, task_vars: dict[str, Any]) -> dict[str, Any]:
        """The task's arguments, with the connection options that inventory variables and the environment set.

        The environment is that of the controller, also for a module that then runs elsewhere.
        """
        arguments = dict(self._task.args)
        for option in CONNECTION_SPEC:
            if arguments.get(option) is None:
                value = self._variable(option, task_vars)
                # An empty variable of the environment counts as none.
                value = (os.environ.get(f"PEPLINK_{option.upper()}") or None) if value is None else value
                if value is not None:
                    arguments[option] = value
        if arguments.get("host") is None:
            arguments["host"] = task_vars["inventory_hostname"]
        return arguments

    def _variable(self, option: str, task_vars: dict[str, Any]) -> Any:
        value = self._templar.template(task_vars.get(f"peplink_{option}"))
        ordinary = ORDINARY_VARIABLES.get(option)
        if value is not None or ordinary is None:
            return value
        if self._task.delegate_to:
            # The task's variables are now those of the host that it is delegated to, not the router's.
            return task_vars["hostvars"][task_vars["inventory_hostname"]].get(ordinary)
        value = self._templar.template(task_vars.get(ordinary))
        # Without an ansible_host of its own, a host has its name there; that comes last, after the environment.
        return None if value == task_vars["inventory_hostname"] else value

    def _delegated_elsewhere(self) -> bool:
        return bool(self._task.delegate_to) and self._task.delegate_to not in C.LOCALHOST

    def _validated(self, name: str, module: Module, arguments: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        # Messages name the module by _load_name, which for an action plugin is a path within the collection.
        task_arguments, load_name = self._task.args, self._load_name
        self._task.args, self._load_name = arguments, f"{COLLECTION}.{name}"
        try:
            validation, params = self.validate_argument_spec(argument_spec=module.spec, **module.rules)
        finally:
            self._task.args, self._load_name = task_arguments, load_name
        return validation, params
