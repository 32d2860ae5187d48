# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Write text files on the controller. The documentation is in the module of the same name.

ansible.builtin.copy runs two modules for a file, each in a process of its own: 1.1 s of processor time, where this needs 30 ms.
"""

from __future__ import annotations

import os
from typing import Any

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from ..plugin_utils._controller_files import BadFile, Directory, write

SPEC: dict[str, Any] = {
    "directory": {"type": "path", "required": True},
    "files": {"type": "dict", "required": True},
    "private": {"type": "bool", "default": False},
}


class ActionModule(ActionBase):  # type: ignore[misc]
    """Contacts no router."""

    _supports_check_mode = True
    _supports_diff = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        _validation, options = self.validate_argument_spec(argument_spec=SPEC)
        if strange := [name for name, text in options["files"].items() if not isinstance(text, str)]:
            raise AnsibleActionFail(f"files: {', '.join(map(str, strange))} must be text. End a template that gives JSON with '| string'.")
        directory = Directory(os.path.abspath(options["directory"]), options["private"])
        try:
            changed = write(directory, options["files"], check=self._task.check_mode)
        except BadFile as error:
            raise AnsibleActionFail(str(error)) from None
        return result | {"changed": changed, "directory": directory.path}
