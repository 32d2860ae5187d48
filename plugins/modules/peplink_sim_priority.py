#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_sim_priority
short_description: Set the order of the SIMs of a Peplink router
version_added: 0.1.0
description:
  - Sets which SIMs a cellular WAN of a Peplink or Pepwave router uses, and in which order.
  - The listed SIMs are enabled, and the order replaces any other scheme.
options:
  sims:
    description:
      - The SIMs, the preferred one first. V(1) and V(2) are the slots of the modem.
      - V(remote_sim) and V(speedfusion_connect_5g_lte) need firmware 8.3.0 or later.
    type: list
    elements: str
    choices: ['1', '2', remote_sim, speedfusion_connect_5g_lte]
    required: true
  apply:
    description:
      - Whether to apply the pending configuration of the router afterwards, edits of other people included.
      - It is unknown whether every firmware executes this command immediately. Set this option on a router that only stages it.
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
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
      - Firmware 8.3.0 and later does not report the order.
  idempotent:
    support: partial
    details:
      - Idempotent with firmware before 8.3.0. Later firmware does not report the order, so each run sends it and reports a change.
notes:
  - The modem may reconnect.
seealso:
  - module: wanfleet.peplink.peplink_wan_connection
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Prefer the SIM in slot 2 and fall back to slot 1
  wanfleet.peplink.peplink_sim_priority:
    wan: Cellular
    sims: ["2", "1"]
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.sim_priority import SIM_PRIORITY

MODULE = SIM_PRIORITY


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
