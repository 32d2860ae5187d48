#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_mesh_info
short_description: Read the wireless meshes of a Peplink router
version_added: 0.1.0
description:
  - Returns the wireless meshes of a Peplink or Pepwave router with the devices in them, and the links between all devices.
  - For their configuration see M(wanfleet.peplink.peplink_mesh).
options:
  sections:
    description:
      - What to read. V(networks) needs firmware 8.3.2, V(links) firmware 8.4.2.
      - If the firmware supports only V(networks), V(links) is omitted with a warning.
    type: list
    elements: str
    choices: [networks, links]
    default: [networks, links]
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
  - module: wanfleet.peplink.peplink_mesh
  - module: wanfleet.peplink.peplink_facts
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the meshes and their links
  wanfleet.peplink.peplink_mesh_info:
  register: router

- name: Show the devices with a weak signal
  ansible.builtin.debug:
    msg: "{{ item.peers | selectattr('signal_level', 'lt', 3) | map(attribute='name') }}"
  loop: "{{ router.mesh.networks }}"
  loop_control:
    label: "{{ item.mesh_id }}"

- name: Read the links only
  wanfleet.peplink.peplink_mesh_info:
    sections: [links]
"""

RETURN = r"""
mesh:
  description:
    - The meshes. It has the lists that belong to O(sections).
  returned: success
  type: dict
  contains:
    networks:
      description: The meshes, in the order of the router.
      returned: if O(sections) has V(networks)
      type: list
      elements: dict
      contains:
        id:
          description: Number of the mesh.
          type: int
          sample: 1
        mesh_id:
          description: Its name.
          type: str
          sample: yard-mesh
        peers:
          description: The devices that are connected to this router in it.
          type: list
          elements: dict
          contains:
            mac:
              description: MAC address.
              type: str
              sample: 00:00:5e:00:53:71
            serial_number:
              description: Serial number of the device.
              type: str
              sample: 2A0B-7C11-D202
            name:
              description: Its name.
              type: str
              sample: Yard AP
            device_id:
              description: Number of the device.
              type: int
              sample: 501
            peer_name:
              description: Another name.
              returned: if it has one
              type: str
              sample: Yard
            mesh_id:
              description: Name of the mesh.
              type: str
              sample: yard-mesh
            link_type:
              description: Always V(mesh), as far as known.
              type: str
              sample: mesh
            protocol:
              description: The Wi-Fi standard, such as V(ng), V(na), V(ac), V(axg) or V(axa).
              type: str
              sample: axa
            duration:
              description: For how many seconds it has been connected.
              type: int
              sample: 5401
            rssi:
              description: Strength in dBm of what is received from it.
              type: int
              sample: -66
            signal_level:
              description: The same from V(0) to V(5).
              type: int
              sample: 2
            receive:
              description: What has come from it, with the rate in Mbit/s.
              type: dict
              sample: {rate_mbps: 694.3, packets: 1732, bytes: 1212400}
            transmit:
              description: What has been sent to it, with the rate in Mbit/s.
              type: dict
              sample: {rate_mbps: 407.5, packets: 2784, bytes: 1948800}
    assigned_mesh_ids:
      description: Names of the meshes that the access point controller was given.
      returned: if O(sections) has V(networks), and the router tells them
      type: list
      elements: str
      sample: [yard-mesh, dock-mesh]
    links:
      description: The links between devices, as far as the router knows any.
      returned: if O(sections) has V(links), and the router has the function
      type: list
      elements: dict
      contains:
        link_type:
          description: V(2.4ghz), V(5ghz), V(ethernet) or V(router).
          type: str
          sample: 5ghz
        from:
          description: One end, with rates in Mbit/s and the strength in dBm.
          type: dict
          sample: {serial_number: 2A0B-7C11-D202, transmit_mbps: 830, receive_mbps: 403, signal_level: 2, rssi: -63}
        to:
          description: The other end.
          type: dict
          sample: {serial_number: 2A0B-7C11-D203, transmit_mbps: 403, receive_mbps: 830, signal_level: 3, rssi: -62}
    nodes:
      description: The devices that are linked.
      returned: if O(sections) has V(links), and the router has the function
      type: list
      elements: dict
      contains:
        serial_number:
          description: Serial number.
          type: str
          sample: 2A0B-7C11-D202
        name:
          description: Name.
          type: str
          sample: Yard AP
        hops_to_gateway:
          description: How many hops it is away from the router at least. V(-1) is the router itself.
          type: int
          sample: 1
raw:
  description:
    - What the router answered, as it came.
  returned: if O(raw) is set
  type: dict
  contains:
    networks:
      description: The answer of the function C(status.extap.mesh).
      returned: if it was asked
      type: dict
      sample: {'2': {meshId: dock-mesh, peer: []}, order: [2]}
    links:
      description: The answer of the function C(status.extap.mesh.link), which may be empty.
      returned: if it was asked
      type: dict
      sample: {links: [], nodes: {2A0B-7C11-D201: {name: Gateway, minimumHopCountToGateway: -1}}}
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.mesh import MESH, SECTIONS

MODULE = info_module(MESH, {"sections": {"type": "list", "elements": "str", "choices": list(SECTIONS), "default": list(SECTIONS)}})


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
