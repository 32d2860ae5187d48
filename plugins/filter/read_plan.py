# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: read_plan
short_description: Read a saved plan
version_added: 0.1.0
description:
  - Reads the text of a C(plan.json) and returns the plan. Fails with a message that says what is wrong if the text is not JSON, is cut off, has
    another format, was edited, or has members or types that plans do not have.
  - Nothing in the plan is evaluated. Ansible never takes its texts for templates.
  - Checks a plan against limits.
  - The checksum tells whether the plan was edited. It does not tell who made it, so take plans only from where nobody else can write.
options:
  _input:
    description:
      - The text of the file, as C(ansible.builtin.file) looks it up. Do not use C(from_json).
    type: str
    required: true
  limits:
    description:
      - How many routers the plan may lack, as a number, or as a percentage of all routers such as V(2.5%). What is not mentioned or null has no
        limit.
      - RV(_value.exceeded) says which limits are exceeded. A plan for which no router at all could be compared exceeds any limits.
    type: dict
    suboptions:
      unreachable: &limit
        description:
          - The limit for this kind.
        type: raw
      failed: *limit
seealso:
  - plugin: wanfleet.peplink.fleet_plan
    plugin_type: filter
  - module: wanfleet.peplink.peplink_config
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Apply the changes of a plan, and no other ones
  wanfleet.peplink.peplink_config:
    layers: "{{ query('ansible.builtin.varnames', '^peplink_config_') }}"
    planned: "{{ (lookup('ansible.builtin.file', 'plan.json') | wanfleet.peplink.read_plan).routers[inventory_hostname] }}"

- name: Fail if more than one router in twenty was unreachable
  ansible.builtin.assert:
    that: plan.exceeded | length == 0
    fail_msg: "{{ plan.exceeded | join('; ') }}"
  vars:
    plan: "{{ lookup('ansible.builtin.file', 'plan.json') | wanfleet.peplink.read_plan(limits={'unreachable': '5%'}) }}"
"""

RETURN = r"""
_value:
  description:
    - The plan. See RV(wanfleet.peplink.fleet_plan#filter:_value).
  type: dict
  contains:
    exceeded:
      description: What limits are exceeded, in words. With O(limits).
      type: list
      elements: str
      sample: [3 of 40 routers could not be reached, more than 5%]
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._fleet.plan_document import BadPlan, read
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.plan_limits import exceeded


def read_plan(content: Any, limits: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The filter. Raises AnsibleFilterError."""
    if not isinstance(content, str):
        raise AnsibleFilterError("read_plan takes the text of a plan as it is in the file, without from_json")
    try:
        plan = read(content)
        return dict(wrap_var(plan if limits is None else plan | {"exceeded": exceeded(plan, limits)}))
    except BadPlan as error:
        raise AnsibleFilterError(f"The plan cannot be used: {error}") from None
    except ValueError as error:
        raise AnsibleFilterError(f"read_plan: {error}") from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"read_plan": read_plan}
