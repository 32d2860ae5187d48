#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_speedfusion_connect_protect
short_description: Configure SpeedFusion Connect Protect on a Peplink router
version_added: 0.1.0
description:
  - Adds, changes and removes the clients and access points that a Peplink or Pepwave router sends through SpeedFusion Connect Protect, as
    O(config) and O(state) say.
  - Reads and compares the configuration, stages the differences, applies once and waits until the router shows the change. If nothing
    differs, nothing is written.
  - Omitted options leave the settings of an existing entry unchanged.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.conditions.health
  - wanfleet.peplink.transaction.state
  - wanfleet.peplink.transaction.deletion_guard
  - wanfleet.peplink.connect_protect
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - Shows the values that change.
  idempotent:
    support: full
notes:
  - The firmware must be 8.3.0 or later. FusionHub does not support this function.
  - O(state=overridden) covers both kinds. Clients are removed even if O(config) lists only access points, and vice versa.
  - The vendor does not document whether a change waits for an apply. The module works either way. With O(apply=false),
    the change can still become live.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_ssid_profile
  - module: wanfleet.peplink.peplink_config_apply
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Route two clients through Connect Protect, one via Amsterdam
  wanfleet.peplink.peplink_speedfusion_connect_protect:
    config:
      - mac: 00:00:5e:00:53:77
        city_code: AMS
      - mac: 00:00:5e:00:53:78
        city_code: auto

- name: Route all clients of an SSID through Connect Protect
  wanfleet.peplink.peplink_speedfusion_connect_protect:
    config:
      - ssid: Depot-FRA
        reference_ssid: Depot
        city_code: FRA

- name: Remove a client
  wanfleet.peplink.peplink_speedfusion_connect_protect:
    config:
      - mac: 00:00:5e:00:53:42
    state: deleted

- name: Route only this client through Connect Protect, but never remove more than two entries
  wanfleet.peplink.peplink_speedfusion_connect_protect:
    config:
      - mac: 00:00:5e:00:53:41
        city_code: auto
    state: overridden
    allow_delete: true
    max_deletions: 2

- name: Remove all entries
  wanfleet.peplink.peplink_speedfusion_connect_protect:
    config: []
    state: overridden
    allow_delete: true
"""

RETURN = r"""
before:
  description:
    - The named entries before the change, in the order and in the shape of O(config).
    - Those that are to be added are not there yet. With O(state=overridden) those that are to be removed are listed too.
    - Holds the options that were asked for, and those that must be written with them. All that the router shows of those
      that are to be removed. Values that the router does not show are left out.
    - Empty when the task failed before the configuration was read.
  returned: always
  type: list
  elements: dict
  sample:
    - mac: 00:00:5e:00:53:41
      city_code: AMS
after:
  description:
    - The same after the change. In check mode as predicted. After a real run as predicted too, except where the router shows otherwise.
    - After a failure that left everything as it was, the same as before; the task is not changed then.
    - Those that were added are there, those that were removed are not.
  returned: always
  type: list
  elements: dict
  sample:
    - mac: 00:00:5e:00:53:41
      city_code: auto
    - ssid: Depot-FRA
      city_code: FRA
      reference_ssid: Depot
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.connect_protect import CONNECT_PROTECT

MODULE = config_module(CONNECT_PROTECT)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
