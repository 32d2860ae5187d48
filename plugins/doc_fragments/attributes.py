# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The attributes of every module. Each module states its support of the first three."""

    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode) and report what would change, without changing the router.
  diff_mode:
    description: Returns what has changed, or would change in C(check_mode), when in diff mode.
  idempotent:
    description:
      - A second run with the same arguments, outside check mode, indicates no change.
      - This assumes that nobody else has changed the router in between.
  action:
    description: Has a corresponding action plugin, so the module runs on the controller inside the Ansible process.
    support: full
    details:
      - With the keyword C(async), and when C(delegate_to) names another host than the controller, it runs as an ordinary module instead.
  async:
    description: Supports being used with the C(async) keyword.
    support: full
    details:
      - Together with C(delegate_to), because the router itself cannot run modules.
  delegation:
    description: Can be used with C(delegate_to) and related keywords.
    support: full
    details:
      - Delegate to a host that can reach the router, if the controller cannot. The connection options are those of the router, not of that
        host.
  action_group:
    description: Use C(group/wanfleet.peplink.peplink) in C(module_defaults) to set defaults for this module.
    support: full
    membership:
      - wanfleet.peplink.peplink
  platform:
    description: The platforms that the module supports.
    support: full
    platforms: Peplink and Pepwave routers
"""
