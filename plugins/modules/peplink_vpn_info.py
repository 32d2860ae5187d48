#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_vpn_info
short_description: Read the SpeedFusion VPN of a Peplink router
version_added: 0.1.0
description:
  - Returns the SpeedFusion VPN profiles of a Peplink or Pepwave router, their peers, and on request the tunnels to these peers with
    statistics for each WAN.
options:
  sections:
    description:
      - What to read.
      - V(tunnels) needs a second request for the peers that the first request has found, or only that request if O(peer_ids) is set.
    type: list
    elements: str
    choices: [profiles, peers, tunnels]
    default: [profiles, peers]
  lite:
    description:
      - Whether to request only the names of profiles, which makes the answer smaller.
    type: bool
    default: false
  search:
    description:
      - Return only peers in which the router finds this text.
    type: str
  serial_number:
    description:
      - Return only the peer with this serial number.
    type: str
  start:
    description:
      - Number of peers to skip. Use it with O(size) to read a hub with many peers in pages.
    type: int
  size:
    description:
      - Maximum number of peers to read. Defaults to all. RV(truncated) reports whether there may be more.
    type: int
  peer_ids:
    description:
      - The peers whose tunnels to read, by RV(vpn.peers[].peer_id). Defaults to all peers that the other options select.
      - It does not restrict RV(vpn.peers), because the API cannot select peers by id.
    type: list
    elements: str
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
notes:
  - The vendor declares the function as beta. Values of status and state are returned in lower case.
seealso:
  - module: wanfleet.peplink.peplink_mesh_info
  - module: wanfleet.peplink.peplink_facts
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the VPN profiles and their peers
  wanfleet.peplink.peplink_vpn_info:
  register: router

- name: Fail unless all peers are connected
  ansible.builtin.assert:
    that: router.vpn.peers | rejectattr('connected') | length == 0

- name: Read one peer and its tunnel
  wanfleet.peplink.peplink_vpn_info:
    sections: [peers, tunnels]
    serial_number: 2A0B-7C11-D203
  register: router

- name: Show which WANs carry the tunnel
  ansible.builtin.debug:
    msg: "{{ router.vpn.tunnels[0].wans | selectattr('state', 'eq', 'active') | map(attribute='name') }}"

- name: Read the tunnel of a peer whose id is known, in one request
  wanfleet.peplink.peplink_vpn_info:
    sections: [tunnels]
    peer_ids: [2-1]

- name: Read the second page of the peers that match a text
  wanfleet.peplink.peplink_vpn_info:
    sections: [peers]
    search: depot
    start: 50
    size: 50
"""

RETURN = r"""
vpn:
  description:
    - The VPN. It has the lists that O(sections) names.
  returned: success
  type: dict
  contains:
    site_id:
      description: The id by which peers know this router.
      returned: together with the profiles
      type: str
      sample: depot-01
    profiles:
      description: The profiles, in the order of the router.
      returned: if O(sections) has V(profiles)
      type: list
      elements: dict
      contains:
        id:
          description: Number of the profile.
          type: int
          sample: 2
        name:
          description: Its name.
          type: str
          sample: HQ
        type:
          description: V(l3), V(l2), V(nats) or V(natc). Not with O(lite).
          type: str
          sample: l3
        master:
          description: Whether this router is the master.
          type: bool
          sample: false
        vlan:
          description: The VLAN id.
          returned: if there is one
          type: int
          sample: 20
        status:
          description: V(start), V(authen), V(tunnel), V(route), V(conflict) or V(connected). Not with O(lite).
          type: str
          sample: connected
        peer_count:
          description: How many peers it has. Not with O(lite).
          type: int
          sample: 1
        conflict_count:
          description: How many of them are in conflict. Not with O(lite).
          type: int
          sample: 0
        user_shared:
          description: Whether several peers share a user. Not with O(lite).
          type: bool
          sample: false
        user_count:
          description: How many users it has. Not with O(lite).
          type: int
          sample: 0
    peers:
      description: The peers, in the order of the router.
      returned: if O(sections) has V(peers)
      type: list
      elements: dict
      contains:
        peer_id:
          description: Id of the peer, which begins with that of its profile.
          type: str
          sample: 2-1
        profile_id:
          description: Number of its profile.
          type: int
          sample: 2
        name:
          description: Its name.
          type: str
          sample: HQ hub
        serial_number:
          description: Serial number of the device.
          type: str
          sample: 2A0B-7C11-D203
        username:
          description: The user as whom it is known.
          type: str
          sample: hq
        type:
          description: V(l3), V(l2), V(nats) or V(natc).
          type: str
          sample: l3
        status:
          description: V(start), V(authen), V(tunnel), V(route), V(conflict) or V(connected).
          type: str
          sample: connected
        connected:
          description: Whether that is V(connected).
          type: bool
          sample: true
        secure:
          description: Whether it is encrypted.
          type: bool
          sample: true
        routes:
          description: Networks that are reached through it.
          returned: of layer 3
          type: list
          elements: str
          sample: [198.51.100.128/25]
        inactive_routes:
          description: Networks that are not reached through it at present.
          returned: of layer 3, if there are any
          type: list
          elements: str
          sample: [192.0.2.96/27]
        conflict_routes:
          description: Networks that are in conflict with others.
          returned: of layer 3, if there are any
          type: list
          elements: str
          sample: [192.0.2.96/27]
        server:
          description: Address of the server.
          returned: with NAT
          type: str
          sample: 198.51.100.200
        client:
          description: Network of the client.
          returned: with NAT
          type: str
          sample: 203.0.113.0/28
        bridge:
          description: Address of the bridge.
          returned: of layer 2
          type: str
          sample: 192.0.2.129
        vlan:
          description: The VLAN id.
          returned: of layer 2
          type: int
          sample: 20
    tunnels:
      description: The tunnels.
      returned: if O(sections) has V(tunnels)
      type: list
      elements: dict
      contains:
        peer_id:
          description: Id of the peer.
          type: str
          sample: 2-1
        wans:
          description:
            - The WANs of this router and what they do for the tunnel, in the order of the router.
            - A router may count in several parts. They are added up.
          type: list
          elements: dict
          contains:
            id:
              description: Number of the WAN.
              type: int
              sample: 1
            name:
              description: Its name.
              type: str
              sample: WAN
            state:
              description:
                - V(active), V(standby), V(cold), V(detecting), V(failure), V(remote_failure), V(wan_down), V(wan_disabled) or V(invalid),
                  or one of V(p_activ), V(d_activ), V(u_activ), V(p_suspd), V(d_suspd) and V(u_suspd), which the vendor does not explain.
              type: str
              sample: active
            priority:
              description: Its priority in the tunnel. Not before firmware 8.1.0.
              type: int
              sample: 1
            rtt:
              description: Round trip time. The unit is not documented.
              returned: while it carries the tunnel
              type: int
              sample: 47
            duration:
              description: For how many seconds it has carried the tunnel. Not before firmware 8.1.0.
              returned: while it carries the tunnel
              type: int
              sample: 49773
            receive:
              description: What has come from the other end.
              type: dict
              contains:
                bytes:
                  description: Bytes.
                  type: int
                  sample: 1329696640
                packets:
                  description:
                    - Packets by outcome, C(wan), C(forward), C(fragment), C(loss), C(out_of_order), C(recover) and C(discard).
                    - Up to firmware 8.1.0 there is C(loss) at most.
                  type: dict
                  sample: {wan: 2077651, forward: 2005477, fragment: 1510, loss: 980, out_of_order: 1166, recover: 713, discard: 125}
            transmit:
              description: What has been sent to the other end.
              type: dict
              contains:
                bytes:
                  description: Bytes.
                  type: int
                  sample: 1232556160
                packets:
                  description:
                    - Packets by outcome, C(wan), C(forward), C(fragment), C(loss), C(out_of_order), C(fec) and C(redundant).
                    - Up to firmware 8.1.0 there are none.
                  type: dict
                  sample: {wan: 1925869, forward: 1822851, fragment: 3031, loss: 668, out_of_order: 1142, fec: 7541, redundant: 5286}
            remote:
              description: The WANs of the other end in the same shape. They have less.
              returned: while it carries the tunnel, since firmware 8.1.0
              type: list
              elements: dict
              sample: [{id: 1, name: Uplink, state: active, receive: {bytes: 1232556160}}, {id: 2, name: Backup uplink, state: standby}]
        overall:
          description: What all WANs have carried together, in the shape of a WAN. It has no bytes.
          returned: while the tunnel is up, since firmware 8.1.0
          type: dict
          sample:
            duration: 49773
            receive: {packets: {forward: 2005477, loss: 980, out_of_order: 1166}}
            transmit: {packets: {forward: 1822851, loss: 668, out_of_order: 1142}}
truncated:
  description:
    - Whether there may be peers after those that were read, because there are as many as O(size) allows.
  returned: success
  type: bool
  sample: false
raw:
  description:
    - What the router answered, as it came.
  returned: if O(raw) is set
  type: dict
  contains:
    status:
      description: The answer of the function C(status.pepvpn) about profiles and peers.
      returned: if it was asked for them
      type: dict
      sample: {profile: {siteId: depot-01, '2': {name: HQ, master: false}, order: [2]}}
    tunnels_1:
      description: Its answer about tunnels. More of them follow if there are more than 250 peers.
      returned: if it was asked for them
      type: dict
      sample: {tunnel: {2-1: {wan: {'2': {state: COLD, name: Cellular, priority: 2}, order: [2]}}, order: [2-1]}}
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.vpn import DEFAULT_SECTIONS, SECTIONS, VPN

MODULE = info_module(
    VPN,
    {
        "sections": {"type": "list", "elements": "str", "choices": list(SECTIONS), "default": list(DEFAULT_SECTIONS)},
        "lite": {"type": "bool", "default": False},
        "search": {"type": "str"},
        "serial_number": {"type": "str"},
        "start": {"type": "int"},
        "size": {"type": "int"},
        "peer_ids": {"type": "list", "elements": "str"},
    },
)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
