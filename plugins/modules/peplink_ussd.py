#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_ussd
short_description: Send a USSD code from a Peplink router
version_added: 0.1.0
description:
  - Sends a USSD code through the modem of a cellular WAN of a Peplink or Pepwave router.
  - The API cannot return the reply of the network. Some networks reply by SMS, see M(wanfleet.peplink.peplink_sms_info).
options:
  code:
    description:
      - The code. Digits, C(*) and C(#) only. Quote it.
    type: str
    required: true
  sim:
    description:
      - Slot of the SIM. Defaults to the active SIM.
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
      - Each run sends the code.
notes:
  - The firmware must be 8.1.0 or later.
  - A code may cost money or change the subscription.
seealso:
  - module: wanfleet.peplink.peplink_sms
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Request the balance
  wanfleet.peplink.peplink_ussd:
    wan: Cellular
    code: "*123#"
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

message:
  description:
    - What the router says about the request, not the network. Null in check mode.
  returned: unless the task failed before
  type: str
  sample: Request accepted
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.ussd import USSD

MODULE = USSD


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
