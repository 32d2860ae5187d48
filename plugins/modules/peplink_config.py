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
  - Configures WANs, priorities, SSID profiles, meshes, SpeedFusion Connect Protect, GPIO pins and ports of a Peplink or Pepwave router with
    one task, one login, one apply and one verification.
  - Each section is an option, a list in the format of the option C(config) of the module for that section. The module does not change
    omitted and empty sections, unless O(states) says otherwise. Set at least one section, here or in O(intent).
  - The module reads each required API function once. Sections that use the same function (O(wan_connections) and O(wan_priorities)) share
    the answer. It then stages all differences, entries that others refer to first. If nothing differs, it writes nothing.
  - If any section is invalid, nothing is written. Later failures are handled for all sections together, see O(on_failure) and
    O(revert_on_failure).
  - Omitted options leave their settings unchanged. To clear a setting, use a keyword such as V(auto) or V(none), an empty
    list or an empty mapping, as described for the option.
  - Some options are write-only, because the router never shows them. O(unreadable) controls when they are written.
  - You can use the result of M(wanfleet.peplink.peplink_config_info) as input. The module then changes nothing.
options:
  state:
    description:
      - V(merged) configures the router. O(states) says what the lists of single sections mean.
      - V(rendered) shows the requests for the intent in RV(rendered), as a router would get them if it had other values everywhere. With
        O(firmware), as one of that firmware would.
      - V(parsed) turns recorded answers of a router, given as O(running_config), into an intent in RV(parsed), which equals C(config) of
        M(wanfleet.peplink.peplink_config_info).
      - V(rendered) and V(parsed) contact no router, need no connection options and change nothing. They check the options as
        O(validate_only=true) does.
    type: str
    choices: [merged, rendered, parsed]
    default: merged
  running_config:
    description:
      - For O(state=parsed), the answers of a router. A recording of M(wanfleet.peplink.peplink_probe), C(raw) of
        M(wanfleet.peplink.peplink_config_info), or a mapping of functions to their answers, such as C(response) of
        M(wanfleet.peplink.peplink_api). Also as JSON text.
      - Of a recording, the first answer of each function counts.
    type: raw
  firmware:
    description:
      - For O(state=rendered), the firmware of the router, such as V(8.3.0). What it does not have fails the task, or is omitted with
        O(unsupported=skip). By default, any firmware.
    type: str
  intent:
    description:
      - The desired state as one mapping instead of separate options. It contains the sections, O(states) and O(health) of this module, as
        returned by P(wanfleet.peplink.merge_config#filter), or C(config) of M(wanfleet.peplink.peplink_config_info).
      - Do not set a member of the mapping as an option as well.
      - Ansible evaluates a templated intent once, not once for each section.
    type: dict
  layers:
    description:
      - Names of variables that are layers of the intent. The action plugin merges them as the filter P(wanfleet.peplink.merge_config#filter) does,
        instead of O(intent). An error names the variable and the path in it. With C(-v), the names are shown.
      - If a variable of the router looks like a misspelt layer, or like a misspelt option of a role of this collection, there is a warning.
    type: list
    elements: str
  states:
    description:
      - The meaning of the list of a section, for sections whose entries can be added and removed. Has no effect on omitted sections.
      - V(merged) adds or changes the listed entries and removes nothing.
      - V(overridden) also removes all other entries. It requires O(allow_delete), and O(max_deletions) limits it for all sections together.
        Only with this state can the list be empty, which removes all entries.
      - V(deleted) removes the listed entries. Missing entries are no change. Only the key of an entry is used, its other options are ignored.
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
      - What to do with a section that the router does not support, because of its firmware or model, and with an option that is too new for
        its firmware or takes Wi-Fi that the model does not have.
      - V(fail) fails the task before anything is written, in check mode too.
      - V(skip) omits the section or the option with a warning that names it, also from RV(before) and RV(after). A section whose entries can
        only be changed, such as O(ssid_profiles), is not supported by a router that has no such entry.
    type: str
    choices: [fail, skip]
    default: fail
  validate_only:
    description:
      - Whether to only check the options. The module does not contact the router and compares nothing.
      - This checks names, types, choices, ranges and forms of all options, and what contradicts itself. Whether an entry exists on the router
        and whether its firmware and model support a setting, only the router knows.
      - Use it to check the intents of a whole fleet before you write to any router.
    type: bool
    default: false
  parallel_reads:
    description:
      - Number of functions to read in parallel. V(1) reads one function after the other on one connection.
      - Each additional parallel read opens another connection, which costs a TLS handshake and saves a round trip.
    type: int
    default: 4
  ask_firmware:
    description:
      - Whether to read the firmware version of the router for RV(device). This takes one additional request.
    type: bool
    default: false
  planned:
    description:
      - The entry of this router in a saved plan, as P(wanfleet.peplink.read_plan#filter) gives it. The module then makes only the changes of the
        plan, and the task fails with the error V(stale) before anything is staged if anything else is to be done, in check mode too.
      - It is stale if the intent is not the one that was planned, if a setting that is to be changed is not as it was when it was planned, or if
        a change is not in the plan. The message names the settings. Make a new plan then.
      - It is not stale if changes of the plan are in place already, or if settings differ that the intent does not name.
      - Secrets are not in a plan, and a secret that cannot be compared does not make it stale. A value that the router does not show is written
        only if the plan says so. Otherwise there is a warning.
      - Another firmware than in the plan is a warning, with O(ask_firmware=true). No function returns the serial number, so another router at
        the same address is only noticed by its settings.
      - With O(preexisting_changes=discard), pending changes are discarded before the comparison. Ignored with O(validate_only=true).
    type: dict
    suboptions:
      address:
        description:
          - Host and port of the router when it was planned. For people.
        type: str
      firmware:
        description:
          - Firmware of the router when it was planned.
        type: str
      status:
        description:
          - Status of the router when it was planned. For people.
        type: str
      intent:
        description:
          - Fingerprint of the intent that was planned.
        type: str
      changes:
        description:
          - The changes.
        type: list
        elements: dict
        required: true
        suboptions:
          section:
            description:
              - Section of the intent.
            type: str
            required: true
          item:
            description:
              - The item, as in RV(comparison).
            type: str
            required: true
          option:
            description:
              - The setting of the item. Not set for an item that is to be added or removed.
            type: str
          before:
            description:
              - What the router showed.
            type: raw
          after:
            description:
              - What was asked for.
            type: raw
          unseen:
            description:
              - Whether the router does not show the setting. It is written without values in the plan.
            type: bool
            default: false
      unsupported:
        description:
          - Sections of the intent that the router did not have when it was planned. For people.
        type: list
        elements: str
      error:
        description:
          - Why the router could not be planned, or what refused the changes. For people.
        type: dict
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.conditions.health
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
      - Shows the values that change. Secrets are masked; a new secret is marked as changed.
  idempotent:
    support: full
    details:
      - Write-only values are written once and then recorded in O(record_dir). With O(unreadable=always), they are written on each run.
notes:
  - O(wan_connections) and O(wan_priorities) have common options (O(wan_connections[].enable) and O(wan_connections[].priority)). If their
    values differ for the same WAN, the task fails.
  - When O(wan_connections) renames a WAN, O(wan_priorities), O(health) and O(management_wan) can refer to it by its new name, in the first
    run too. The old name works as well, but only until the WAN is renamed.
  - Required firmware versions are O(ssid_profiles) 7.1.1, O(wan_connections), O(wan_priorities) and O(gpios) 8.1.1,
    O(speedfusion_connect_protect) 8.3.0, O(mesh_profiles) 8.3.2, O(ports) 8.5.2. See the modules of the sections.
  - The API reads O(gpios) with a POST of an empty list, which changes nothing. Therefore reading them requires write permission, in check
    mode too.
  - The vendor does not document whether changes of other sections than O(wan_connections) and O(wan_priorities) wait for an apply. The
    module works either way. With O(apply=false), such changes can still become live.
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
- name: Configure a router, and revert the change if the links or the VPN do not come up
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

- name: Discard pending changes of others and skip unsupported sections, in a pipeline
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

- name: Show what a router of firmware 8.3.0 would be told
  wanfleet.peplink.peplink_config:
    state: rendered
    firmware: 8.3.0
    wan_connections:
      - id: 1
        mtu: 1400
  register: intent

- name: Read the intent of a recorded router
  wanfleet.peplink.peplink_config:
    state: parsed
    running_config: "{{ lookup('ansible.builtin.file', 'recording.json') }}"
  register: recorded

- name: Replace all meshes and Connect Protect entries, but never remove more than five
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
rendered:
  description:
    - The requests that stage the intent, in their order. Secrets are masked. The login, and the request that applies what is staged, are not
      among them.
    - A real run sends less, as it compares first, and adds what the router wants along with a change and shows, such as the bands of an SSID
      profile.
  returned: with O(state=rendered)
  type: list
  elements: dict
  contains:
    method:
      description: The method of HTTP.
      type: str
      sample: POST
    function:
      description: The function of the Router API.
      type: str
      sample: config.wan.connection
    body:
      description: The body.
      type: dict
      sample: {action: update, list: [{id: 1, physical: {mtu: 1400}}]}
  sample: [{method: POST, function: config.wan.connection, body: {action: update, list: [{id: 1, physical: {mtu: 1400}}]}}]
unknown:
  description:
    - What takes the router to know, a sentence for each, which is a warning as well. The number of an entry that is given by its name, which is null
      in the body. What a request needs along that the intent does not give, so that the setting is left out. The entries that
      V(overridden) would remove. What the firmware does not have, with O(unsupported=skip).
  returned: with O(state=rendered)
  type: list
  elements: str
  sample: ['wan_connections[entry 1]: only the router knows the id of the WAN of this name, which is null here.']
parsed:
  description:
    - The intent, by section, as C(config) of M(wanfleet.peplink.peplink_config_info). Secrets are omitted. Applied to that router, it changes nothing.
  returned: with O(state=parsed)
  type: dict
  sample: {wan_priorities: [{id: 1, name: WAN, enable: true, priority: 1}]}
missing:
  description:
    - The sections that the answers do not tell.
  returned: with O(state=parsed)
  type: list
  elements: str
  sample: [ports]
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
    - After a failure that left everything as it was, the same as before; the task is not changed then.
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
    - What changes, for display in diff mode, as YAML. One mapping per WAN, profile, entry, pin or port, only the options that are written.
  returned: always
  type: dict
  contains:
    before:
      description: The values before, by item. Values that the router does not show are left out.
      type: str
      sample: |
        WAN 1 (WAN):
          id: 1
          name: WAN
          priority: 1
    after:
      description: The values after, by item.
      type: str
      sample: |
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
        - The settings that cannot be compared, because the router does not show them. Each has C(item), C(option), C(remembered), and
          C(written), whether this task writes it.
        - C(remembered) is V(true) when O(record_dir) says that this very value was the last one written from here. It is never looked up
          with O(unreadable=always) or O(unreadable=never).
      type: list
      elements: dict
      sample: [{item: WAN 2 (Cellular), option: cellular.sims.1, remembered: true, written: false}]
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
