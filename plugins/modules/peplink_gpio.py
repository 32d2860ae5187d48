#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_gpio
short_description: Configure the GPIO pins of a Peplink router
version_added: 0.1.0
description:
  - Configures the GPIO pins of a Peplink or Pepwave router. The module can change pins, but neither add nor remove them.
  - Reads and compares the configuration, stages the differences, applies once and waits until the router shows the change. If nothing
    differs, nothing is written.
  - An entry of O(config) identifies its pin by O(config[].id) or O(config[].name). If both are set, the pin with that id is renamed.
  - Omitted options leave their settings unchanged.
  - The router reports the supported types and modes of each pin. With any other, the task fails before anything is written, in check mode too.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.conditions.health
  - wanfleet.peplink.gpio
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
      - Values that the router does not show are written once and then recorded in O(record_dir). With O(unreadable=always), they are
        written on each run.
notes:
  - The firmware must be 8.1.1 or later, on a model with GPIO pins.
  - The API reads the pins with a POST of an empty list, which changes nothing. Therefore reading requires write permission, in check mode
    too. An API client of scope C(api.read-only) or a read-only user cannot read them.
  - The vendor declares the function as beta.
  - The vendor does not document whether a change of a pin waits for an apply. The module works either way. With O(apply=false),
    the change can still become live.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_config_apply
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Name an input and its levels, and set a longer delay
  wanfleet.peplink.peplink_gpio:
    config:
      - id: 1
        name: Bilge pump
        custom_states:
          high: Running
          low: Idle
        delay: 10

- name: Measure a voltage instead of sensing the ignition
  wanfleet.peplink.peplink_gpio:
    config:
      - name: Ignition
        type: analog_input
        mode: voltage_measurement

- name: Disable an output
  wanfleet.peplink.peplink_gpio:
    config:
      - id: 2
        enable: false
"""

RETURN = r"""
before:
  description:
    - The named pins before the change, in the order and in the shape of O(config).
    - Holds the options that were asked for, and those that must be written with them. Values that the router does not show are left out.
    - Empty when the task failed before the configuration was read.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 1
      name: Ignition
      delay: 5
      type: digital_input
after:
  description:
    - The same after the change. In check mode as predicted. After a real run as predicted too, except where the router shows otherwise.
    - After a failure that left everything as it was, the same as before; the task is not changed then.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 1
      name: Ignition
      delay: 10
      type: digital_input
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
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.gpio import GPIO

MODULE = config_module(GPIO)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
