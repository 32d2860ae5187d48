#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_facts
short_description: Gather facts of a Peplink router
version_added: 0.1.0
description:
  - Gathers information about a Peplink or Pepwave router as facts of the host.
  - Each subset equals the result of the module of the same name, such as C(wan) and M(wanfleet.peplink.peplink_wan_info), with the same
    structure for every firmware.
  - The module logs in once and reads each function once. Subsets that use the same function share the answer.
  - The module can be the facts module of a play, see the notes and the examples.
options:
  gather_subset:
    description:
      - The subsets to gather. C(firmware), C(wan), C(cellular), C(lan), C(clients), C(vpn), C(mesh), C(ports), C(gpio), C(location),
        C(access_point), C(allowance), C(clock), C(system), C(config).
      - V(min) is the firmware, one request. V(all) is everything.
      - An exclamation mark excludes a subset, such as V(!config). Without any other value, it is excluded from V(all).
      - C(cellular) contains the details of cellular WANs and needs no request in addition to C(wan). C(config) is the configuration as
        M(wanfleet.peplink.peplink_config_info) returns it.
      - C(system) is the name, model and serial number of the router, its load and its uptime. It asks C(status.system.info), which no document of
        the vendor lists. Some routers answer it.
    type: list
    elements: str
    default: [min]
  lite:
    description:
      - Whether to request fewer members of WANs and VPN profiles, which makes the answers smaller. See
        O(wanfleet.peplink.peplink_wan_info#module:lite).
    type: bool
    default: false
  secrets:
    description:
      - V(omit) omits secrets from all subsets.
      - V(include) returns secrets in clear text, as far as the router does. Set C(no_log) on the task. Note that fact caches can write them to
        files.
    type: str
    choices: [omit, include]
    default: omit
  parallel_reads:
    description:
      - Number of functions to read in parallel. V(1) reads one function after the other on one connection.
      - Each additional parallel read opens another connection, which costs a TLS handshake and saves a round trip.
    type: int
    default: 4
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
  - A router may not support the function of a subset, because of its firmware or model. Such a subset is listed in
    RV(ansible_facts.ansible_peplink.unsupported). If O(gather_subset) names it, there is a warning too. If a router supports none of the
    requested subsets, the task fails.
  - All facts are stored in C(ansible_facts.peplink), beside the usual facts of network devices. Facts take precedence over inventory variables,
    and variables such as C(peplink_host) are connection options.
  - A later task replaces C(ansible_facts.peplink) as a whole.
  - No documented function returns the model, serial number or host name of the router. C(ansible_facts.net_model), C(ansible_facts.net_serialnum)
    and C(ansible_facts.net_hostname) need the subset C(system), and exist only for routers that answer C(status.system.info). No
    documented function returns IPv6 addresses.
  - The result contains only facts. M(wanfleet.peplink.peplink_api) and the C(_info) modules also return the requests that were sent.
  - With C(ansible_facts_modules) and C(gather_facts), Ansible runs this as an ordinary module and not through the action plugin of the
    collection. The module then ignores the inventory variables C(peplink_*), so set the connection options in C(module_defaults) or in the
    environment. To keep it on the controller, set C(ansible_connection=local) and
    C(ansible_python_interpreter={{ ansible_playbook_python }}). Ansible does not pass on C(gather_subset) of the play; set
    O(gather_subset) in C(module_defaults) instead. A task, as in the first example, needs none of this and takes a fraction of the time.
  - Values that the router does not report are omitted. Values in an unexpected format are omitted with a warning.
  - Text from the router is returned unmodified, such as names of nearby networks. Escape it where it could do harm.
seealso:
  - module: wanfleet.peplink.peplink_wan_info
  - module: wanfleet.peplink.peplink_config_info
  - module: wanfleet.peplink.peplink_access_point
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Gather the firmware
  wanfleet.peplink.peplink_facts:

- name: Require firmware 8.3 or later
  ansible.builtin.assert:
    that: ansible_facts.net_version is version('8.3', '>=')

- name: Gather what inventories of devices list, as far as the router tells it
  wanfleet.peplink.peplink_facts:
    gather_subset:
      - min
      - system

- name: Show name, model and serial number
  ansible.builtin.debug:
    msg: "{{ [ansible_facts.net_hostname, ansible_facts.net_model, ansible_facts.net_serialnum] }}"
  when: ansible_facts.net_serialnum is defined

- name: Gather WANs, cellular detail and position, one request after the other
  wanfleet.peplink.peplink_facts:
    gather_subset:
      - wan
      - cellular
      - location
    parallel_reads: 1

- name: Show the WANs that are connected
  ansible.builtin.debug:
    msg: "{{ ansible_facts.peplink.wan | selectattr('connected') | map(attribute='name') }}"

- name: Gather everything but the configuration
  wanfleet.peplink.peplink_facts:
    gather_subset:
      - all
      - "!config"

# As the facts module of a play. In the inventory variables of the routers:
#
#   ansible_connection: local
#   ansible_python_interpreter: "{{ ansible_playbook_python }}"
#   ansible_facts_modules: wanfleet.peplink.peplink_facts
#
# and in the play, which then gathers them automatically:
#
#   module_defaults:
#     wanfleet.peplink.peplink_facts:
#       gather_subset: [min, wan]
#       host: "{{ ansible_host }}"
#       client_id: "{{ peplink_client_id }}"
#       client_secret: "{{ peplink_client_secret }}"
#       cert_fingerprint: "{{ peplink_cert_fingerprint }}"
"""

RETURN = r"""
ansible_facts:
  description:
    - The facts, which Ansible adds to those of the host, there without the prefix C(ansible_).
  returned: success
  type: dict
  contains:
    ansible_net_system:
      description: What the device runs.
      type: str
      sample: peplink
    ansible_net_version:
      description: The running firmware.
      returned: if the firmware was gathered
      type: str
      sample: 8.5.2s011 build 5401
    ansible_net_image:
      description: The firmware slot that the router runs from, as Web Admin calls it.
      returned: if the firmware was gathered
      type: str
      sample: Firmware 2
    ansible_net_hostname:
      description: The name of the router.
      returned: if C(system) was gathered and tells it
      type: str
      sample: van
    ansible_net_model:
      description: The model.
      returned: if C(system) was gathered and tells it
      type: str
      sample: MAX BR1 Pro
    ansible_net_serialnum:
      description: The serial number.
      returned: if C(system) was gathered and tells it
      type: str
      sample: 2A0A-1234-ABCD
    ansible_net_interfaces:
      description:
        - The WANs and LANs by their names. An untagged LAN without a name is C(LAN 0). If a name occurs twice, the number is part of the later ones, such as
          V(Fibre (wan 3\)).
        - Each has C(type), and C(ipv4), a list of C(address) and C(subnet), the length of the prefix. A WAN also has C(operstatus), V(up) or V(down),
          C(macaddress) and C(mtu), a LAN its C(vlan), as far as the router tells them.
      returned: if C(wan) or C(lan) was gathered
      type: dict
      sample: {WAN: {type: ethernet, macaddress: '00:00:5e:00:53:01', mtu: 1440, operstatus: up, ipv4: [{address: 203.0.113.70, subnet: '24'}]}}
    ansible_net_all_ipv4_addresses:
      description: The addresses of these.
      returned: if C(wan) or C(lan) was gathered
      type: list
      elements: str
      sample: [203.0.113.70, 192.168.50.1]
    ansible_net_gather_subset:
      description: The subsets that were gathered.
      type: list
      elements: str
      sample: [firmware, wan]
    ansible_peplink:
      description: The subsets by name, as far as they were asked for and the router has them.
      type: dict
      contains:
        firmware:
          description: As in RV(wanfleet.peplink.peplink_firmware_info#module:firmware).
          type: list
          elements: dict
          sample: [{id: 2, version: 8.5.2s011 build 5401, running: true, bootable: true}]
        wan:
          description: As in RV(wanfleet.peplink.peplink_wan_info#module:wan), without the cellular detail.
          type: list
          elements: dict
          sample: [{id: 1, name: WAN, type: ethernet, enable: true, connected: true, ip: 203.0.113.70}]
        cellular:
          description:
            - The cellular WANs. Number, name and RV(wanfleet.peplink.peplink_wan_info#module:wan[].connected), together with the detail that is
              in RV(wanfleet.peplink.peplink_wan_info#module:wan[].cellular).
          type: list
          elements: dict
          sample: [{id: 2, name: Cellular, connected: true, mobile_type: LTE, signal_level: 3}]
        lan:
          description: As in RV(wanfleet.peplink.peplink_lan_info#module:lan).
          type: list
          elements: dict
          sample: [{id: 0, ip: 192.168.50.1, mask: 24}]
        clients:
          description: As in RV(wanfleet.peplink.peplink_client_info#module:clients), at most 1000.
          type: list
          elements: dict
          sample: [{ip: 192.168.50.20, mac: '00:00:5e:00:53:41', name: till, active: true}]
        vpn:
          description: As in RV(wanfleet.peplink.peplink_vpn_info#module:vpn), the profiles and peers.
          type: dict
          sample: {profiles: [{id: 2, name: HQ}], peers: [{peer_id: 2-1, name: HQ hub, status: connected}]}
        mesh:
          description: As in RV(wanfleet.peplink.peplink_mesh_info#module:mesh).
          type: dict
          sample: {networks: [{id: 1, mesh_id: yard-mesh}]}
        ports:
          description: As in RV(wanfleet.peplink.peplink_port_info#module:ports).
          type: dict
          sample: {lan: [{id: 1, name: LAN 1, link_up: true}]}
        gpio:
          description: As in RV(wanfleet.peplink.peplink_gpio_info#module:gpio), the inputs and outputs.
          type: dict
          sample: {inputs: [{id: 1, name: Ignition, type: digital_input, enable: true, state: 1}]}
        location:
          description: As in RV(wanfleet.peplink.peplink_location_info#module:location).
          type: dict
          sample: {fix: true, latitude: 52.814503, longitude: 4.381566}
        access_point:
          description: Whether the router has an access point, and if so, whether it is on and goes off without Internet.
          type: dict
          sample: {supported: true, enabled: true, wan_dependent: false}
        allowance:
          description: What the WANs used of their data allowances, as in RV(wanfleet.peplink.peplink_wan_info#module:wan[].allowance).
          type: list
          elements: dict
          sample: [{id: 1, enable: true, usage_mb: 2451, limit_mb: 51200, percent: 4, start: 1}]
        clock:
          description: The clock of the router, in seconds since 1970.
          type: dict
          sample: {time: 1795572933}
        system:
          description: Name, model, serial number, load of the processor in percent and uptime in seconds, as far as the router tells them.
          type: dict
          sample: {name: van, model: MAX BR1 Pro, serial_number: 2A0A-1234-ABCD, cpu_percent: 7, uptime: 86400}
        config:
          description: As in RV(wanfleet.peplink.peplink_config_info#module:config).
          type: dict
          sample: {wan_priorities: [{id: 1, name: WAN, enable: true, priority: 1}]}
        unsupported:
          description: The subsets that this router lacks, and sections of the configuration as C(config.ports).
          returned: always
          type: list
          elements: str
          sample: [ports, config.ports]
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._facts.facts import FACTS

MODULE = FACTS


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
