# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of mesh profiles, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The mesh profiles, each one once.
      - An entry identifies its profile by O(config[].id) or O(config[].mesh_id). If both are set, the profile with that id gets that mesh
        id.
      - An entry that matches no profile of the router is added. It requires O(config[].mesh_id), O(config[].passphrase) and
        O(config[].frequency_band).
    type: list
    elements: dict
    suboptions:
      id:
        description:
          - Number of the profile on the router, from V(1). A new profile without a number gets the lowest free one.
        type: int
      mesh_id:
        description:
          - The mesh id, which is the name of the mesh. Without O(config[].id), it must not match several profiles.
        type: str
      enable:
        description:
          - Whether the profile is enabled.
        type: bool
      passphrase:
        description:
          - The passphrase, a secret of at least 8 ASCII characters. If the router masks it, it is treated as write-only.
        type: str
      frequency_band:
        description:
          - Band of the mesh.
        type: str
        choices: [2.4ghz, 5ghz]
      profile_ids:
        description:
          - Numbers of the AP profiles that use the mesh. An empty list means none, and so does its absence in a new profile.
          - Some firmware may not show it. In this case, it is treated as write-only.
        type: list
        elements: int
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  mesh_profiles:" + _LIST.replace("O(config[", "O(mesh_profiles[")
