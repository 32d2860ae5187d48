#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_factory_reset
short_description: Reset a Peplink router to its factory configuration
version_added: 0.1.0
description:
  - Resets a Peplink or Pepwave router to its factory configuration. Addresses, users, API clients and all other settings are lost.
  - Deletes the records of the router in O(record_dir).
  - The router is probably unreachable afterwards, so the module does not wait for it.
options:
  confirm:
    description:
      - Must equal O(host) of the router to reset. Enter it on the command line or at a prompt; do not derive it from the inventory.
    type: str
    required: true
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module checks everything but does not send the command.
  diff_mode:
    support: none
    details:
      - The whole configuration is lost.
  idempotent:
    support: none
    details:
      - Each run resets the router.
notes:
  - Only firmware 8.5.0 is known to support the command. The vendor no longer lists it for 8.5.2, but it may still work.
  - The command must contain the time of the router, which the module reads immediately before.
seealso:
  - module: wanfleet.peplink.peplink_config_info
  - module: wanfleet.peplink.peplink_reboot
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Reset the router that is named with -e router_to_reset=192.0.2.10
  wanfleet.peplink.peplink_factory_reset:
    confirm: "{{ router_to_reset }}"
"""

RETURN = r"""
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.factory_reset import FACTORY_RESET

MODULE = FACTORY_RESET


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
