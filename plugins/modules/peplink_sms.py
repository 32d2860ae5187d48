#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_sms
short_description: Send and delete SMS on a Peplink router
version_added: 0.1.0
description:
  - Sends an SMS through the modem of a cellular WAN of a Peplink or Pepwave router, or deletes stored messages of its active SIM.
options:
  state:
    description:
      - V(sent) sends O(text) to O(address), on each run.
      - V(deleted) deletes the messages in O(ids), or with O(all=true) all messages. Missing messages are no change.
    type: str
    choices: [sent, deleted]
    default: sent
  address:
    description:
      - Number of the recipient, in international format with a plus sign. Required for O(state=sent).
    type: str
  text:
    description:
      - The message. Required for O(state=sent).
    type: str
  check_address:
    description:
      - Whether O(address) must be in international format. V(false) allows short codes, which some routers refuse.
    type: bool
    default: true
  ids:
    description:
      - Ids of the messages to delete, as M(wanfleet.peplink.peplink_sms_info) shows them.
    type: list
    elements: int
  all:
    description:
      - Whether to delete all messages.
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module checks everything but sends and deletes nothing.
  diff_mode:
    support: none
    details:
      - The result contains the ids of the deleted messages.
  idempotent:
    support: partial
    details:
      - O(state=deleted) is idempotent. O(state=sent) sends a message on each run.
notes:
  - If a router accepts a message, the message is not necessarily delivered.
  - Deleting needs firmware 8.5.2 or later.
seealso:
  - module: wanfleet.peplink.peplink_sms_info
  - module: wanfleet.peplink.peplink_ussd
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Request the balance from the carrier
  wanfleet.peplink.peplink_sms:
    wan: Cellular
    address: "+12025550147"
    text: balance?

- name: Delete two messages
  wanfleet.peplink.peplink_sms:
    wan: 2
    state: deleted
    ids: [4, 7]

- name: Delete all messages
  wanfleet.peplink.peplink_sms:
    wan: 2
    state: deleted
    all: true
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

deleted:
  description:
    - Ids of the messages that were deleted. In check mode, of those that would be.
  returned: with O(state=deleted)
  type: list
  elements: int
  sample: [4, 7]
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.sms import SMS

MODULE = SMS


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
