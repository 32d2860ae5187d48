# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a router shall be, as options: the sections, what their lists mean, and when it is healthy. Not how a run goes about it."""

from __future__ import annotations

from typing import Any

from ._config_module import section_spec
from ._health import HEALTH_SPEC
from ._resources import RESOURCES
from ._transaction import STATES

INTENT_SPEC: dict[str, dict[str, Any]] = {
    **{resource.section: section_spec(resource) for resource in RESOURCES},
    "states": {"type": "dict", "options": {resource.section: STATES for resource in RESOURCES if resource.creation}},
    "health": {"type": "dict", "options": HEALTH_SPEC},
}
