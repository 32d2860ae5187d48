#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_config_apply
short_description: Apply or discard the pending configuration of a Peplink router
version_added: 0.1.0
description:
  - Applies or discards all pending changes of the router.
  - A router has one store of pending changes. All users of the API and of Web Admin share it, and it cannot be queried. So this module also
    applies or discards the edits of other people, and always reports a change.
  - Use the same O(record_dir) as the task that staged the changes, so that values which the router never shows are recorded as written.
  - The configuration modules apply their changes themselves. Use this module after their option C(apply=false), which only stages changes.
  - The module does not verify anything. To check the result, read the configuration or run the configuration module again.
options:
  state:
    description:
      - V(applied) makes the pending configuration live. If nothing is pending, the router does nothing.
      - V(discarded) discards the pending configuration.
    type: str
    choices: [applied, discarded]
    default: applied
  wait_timeout:
    description:
      - Maximum time to wait for a router that does not answer after the apply, in seconds. An apply often interrupts the connection. When the
        router is back, the module repeats the request once.
    type: int
    default: 60
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
attributes:
  check_mode:
    support: full
    details:
      - In check mode nothing is sent to the router.
  diff_mode:
    support: none
    details:
      - The API does not return pending changes. The task that stages them shows the difference.
  idempotent:
    support: none
    details:
      - The API does not return pending changes, so each run reports a change.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_wan_connection
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Stage a change without making it live
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        mtu: 1400
    apply: false

- name: Apply the pending configuration
  wanfleet.peplink.peplink_config_apply:

- name: Apply the pending configuration over a slow link
  wanfleet.peplink.peplink_config_apply:
    timeout: 60
    wait_timeout: 300

- name: Discard the pending configuration
  wanfleet.peplink.peplink_config_apply:
    state: discarded
"""

RETURN = r"""
applied:
  description:
    - Whether the router applied its pending configuration. V(false) after a discard and in check mode.
  returned: always
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.config_apply import CONFIG_APPLY

MODULE = CONFIG_APPLY


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
