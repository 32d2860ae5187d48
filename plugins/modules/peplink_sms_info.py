#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_sms_info
short_description: Read the received SMS of a Peplink router
version_added: 0.1.0
description:
  - Returns the messages that the active SIM of a cellular WAN of a Peplink or Pepwave router has stored, the oldest first.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command
attributes:
  check_mode:
    support: full
    details:
      - The module changes nothing.
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
notes:
  - Anybody who knows the number can send messages. Do not trigger actions from their text without validation.
  - The parts of a long message are separate entries with the same time.
  - The firmware must be 8.1.0 or later.
seealso:
  - module: wanfleet.peplink.peplink_sms
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read all messages
  wanfleet.peplink.peplink_sms_info:
    wan: Cellular
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

messages:
  description:
    - The messages, the oldest first.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: Its id.
      type: int
      sample: 4
    sender:
      description: The number or name of the sender.
      type: str
      sample: "+12025550147"
    date:
      description: When it came, as the router shows it, without a year.
      type: str
      sample: Jun 12 08:30
    timestamp:
      description: When it came, in seconds since 1970.
      type: int
      sample: 1749717000
    text:
      description: The text.
      type: str
      sample: "Balance: 9 "
sim:
  description:
    - The SIM that stores them.
  returned: success
  type: dict
  contains:
    slot:
      description: Its slot.
      type: int
      sample: 1
    iccid:
      description: Number of the card.
      returned: if the router tells it
      type: str
      sample: "8900100000000000015"
    imsi:
      description: Number of the subscription.
      returned: if the router tells it
      type: str
      sample: "001010000000015"
    mtn:
      description: Number of the subscriber.
      returned: if the router tells it
      type: str
      sample: "+12025550188"
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.sms import SMS_INFO

MODULE = SMS_INFO


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
