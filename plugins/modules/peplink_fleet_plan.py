# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation of an action plugin that has no module behind it."""

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_fleet_plan
short_description: Compare many routers with their intents in one task
version_added: 0.1.0
description:
  - Compares routers with their intents as M(wanfleet.peplink.peplink_config) in check mode would, but all of them in one task that runs once, with
    many connections at a time. Only reads.
  - The intent and the connection options of each router come from its own inventory variables, as a task on that router would see them, templates,
    vaulted values, C(module_defaults) of M(wanfleet.peplink.peplink_config) and the environment included.
  - A router that does not answer, or whose intent cannot be used, is a line of the result and costs the others nothing.
  - A condition of the task, or of the role or file that it is in, is evaluated for each router. Routers for which it is false are left out.
    If the first router of the play is one of them, Ansible skips the task.
  - Requires C(run_once=true). Runs on Linux and macOS.
options:
  routers:
    description:
      - Names of inventory hosts. By default, the active hosts of the batch.
    type: list
    elements: str
  options_variable:
    description:
      - Name of a variable with options of M(wanfleet.peplink.peplink_config), as a mapping, evaluated for each router.
      - If it has neither C(intent) nor C(layers) nor a section, all variables whose names start with C(peplink_config_) are the layers.
    type: str
  validate_only:
    description:
      - Whether to check the intents only, and contact no router. A router then has the status V(invalid) or V(unknown). An intent that
        cannot be evaluated, perhaps because it needs what an earlier task of the router's own batch sets, is V(unknown).
    type: bool
    default: false
  unsupported:
    description:
      - What to do with sections of the intent that a router does not support, see M(wanfleet.peplink.peplink_config).
    type: str
    choices: [fail, skip]
    default: skip
  concurrency:
    description:
      - Maximum number of routers to read at a time.
    type: int
    default: 64
  processes:
    description:
      - Number of worker processes. By default, one for each processor.
    type: int
  router_timeout:
    description:
      - Maximum number of seconds for one router, beside the limits of the connection options for each request.
    type: int
    default: 300
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
  - module: wanfleet.peplink.peplink_config
  - plugin: wanfleet.peplink.audit_summary
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Compare the routers of the play with their intents
  wanfleet.peplink.peplink_fleet_plan:
  register: plan
  run_once: true

- name: List the routers that differ
  ansible.builtin.debug:
    msg: "{{ plan.routers | dict2items | selectattr('value.status', 'equalto', 'drifted') | map(attribute='key') }}"
  run_once: true
"""

RETURN = r"""
routers:
  description:
    - By the name of the router, what C(peplink_config) in check mode returns, without the states and requests.
  returned: always
  type: dict
  contains:
    status:
      description:
        - V(drifted). At least one setting is not as wanted.
        - V(refused). A guard refuses the change, or the intent does not fit the router.
        - V(invalid). The options or the intent cannot be used, whatever the router says.
        - V(failed). It could not be compared for another reason.
        - V(unreachable). It did not answer.
        - V(unsupported). It lacks a section that the intent has. The rest is as wanted.
        - V(unknown). At least one setting is not shown by the router, and no record says that it was written from here. The rest is as wanted.
        - V(in_step). Everything is as wanted.
      type: str
      sample: drifted
    changed:
      description: Whether a run would write anything to the router.
      type: bool
      sample: true
    comparison:
      description: How the router differs, by section, see RV(wanfleet.peplink.peplink_config#module:comparison).
      type: dict
      sample:
        wan_connections: {supported: true, different: [{item: WAN 1 (Fibre), option: mtu, before: 1300, after: 1400}], unknown: []}
    device:
      description: The router as it was reached.
      type: dict
      sample: {host: 192.0.2.10, port: 443, firmware: 8.5.2s011 build 5401}
    msg:
      description: What went wrong.
      type: str
    error:
      description: The kind of the error, such as V(refused). V(invalid) if the options cannot be used.
      type: str
    warnings:
      description: The warnings about this router.
      type: list
      elements: str
status:
  description: How many routers have each status. All are listed.
  returned: always
  type: dict
  sample: {drifted: 1, refused: 0, invalid: 0, failed: 0, unreachable: 0, unsupported: 0, unknown: 0, in_step: 3}
left_out:
  description: The routers for which a condition is false.
  returned: always
  type: list
  elements: str
"""
