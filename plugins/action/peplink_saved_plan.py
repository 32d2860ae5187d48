# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read a saved plan. The documentation is in the module of the same name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansible.plugins.action import ActionBase

from ..plugin_utils._fleet.plan_document import BadPlan, read

SPEC: dict[str, Any] = {"path": {"type": "path", "required": True}}


class ActionModule(ActionBase):  # type: ignore[misc]
    """Contacts no router."""

    _supports_check_mode = True
    _supports_diff = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result: dict[str, Any] = super().run(tmp, task_vars)
        _validation, options = self.validate_argument_spec(argument_spec=SPEC)
        path = Path(options["path"]).absolute()
        try:
            return result | {"plan": read(path.read_text(encoding="utf-8"))}
        except BadPlan as error:
            problem = str(error)
        except OSError as error:
            problem = f"{error.strerror}. Check the path and who may read it."
        except UnicodeDecodeError:
            problem = "it is not text. Check which file it is."
        return result | {"failed": True, "msg": f"The plan {path} cannot be used: {problem}"}
