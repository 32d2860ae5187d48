# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The options of the modules that send commands: the WAN, and one attribute for each guard."""

    DOCUMENTATION = r"""
options:
  wan:
    description:
      - Id or name of the WAN connection.
      - If no WAN is called that, the message of the error lists those that the router has.
    type: str
    required: true
"""

    MANAGEMENT_GUARD = r"""
options:
  management_wan:
    description:
      - Id or name of the WAN through which this host reaches the router. It is guarded, see O(allow_management_wan_change).
      - If it is not set, a WAN counts as such when the status shows on it an IPv4 address that O(host) stands for. Set it when the router
        is reached through address translation or a VPN.
    type: str
  allow_management_wan_change:
    description:
      - The module refuses to interrupt the WAN that carries its own session, in check mode too. V(true) allows it.
    type: bool
    default: false
"""

    LAST_WAN_GUARD = r"""
options:
  allow_no_connected_wan:
    description:
      - The module refuses to take the last connected WAN down for good, in check mode too. V(true) allows it.
    type: bool
    default: false
"""

    ADMIN = r"""
options: {}
notes:
  - It needs O(username) and O(password) of a user with admin rights. Tokens and API clients may not do this on any router, so
    O(access_token), O(client_id) and O(client_secret) are passed over, even if the inventory sets them.
  - Names of API clients are not unique on a router. The modules of this collection never create a second client of a name, and refuse to
    choose between several.
"""
