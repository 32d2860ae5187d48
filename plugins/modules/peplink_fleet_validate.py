# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation of an action plugin that has no module behind it."""

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_fleet_validate
short_description: Check the variables of many routers without any router
version_added: 0.1.0
description:
  - Merges the layers of intent of each router and checks the result as M(wanfleet.peplink.peplink_config) with C(validate_only=true) does, and
    checks its connection options and the options of the roles and playbooks of this collection that its variables set.
  - Contacts no router. The variables of each router are evaluated as a task on that router would see them, C(module_defaults) of
    M(wanfleet.peplink.peplink_config) and the environment included.
  - The task itself does not fail. The playbook C(wanfleet.peplink.validate) does.
  - A condition of the task, or of the role or file that it is in, is evaluated for each router.
  - Requires C(run_once=true). Runs on Linux and macOS.
options:
  routers:
    description:
      - Names of inventory hosts. By default, the active hosts of the batch.
    type: list
    elements: str
  intent_variable:
    description:
      - Name of a variable that contains the whole intent of a router. The intent of routers without it is merged from all variables whose name
        starts with C(peplink_config_).
    type: str
  unresolved:
    description:
      - What to do about a value that cannot be evaluated, such as a vaulted one without the password, an undefined variable, or a secret that is
        empty because a variable of the environment is not set.
      - V(fail) lists it as a problem. V(skip) warns of it. The rest is checked in both cases.
    type: str
    choices: [fail, skip]
    default: fail
  misspelt:
    description:
      - What to do about a variable that looks like a misspelt layer, or like a misspelt option of a role or playbook of this collection.
    type: str
    choices: [fail, warn]
    default: fail
  processes:
    description:
      - Number of worker processes. By default, one for each processor.
    type: int
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
  - module: wanfleet.peplink.peplink_fleet_plan
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Check the intents of the routers of the play
  wanfleet.peplink.peplink_fleet_validate:
  register: checked
  run_once: true

- name: Show what is wrong
  ansible.builtin.debug:
    msg: "{{ checked.summary }}"
  run_once: true
"""

RETURN = r"""
problems:
  description:
    - What is wrong, each problem once, with its routers.
  returned: always
  type: list
  elements: dict
  contains:
    text:
      description: The path of the option and the reason.
      type: str
      sample: 'wan_connections[id 1]: mtu must be a whole number from 576 to 9000 bytes, or auto'
    routers:
      description: The names of the routers.
      type: list
      elements: str
      sample: [van]
summary:
  description:
    - The same, a line for each problem.
  returned: always
  type: list
  elements: str
  sample: ['van: wan_connections[id 1]: mtu must be a whole number from 576 to 9000 bytes, or auto']
valid:
  description: The routers without a problem.
  returned: always
  type: list
  elements: str
  sample: [depot]
invalid:
  description: The routers with a problem.
  returned: always
  type: list
  elements: str
  sample: [van]
"""
