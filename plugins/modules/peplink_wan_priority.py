#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wan_priority
short_description: Set the priorities of the WAN connections of a Peplink router
version_added: 0.1.0
description:
  - Sets the priorities of the WANs of a Peplink or Pepwave router, and enables and disables WANs.
  - Reads and compares the configuration, stages the differences, applies once and waits until the router shows the change. If nothing
    differs, nothing is written. With O(instant=true), the change is live immediately, without an apply.
  - An entry of O(config) identifies its WAN by O(config[].id) or O(config[].name).
  - Omitted options leave their settings unchanged.
  - Options that the router never shows are write-only. O(unreadable) controls when they are written.
options:
  instant:
    description:
      - Whether the change is live immediately. The module sends no apply, so O(apply) has no effect, RV(staged) says whether changes were sent,
        and RV(applied) is V(false). The exception is a record of a killed run in O(record_dir), in which case the task applies too.
      - The module then compares and verifies both the configuration and the status of the WANs (C(status.wan.connection)), because the status
        lags behind by up to 30 seconds. A value that differs in either of them is written.
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.conditions.health
  - wanfleet.peplink.transaction.wan_guards
  - wanfleet.peplink.wan_priority
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - Shows the values that change.
  idempotent:
    support: full
    details:
      - Write-only values are written once and then recorded in O(record_dir). With O(unreadable=always), they are written on each run.
notes:
  - M(wanfleet.peplink.peplink_wan_connection) sets O(config[].enable) and O(config[].priority) as well, through another function of the
    router. Use one of the two for a WAN.
  - For firmware that cannot read the WAN configuration (8.1.1), the module compares the status of the WANs instead.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_wan_connection
  - module: wanfleet.peplink.peplink_config_apply
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Prefer the cellular link
  wanfleet.peplink.peplink_wan_priority:
    config:
      - name: Cellular
        priority: 1
      - id: 1
        priority: 2

- name: Prefer the cellular link immediately, without an apply
  wanfleet.peplink.peplink_wan_priority:
    config:
      - name: Cellular
        priority: 1
      - id: 1
        priority: 2
    instant: true

- name: Disable the Wi-Fi WAN
  wanfleet.peplink.peplink_wan_priority:
    config:
      - id: 3
        enable: false

- name: Revert the change unless the cellular link and the VPN are up afterwards
  wanfleet.peplink.peplink_wan_priority:
    config:
      - id: 2
        priority: 1
      - id: 1
        priority: 2
    health:
      connected_wans:
        - Cellular
      connected_vpn_peers:
        - HQ hub
    revert_on_failure: true
"""

RETURN = r"""
before:
  description:
    - The named WANs before the change, in the order and in the shape of O(config).
    - Holds the options that were asked for, and those that must be written with them. Values that the router does not show are left out.
    - Empty when the task failed before the configuration was read.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 1
      name: WAN
      priority: 1
after:
  description:
    - The same after the change. In check mode as predicted. After a real run as predicted too, except where the router shows otherwise.
    - After a failure that left everything as it was, the same as before; the task is not changed then.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 1
      name: WAN
      priority: 2
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.wan_priority import WAN_PRIORITY, WAN_PRIORITY_AT_ONCE

MODULE = config_module(WAN_PRIORITY, at_once=WAN_PRIORITY_AT_ONCE)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
