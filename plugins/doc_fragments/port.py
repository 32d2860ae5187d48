# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of ports, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The ports to configure, each one once. Ports that are not listed remain unchanged.
      - O(config[].module_type), O(config[].module_id) and O(config[].port_id) together identify a port. The error message for a port that
        does not exist lists the ports of the router.
      - Experimental. The layout is known from third parties only, see M(wanfleet.peplink.peplink_port).
    type: list
    elements: dict
    suboptions:
      module_type:
        description:
          - Type of the module that the port belongs to, such as V(frontPanel), in the spelling of the router.
        type: str
      module_id:
        description:
          - Id of the module. An id of digits is sent as a number.
        type: str
      port_id:
        description:
          - Id of the port, such as V(lan_1), in the spelling of the router.
        type: str
      settings:
        description:
          - The settings, as a mapping with the names of the API. The names and values are not documented, so the module passes them on
            without checking them. Templates give strings, so use filters such as P(ansible.builtin.int#filter) where the router expects a
            number.
          - The module compares these settings exactly with those of the router and sends them unmodified. Other settings remain unchanged.
          - A setting that the router does not show is treated as write-only.
          - Members with a name such as C(key) or C(password) are masked in all output.
        type: dict
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  ports:" + _LIST.replace("O(config[", "O(ports[")
