#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wan_connection
short_description: Configure the WAN connections of a Peplink router
version_added: 0.1.0
description:
  - Configures the WANs of a Peplink or Pepwave router. The module can change WANs, but neither create nor remove them.
  - Reads and compares the configuration, stages the differences, applies once and waits until the router shows the change. If nothing
    differs, nothing is written.
  - An entry of O(config) identifies its WAN by O(config[].id) or O(config[].name). If both are set, the WAN with that id is renamed.
  - Omitted options leave their settings unchanged. To clear a setting, use a keyword such as V(auto) or V(none), an empty
    list or an empty mapping, as described for the option.
  - The order of lists does not matter, except for O(config[].dns.servers). A list always replaces the whole setting, and entries that are not
    in the list are removed from the router.
  - Some options are write-only, because the router never shows them. O(unreadable) controls when they are written.
  - You can use the configuration that a router shows as input. The module then changes nothing.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.conditions.health
  - wanfleet.peplink.transaction.wan_guards
  - wanfleet.peplink.wan_connection
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
  - The firmware must be 8.1.1 or later. For firmware that cannot read the WAN configuration (8.1.1), the module compares the status of the WANs
    instead. In this case, only the name, O(config[].enable), O(config[].priority), O(config[].group_set), O(config[].routing_mode), the type of
    O(config[].method) with a static address, O(config[].mtu), O(config[].mss) and O(config[].bandwidth_allowance_monitor) are readable.
    Everything else is treated as write-only.
  - M(wanfleet.peplink.peplink_wan_priority) sets O(config[].enable) and O(config[].priority) as well, through another function of the
    router. Use one of the two for a WAN.
  - A port that is used as a LAN port supports only O(config[].name) and O(config[].enable).
  - If a WAN of this kind does not support an option, the task fails before anything is written.
  - Some firmware 8.5 versions do not allow API clients of scope C(api.read-only) to read the configuration, in check mode too.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_wan_priority
  - module: wanfleet.peplink.peplink_config_apply
  - module: wanfleet.peplink.peplink_api
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Configure a static address
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
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

- name: Configure a WAN with connection options in the task instead of the inventory
  wanfleet.peplink.peplink_wan_connection:
    host: "{{ ansible_host }}"
    port: "{{ peplink_port | default(443) }}"
    client_id: "{{ vault_client_id }}"
    client_secret: "{{ vault_client_secret }}"
    cert_fingerprint: "{{ vault_cert_fingerprint }}"
    config:
      - id: 1
        method:
          type: static_ip
          ip: 198.51.100.10
          mask: 29
          gateway: 198.51.100.9

- name: Use PPPoE with a suitable MTU
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        method:
          type: pppoe
          username: line7@provider.example
          password: "{{ vault_pppoe_password }}"
        mtu: 1492

- name: Ping two addresses every 20 seconds as a health check
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        health_check:
          enable: true
          method: ping
          hosts:
            - 192.0.2.1
            - 192.0.2.2
          timeout_ms: 4000
          interval: 20
          retry: 5
          recovery: 5

- name: Set the bandwidth of two links and limit the traffic of one
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        bandwidth:
          upload_kbps: 40000
          download_kbps: 200000
      - name: Cellular
        bandwidth_allowance_monitor:
          enable: true
          action:
            - email
            - disconnect
          start: 1
          monthly_allowance_mb: 51200

- name: Configure both SIMs with automatic carrier selection
  wanfleet.peplink.peplink_wan_connection:
    config:
      - name: Cellular
        cellular:
          sim_card_scheme: both
          preferred_sim: 1
          sims:
            - id: 1
              carrier_selection: []
              operator:
                apn: fleet.example
                username: fleet
                password: "{{ vault_apn_password }}"
              sim_pin: "{{ vault_sim_pin }}"
            - id: 2
              carrier_selection: []
              roaming:
                enable: true

- name: Write the SIM settings on each run, for example after replacing the router
  wanfleet.peplink.peplink_wan_connection:
    config:
      - name: Cellular
        cellular:
          sims:
            - id: 1
              carrier_selection: []
              roaming:
                enable: false
    unreadable: always

- name: Tune the radio of a Wi-Fi WAN
  wanfleet.peplink.peplink_wan_connection:
    config:
      - name: Wi-Fi WAN
        wifi:
          channel_width: 20_40mhz
          power: high
          signal_threshold:
            rssi: [-80]

- name: Rename a WAN
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        name: Fibre

- name: Clear settings
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        method:
          type: dhcp
          hostname: ""
        schedule: none
        mtu: auto
        vlan: none
        multiple_ip: []

- name: Revert the change unless two links are up afterwards
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        priority: 2
      - name: Cellular
        priority: 1
    health:
      connected_wans:
        - Cellular
      min_connected_wans: 2
    verify_timeout: 120
    revert_on_failure: true

- name: Discard pending changes of others first, in a pipeline
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        icmp_ping: false
    preexisting_changes: discard

- name: Stage a change now
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        mtu: 1400
    apply: false

- name: Apply the change later
  wanfleet.peplink.peplink_config_apply:
"""

RETURN = r"""
before:
  description:
    - The named WANs before the change, in the order and in the shape of O(config), with id and name.
    - Holds the options that were asked for, and those that must be written with them. Values that the router does not show are left out.
    - Empty when the task failed before the configuration was read.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 1
      name: WAN
      method: {type: dhcp}
      mtu: auto
after:
  description:
    - The same after the change. In check mode as predicted. After a real run as predicted too, except where the router shows otherwise.
    - After a failure that left everything as it was, the same as before; the task is not changed then.
    - Secrets are masked.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 1
      name: WAN
      method: {type: pppoe, username: line7@provider.example, password: '********'}
      mtu: 1492
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_connection import WAN_CONNECTION

MODULE = config_module(WAN_CONNECTION)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
