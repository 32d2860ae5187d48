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
      - If no WAN matches, the error message lists the WANs of the router.
    type: str
    required: true
"""

    MANAGEMENT_GUARD = r"""
options:
  management_wan:
    description:
      - Id or name of the WAN through which this host reaches the router. It is protected, see O(allow_management_wan_change).
      - By default, this is the WAN whose status shows an IPv4 address of O(host). Set the option if this host reaches the router through
        address translation or a VPN.
    type: str
  allow_management_wan_change:
    description:
      - The module refuses to interrupt the WAN that carries its own session, in check mode too, unless this is V(true).
    type: bool
    default: false
"""

    LAST_WAN_GUARD = r"""
options:
  allow_no_connected_wan:
    description:
      - The module refuses to permanently disconnect the last connected WAN, in check mode too, unless this is V(true).
    type: bool
    default: false
"""

    ADMIN = r"""
options: {}
notes:
  - The module needs O(username) and O(password) of a user with admin rights. No router allows this to tokens and API clients, so
    O(access_token), O(client_id) and O(client_secret) are ignored, even if the inventory sets them.
  - Names of API clients are not unique on a router. The modules of this collection never create a second client with the same name, and
    refuse to choose between several.
"""
