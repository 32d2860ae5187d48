# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation of an action plugin that has no module behind it."""

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_saved_plan
short_description: Read a saved plan
version_added: 0.1.0
description:
  - Reads a C(plan.json) on the controller, as P(wanfleet.peplink.read_plan#filter) does, and fails with one line if it cannot be used.
  - Contacts no router.
options:
  path:
    description:
      - Path of the file. A relative path starts in the directory in which Ansible was started.
    type: path
    required: true
attributes:
  check_mode:
    support: full
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
  diff_mode:
    support: N/A
    description: Returns details on what has changed (or possibly needs changing in C(check_mode)), when in diff mode.
  async:
    support: none
    description: Supports being used with the C(async) keyword.
seealso:
  - plugin: wanfleet.peplink.read_plan
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the plan to apply
  wanfleet.peplink.peplink_saved_plan:
    path: plan/plan.json
  register: approved
  run_once: true
"""

RETURN = r"""
plan:
  description:
    - The plan, see RV(wanfleet.peplink.fleet_plan#filter:_value).
  returned: success
  type: dict
  sample: {format: 1, time: "2026-11-25T02:00:00Z", routers: {}, checksum: 5f2a}
"""
