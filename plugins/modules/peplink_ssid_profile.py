#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_ssid_profile
short_description: Configure the SSID profiles of a Peplink router
version_added: 0.1.0
description:
  - Configures the SSID profiles of a Peplink or Pepwave router. The module can change profiles, but neither add nor remove them.
  - Reads and compares the configuration, stages the differences, applies once and waits until the router shows the change. If nothing
    differs, nothing is written.
  - An entry of O(config) identifies its profile by O(config[].id) or O(config[].name). If both are set, the profile with that id is renamed.
  - Omitted options leave their settings unchanged.
  - Routers usually show keys in clear text to API clients, so the module compares them. A key that the router masks is treated as
    write-only, and O(unreadable) controls when it is written.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.conditions.health
  - wanfleet.peplink.transaction.incontrol_guard
  - wanfleet.peplink.ssid_profile
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
      - Values that the router does not show are written once and then recorded in O(record_dir). With O(unreadable=always), they are
        written on each run.
notes:
  - The firmware must be 7.1.1 or later. O(config[].frequency) and O(config[].security.private_keys) need a later version.
  - The vendor does not document whether a change of an SSID profile waits for an apply. The module works either way. With O(apply=false),
    the change can still become live.
  - The API cannot configure captive portals.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_mesh
  - module: wanfleet.peplink.peplink_speedfusion_connect_protect
  - module: wanfleet.peplink.peplink_config_apply
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Change the key of an SSID
  wanfleet.peplink.peplink_ssid_profile:
    config:
      - name: Depot
        security:
          key: "{{ vault_ssid_key }}"

- name: Rename a profile, enable it on both bands and assign a VLAN
  wanfleet.peplink.peplink_ssid_profile:
    config:
      - id: 2
        name: Guests
        enable: true
        frequency:
          - 2.4ghz
          - 5ghz
        vlan: 60
        broadcast: true

- name: Use WPA2 only, with fast transition
  wanfleet.peplink.peplink_ssid_profile:
    config:
      - name: Visitors
        security:
          policy: wpa2_personal
          key: "{{ vault_guest_ssid_key }}"
          fast_transition: true

- name: Set private keys for two devices
  wanfleet.peplink.peplink_ssid_profile:
    config:
      - id: 1
        security:
          private_keys:
            - name: till
              key: "{{ vault_till_key }}"
              mac: 00:00:5e:00:53:51
              vlan: 41
            - name: scale
              key: "{{ vault_scale_key }}"

- name: Remove all private keys and use the untagged LAN
  wanfleet.peplink.peplink_ssid_profile:
    config:
      - id: 2
        vlan: none
        security:
          private_keys: []

- name: Change a profile that InControl manages
  wanfleet.peplink.peplink_ssid_profile:
    config:
      - id: 3
        broadcast: false
    allow_incontrol_managed: true
"""

RETURN = r"""
before:
  description:
    - The named profiles before the change, in the order and in the shape of O(config).
    - Holds the options that were asked for, and those that must be written with them. Values that the router does not show are left out.
    - Empty when the task failed before the configuration was read.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 2
      name: Visitors
      enable: false
      vlan: 40
      security: {policy: wpa_wpa2_personal, key: '********'}
after:
  description:
    - The same after the change. In check mode as predicted. After a real run as predicted too, except where the router shows otherwise.
    - After a failure that left everything as it was, the same as before; the task is not changed then.
    - Secrets are masked.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 2
      name: Guests
      enable: true
      frequency: [2.4ghz, 5ghz]
      vlan: 40
      security: {policy: wpa2_personal, key: '********'}
diff:
  description:
    - What changes, for display in diff mode. Only the options that are written. See RV(wanfleet.peplink.peplink_config#module:diff).
  returned: always
  type: dict
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.config_module import config_module
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.ssid_profile import SSID_PROFILE

MODULE = config_module(SSID_PROFILE)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
