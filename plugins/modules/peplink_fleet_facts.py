# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation of an action plugin that has no module behind it."""

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_fleet_facts
short_description: Gather facts of many routers in one task
version_added: 0.1.0
description:
  - Gathers facts as M(wanfleet.peplink.peplink_facts) does, but of many routers in one task that runs once, with many connections at a time. Only
    reads.
  - The connection options of each router come from its own inventory variables, as a task on that router would see them, templates, vaulted values,
    C(module_defaults) of M(wanfleet.peplink.peplink_facts) and the environment included.
  - A router that does not answer is a line of the result and costs the others nothing. The task itself does not fail.
  - The facts are returned, not added to the facts of the hosts. Secrets are always omitted.
  - A condition of the task, or of the role or file that it is in, is evaluated for each router. Routers for which it is false are left out.
    If the first router of the play is one of them, Ansible skips the task.
  - Requires C(run_once=true). Runs on Linux and macOS.
options:
  routers:
    description:
      - Names of inventory hosts. By default, the active hosts of the batch.
    type: list
    elements: str
  gather_subset:
    description:
      - The subsets to gather, see M(wanfleet.peplink.peplink_facts). By default what C(module_defaults) say, else V(min).
      - Subsets that it names and a router lacks cause a warning. Those that remain after exclusions, such as V(!config), do not.
    type: list
    elements: str
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
  - module: wanfleet.peplink.peplink_facts
  - module: wanfleet.peplink.peplink_fleet_plan
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Gather the WANs of the routers of the play
  wanfleet.peplink.peplink_fleet_facts:
    gather_subset:
      - min
      - wan
  register: fleet
  run_once: true

- name: List the routers that did not answer
  ansible.builtin.debug:
    msg: "{{ fleet.routers | dict2items | selectattr('value.status', 'equalto', 'unreachable') | map(attribute='key') }}"
  run_once: true
"""

RETURN = r"""
routers:
  description:
    - By the name of the router, its facts, or why there are none.
  returned: always
  type: dict
  contains:
    status:
      description:
        - V(read). The facts are there.
        - V(unreachable). The router did not answer.
        - V(failed). It could not be read for another reason, such as wrong credentials.
        - V(invalid). The options cannot be used, whatever the router says.
      type: str
      sample: read
    facts:
      description: The facts by subset, as in RV(wanfleet.peplink.peplink_facts#module:ansible_facts.ansible_peplink).
      returned: if they were read
      type: dict
      sample: {firmware: [{id: 1, version: 8.5.2s011 build 5401, running: true}], unsupported: []}
    net:
      description:
        - The facts that all network devices have, such as C(hostname), C(model), C(serialnum), C(version) and C(interfaces), as
          M(wanfleet.peplink.peplink_facts) returns them after C(ansible_net_).
      returned: if they were read
      type: dict
      sample: {system: peplink, gather_subset: [firmware], version: 8.5.2s011 build 5401, image: Firmware 1}
    device:
      description: The router as it was reached.
      type: dict
      sample: {host: 192.0.2.10, port: 443, firmware: 8.5.2s011 build 5401}
    msg:
      description: What went wrong.
      type: str
    error:
      description: The kind of the error, such as V(unauthorized). V(invalid) if the options cannot be used.
      type: str
    warnings:
      description: The warnings about this router.
      type: list
      elements: str
status:
  description: How many routers have each status. All are listed.
  returned: always
  type: dict
  sample: {read: 3, unreachable: 1, failed: 0, invalid: 0}
left_out:
  description: The routers for which a condition is false.
  returned: always
  type: list
  elements: str
"""
