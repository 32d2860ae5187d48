#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_firmware_info
short_description: Read the firmware of a Peplink router
version_added: 0.1.0
description:
  - Returns the firmware slots of a Peplink or Pepwave router and which one is running.
  - Works without credentials. The router then reports the running slot only.
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
  - No documented function returns the model or serial number of the router.
seealso:
  - module: wanfleet.peplink.peplink_facts
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the firmware
  wanfleet.peplink.peplink_firmware_info:
  register: router

- name: Require firmware 8.3 or later
  ansible.builtin.assert:
    that: (router.firmware | selectattr('running') | first).version is version('8.3', '>=', version_type='loose')
"""

RETURN = r"""
firmware:
  description:
    - The firmware slots, in the order of the router.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: Number of the slot.
      type: int
      sample: 2
    version:
      description: Version and build, as the router shows it.
      type: str
      sample: 8.5.2s011 build 5401
    running:
      description: Whether the router runs this firmware now.
      type: bool
      sample: true
    bootable:
      description: Whether the router can be started with this firmware.
      returned: with credentials
      type: bool
      sample: true
raw:
  description:
    - What the router answered, as it came.
  returned: if O(raw) is set
  type: dict
  contains:
    slots:
      description: The answer of the function C(info.firmware).
      type: dict
      sample: {'2': {version: 8.5.2s011 build 5401, bootable: true, inUse: true}, order: [2]}
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.firmware import FIRMWARE

MODULE = info_module(FIRMWARE)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
