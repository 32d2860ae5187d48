#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_location_info
short_description: Read the position of a Peplink router
version_added: 0.1.0
description:
  - Returns the position of a Peplink or Pepwave router with a GPS receiver.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.status
attributes:
  check_mode:
    support: full
    details:
      - The module changes nothing, so check mode makes no difference.
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
    details:
      - The module changes nothing.
notes:
  - The vendor does not document the units. The altitude is probably in metres. The speed is in kilometres per hour or in metres per second.
  - A model without a receiver answers without a position, or does not know the function. The latter is an error here, and a subset that is
    listed as unsupported in M(wanfleet.peplink.peplink_facts).
  - The firmware must be 8.0.1 or later.
seealso:
  - module: wanfleet.peplink.peplink_facts
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the position
  wanfleet.peplink.peplink_location_info:
  register: router

- name: Show the position
  ansible.builtin.debug:
    msg: "{{ router.location.latitude }}, {{ router.location.longitude }}"
  when: router.location.fix
"""

RETURN = r"""
location:
  description:
    - The position. Without a fix there is only RV(location.fix).
  returned: success
  type: dict
  contains:
    fix:
      description: Whether the position is valid.
      type: bool
      sample: true
    latitude:
      description: Latitude in degrees, north is positive.
      type: float
      sample: 52.814503
    longitude:
      description: Longitude in degrees, east is positive.
      type: float
      sample: 4.381566
    altitude:
      description: Altitude, probably in metres.
      type: float
      sample: 2.2
    speed:
      description: Speed, in a unit that is not documented.
      type: float
      sample: 24.6
    heading:
      description: Heading in degrees.
      type: float
      sample: 99.8
    pdop:
      description: Dilution of precision of the position.
      type: float
      sample: 1.4
    hdop:
      description: Horizontal dilution of precision.
      type: float
      sample: 1.5
    vdop:
      description: Vertical dilution of precision.
      type: float
      sample: 1.2
    timestamp:
      description: When this was the position, in seconds since 1970.
      type: int
      sample: 1795572930
    time_elapsed:
      description: Age of the position in seconds, on firmware that tells it.
      type: float
      sample: 1.5
    type:
      description: Kind of the position, on firmware that tells it.
      type: str
      sample: gps
raw:
  description:
    - What the router answered, as it came, by what was asked for.
  returned: if O(raw) is set
  type: dict
  contains:
    location:
      description: The answer of the function C(info.location).
      type: dict
      sample: {gps: true, location: {latitude: 52.814503, longitude: 4.381566}}
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._status.info_module import info_module
from ansible_collections.wanfleet.peplink.plugins.module_utils._status.subjects.location import LOCATION

MODULE = info_module(LOCATION)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
