# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation of an action plugin that has no module behind it."""

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_outcome
short_description: Fail as an earlier task would have failed
version_added: 0.1.0
description:
  - Takes the registered result of an earlier task with C(failed_when=false). If that task failed, fails with the same message, but without the
    details of the result. If the router never answered, it counts as unreachable for Ansible, as any host that cannot be reached.
  - The roles of this collection use it, so that all reports are written before a failure can end the play, and a failure has one line.
  - Contacts no router.
options:
  result:
    description:
      - The registered result.
    type: dict
    required: true
  skip_offline:
    description:
      - Whether a router that never answered is skipped. A router that was lost later always fails.
    type: bool
    default: false
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
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Configure the router
  wanfleet.peplink.peplink_config:
    wan_priorities:
      - id: 1
        priority: 1
  register: configured
  failed_when: false
  ignore_unreachable: true

- name: Show the outcome of all routers
  ansible.builtin.debug:
    msg: "{{ dict(routers | zip(routers | map('extract', hostvars, 'configured'))) | wanfleet.peplink.rollout_summary }}"
  run_once: true
  vars:
    routers: "{{ ansible_play_hosts_all }}"

- name: Fail unless the router is configured
  wanfleet.peplink.peplink_outcome:
    result: "{{ configured }}"
"""

RETURN = r"""
error:
  description:
    - The kind of the error, as the module returned it.
  returned: on failure
  type: str
  sample: unreachable
"""
