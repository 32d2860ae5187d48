# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compare many routers with their intents at once. Runs once for a play. The documentation is beside the modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..plugin_utils._action_plugin import core
from ..plugin_utils._fleet.action import EFFORT_SPEC, FleetAction
from ..plugin_utils._fleet.planner import Planner

SPEC = {
    **EFFORT_SPEC,
    "options_variable": {"type": "str"},
    "validate_only": {"type": "bool", "default": False},
    "unsupported": {"type": "str", "choices": ["fail", "skip"], "default": "skip"},
}

MODULE = core(Planner.module_name)


class ActionModule(FleetAction):
    """Reads only."""

    spec = SPEC

    def inspection(self, options: Mapping[str, Any]) -> Planner:
        # Many routers at a time are enough; a second connection to one costs a TLS handshake.
        common = {"unsupported": options["unsupported"], "parallel_reads": 1}
        return Planner(MODULE, common, options["options_variable"], validate_only=options["validate_only"])
