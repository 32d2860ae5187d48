#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_port_info
short_description: Read the ports of a Peplink router
version_added: 0.1.0
description:
  - Returns the ports of a Peplink or Pepwave router and their link state. Requires firmware 8.5.2.
  - The vendor does not document the answer. The module follows descriptions of third parties and passes on unknown members.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.status
attributes:
  check_mode:
    support: full
    details:
      - The module changes nothing, so check mode makes no difference.
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
    details:
      - The module changes nothing.
notes:
  - This module is experimental. Its result may change when the layout becomes known.
seealso:
  - module: wanfleet.peplink.peplink_port
  - module: wanfleet.peplink.peplink_facts
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the ports
  wanfleet.peplink.peplink_port_info:
  register: router

- name: Show the ports that are enabled but have no link
  ansible.builtin.debug:
    msg: "{{ router.ports | selectattr('enable') | rejectattr('link_up') | map(attribute='name') }}"
"""

RETURN = r"""
ports:
  description:
    - The ports, group by group, in the order of the router.
  returned: success
  type: list
  elements: dict
  contains:
    group:
      description: The group as the router names it, such as V(lan) or V(wan).
      type: str
      sample: lan
    id:
      description: Id within the group.
      type: str
      sample: '1'
    name:
      description: Its name.
      type: str
      sample: LAN 1
    enable:
      description: Whether it is enabled.
      type: bool
      sample: true
    link_up:
      description: Whether it has a link.
      type: bool
      sample: true
    other:
      description: Everything else that the router tells about it, as it came.
      returned: if there is anything
      type: dict
      sample: {speed: 1000}
raw:
  description:
    - What the router answered, as it came.
  returned: if O(raw) is set
  type: dict
  contains:
    ports:
      description: The answer of the function C(status.port).
      type: dict
      sample: {lan: {'1': {name: LAN 1, enable: true, linkUp: true}, order: [1]}}
calls:
  description:
    - The requests that were sent to the router, in order, without secrets. See RV(wanfleet.peplink.peplink_api#module:calls).
  returned: always
  type: list
  elements: dict
  sample: [{method: GET, function: info.firmware, outcome: ok}]
device:
  description:
    - The router and its firmware. See RV(wanfleet.peplink.peplink_api#module:device).
  returned: always
  type: dict
  sample: {host: 192.0.2.10, port: 443, firmware: 8.5.2s011 build 5401}
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._status.info_module import info_module
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.ports import PORTS

MODULE = info_module(PORTS)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
