# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of SSID profiles, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The SSID profiles to configure, each one once. Profiles that are not listed are left alone. Profiles can be changed, but neither
        added nor removed.
      - Changes to a profile that InControl manages are guarded, see O(allow_incontrol_managed).
    type: list
    elements: dict
    suboptions:
      id:
        description:
          - Number of the profile on the router. The error message for a number that does not exist lists the profiles of the router.
        type: int
      name:
        description:
          - Name of the profile, which is the SSID, exactly as the router has it. Without O(config[].id) it must name one profile and no
            more.
          - Together with O(config[].id), the name that the profile shall have.
        type: str
      enable:
        description:
          - Whether the SSID is in use. Always V(false) on models without Wi-Fi.
        type: bool
      frequency:
        description:
          - Bands of the SSID. Firmware after 8.1.1, models with Wi-Fi.
          - The router turns on both bands when an enabled profile is written without them. So the module sends the bands that are set along
            with every change.
          - The router does not show the bands of a profile that is off. They are then treated as write-only. So name them when the profile
            is switched on, or both are used.
        type: list
        elements: str
        choices: [2.4ghz, 5ghz]
      vlan:
        description:
          - VLAN id, from V(1) to V(4094), or V(none) for the untagged LAN. The vendor does not document how it is cleared. The module sends
            null.
        type: str
      broadcast:
        description:
          - Whether the SSID is announced.
        type: bool
      security:
        description:
          - Who may join.
        type: dict
        suboptions:
          policy:
            description:
              - The policy. Another one needs O(config[].security.key) in the same entry.
              - V(other) is only shown. It stands for everything that the API cannot express, such as open, WPA3 or Enterprise. Such a
                profile keeps its security, unless another policy and O(config[].security.key) are given.
            type: str
            choices: [wpa2_personal, wpa_wpa2_personal, other]
          key:
            description:
              - The pre-shared key, a secret. 8 to 63 characters, or 64 hexadecimal digits. If the router masks it, it is treated as
                write-only.
              - With O(config[].security.policy=wpa2_personal) and O(config[].security.policy=wpa_wpa2_personal).
            type: str
          fast_transition:
            description:
              - Whether to use fast transition (802.11r). With O(config[].security.policy=wpa2_personal).
            type: bool
          private_keys:
            description:
              - Private pre-shared keys. Firmware after 8.3.0.
              - The list stands for all of them, matched by their names. Keys that are missing in it are removed. An empty list removes all.
              - A router that shows none has none. Not with O(config[].security.policy=other).
            type: list
            elements: dict
            suboptions:
              name:
                description:
                  - Label of the key. Each one once.
                type: str
                required: true
              key:
                description:
                  - The key, a secret. If the router masks it, the list is treated as write-only, unless something else in it differs.
                type: str
                required: true
              mac:
                description:
                  - MAC address of the only client that may use it, with any or no separators, or V(none). Left out means V(none).
                type: str
              vlan:
                description:
                  - VLAN id of its clients, from V(1) to V(4094), or V(none) for the untagged LAN. Left out means V(none).
                type: str
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  ssid_profiles:" + _LIST.replace("O(config[", "O(ssid_profiles[")
