# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of Connect Protect entries, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The clients and access points to route through SpeedFusion Connect Protect, each one once.
      - An entry is a client, identified by O(config[].mac), or an access point, identified by O(config[].ssid). It cannot be both.
      - An entry that does not exist on the router is added. It requires O(config[].city_code), an access point also
        O(config[].reference_ssid).
    type: list
    elements: dict
    suboptions:
      mac:
        description:
          - MAC address of a client of the LAN, with any or no separators.
        type: str
      ssid:
        description:
          - SSID of an access point. All its clients use Connect Protect.
        type: str
      city_code:
        description:
          - Code of the city, such as V(AMS), or V(auto) to let the router choose. The list is not documented.
        type: str
      reference_ssid:
        description:
          - Name of the SSID profile that the access point is based on. Only with O(config[].ssid).
        type: str
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  speedfusion_connect_protect:" + _LIST.replace("O(config[", "O(speedfusion_connect_protect[")
