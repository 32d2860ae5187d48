#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_config
short_description: Configure a Peplink router in one transaction
version_added: 0.1.0
description:
  - Brings WANs, priorities, SSID profiles, meshes, SpeedFusion Connect Protect, GPIO pins and ports of a Peplink or Pepwave router to the
    settings that are given. One task, one login, one apply, one verification.
  - Each section is an option, a list in the shape that the option C(config) of the section's own module has. Sections that are left out are
    left alone, and so are empty ones, unless O(states) says otherwise. At least one must be given, here or in O(intent).
  - Every function that the sections rest on is read once. Sections that share one (O(wan_connections) and O(wan_priorities)) share the
    answer. All differences are then staged, in an order in which what others refer to comes first. When nothing differs, nothing is
    written.
  - If anything is wrong with any section, nothing is written at all. Failures later on are handled for all sections together, see
    O(on_failure) and O(revert_on_failure).
  - An option that is left out leaves the setting as it is. Settings are cleared with words such as V(auto) and V(none), or with an empty
    list or an empty mapping. The option says which.
  - Some options can only be written, because the router never shows them. They are marked as write-only. O(unreadable) says when they are
    written.
  - What M(wanfleet.peplink.peplink_config_info) returns can be fed back. The module then changes nothing.
options:
  intent:
    description:
      - What the router shall be, in one piece instead of option by option. A mapping that holds sections, O(states) and O(health) as this module
        has them, such as P(wanfleet.peplink.merge_config#filter) gives, or C(config) of M(wanfleet.peplink.peplink_config_info).
      - What is in it cannot be given beside it as well.
      - A variable that has to be computed is computed once then, not once for each section.
    type: dict
  states:
    description:
      - What the list of a section means, for sections that can be added to. Only counts for sections that are given.
      - V(merged) adds or changes what is named. Nothing is removed.
      - V(overridden) also removes what is not named. That needs O(allow_delete), and O(max_deletions) limits it for all sections together.
        Only here the list may be empty, which removes everything.
      - V(deleted) removes what is named. What is not there is no change. Only what names an entry counts, its other options are ignored.
    type: dict
    suboptions:
      mesh_profiles:
        description:
          - State of O(mesh_profiles).
        type: str
        choices: [merged, overridden, deleted]
        default: merged
      speedfusion_connect_protect:
        description:
          - State of O(speedfusion_connect_protect). Clients and access points count together.
        type: str
        choices: [merged, overridden, deleted]
        default: merged
  unsupported:
    description:
      - What to do with a section that the router does not have, because of its firmware or model.
      - V(fail) refuses the task before anything is written, in check mode too.
      - V(skip) leaves the section out with a warning. RV(before) and RV(after) are then without it. An option that is too new for the
        firmware, in a section that the router has, still fails.
    type: str
    choices: [fail, skip]
    default: fail
  validate_only:
    description:
      - Whether to check the options only, their names, types and choices. The router is not reached and nothing is compared.
      - For a first look at a whole fleet, before anything is written to one of its routers.
    type: bool
    default: false
  parallel_reads:
    description:
      - How many functions are read at the same time. V(1) reads one after the other on one connection.
      - Each further one opens a connection of its own. That costs a TLS handshake and saves a round trip.
    type: int
    default: 4
  ask_firmware:
    description:
      - Whether to ask the router for its firmware, so that RV(device) has it. That is one more request.
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.transaction.wan_guards
  - wanfleet.peplink.transaction.incontrol_guard
  - wanfleet.peplink.transaction.deletion_guard
  - wanfleet.peplink.wan_connection.section
  - wanfleet.peplink.wan_priority.section
  - wanfleet.peplink.ssid_profile.section
  - wanfleet.peplink.mesh.section
  - wanfleet.peplink.connect_protect.section
  - wanfleet.peplink.gpio.section
  - wanfleet.peplink.port.section
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - Shows the values that change. Secrets are masked, and one that replaces another is marked as changed.
  idempotent:
    support: full
    details:
      - Write-only values are written once and then remembered in O(record_dir). With O(unreadable=always) they are
        written on each run.
notes:
  - O(wan_connections) and O(wan_priorities) can set the same thing (O(wan_connections[].enable) and O(wan_connections[].priority)). If
    they want different values for the same WAN, the task is refused.
  - When a WAN is renamed through O(wan_connections), O(wan_priorities) must name it by its number alone, or by the name that it still has.
  - Firmware needed. O(ssid_profiles) 7.1.1, O(wan_connections), O(wan_priorities) and O(gpios) 8.1.1, O(speedfusion_connect_protect) 8.3.0,
    O(mesh_profiles) 8.3.2, O(ports) 8.5.2. The modules of the sections say more about them.
  - O(gpios) are read by a POST with an empty list, which changes nothing. Therefore reading them takes the right to write, in check mode
    too.
  - The vendor does not document whether changes of other sections than O(wan_connections) and O(wan_priorities) wait for an apply. The
    module works either way. With O(apply=false) such changes may be live all the same.
seealso:
  - module: wanfleet.peplink.peplink_config_info
  - module: wanfleet.peplink.peplink_config_apply
  - module: wanfleet.peplink.peplink_wan_connection
  - module: wanfleet.peplink.peplink_wan_priority
  - module: wanfleet.peplink.peplink_ssid_profile
  - module: wanfleet.peplink.peplink_mesh
  - module: wanfleet.peplink.peplink_speedfusion_connect_protect
  - module: wanfleet.peplink.peplink_gpio
  - module: wanfleet.peplink.peplink_port
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Bring a router to its standard, and go back if the links or the VPN do not come up
  wanfleet.peplink.peplink_config:
    wan_connections:
      - id: 1
        name: Fibre
        method:
          type: static_ip
          ip: 198.51.100.10
          mask: 29
          gateway: 198.51.100.9
        dns:
          auto: false
          servers:
            - 192.0.2.53
            - 192.0.2.54
        health_check:
          enable: true
          method: ping
          hosts:
            - 192.0.2.1
            - 192.0.2.2
          timeout_ms: 4000
          interval: 20
      - id: 2
        cellular:
          sims:
            - id: 1
              carrier_selection: []
              operator:
                apn: fleet.example
                username: fleet
                password: "{{ vault_apn_password }}"
    wan_priorities:
      - id: 1
        priority: 1
      - id: 2
        priority: 2
      - id: 3
        enable: false
    ssid_profiles:
      - id: 1
        name: Crew
        enable: true
        frequency:
          - 2.4ghz
          - 5ghz
        vlan: none
        security:
          policy: wpa2_personal
          key: "{{ vault_ssid_key }}"
      - id: 2
        name: Guests
        enable: true
        frequency:
          - 2.4ghz
        vlan: 40
        broadcast: true
        security:
          policy: wpa2_personal
          key: "{{ vault_guest_ssid_key }}"
    mesh_profiles:
      - mesh_id: yard-mesh
        enable: true
        passphrase: "{{ vault_mesh_passphrase }}"
        frequency_band: 5ghz
        profile_ids:
          - 1
    health:
      connected_wans:
        - Fibre
      min_connected_wans: 2
      connected_vpn_peers:
        - HQ hub
    verify_timeout: 120
    revert_on_failure: true

- name: In a pipeline, drop what others left pending and pass over what a model does not have
  wanfleet.peplink.peplink_config:
    wan_priorities:
      - id: 1
        priority: 2
      - id: 2
        priority: 1
    gpios:
      - id: 1
        enable: true
        type: digital_input
        mode: ignition_sensing
        delay: 20
    ports:
      - module_type: frontPanel
        module_id: 1
        port_id: lan_2
        settings:
          enable: false
    unsupported: skip
    preexisting_changes: discard

- name: Have exactly these meshes and Connect Protect entries, but never remove more than five
  wanfleet.peplink.peplink_config:
    mesh_profiles:
      - mesh_id: deck-mesh
        passphrase: "{{ vault_mesh_passphrase }}"
        frequency_band: 5ghz
        profile_ids:
          - 1
    speedfusion_connect_protect:
      - mac: 00:00:5e:00:53:41
        city_code: auto
      - ssid: Depot-FRA
        reference_ssid: Depot
        city_code: FRA
    states:
      mesh_profiles: overridden
      speedfusion_connect_protect: overridden
    allow_delete: true
    max_deletions: 5
"""

RETURN = r"""
before:
  description:
    - What was named before the change, by section. Each section is a list in the shape of its option, in the order of that option.
    - Entries that are to be added are not there yet. With the state V(overridden) those that are to be removed are listed too.
    - Holds the options that were asked for, and those that must be written with them. All that the router shows of entries that are to be
      removed. Values that the router does not show are left out.
    - Empty when the task failed before the configuration was read.
  returned: always
  type: dict
  sample:
    wan_priorities:
      - id: 1
        name: WAN
        priority: 1
    mesh_profiles: []
after:
  description:
    - The same after the change. In check mode as predicted. After a real run as predicted too, except where the router shows otherwise.
    - Entries that were added are there, those that were removed are not.
    - Secrets are masked.
  returned: always
  type: dict
  sample:
    wan_priorities:
      - id: 1
        name: WAN
        priority: 2
    mesh_profiles:
      - id: 3
        mesh_id: deck-mesh
        frequency_band: 5ghz
        passphrase: '********'
diff:
  description:
    - What changes, for display in diff mode. One mapping per WAN, profile, entry, pin or port, only the options that are written.
  returned: always
  type: dict
  contains:
    before:
      description: The values before, by item. Values that the router does not show are left out.
      type: dict
      sample:
        WAN 1 (WAN):
          id: 1
          name: WAN
          priority: 1
    after:
      description: The values after, by item.
      type: dict
      sample:
        WAN 1 (WAN):
          id: 1
          name: WAN
          priority: 2
        mesh profile 3 (deck-mesh):
          id: 3
          mesh_id: deck-mesh
          frequency_band: 5ghz
          passphrase: '********'
comparison:
  description:
    - How the router differed from what was asked for, by section, as data for audits. What M(wanfleet.peplink.peplink_config) writes
      beside that, because the router takes one setting only together with another, is not in it.
    - Empty when the task failed before everything was read. A task that a guard refuses has it.
  returned: always
  type: dict
  contains:
    supported:
      description: Whether the router has the section. V(false) only with O(unsupported=skip).
      type: bool
      sample: true
    different:
      description:
        - The settings that differ. Each has C(item), C(option) (the path within the item), C(before) (what the router shows) and C(after)
          (what was asked for). Secrets are masked.
        - For an item that is to be added or removed C(option) is null, and so is C(before) or C(after).
      type: list
      elements: dict
      sample: [{item: WAN 1 (WAN), option: priority, before: 1, after: 2}]
    unknown:
      description:
        - The settings that cannot be compared, because the router does not show them. Each has C(item), C(option), and C(remembered).
        - C(remembered) is V(true) when O(record_dir) says that this very value was the last one written from here. It is never looked up
          with O(unreadable=always) or O(unreadable=never).
      type: list
      elements: dict
      sample: [{item: WAN 2 (Cellular), option: cellular.sims.1, remembered: true}]
  sample:
    wan_priorities:
      supported: true
      different: [{item: WAN 1 (WAN), option: priority, before: 1, after: 2}]
      unknown: []
staged:
  description:
    - Whether changes were staged on the router.
  returned: always
  type: bool
  sample: true
applied:
  description:
    - Whether the router applied its pending configuration.
    - V(true) with RV(staged=false) means that what an earlier run had left pending was applied.
  returned: always
  type: bool
  sample: true
reverted:
  description:
    - Whether the former configuration is back, but for what the error message names. V(false) means that reverting failed as well.
  returned: when O(verify) or O(health) failed, O(revert_on_failure=true) and the router still answered
  type: bool
  sample: true
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.config import CONFIG

MODULE = CONFIG


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
