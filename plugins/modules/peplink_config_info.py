#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_config_info
short_description: Read the configuration of a Peplink router
version_added: 0.1.0
description:
  - Returns the configuration of a Peplink or Pepwave router in the format of M(wanfleet.peplink.peplink_config).
  - You can use the result as input of that module, or save it as host variables. Applied to the same router, it changes nothing.
  - The result contains what the router shows. It never contains write-only options or secrets that the router masks.
  - The module logs in once and reads each function once. Sections that use the same function share the answer.
options:
  sections:
    description:
      - The sections to read, by default all that the router supports.
      - If you name a section that the router does not support, the task fails. By default, such sections are listed in RV(unsupported).
    type: list
    elements: str
    choices: [wan_connections, wan_priorities, ssid_profiles, mesh_profiles, speedfusion_connect_protect, gpios, ports]
  secrets:
    description:
      - V(omit) omits secrets, and entries that are useless without them, such as private keys of an SSID.
      - V(include) returns secrets in clear text. Set C(no_log) on the task.
      - Values that the router masks or never shows are absent in both cases.
    type: str
    choices: [omit, include]
    default: omit
  parallel_reads:
    description:
      - Number of functions to read in parallel. V(1) reads one function after the other on one connection.
      - Each additional parallel read opens another connection, which costs a TLS handshake and saves a round trip.
    type: int
    default: 4
  raw:
    description:
      - Whether to also return the answers of the router as they came, in RV(raw). They can be the
        O(wanfleet.peplink.peplink_config#module:running_config) of a later task. O(secrets) applies to them.
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
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
  - The API reads GPIO pins with a POST of an empty list, which changes nothing but requires write permission. Without this permission, they
    are omitted with a warning, or the task fails if O(sections) names them.
  - Some firmware 8.5 versions do not allow API clients of scope C(api.read-only) to read the configuration.
  - The vendor does not document whether a router shows its running configuration or pending changes.
  - RV(config.wan_connections) includes everything in RV(config.wan_priorities). One of the two is enough as input.
  - Existing entries do not need an omitted secret. New entries do, such as the passphrase of a mesh.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_api
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the configuration
  wanfleet.peplink.peplink_config_info:
  register: router

- name: Create the directory for host variables
  ansible.builtin.file:
    path: "{{ inventory_dir }}/host_vars"
    state: directory
    mode: "0700"
  delegate_to: localhost

- name: Save the configuration as host variables
  ansible.builtin.copy:
    content: "{{ {'router_config': router.config} | to_nice_yaml(indent=2) }}"
    dest: "{{ inventory_dir }}/host_vars/{{ inventory_hostname }}.yml"
    mode: "0600"
  delegate_to: localhost

- name: Configure the router from its host variables
  wanfleet.peplink.peplink_config:
    wan_connections: "{{ router_config.wan_connections }}"
    ssid_profiles: "{{ router_config.ssid_profiles | default(omit) }}"
    mesh_profiles: "{{ router_config.mesh_profiles | default(omit) }}"
    speedfusion_connect_protect: "{{ router_config.speedfusion_connect_protect | default(omit) }}"
    gpios: "{{ router_config.gpios | default(omit) }}"
    ports: "{{ router_config.ports | default(omit) }}"

- name: Read the SSIDs and the meshes with their keys
  wanfleet.peplink.peplink_config_info:
    sections:
      - ssid_profiles
      - mesh_profiles
    secrets: include
  no_log: true
  register: with_secrets

- name: Read one function after the other, for a router that allows few connections
  wanfleet.peplink.peplink_config_info:
    parallel_reads: 1
"""

RETURN = r"""
config:
  description:
    - The configuration, by section. Each section is a list in the shape of the option of M(wanfleet.peplink.peplink_config).
    - Sections that the router does not have, or that were not asked for, are not there. A section of which it has no entries is empty.
    - When the task failed, it may be incomplete.
  returned: always
  type: dict
  contains:
    wan_connections:
      description:
        - The WANs, in the shape of the option C(config) of M(wanfleet.peplink.peplink_wan_connection).
      returned: if the router has it, and O(sections) does not leave it out
      type: list
      elements: dict
      sample:
        - id: 1
          name: WAN
          enable: true
          priority: 1
          method: {type: dhcp, hostname: ''}
          mtu: auto
    wan_priorities:
      description:
        - The WANs once more, in the shape of the option C(config) of M(wanfleet.peplink.peplink_wan_priority).
      returned: if the router has it, and O(sections) does not leave it out
      type: list
      elements: dict
      sample:
        - id: 1
          name: WAN
          enable: true
          priority: 1
    ssid_profiles:
      description:
        - The SSID profiles, in the shape of the option C(config) of M(wanfleet.peplink.peplink_ssid_profile).
      returned: if the router has it, and O(sections) does not leave it out
      type: list
      elements: dict
      sample:
        - id: 1
          name: Depot
          enable: true
          frequency: [2.4ghz, 5ghz]
          vlan: none
          broadcast: true
          security: {policy: wpa2_personal, fast_transition: false}
    mesh_profiles:
      description:
        - The mesh profiles, in the shape of the option C(config) of M(wanfleet.peplink.peplink_mesh).
      returned: if the router has it, and O(sections) does not leave it out
      type: list
      elements: dict
      sample:
        - id: 1
          mesh_id: yard-mesh
          enable: true
          frequency_band: 5ghz
          profile_ids: [1]
    speedfusion_connect_protect:
      description:
        - The clients and access points, in the shape of the option C(config) of
          M(wanfleet.peplink.peplink_speedfusion_connect_protect).
      returned: if the router has it, and O(sections) does not leave it out
      type: list
      elements: dict
      sample:
        - mac: 00:00:5e:00:53:41
          city_code: AMS
        - ssid: Depot-AMS
          city_code: AMS
          reference_ssid: Depot
    gpios:
      description:
        - The GPIO pins, in the shape of the option C(config) of M(wanfleet.peplink.peplink_gpio).
      returned: if the router has it, and O(sections) does not leave it out
      type: list
      elements: dict
      sample:
        - id: 1
          name: Ignition
          enable: true
          type: digital_input
          mode: ignition_sensing
          delay: 5
    ports:
      description:
        - The ports, in the shape of the option C(config) of M(wanfleet.peplink.peplink_port).
      returned: if the router has it, and O(sections) does not leave it out
      type: list
      elements: dict
      sample:
        - module_type: frontPanel
          module_id: '1'
          port_id: lan_1
          settings: {enable: true, name: LAN 1}
unsupported:
  description:
    - Sections that this router does not have, because of its firmware or model. Always empty when O(sections) is given.
  returned: always
  type: list
  elements: str
  sample: [ports]
raw:
  description:
    - The answers of the router, by function.
  returned: if O(raw=true)
  type: dict
  sample: {config.mesh: {'1': {meshId: yard-mesh, enable: true}, order: [1]}}
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.config_info import CONFIG_INFO

MODULE = CONFIG_INFO


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
