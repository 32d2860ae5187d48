#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_carrier
short_description: Select the mobile carrier of a SIM of a Peplink router
version_added: 0.1.0
description:
  - Restricts a SIM of a cellular WAN of a Peplink or Pepwave router to one carrier.
  - The router reports the carrier of its active SIM, so the module compares it, and verifies it after a change.
options:
  name:
    description:
      - Name of the carrier, as the last scan found it. M(wanfleet.peplink.peplink_carrier_scan_info) shows it, M(wanfleet.peplink.peplink_carrier_scan)
        scans again.
    type: str
  mcc:
    description:
      - Mobile country code of the carrier, three digits. Quote it.
    type: str
  mnc:
    description:
      - Mobile network code of the carrier, two or three digits. Quote it.
    type: str
  pcs:
    description:
      - Whether the carrier is a PCS network. Only with O(mcc) and O(mnc).
    type: bool
    default: false
  sim:
    description:
      - Slot of the SIM. Defaults to the active SIM.
    type: int
    choices: [1, 2]
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
    support: full
  idempotent:
    support: partial
    details:
      - Idempotent for the active SIM. The router does not report the carrier of another SIM, so each run sends the command and reports a
        change.
notes:
  - It is unknown how to return to automatic selection with this command. Use C(cellular.sims[].carrier_selection) of
    M(wanfleet.peplink.peplink_wan_connection) with an empty list instead.
  - The modem reconnects.
seealso:
  - module: wanfleet.peplink.peplink_carrier_scan
  - module: wanfleet.peplink.peplink_carrier_scan_info
  - module: wanfleet.peplink.peplink_wan_connection
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Select a carrier that the last scan found
  wanfleet.peplink.peplink_carrier:
    wan: Cellular
    name: Sample Tel

- name: Select a carrier by its codes
  wanfleet.peplink.peplink_carrier:
    wan: 2
    mcc: "001"
    mnc: "01"
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

sim:
  description:
    - Slot of the SIM.
  returned: unless the task failed before
  type: int
  sample: 1
before:
  description:
    - The carrier that was selected. Null for automatic selection, and for a SIM that is not active.
  returned: unless the task failed before
  type: dict
  sample: {name: Example Mobile, mcc: "001", mnc: "01", pcs: 0}
after:
  description:
    - The carrier that is to be selected.
  returned: unless the task failed before
  type: dict
  sample: {name: Sample Tel, mcc: "001", mnc: "02", pcs: 0}
diff:
  description:
    - What changes, for display in diff mode, as YAML.
  returned: unless the task failed before
  type: dict
  contains:
    before:
      description: The carrier before.
      type: str
      sample: "carrier: null\n"
    after:
      description: The carrier after.
      type: str
      sample: "carrier:\n  mcc: '001'\n  mnc: '01'\n  pcs: 0\n"
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.carrier import CARRIER

MODULE = CARRIER


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
