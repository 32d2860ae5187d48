# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of WAN priorities, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The WANs whose priority is set, each one once. WANs that are not listed remain unchanged.
    type: list
    elements: dict
    suboptions:
      id:
        description:
          - Number of the WAN on the router. The error message for a number that does not exist lists the WANs of the router.
        type: int
      name:
        description:
          - Name of the WAN, exactly as on the router. Without O(config[].id), it must match exactly one WAN.
          - This module cannot change the name. With O(config[].id), it must be the current name of the WAN.
        type: str
      enable:
        description:
          - Whether the WAN is enabled.
          - Guarded, see O(allow_management_wan_change) and O(allow_no_connected_wan).
        type: bool
      priority:
        description:
          - Priority of the WAN, a number from V(0). V(1) is the highest. On Balance routers the number stands for the connection type
            group.
          - Some routers disable a WAN with priority V(0), so this is guarded like O(config[].enable=false). Others show it on connected
            WANs.
          - A new priority re-routes traffic, which is guarded too, see O(allow_management_wan_change).
          - Firmware without the read function of the configuration (8.1.1) shows no priority for a disabled WAN, so it is treated as
            write-only.
        type: int
      group:
        description:
          - V(1) makes the WAN independent of backup WANs, V(0) does not. The vendor announces it for firmware 9.0.0.
          - Write-only.
        type: int
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  wan_priorities:" + _LIST.replace("O(config[", "O(wan_priorities[")
