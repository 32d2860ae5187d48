# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The desired state of a router, as options: the sections, what their lists mean, and when it is healthy. Not how a run goes about it.

Imports nothing that talks to routers: filters load this anew in every worker.
"""

from __future__ import annotations

from typing import Any

from .._conditions.vocabulary import CONDITIONS_SPEC
from .description import Resource
from .resources.catalogue import RESOURCES

STATES = {"type": "str", "choices": ["merged", "overridden", "deleted"], "default": "merged"}


def section_spec(resource: Resource) -> dict[str, Any]:
    """The argument specification of a list of items."""
    return {"type": "list", "elements": "dict", "options": resource.spec()}


INTENT_SPEC: dict[str, dict[str, Any]] = {
    **{resource.section: section_spec(resource) for resource in RESOURCES},
    "states": {"type": "dict", "options": {resource.section: STATES for resource in RESOURCES if resource.creation}},
    "health": {"type": "dict", "options": CONDITIONS_SPEC},
}
