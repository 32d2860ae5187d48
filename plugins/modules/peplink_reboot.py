#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_reboot
short_description: Reboot a Peplink router and wait until it is back
version_added: 0.1.0
description:
  - Reboots a Peplink or Pepwave router into its running firmware or the firmware of the other slot.
  - Then waits until the router has gone down, answers again, accepts a login, and meets the conditions of O(health). The result contains the
    duration of each step.
  - Refuses to reboot while changes that were staged from this host are pending, as O(record_dir) says, because it is unknown whether they survive a reboot.
options:
  firmware_id:
    description:
      - Slot of the firmware to boot. Defaults to the running slot.
      - The task fails if the router reports that this slot is not bootable.
    type: int
    choices: [1, 2]
  wait:
    description:
      - Whether to wait until the router is back.
    type: bool
    default: true
  down_timeout:
    description:
      - Maximum time until the router goes down after it accepted the reboot, in seconds. The task fails after that.
    type: int
    default: 120
  up_timeout:
    description:
      - Maximum time until the router answers again, and again until it accepts a login, in seconds. The task fails after that.
      - Booting a new firmware may take longer.
    type: int
    default: 600
  health:
    description:
      - Conditions that must be met within O(health_timeout) after the router is back. Otherwise the task fails.
      - WANs and GPIO pins that the router does not have, and more WANs than it has, are refused before the reboot, in check mode too.
    type: dict
  health_timeout:
    description:
      - Maximum time to wait for O(health), in seconds.
    type: int
    default: 300
  allow_pending_changes:
    description:
      - The module refuses to reboot while changes that were staged from this host are pending, in check mode too, unless this is V(true).
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.conditions.health
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module checks everything but does not reboot the router.
  diff_mode:
    support: none
    details:
      - A reboot changes no configuration.
  idempotent:
    support: none
    details:
      - Each run reboots the router.
notes:
  - The firmware must be 8.2.0 or later.
  - A reboot ends all sessions and usually all tokens. The module requests new ones.
  - While it waits, the module reports its progress about every ten seconds, except as an ordinary module, with C(async) or C(delegate_to).
seealso:
  - module: wanfleet.peplink.peplink_config_apply
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Reboot and wait until two WANs are connected
  wanfleet.peplink.peplink_reboot:
    health:
      min_connected_wans: 2

- name: Boot the firmware of the other slot
  wanfleet.peplink.peplink_reboot:
    firmware_id: 1
    up_timeout: 1200

- name: Reboot without waiting
  wanfleet.peplink.peplink_reboot:
    wait: false
"""

RETURN = r"""
duration:
  description:
    - How long each step took, in seconds. Holds the steps that were over when the task ended. Empty in check mode.
  returned: unless the task failed before
  type: dict
  contains:
    down:
      description: Until the router was seen down.
      type: float
      sample: 4.5
    up:
      description: From then until it answered again.
      type: float
      sample: 96.2
    login:
      description: From then until it admitted this host.
      type: float
      sample: 3.1
    health:
      description: From then until O(health) held.
      type: float
      sample: 21.0
    total:
      description: All together, with the request itself.
      type: float
      sample: 125.1
firmware_before:
  description:
    - The running firmware before. Null if the router does not tell.
  returned: unless the task failed before
  type: str
  sample: 8.5.2s011 build 5401
firmware_after:
  description:
    - The running firmware after. Null with O(wait=false), and in check mode.
  returned: unless the task failed before
  type: str
  sample: 8.5.2s011 build 5401
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.reboot import REBOOT

MODULE = REBOOT


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
