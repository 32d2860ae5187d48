#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_client_info
short_description: Read the clients of a Peplink router
version_added: 0.1.0
description:
  - Returns the clients on the LAN, by Wi-Fi and by VPN that a Peplink or Pepwave router knows.
  - A router limits the number of clients in an answer and does not say whether there are more. RV(truncated) and a warning report a possible
    truncation.
  - The API has no paging. Request a longer list, or parts of it by O(vlan), O(connection_types)
    and O(active_only).
options:
  active_only:
    description:
      - Whether to omit clients that are known but not connected.
    type: bool
    default: false
  vlan:
    description:
      - Return only clients of this VLAN, by its VLAN id. The API cannot select the untagged LAN.
    type: int
  connection_types:
    description:
      - Return only clients with one of these connection types.
      - Many routers do not report the connection type of inactive clients. Such clients are omitted.
    type: list
    elements: str
    choices: [ethernet, wireless, pptp, stroute, l2tp, openvpn, pepvpn, other]
  limit:
    description:
      - Maximum number of clients to request. V(0) requests all, which is V(10000000), the maximum of the API.
      - The answer for a thousand clients has 100 to 200 KiB, depending on O(detail).
    type: int
    default: 1000
  detail:
    description:
      - The level of detail of each client. V(full) returns everything. V(normal) omits RV(clients[].signal), RV(clients[].signal_level) and
        RV(clients[].speed). V(lite) also omits RV(clients[].ssid) and RV(clients[].active).
      - RV(clients[].lease) needs V(normal) or V(full), depending on the firmware.
    type: str
    choices: [lite, normal, full]
    default: normal
  fields:
    description:
      - The members to request of each client. Overrides O(detail).
      - V(signal) is RV(clients[].signal) and RV(clients[].signal_level).
    type: list
    elements: str
    choices: [ip, mac, name, active, connection_type, vlan, ssid, bssid, port, lease, signal, speed]
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.status
attributes:
  check_mode:
    support: full
    details:
      - The module changes nothing, so check mode makes no difference.
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
    details:
      - The module changes nothing.
seealso:
  - module: wanfleet.peplink.peplink_lan_info
  - module: wanfleet.peplink.peplink_facts
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the clients
  wanfleet.peplink.peplink_client_info:
  register: router

- name: List the active clients without a name
  ansible.builtin.debug:
    msg: "{{ router.clients | selectattr('active') | rejectattr('name', 'defined') | map(attribute='ip') }}"

- name: Read all clients without a limit
  wanfleet.peplink.peplink_client_info:
    limit: 0
    fields: [mac, ip, vlan]
  register: router

- name: Fail if the list is truncated
  ansible.builtin.assert:
    that: not router.truncated

- name: Read the connected Wi-Fi clients with signal and speed
  wanfleet.peplink.peplink_client_info:
    active_only: true
    connection_types: [wireless]
    detail: full

- name: Read the clients of VLAN 40
  wanfleet.peplink.peplink_client_info:
    vlan: 40
"""

RETURN = r"""
clients:
  description:
    - The clients, in the order of the router.
  returned: success
  type: list
  elements: dict
  contains:
    ip:
      description: IPv4 address.
      type: str
      sample: 198.19.128.5
    mac:
      description: MAC address.
      type: str
      sample: 02:00:bd:00:00:03
    name:
      description: Name of the client.
      returned: if it has one
      type: str
      sample: till-1
    active:
      description: Whether it is connected now.
      type: bool
      sample: true
    connection_type:
      description:
        - How it is connected, V(ethernet), V(wireless), V(pptp), V(stroute), V(l2tp), V(openvpn), V(pepvpn) or V(other).
        - Firmware up to 8.1.0 says V(ethernet) of all inactive clients, so it is not returned of an inactive client that would have it.
          Without RV(clients[].active) this cannot be known.
      type: str
      sample: wireless
    client_type:
      description: A type that the vendor names without explaining it, a number or a word as text. V(18) is an access point.
      type: str
      sample: '18'
    vlan:
      description: The VLAN id.
      returned: except on the untagged LAN
      type: int
      sample: 50
    ssid:
      description: Name of the Wi-Fi network.
      returned: by Wi-Fi
      type: str
      sample: Staff
    bssid:
      description: MAC address of the access point.
      returned: by Wi-Fi
      type: str
      sample: 00:00:5e:00:53:31
    port:
      description: Where it is plugged in, as the router has it. The layout is not documented.
      type: raw
    lease:
      description: How it got its address.
      returned: on the LAN and by Wi-Fi
      type: dict
      contains:
        type:
          description: V(normal), V(dhcp) or V(wins).
          type: str
          sample: dhcp
        expires_in:
          description: Seconds that are left.
          type: int
          sample: 86011
    signal:
      description: What the access point receives of it.
      returned: by Wi-Fi
      type: dict
      contains:
        strength:
          description: Strength in dBm.
          type: int
          sample: -58
    signal_level:
      description: The same from V(1) to V(5). Firmware before 8.1.0 does not tell it.
      returned: by Wi-Fi
      type: int
      sample: 4
    speed:
      description: What it transfers now.
      returned: while it is active
      type: dict
      contains:
        download_kbps:
          description: Towards the client, in kbit/s.
          type: int
          sample: 2810
        upload_kbps:
          description: From the client, in kbit/s.
          type: int
          sample: 79
truncated:
  description:
    - Whether there may be clients that are not in RV(clients), because there are as many as O(limit) allows, or exactly 1000.
  returned: success
  type: bool
  sample: false
raw:
  description:
    - What the router answered, as it came.
  returned: if O(raw) is set
  type: dict
  contains:
    clients:
      description: The answer of the function C(status.client).
      type: dict
      sample: {list: [{ip: 198.18.128.8, connectionType: pepvpn, name: client-00006, active: true}]}
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._status.info_module import info_module
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.clients import CLIENTS, CONNECTION_TYPES, DEFAULT_LIMIT, DETAILS, FIELDS

MODULE = info_module(
    CLIENTS,
    {
        "active_only": {"type": "bool", "default": False},
        "vlan": {"type": "int"},
        "connection_types": {"type": "list", "elements": "str", "choices": list(CONNECTION_TYPES)},
        "limit": {"type": "int", "default": DEFAULT_LIMIT},
        "detail": {"type": "str", "choices": list(DETAILS), "default": "normal"},
        "fields": {"type": "list", "elements": "str", "choices": list(FIELDS)},
    },
)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
