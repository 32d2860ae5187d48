# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The list of SSID profiles, the option of a module of its own and a section of peplink_config."""

    _LIST = r"""
    description:
      - The SSID profiles to configure, each one once. Profiles that are not listed remain unchanged. The module can change profiles, but
        neither add nor remove them.
      - Profiles that InControl manages are protected, see O(allow_incontrol_managed).
    type: list
    elements: dict
    suboptions:
      id:
        description:
          - Number of the profile on the router. The error message for a number that does not exist lists the profiles of the router.
        type: int
      name:
        description:
          - Name of the profile, which is the SSID, exactly as on the router. 1 to 32 bytes, no control characters. Without O(config[].id),
            it must match exactly one profile.
          - With O(config[].id), the new name of the profile.
        type: str
      enable:
        description:
          - Whether the SSID is enabled. Always V(false) on models without Wi-Fi.
        type: bool
      frequency:
        description:
          - Bands of the SSID. Firmware after 8.1.1, models with Wi-Fi.
          - The router enables both bands when an enabled profile is written without bands. Therefore the module sends the current bands
            with every change.
          - The router does not show the bands of a disabled profile, so they are treated as write-only. Set the bands when you enable a
            profile, otherwise the router uses both.
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
          - Whether the SSID is broadcast.
        type: bool
      security:
        description:
          - Security of the SSID.
        type: dict
        suboptions:
          policy:
            description:
              - The policy. A new policy requires O(config[].security.key) in the same entry.
              - V(other) is only shown. It stands for every policy that the API cannot express, such as open, WPA3 or Enterprise. Such a
                profile keeps its security unless another policy and O(config[].security.key) are set.
            type: str
            choices: [wpa2_personal, wpa_wpa2_personal, other]
          key:
            description:
              - The pre-shared key, a secret. 8 to 63 ASCII characters, or 64 hexadecimal digits. Quote it if it has only digits. If the
                router masks it, it is treated as write-only.
              - With O(config[].security.policy=wpa2_personal) and O(config[].security.policy=wpa_wpa2_personal).
            type: str
          fast_transition:
            description:
              - Whether to use fast transition (802.11r). With O(config[].security.policy=wpa2_personal).
            type: bool
          private_keys:
            description:
              - Private pre-shared keys. Firmware after 8.3.0.
              - The list replaces all keys, matched by name. Keys that are not in the list are removed. An empty list removes all keys.
              - If a router shows no keys, it has none. Not with O(config[].security.policy=other).
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
                  - The key, a secret, in the form of O(config[].security.key). If the router masks it, the list is treated as write-only,
                    unless something else in it differs.
                type: str
                required: true
              mac:
                description:
                  - MAC address of the only client that may use it, with any or no separators, or V(none). Defaults to V(none).
                type: str
              vlan:
                description:
                  - VLAN id of its clients, from V(1) to V(4094), or V(none) for the untagged LAN. Defaults to V(none).
                type: str
"""

    DOCUMENTATION: str = "options:\n  config:\n    required: true" + _LIST

    SECTION: str = "options:\n  ssid_profiles:" + _LIST.replace("O(config[", "O(ssid_profiles[")
