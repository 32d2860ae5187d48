#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wifi_scan_info
short_description: Read the Wi-Fi networks that a Wi-Fi WAN of a Peplink router finds
version_added: 0.1.0
description:
  - Returns the networks in range of a Wi-Fi WAN of a Peplink or Pepwave router, strongest first, and which of them it knows and uses.
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
  - It is unknown whether the router starts a scan or returns cached results. It answers immediately.
seealso:
  - module: wanfleet.peplink.peplink_wifi_wan
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the networks in range
  wanfleet.peplink.peplink_wifi_scan_info:
    wan: Wi-Fi WAN
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
      sample: 3
    name:
      description: Its name.
      type: str
      sample: Wi-Fi WAN

networks:
  description:
    - The networks, the strongest first.
  returned: success
  type: list
  elements: dict
  contains:
    ssid:
      description: Its name.
      type: str
      sample: Harbour-Crew
    bssid:
      description: MAC address of the access point.
      type: str
      sample: 00:00:5E:00:53:31
    signal:
      description: Strength in dBm.
      type: float
      sample: -61
    channel:
      description: Its channel.
      type: int
      sample: 44
    security:
      description: V(open), V(wep), V(wpa-psk), V(wpa-eap) or V(8021x), as the router says it. There is no word for WPA3.
      type: str
      sample: wpa-psk
    stored:
      description: Whether the router has a profile for it.
      type: bool
      sample: true
    connected:
      description: Whether the WAN is connected to it.
      type: bool
      sample: false
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.wifi_networks import WIFI_SCAN_INFO

MODULE = WIFI_SCAN_INFO


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
