#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_billing_cycle
short_description: Start a new cycle of the data allowance of a WAN of a Peplink router
version_added: 0.1.0
description:
  - Starts a new cycle of the data allowance of a WAN of a Peplink or Pepwave router. Its counters restart at zero.
options:
  sim:
    description:
      - Slot of the SIM whose allowance is restarted. Only for a cellular WAN.
    type: int
    choices: [1, 2]
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command
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
      - Each run starts a new cycle.
notes:
  - The firmware must be 8.1.0 or later.
seealso:
  - module: wanfleet.peplink.peplink_wan_connection
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Start a new cycle for the SIM in slot 1
  wanfleet.peplink.peplink_billing_cycle:
    wan: Cellular
    sim: 1
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.billing_cycle import BILLING_CYCLE

MODULE = BILLING_CYCLE


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
