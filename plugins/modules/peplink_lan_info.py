#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_lan_info
short_description: Read the LAN of a Peplink router
version_added: 0.1.0
description:
  - Returns the untagged LAN of a Peplink or Pepwave router and its VLANs, with the addresses of the router in them.
options:
  ids:
    description:
      - The networks to read, by their ids, which are not VLAN ids. V(0) is the untagged LAN.
      - All networks by default.
      - A warning names those that the router does not have.
    type: list
    elements: int
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
seealso:
  - module: wanfleet.peplink.peplink_client_info
  - module: wanfleet.peplink.peplink_facts
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the LAN and its VLANs
  wanfleet.peplink.peplink_lan_info:
  register: router

- name: Show the address of the router in VLAN 40
  ansible.builtin.debug:
    msg: "{{ (router.lan | selectattr('vlan', 'defined') | selectattr('vlan', 'eq', 40) | first).ip }}"

- name: Read the untagged LAN only
  wanfleet.peplink.peplink_lan_info:
    ids: [0]
"""

RETURN = r"""
lan:
  description:
    - The networks, in the order of the router.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: Number of the network. It is no VLAN id.
      type: int
      sample: 2
    name:
      description: Its name.
      returned: except for the untagged LAN
      type: str
      sample: Visitors
    vlan:
      description: The VLAN id.
      returned: except for the untagged LAN
      type: int
      sample: 40
    ip:
      description: The address that the router has in this network.
      type: str
      sample: 198.19.0.1
    mask:
      description: Length of the network prefix.
      type: int
      sample: 17
raw:
  description:
    - What the router answered, as it came.
  returned: if O(raw) is set
  type: dict
  contains:
    networks:
      description: The answer of the function C(status.lan.profile).
      type: dict
      sample: {'2': {name: Visitors, vlanId: 40, ip: 198.19.0.1, mask: 17}, order: [2]}
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.lan import LAN

MODULE = info_module(LAN, {"ids": {"type": "list", "elements": "int"}})


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
