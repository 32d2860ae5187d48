# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check the options of a role or playbook of the collection. The documentation is in the module of the same name."""

from __future__ import annotations

from typing import Any

from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase

from ..plugin_utils._intent.names import misspelt_for_run, misspelt_hosts
from ..plugin_utils._intent.options import PLAYBOOKS, ROLES, missing, problems
from ..plugin_utils._task_options import plain

SPEC: dict[str, Any] = {
    "role": {"type": "str", "choices": sorted(ROLES)},
    "entry_point": {"type": "str", "default": "main"},
    "playbook": {"type": "str", "choices": sorted(PLAYBOOKS)},
}


class ActionModule(ActionBase):  # type: ignore[misc]
    """Contacts no router."""

    _supports_check_mode = True
    _supports_diff = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        task_vars = task_vars or {}
        _validation, options = self.validate_argument_spec(
            argument_spec=SPEC, mutually_exclusive=[["role", "playbook"]], required_one_of=[["role", "playbook"]]
        )
        playbook, role = options["playbook"], options["role"]
        spec = PLAYBOOKS[playbook] if playbook else ROLES[role][options["entry_point"]]
        found = []
        if playbook:
            # Ansible gives an action no other way to what -e sets.
            given = task_vars["hostvars"]._variable_manager.extra_vars
            result["warnings"] = misspelt_for_run(task_vars, given)
            found += [text for text in [misspelt_hosts(playbook, given)] if text]
        try:
            values = {name: plain(self._templar.template(task_vars[name])) for name in spec if name in task_vars}
        except AnsibleError as error:
            return result | {"failed": True, "msg": f"The options cannot be evaluated: {error}"}
        found += problems(spec, values)
        if role:
            found += missing(role, options["entry_point"], values)
        if found:
            return result | {"failed": True, "msg": f"{'The playbook' if playbook else 'The role'} {playbook or role}: {'; '.join(found)}"}
        return result
