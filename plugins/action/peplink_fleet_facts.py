# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read the facts of many routers at once. Runs once for a play. The documentation is beside the modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..module_utils._common.redaction import printable
from ..module_utils._facts.facts import GROUPS, SUBSETS, chosen
from ..plugin_utils._action_plugin import core
from ..plugin_utils._fleet.action import EFFORT_SPEC, FleetAction
from ..plugin_utils._fleet.facts_reader import FactsReader

SPEC = {**EFFORT_SPEC, "gather_subset": {"type": "list", "elements": "str"}}

MODULE = core(FactsReader.module_name)


class ActionModule(FleetAction):
    """Reads only."""

    spec = SPEC

    def inspection(self, options: Mapping[str, Any]) -> FactsReader:
        try:
            chosen(options["gather_subset"] or ())
        except ValueError as unknown:
            known = ", ".join((*GROUPS, *SUBSETS))
            raise ValueError(f"there is no subset {printable(str(unknown), 80)}. Choose from {known}; ! excludes one.") from None
        return FactsReader(MODULE, options["gather_subset"])
