# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: fleet_plan
short_description: Make a plan that can be saved from what differs on routers
version_added: 0.1.0
description:
  - Takes what the action C(peplink_fleet_plan) found of each router and returns a plan, the data of C(plan.json).
  - The same findings and an equal time give the same plan. It contains no secrets. The change of a secret is in it by the name of the setting.
  - A plan has a checksum. It tells whether the plan is whole and unedited. It does not tell who made it, so keep plans where only those can
    write who may also apply them.
  - Nothing in a plan is evaluated as a template.
options:
  _input:
    description:
      - The findings by the name of the router, C(routers) in the result of C(peplink_fleet_plan).
    type: dict
    required: true
  time:
    description:
      - Time of the plan, used unmodified. The recommended format is V(2026-11-25T02:00:00Z).
    type: str
    required: true
seealso:
  - plugin: wanfleet.peplink.plan_report
    plugin_type: filter
  - plugin: wanfleet.peplink.read_plan
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Compare all routers with their intents
  wanfleet.peplink.peplink_fleet_plan:
  register: compared
  run_once: true

- name: Write the plan
  ansible.builtin.copy:
    content: "{{ compared.routers | wanfleet.peplink.fleet_plan(time='2026-11-25T02:00:00Z') | wanfleet.peplink.plan_report('json') | string }}"
    dest: plan.json
    mode: "0644"
  delegate_to: localhost
  run_once: true
"""

RETURN = r"""
_value:
  description:
    - The plan.
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
    routers:
      description:
        - The routers by name. Each is what the option O(wanfleet.peplink.peplink_config#module:planned) takes.
      type: dict
      contains:
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
            - V(drifted), V(refused) (something refuses the changes), V(invalid) (the intent cannot be used), V(failed), V(unreachable),
              V(unsupported), V(unknown) or V(in_step).
          type: str
          sample: drifted
        intent:
          description:
            - Fingerprint of the intent, null if there is none that could be read. Intents that differ only in the values of secrets have the same.
          type: str
          sample: 4f0c9b0e6f2d4c1f9a1b4b6f3f0f6a8f4c1d2e3b5a69788796a5b4c3d2e1f001
        changes:
          description:
            - What is to be changed. Each has C(section), C(item), C(option) (null for an item that is to be added or removed), C(before) as the
              router shows it and C(after) as wanted. Secrets are masked.
            - With C(unseen=true), the router does not show the setting, so that it is written and C(before) and C(after) are null.
          type: list
          elements: dict
          sample: [{section: wan_connections, item: WAN 1 (WAN), option: mtu, before: 1300, after: 1400, unseen: false}]
        unsupported:
          description:
            - Sections of the intent that the router does not have, sorted. Nothing of them is written.
          type: list
          elements: str
          sample: [ssid_profiles]
        error:
          description:
            - Why the router could not be compared, or what refuses the changes, else null. C(kind) and C(message).
          type: dict
    checksum:
      description:
        - SHA-256 of the rest.
      type: str
      sample: 9b8a7c6d5e4f30211203f4e5d6c7b8a99b8a7c6d5e4f30211203f4e5d6c7b8a9
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.plan_document import plan


def fleet_plan(verdicts: Any, time: str) -> dict[str, Any]:
    """The filter. Raises AnsibleFilterError."""
    try:
        if not isinstance(verdicts, Mapping):
            raise TypeError
        return dict(wrap_var(plan(verdicts, str(time))))
    except (AttributeError, KeyError, TypeError):
        raise AnsibleFilterError("fleet_plan takes the routers in the result of peplink_fleet_plan") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"fleet_plan": fleet_plan}
