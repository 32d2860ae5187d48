#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_poe
short_description: Switch Power over Ethernet on the ports of a Peplink router
version_added: 0.1.0
description:
  - Switches Power over Ethernet on or off on ports of a Peplink or Pepwave router. Devices on a
    port that is switched off lose power.
  - The router answers for all ports together and does not report which port it refused.
options:
  state:
    description:
      - Whether the ports supply power.
    type: str
    choices: [enabled, disabled]
    required: true
  ports:
    description:
      - The ports. They must be enabled. On most models only LAN ports can be switched.
    type: list
    elements: dict
    required: true
    suboptions:
      id:
        description:
          - Number of the port.
        type: int
        required: true
      module_type:
        description:
          - Type of the module that contains the port. Required on a unit with several modules.
        type: str
      module_id:
        description:
          - Number of that module. Required with O(ports[].module_type).
        type: int
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module checks everything, including the firmware, but does not send the command. Whether a model has it, only a
        real run can tell.
  diff_mode:
    support: none
    details:
      - The router does not report which ports supply power.
  idempotent:
    support: none
    details:
      - The router does not report which ports supply power, so each run sends the command.
notes:
  - The firmware must be 8.1.1 or later.
seealso:
  - module: wanfleet.peplink.peplink_port
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Switch off power on two ports
  wanfleet.peplink.peplink_poe:
    state: disabled
    ports:
      - id: 1
      - id: 2

- name: Switch on power on a port of the unit and on a port of a module
  wanfleet.peplink.peplink_poe:
    state: enabled
    ports:
      - id: 1
      - id: 2
        module_type: E4
        module_id: 1
"""

RETURN = r"""
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.poe import POE

MODULE = POE


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
