# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Fail, or report as unreachable, as the registered result of an earlier task says. The documentation is in the module of the same name."""

from __future__ import annotations

from typing import Any

from ansible.plugins.action import ActionBase

from ..plugin_utils._report.outcome import outcome

SPEC: dict[str, Any] = {"result": {"type": "dict", "required": True}, "skip_offline": {"type": "bool", "default": False}}


class ActionModule(ActionBase):  # type: ignore[misc]
    """Contacts no router."""

    _supports_check_mode = True
    _supports_diff = True

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        _validation, options = self.validate_argument_spec(argument_spec=SPEC)
        return result | outcome(options["result"], skip_offline=options["skip_offline"])
