#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_carrier_scan
short_description: Scan for mobile carriers with the modem of a Peplink router
version_added: 0.1.0
description:
  - Makes the modem of a cellular WAN of a Peplink or Pepwave router scan for carriers, and returns those that it finds, and the one that its
    active SIM uses.
  - The link of that WAN is down in the meantime.
options:
  wait:
    description:
      - Whether to wait for the end of the scan. Otherwise, read the result later with M(wanfleet.peplink.peplink_carrier_scan_info).
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum time to wait, in seconds. The task fails if the scan is still running.
    type: int
    default: 300
  allow_interruption:
    description:
      - A scan interrupts the link of its modem. The module refuses to start a scan on a connected WAN unless this is V(true).
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
      - In check mode, the module checks everything but starts no scan, and returns the result of the last scan.
  diff_mode:
    support: none
    details:
      - The module changes no configuration.
  idempotent:
    support: none
    details:
      - Each run starts a scan.
notes:
  - The firmware must be 8.1.0 or later.
  - While it waits, the module reports its progress about every ten seconds, except as an ordinary module, with C(async) or C(delegate_to).
seealso:
  - module: wanfleet.peplink.peplink_carrier_scan_info
  - module: wanfleet.peplink.peplink_carrier
  - module: wanfleet.peplink.peplink_channel_scan
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Scan for carriers, which interrupts the link
  wanfleet.peplink.peplink_carrier_scan:
    wan: Cellular
    allow_interruption: true
    wait_timeout: 600

- name: Start a scan without waiting
  wanfleet.peplink.peplink_carrier_scan:
    wan: 2
    wait: false
    allow_interruption: true
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.scans import CARRIER_SCAN

MODULE = CARRIER_SCAN


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
