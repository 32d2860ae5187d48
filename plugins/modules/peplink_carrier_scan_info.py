#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_carrier_scan_info
short_description: Read the mobile carriers that a Peplink router finds
version_added: 0.1.0
description:
  - Returns the carriers that the modem of a cellular WAN of a Peplink or Pepwave router has found, and the carrier of its active SIM.
  - The module starts no scan. Use M(wanfleet.peplink.peplink_carrier_scan) for that.
options:
  wait:
    description:
      - Whether to wait for the end of a running scan.
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum time to wait, in seconds. The task fails if the scan is still running.
    type: int
    default: 300
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command
attributes:
  check_mode:
    support: full
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
notes:
  - The firmware must be 8.0.1 or later.
  - While it waits, the module reports its progress about every ten seconds, except as an ordinary module, with C(async) or C(delegate_to).
seealso:
  - module: wanfleet.peplink.peplink_carrier_scan
  - module: wanfleet.peplink.peplink_carrier
  - module: wanfleet.peplink.peplink_channel_scan_info
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the result of the last scan
  wanfleet.peplink.peplink_carrier_scan_info:
    wan: Cellular

- name: Read the partial result of a running scan
  wanfleet.peplink.peplink_carrier_scan_info:
    wan: 2
    wait: false
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
carriers:
  description:
    - The carriers, in the order of the router, which does not tell how strong they are.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: Name of the carrier.
      type: str
      sample: Example Mobile
    technology:
      description: What it offers, V(2G), V(3G) or V(LTE). A carrier is listed once for each.
      type: str
      sample: LTE
    mcc:
      description: Mobile country code.
      type: str
      sample: "001"
    mnc:
      description: Mobile network code.
      type: str
      sample: "01"
    pcs:
      description: Whether it is a PCS network, V(0) or V(1).
      type: int
      sample: 0
active_sim:
  description:
    - The active SIM. Null if there is none.
  returned: success
  type: dict
  contains:
    slot:
      description: Its slot.
      type: int
      sample: 1
    selected_carrier:
      description: The carrier that is selected for it. Null for automatic selection.
      type: dict
      sample: {name: Example Mobile, mcc: "001", mnc: "01", pcs: 0}
scanning:
  description:
    - Whether a scan runs, so that the list may be old or not complete.
  returned: success
  type: bool
  sample: false
timestamp:
  description:
    - When the list was made, in seconds since 1970. Null if the router does not tell.
  returned: success
  type: int
  sample: 1750003200
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.scans import CARRIER_SCAN_INFO

MODULE = CARRIER_SCAN_INFO


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
