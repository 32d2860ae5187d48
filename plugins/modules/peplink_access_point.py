#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_access_point
short_description: Switch the access point of a Peplink router on or off
version_added: 0.1.0
description:
  - Switches the Wi-Fi access point of a Peplink or Pepwave router on or off, all of its networks together.
  - To configure the networks use M(wanfleet.peplink.peplink_ssid_profile).
options:
  state:
    description:
      - Whether the access point is on.
    type: str
    choices: [enabled, disabled]
    required: true
  apply:
    description:
      - Whether to apply the pending configuration of the router afterwards, edits of other people included.
      - It is unknown whether every firmware executes this command immediately. Set this option on a router that only stages it.
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
  idempotent:
    support: full
notes:
  - It is unknown whether the setting survives a reboot.
seealso:
  - module: wanfleet.peplink.peplink_ssid_profile
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Switch the access point off
  wanfleet.peplink.peplink_access_point:
    state: disabled
"""

RETURN = r"""
before:
  description:
    - The access point before.
  returned: unless the task failed before
  type: dict
  contains:
    enabled:
      description: Whether it was on.
      type: bool
      sample: true
    wan_dependent:
      description: Whether the router switches it off while there is no Internet.
      type: bool
      sample: false
after:
  description:
    - The access point after, in check mode as predicted.
  returned: unless the task failed before
  type: dict
  sample: {enabled: false, wan_dependent: false}
diff:
  description:
    - What changes, for display in diff mode, as YAML.
  returned: unless the task failed before
  type: dict
  contains:
    before:
      description: Whether it was on.
      type: str
      sample: "enabled: true\n"
    after:
      description: Whether it is on.
      type: str
      sample: "enabled: false\n"
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.access_point import ACCESS_POINT

MODULE = ACCESS_POINT


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
