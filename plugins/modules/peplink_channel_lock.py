#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_channel_lock
short_description: Lock the modem of a Peplink router to an LTE channel and cell
version_added: 0.1.0
description:
  - Locks SIMs of a cellular WAN of a Peplink or Pepwave router to a channel and cell of the LTE network, or removes the locks.
  - With a wrong lock, the modem finds no network.
options:
  state:
    description:
      - V(locked) locks the SIMs. V(cleared) removes their locks.
    type: str
    choices: [locked, cleared]
    default: locked
  sims:
    description:
      - The SIMs. Other SIMs remain unchanged.
    type: list
    elements: dict
    required: true
    suboptions:
      id:
        description:
          - Slot of the SIM.
        type: int
        choices: [1, 2]
        required: true
      channel:
        description:
          - Number of the channel (EARFCN), 0 to 65535. Required for O(state=locked).
        type: int
      pci:
        description:
          - Physical cell id, 0 to 503. Required for O(state=locked) with firmware 8.5.0 or later.
        type: int
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
      - The router does not report its locks.
  idempotent:
    support: none
    details:
      - The router does not report its locks, so each run sends the command.
notes:
  - The firmware must be 8.1.1 or later.
  - The modem reconnects.
seealso:
  - module: wanfleet.peplink.peplink_channel_scan_info
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Lock a SIM to a cell
  wanfleet.peplink.peplink_channel_lock:
    wan: Cellular
    sims:
      - id: 1
        channel: 6300
        pci: 214

- name: Remove the locks of both SIMs
  wanfleet.peplink.peplink_channel_lock:
    wan: 2
    state: cleared
    sims:
      - id: 1
      - id: 2
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.channel_lock import CHANNEL_LOCK

MODULE = CHANNEL_LOCK


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
