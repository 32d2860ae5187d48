# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: audit_summary
short_description: Create the audit of a fleet from check mode results
version_added: 0.1.0
description:
  - Takes the check mode results of M(wanfleet.peplink.peplink_config) for each router, including failures, and reports whether and where the
    router differs from its intent.
  - Equal results and an equal time give an equal audit. It contains no secrets, because the results contain none.
options:
  _input:
    description:
      - Results by the name of the router. A router without a usable result counts as failed.
    type: dict
    required: true
  time:
    description:
      - Time of the audit, used unmodified. The recommended format is V(2026-11-25T02:00:00Z).
    type: str
    required: true
seealso:
  - plugin: wanfleet.peplink.audit_html
    plugin_type: filter
  - plugin: wanfleet.peplink.audit_merge
    plugin_type: filter
  - plugin: wanfleet.peplink.audit_exceeded
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Compare the routers with their intent
  wanfleet.peplink.peplink_config:
    wan_priorities:
      - id: 1
        priority: 1
    unsupported: skip
    ask_firmware: true
  check_mode: true
  ignore_errors: true
  register: compared

- name: Show the number of compliant routers
  ansible.builtin.debug:
    msg: "{{ (results | wanfleet.peplink.audit_summary(time='2026-11-25T02:00:00Z')).summary.status.in_step }}"
  vars:
    results: "{{ dict(ansible_play_hosts_all | zip(ansible_play_hosts_all | map('extract', hostvars, 'compared'))) }}"
  run_once: true
"""

RETURN = r"""
_value:
  description:
    - The audit.
  type: dict
  contains:
    format:
      description:
        - Version of this layout. Another number when something changes its meaning or is no longer there.
      type: int
      sample: 1
    time:
      description: The time that was given.
      type: str
      sample: '2026-11-25T02:00:00Z'
    summary:
      description:
        - Counts of routers.
      type: dict
      contains:
        routers:
          description: How many there are.
          type: int
          sample: 3
        status:
          description: How many have each status. All are listed.
          type: dict
          sample: {drifted: 1, failed: 0, unreachable: 1, unsupported: 0, unknown: 0, in_step: 1}
        sections:
          description: By section of the intent, how many have each status there.
          type: dict
          sample: {wan_priorities: {drifted: 1, in_step: 1}}
        options:
          description:
            - How many drifted in each option, most first. The option is null for entries that are missing or too many.
          type: list
          elements: dict
          sample: [{section: wan_priorities, option: priority, routers: 1}]
        firmware:
          description: How many run each firmware, most first. Null where it is not known.
          type: list
          elements: dict
          sample: [{version: 8.5.2s011 build 5401, routers: 2}, {version: null, routers: 1}]
        errors:
          description: How many have each kind of error.
          type: dict
          sample: {unreachable: 1}
    routers:
      description:
        - The routers, by name.
      type: list
      elements: dict
      contains:
        name:
          description: Name in the inventory.
          type: str
          sample: van
        address:
          description: Host and port that were asked, null if that is not known.
          type: str
          sample: 192.0.2.10:443
        firmware:
          description: The running firmware, null if it is not known.
          type: str
          sample: 8.5.2s011 build 5401
        status:
          description:
            - V(drifted). At least one setting is not as wanted.
            - V(failed). It could not be compared, C(error) says why.
            - V(unreachable). It did not answer.
            - V(unsupported). It lacks a section that the intent has. The rest is as wanted.
            - V(unknown). At least one setting is not shown by the router, and no record says that it was written from here. The rest is as
              wanted.
            - V(in_step). All is as wanted. Settings that the router does not show are as they were last written from here.
          type: str
          sample: drifted
        error:
          description:
            - Why the comparison failed, or why the drift could not be put right, else null.
          type: dict
          contains:
            kind:
              description:
                - The word for the kind of failure that the modules return, or V(other).
              type: str
              sample: refused
            message:
              description: The message.
              type: str
        sections:
          description:
            - By section of the intent, what the comparison gave. Empty if it failed.
          type: dict
          contains:
            status:
              description: V(drifted), V(unsupported), V(unknown) or V(in_step), as above.
              type: str
              sample: drifted
            drift:
              description:
                - The settings that are not as wanted. C(item), C(option), C(before) as the router shows it, C(after) as wanted. Secrets are masked.
                - An entry that is missing, or one too many, has the option null, and C(before) or C(after) is null.
              type: list
              elements: dict
              sample: [{item: WAN 1 (WAN), option: priority, before: 1, after: 2}]
            unknown:
              description:
                - The settings that the router does not show. C(item), C(option), and C(remembered), whether the wanted value was the last one
                  written from here.
              type: list
              elements: dict
              sample: [{item: WAN 2 (Cellular), option: cellular.sims.1, remembered: true}]
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._audit import audit


def audit_summary(results: Any, time: str) -> dict[str, Any]:
    """The filter. Raises AnsibleFilterError."""
    if not isinstance(results, Mapping):
        raise AnsibleFilterError("audit_summary takes a mapping of results by the name of the router")
    return audit(results, str(time))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"audit_summary": audit_summary}
