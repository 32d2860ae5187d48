#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_port
short_description: Configure the ports of a Peplink router (experimental)
version_added: 0.1.0
description:
  - Experimental. The vendor lists the function C(config.port) for firmware 8.5.2 but publishes neither its layout nor its settings. The
    addressing of ports is known from third parties only. Options and behaviour may change in any release. Try the module in check mode, and
    on a router that you can reach another way.
  - Configures the ports of a Peplink or Pepwave router. The module does not change ports and settings that O(config) does not name.
  - Reads and compares the configuration, stages the differences, applies once and waits until the router shows the change. If nothing
    differs, nothing is written.
  - The module does not know which port carries its own session, so it cannot protect it. O(revert_on_failure) only helps if the router
    still answers.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.conditions.health
  - wanfleet.peplink.port
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
      - Settings that the router does not show are written once and then recorded in O(record_dir). With O(unreadable=always), they are
        written on each run.
notes:
  - The firmware must be 8.5.2 or later.
  - M(wanfleet.peplink.peplink_config_info) shows the ports of a router with their settings, in the shape of O(config).
  - The vendor does not document whether a change of a port waits for an apply. The module works either way. With O(apply=false),
    the change can still become live.
seealso:
  - module: wanfleet.peplink.peplink_config_info
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_api
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Disable a port
  wanfleet.peplink.peplink_port:
    config:
      - module_type: frontPanel
        module_id: 1
        port_id: lan_2
        settings:
          enable: false
"""

RETURN = r"""
before:
  description:
    - The named ports before the change, in the order and in the shape of O(config).
    - Holds the options that were asked for, and those that must be written with them. Values that the router does not show are left out.
    - O(config[].settings) is shown whole here, with all settings of the port that the router shows.
    - Empty when the task failed before the configuration was read.
  returned: always
  type: list
  elements: dict
  sample:
    - module_type: frontPanel
      module_id: '1'
      port_id: lan_2
      settings: {enable: true, name: LAN 2}
after:
  description:
    - The same after the change. In check mode as predicted. After a real run as predicted too, except where the router shows otherwise.
    - After a failure that left everything as it was, the same as before; the task is not changed then.
    - Of O(config[].settings) only those that the task named are shown here.
    - Secrets are masked.
  returned: always
  type: list
  elements: dict
  sample:
    - module_type: frontPanel
      module_id: '1'
      port_id: lan_2
      settings: {enable: false}
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.port import PORT

MODULE = config_module(PORT)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
