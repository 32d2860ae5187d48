#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_starlink
short_description: Reboot, stow or unstow a Starlink dish behind a Peplink router
version_added: 0.1.0
description:
  - Reboots, stows or unstows the Starlink dish behind a WAN of a Peplink or Pepwave router.
options:
  state:
    description:
      - V(rebooted) restarts the dish. V(stowed) folds it for transport; the WAN has no link until the dish is V(unstowed).
    type: str
    choices: [rebooted, stowed, unstowed]
    required: true
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command
  - wanfleet.peplink.command.management_guard
  - wanfleet.peplink.command.last_wan_guard
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module checks everything, including the firmware, but does not send the command. Whether a model has it, only a
        real run can tell.
  diff_mode:
    support: none
    details:
      - The module changes no configuration.
  idempotent:
    support: none
    details:
      - The router does not report whether the dish is stowed, so each run sends the command.
notes:
  - The firmware must be 8.5.0 or later. Starlink supports this with some plans only.
seealso:
  - module: wanfleet.peplink.peplink_cellular_module
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Stow the dish before departure
  wanfleet.peplink.peplink_starlink:
    wan: WAN
    state: stowed

- name: Unstow the dish
  wanfleet.peplink.peplink_starlink:
    wan: 1
    state: unstowed
"""

RETURN = r"""
wan:
  description:
    - The WAN that O(wan) names.
  returned: when there is one
  type: dict
  contains:
    id:
      description: Its id.
      type: int
      sample: 1
    name:
      description: Its name.
      type: str
      sample: WAN
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.starlink import STARLINK

MODULE = STARLINK


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
