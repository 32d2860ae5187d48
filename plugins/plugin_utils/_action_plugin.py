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
import pkgutil
from typing import Any

from ansible import constants as C
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from .. import filter as filters
from .. import modules
from ..module_utils._module.masking import masked
from ..module_utils._module.module import Module, execute
from ._diff import readable
from ._intent.names import misspelt
from ._task_options import COLLECTION, BadOptions, Variables, unfolded, validated, with_connection


def core(name: str) -> Module:
    """The core of the module of this name.

    Ansible loads the action plugin before it forks a worker for each task, and keeps no byte code of collections. Imported with it, a module
    and its part of the core are compiled once; imported by the workers, they take three quarters of a task's processor time.
    """
    found: Module = importlib.import_module(f"{modules.__name__}.{name.rpartition('.')[2]}").MODULE
    return found


# When a task uses a filter, Ansible imports all filters of the collection: the same holds for them.
for _filter in pkgutil.iter_modules(filters.__path__):
    importlib.import_module(f"{filters.__name__}.{_filter.name}")


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
        module, host, display = core(name), task_vars["inventory_hostname"], Display()
        variables = Variables(host, task_vars, self._templar, delegated=bool(self._task.delegate_to))
        warnings = []
        if self._task.args.get("layers") is not None:
            warnings = misspelt(task_vars)
            display.v(f"[{host}] layers: {', '.join(self._task.args['layers']) or 'none'}")
        try:
            arguments = unfolded(name, module, with_connection(self._task.args, variables), variables)
            valid = validated(name, module, arguments)
            if self._task.async_val or self._delegated_elsewhere():
                for text in warnings:
                    display.warning(text)
                handed_over = self._execute_module(
                    module_name=f"{COLLECTION}.{name}", module_args=arguments, task_vars=task_vars, wrap_async=bool(self._task.async_val)
                )
                return result | readable(handed_over, host)
        except BadOptions as error:
            # Raised on, it would be shown together with the task's arguments as they are.
            return result | {"failed": True, "msg": str(error), "warnings": warnings}
        outcome, secrets = execute(
            module,
            valid.params,
            check_mode=self._task.check_mode,
            say=lambda text: display.display(f"[{host}] {text}"),
            note=lambda text: display.v(f"[{host}] {text}"),
        )
        outcome["warnings"] = [*warnings, *(f"{host}: {text}" for text in outcome["warnings"])]
        outcome["invocation"] = {"module_args": valid.params}
        result |= readable(masked(outcome, secrets | valid.secrets), host)
        return result

    def _delegated_elsewhere(self) -> bool:
        return bool(self._task.delegate_to) and self._task.delegate_to not in C.LOCALHOST
