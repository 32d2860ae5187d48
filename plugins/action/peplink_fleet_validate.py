# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check the variables of many routers without any router. Runs once for a play. The documentation is beside the modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..plugin_utils._action_plugin import core
from ..plugin_utils._fleet.action import ROUTERS_SPEC, OnceAction
from ..plugin_utils._fleet.findings import findings
from ..plugin_utils._fleet.processes import spread
from ..plugin_utils._fleet.router_variables import RouterVariables
from ..plugin_utils._fleet.validation import MODULE_NAME, Validation

SPEC = {
    **ROUTERS_SPEC,
    "intent_variable": {"type": "str"},
    "unresolved": {"type": "str", "choices": ["fail", "skip"], "default": "fail"},
    "misspelt": {"type": "str", "choices": ["fail", "warn"], "default": "fail"},
}

MODULE = core(MODULE_NAME)


class ActionModule(OnceAction):
    """Contacts no router."""

    spec = SPEC

    def found(self, routers: list[str], processes: int, options: Mapping[str, Any], variables: RouterVariables) -> dict[str, Any]:
        check = Validation(MODULE, variables, options["intent_variable"])
        verdicts = dict(entry for entry in spread(routers, processes, check.work, tick=1.0) if entry is not None)
        tolerated = {"unresolved": options["unresolved"] == "skip", "unused": options["misspelt"] == "warn"}
        return {"changed": False, **findings(routers, verdicts, tolerated)}
