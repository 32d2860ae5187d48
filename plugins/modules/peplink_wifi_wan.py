#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wifi_wan
short_description: Connect a Wi-Fi WAN of a Peplink router to a network
version_added: 0.1.0
description:
  - Connects a Wi-Fi WAN of a Peplink or Pepwave router to a network, disconnects it, or removes the profile of a network.
  - Does nothing if the WAN is already in that state. After a request to connect, it waits for the result of that request.
options:
  state:
    description:
      - V(connected) connects the WAN to O(ssid).
      - V(disconnected) disconnects the WAN, or with O(ssid) only if it is connected to that network.
      - V(forgotten) removes the profile of O(ssid), and disconnects the WAN if it uses that network.
    type: str
    choices: [connected, disconnected, forgotten]
    default: connected
  ssid:
    description:
      - Name of the network. Required for O(state=connected) and O(state=forgotten).
    type: str
  bssid:
    description:
      - MAC address of the access point to prefer.
    type: str
  security:
    description:
      - Security of the network. Not required if the router has a profile for the network.
      - Has no effect if the WAN is already connected to the network.
      - For O(state=forgotten), only O(security.policy) is used, and only for a network that is out of range.
    type: dict
    suboptions:
      policy:
        description:
          - The kind of security. V(wpa3_personal) needs firmware 8.2.0 or later.
          - V(wpa_wpa2_enterprise) and V(8021x_dynamic_wep) need a profile on the router, because user and password cannot be sent.
        type: str
        choices:
          - open
          - wep
          - wpa_wpa2_personal
          - wpa2_wpa3_personal
          - wpa3_personal
          - wpa_wpa2_enterprise
          - 8021x_dynamic_wep
        required: true
      key:
        description:
          - The key, if O(security.policy) uses one.
        type: str
  wait:
    description:
      - Whether to wait for the result of O(state=connected). The task fails if the network cannot be joined.
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum time to wait, in seconds.
    type: int
    default: 60
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command
  - wanfleet.peplink.command.management_guard
  - wanfleet.peplink.command.last_wan_guard
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module checks everything but does not send the command.
  diff_mode:
    support: none
    details:
      - M(wanfleet.peplink.peplink_wifi_scan_info) shows the networks.
  idempotent:
    support: full
    details:
      - The router does not list a network that is out of range. To forget it, the module sends the command, and a refusal counts as no change.
notes:
  - While it waits, the module reports its progress about every ten seconds, except as an ordinary module, with C(async) or C(delegate_to).
seealso:
  - module: wanfleet.peplink.peplink_wifi_scan_info
  - module: wanfleet.peplink.peplink_wan_connection
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Connect to a network that the router knows
  wanfleet.peplink.peplink_wifi_wan:
    wan: Wi-Fi WAN
    ssid: Harbour-Crew

- name: Connect to a new network
  wanfleet.peplink.peplink_wifi_wan:
    wan: 3
    ssid: Harbour-Crew
    security:
      policy: wpa_wpa2_personal
      key: "{{ vault_harbour_key }}"
    wait_timeout: 120

- name: Disconnect
  wanfleet.peplink.peplink_wifi_wan:
    wan: 3
    state: disconnected

- name: Forget a network
  wanfleet.peplink.peplink_wifi_wan:
    wan: 3
    state: forgotten
    ssid: Harbour-Crew
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

bssid:
  description:
    - MAC address of the access point that the router tried. Null if it does not tell.
  returned: with O(state=connected) and O(wait=true), when there was a result
  type: str
  sample: 00:00:5E:00:53:31
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.wifi_wan import WIFI_WAN

MODULE = WIFI_WAN


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
