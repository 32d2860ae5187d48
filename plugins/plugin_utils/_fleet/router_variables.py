# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The variables of any router of the play, as a task of this play on that router would see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ansible.executor import module_common
from ansible.playbook.task_include import TaskInclude
from ansible.template import Templar

from .._task_options import Variables


class NotInInventory(Exception):
    """There is no such host."""


class RouterVariables:
    """Finds them for the hosts of a task that runs once. Costs 1 to 2 ms for each router."""

    def __init__(self, task: Any, task_vars: Mapping[str, Any], loader: Any) -> None:
        hostvars = task_vars["hostvars"]
        self._task = task
        self._loader = loader
        # Ansible gives an action no other way to the variables of the play; hostvars itself leaves them out.
        self._manager, self._inventory = hostvars._variable_manager, hostvars._inventory

    def of(self, router: str) -> Variables:
        """Raises NotInInventory."""
        host = self._inventory.get_host(router)
        if host is None:
            raise NotInInventory(f"{router}: the inventory has no host of this name.")
        values = self._manager.get_vars(play=self._task.get_play(), host=host, task=self._task)
        # Not a copy of the templar of the task: below ansible-core 2.19, lookups in it would see the variables of the first router.
        return Variables(router, values, Templar(loader=self._loader, variables=values))

    def takes_part(self, variables: Variables) -> bool:
        """Whether the conditions of the task, and of all that it stands in, hold for this router. Raises AnsibleError."""
        return all(_holds(conditional, variables) for conditional in (self._task, *_includes(self._task)))

    def with_module_defaults(self, action: str, arguments: Mapping[str, Any], variables: Variables) -> dict[str, Any]:
        """The arguments with those that module_defaults gives to a task of this action. Raises AnsibleError."""
        if hasattr(module_common, "get_action_args_with_defaults"):  # ansible-core below 2.19
            task, groups = self._task, self._task.get_play()._action_groups
            # In the task they are evaluated already, for the router that it runs on; those that it inherits are not, in what it stands in.
            inherited = _inherited_defaults(task)
            defaults = [*inherited, *(task.module_defaults or [])[len(inherited) :]]
            found = module_common.get_action_args_with_defaults(action, dict(arguments), defaults, variables.templar, groups)
        else:
            found = module_common._apply_action_arg_defaults(action, self._task, dict(arguments), variables.templar)
        return without_omitted(found, variables)


def without_omitted(options: Mapping[str, Any], variables: Variables) -> dict[str, Any]:
    """The options without those that a template omits."""
    return {name: value for name, value in options.items() if value is not None and value != variables.values.get("omit")}


def _includes(task: Any) -> Iterator[TaskInclude]:
    """The dynamic includes in which a task stands: it does not inherit their conditions."""
    parent = task._parent
    while parent is not None:
        if isinstance(parent, TaskInclude) and not parent.statically_loaded:
            yield parent
        parent = parent._parent


def _inherited_defaults(task: Any) -> list[Any]:
    """The module_defaults of the play and of all that a task stands in, outermost first, as they are written."""
    found: list[Any] = []
    parent = task._parent
    while parent is not None:
        found = [*_own_defaults(parent), *found]
        parent = parent._parent
    return [*_own_defaults(task.get_play()), *found]


def _own_defaults(part: Any) -> list[Any]:
    own = vars(part).get("_module_defaults")
    return own if isinstance(own, list) else []


def _holds(task: Any, variables: Variables) -> bool:
    if hasattr(task, "evaluate_conditional"):  # ansible-core below 2.19
        return bool(task.evaluate_conditional(variables.templar, variables.values))
    return bool(task._resolve_conditional(task.when, variables.values))
