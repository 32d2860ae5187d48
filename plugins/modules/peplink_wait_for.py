#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wait_for
short_description: Wait until a Peplink router meets conditions
version_added: 0.1.0
description:
  - Waits until a Peplink or Pepwave router meets all given conditions at the same time, such as connected WANs, a signal or a client. Changes
    nothing.
  - A router that cannot be reached, or that answers anything else meanwhile, such as during a restart, is asked again until O(wait_timeout).
  - At the end, the result and the error message say what was seen last, for each condition.
  - WANs and GPIO pins that the router does not have, and more WANs than it has, are refused as soon as it answers. Clients and VPN peers that it
    does not list yet are awaited.
options:
  wait_timeout:
    description:
      - Maximum time to wait, in seconds. The task fails after that.
    type: int
    default: 300
  interval:
    description:
      - Time between two looks at the router, in seconds, at least 1. Each look takes one to four requests.
    type: int
    default: 5
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.conditions
attributes:
  check_mode:
    support: full
    details:
      - The module changes nothing, so check mode makes no difference. It waits in check mode too.
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
    details:
      - The module changes nothing.
notes:
  - While it waits, the module reports its progress and what is missing about every ten seconds, except as an ordinary module, with C(async) or
    C(delegate_to).
  - If the first answer of the router is that it does not accept the credentials, or does not know a function, the task fails at once.
seealso:
  - module: wanfleet.peplink.peplink_reboot
  - module: wanfleet.peplink.peplink_cellular_module
  - module: wanfleet.peplink.peplink_config
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Wait until two WANs and the tunnel to the hub are connected
  wanfleet.peplink.peplink_wait_for:
    min_connected_wans: 2
    connected_vpn_peers:
      - HQ hub

- name: Wait until the signal of the modem is usable
  wanfleet.peplink.peplink_wait_for:
    min_signal:
      - wan: Cellular
        rsrp: -110
        sinr: 0
    wait_timeout: 900
    interval: 15

- name: Wait until the router runs its new firmware
  wanfleet.peplink.peplink_wait_for:
    running_firmware: 8.5.2
    min_uptime: 60
    wait_timeout: 1200

- name: Wait until the engine is on and the laptop of the crew is there
  wanfleet.peplink.peplink_wait_for:
    gpio_levels:
      - pin: Ignition
        level: high
    present_clients:
      - client-00001
"""

RETURN = r"""
conditions:
  description:
    - How it stood with each condition when the router was last seen. Empty if it never answered.
  returned: unless the conditions were refused
  type: list
  elements: dict
  contains:
    name:
      description: Name of the option.
      type: str
      sample: connected_wans
    met:
      description: Whether it was met.
      type: bool
      sample: false
    lacking:
      description: What was missing.
      returned: if it was not met
      type: str
      sample: "WANs are not connected: Cellular"
    seen:
      description: What the router showed, of what was missing or of all that was met.
      type: str
      sample: "WAN 2 (Cellular): No SIM Card Detected"
elapsed:
  description:
    - Seconds from the beginning of the task until the router was last seen.
  returned: unless the conditions were refused
  type: float
  sample: 42.5
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._conditions.wait_for import WAIT_FOR

MODULE = WAIT_FOR


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
