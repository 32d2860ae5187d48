#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_mesh_discovery
short_description: Discover and adopt access points for the mesh of a Peplink router
version_added: 0.1.0
description:
  - Makes the mesh access points of a Peplink or Pepwave router discover access points in factory state, and returns the candidates.
  - Alternatively, requests a candidate to join the mesh.
options:
  state:
    description:
      - V(discovered) starts a discovery.
      - V(requested) requests the access point O(candidate) to join, unless it is already joining.
    type: str
    choices: [discovered, requested]
    default: discovered
  access_points:
    description:
      - Serial numbers of the access points that run the discovery. Defaults to all.
    type: list
    elements: str
  candidate:
    description:
      - MAC address of the access point to add, as found by a discovery. Required for O(state=requested).
    type: str
  wait:
    description:
      - Whether to wait for the end of the discovery.
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum time to wait, in seconds. The task fails if the discovery is still running.
    type: int
    default: 180
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module checks everything but does not send the command, and returns the last result.
  diff_mode:
    support: none
    details:
      - The module changes no configuration.
  idempotent:
    support: partial
    details:
      - O(state=discovered) starts a discovery on each run. O(state=requested) reports no change while the access point is joining. An access
        point that has joined is no longer listed, so the task fails.
notes:
  - The firmware must be 8.4.2 or later, on a model that has a wireless mesh.
  - While it waits, the module reports its progress about every ten seconds, except as an ordinary module, with C(async) or C(delegate_to).
seealso:
  - module: wanfleet.peplink.peplink_mesh
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Discover access points
  wanfleet.peplink.peplink_mesh_discovery:

- name: Adopt a discovered access point
  wanfleet.peplink.peplink_mesh_discovery:
    state: requested
    candidate: 00:00:5E:00:53:20
"""

RETURN = r"""
access_points:
  description:
    - The access points that can look around.
  returned: unless the task failed before
  type: list
  elements: dict
  contains:
    serial_number:
      description: Its serial number.
      type: str
      sample: 2A0B-7C11-D201
    status:
      description: V(online) or V(scanning).
      type: str
      sample: online
candidates:
  description:
    - The access points that were found.
  returned: unless the task failed before
  type: list
  elements: dict
  contains:
    id:
      description: Its MAC address.
      type: str
      sample: 00:00:5E:00:53:20
    status:
      description: V(new), or V(adopting) while it joins.
      type: str
      sample: new
    seen_by:
      description: Which access points have seen it, and how.
      type: list
      elements: dict
      contains:
        serial_number:
          description: Serial number of the access point that saw it.
          type: str
          sample: 2A0B-7C11-D201
        bssid:
          description: What it saw.
          type: str
          sample: 00:00:5E:00:53:21
        signal:
          description: Strength in dBm.
          type: int
          sample: -47
        channel:
          description: The channel.
          type: int
          sample: 6
        age:
          description: How long ago, in seconds.
          type: float
          sample: 3
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.mesh_discovery import MESH_DISCOVERY

MODULE = MESH_DISCOVERY


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
