#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_cellular_module
short_description: Reset the modem of a Peplink router or rescan the network
version_added: 0.1.0
description:
  - Resets the modem of a cellular WAN of a Peplink or Pepwave router, or makes it rescan the network.
  - The link of that WAN is down in the meantime.
options:
  state:
    description:
      - V(rescanned) makes the modem rescan the network. V(reset) restarts the modem.
    type: str
    choices: [rescanned, reset]
    required: true
  wait:
    description:
      - Whether to wait until the WAN is back, which is connected or on standby. The task fails if this takes longer than O(wait_timeout).
      - A WAN that shows no interruption within 15 seconds counts as back.
    type: bool
    default: false
  wait_timeout:
    description:
      - Maximum time to wait, in seconds, O(health) included.
    type: int
    default: 180
  health:
    description:
      - Conditions that must be met after the WAN is back, such as a minimum signal. With O(wait=true). Otherwise the task fails.
      - WANs and GPIO pins that the router does not have, and more WANs than it has, are refused before the command, in check mode too.
    type: dict
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.conditions.health
  - wanfleet.peplink.command
  - wanfleet.peplink.command.management_guard
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module checks everything but does not send the command.
  diff_mode:
    support: none
    details:
      - The module changes no configuration.
  idempotent:
    support: none
    details:
      - Each run sends the command.
notes:
  - While it waits, the module reports its progress about every ten seconds, except as an ordinary module, with C(async) or C(delegate_to).
seealso:
  - module: wanfleet.peplink.peplink_carrier
  - module: wanfleet.peplink.peplink_reboot
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Restart the modem and wait until it is back
  wanfleet.peplink.peplink_cellular_module:
    wan: Cellular
    state: reset
    wait: true

- name: Restart the modem and require a usable signal afterwards
  wanfleet.peplink.peplink_cellular_module:
    wan: Cellular
    state: reset
    wait: true
    health:
      min_signal:
        - wan: Cellular
          rsrp: -112

- name: Rescan the network
  wanfleet.peplink.peplink_cellular_module:
    wan: 2
    state: rescanned
"""

RETURN = r"""
wan:
  description:
    - The WAN that O(wan) names.
  returned: when there is one
  type: dict
  contains:
    id:
      description: Its id.
      type: int
      sample: 2
    name:
      description: Its name.
      type: str
      sample: Cellular

connected_after:
  description:
    - How long it took until the WAN was connected or on standby, in seconds.
  returned: with O(wait=true), when it was
  type: float
  sample: 21.5
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.cellular_module import CELLULAR_MODULE

MODULE = CELLULAR_MODULE


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
