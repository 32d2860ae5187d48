# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: merge_config
short_description: Merge layers of intent into the desired state of a router
version_added: 0.1.0
description:
  - Every variable whose name starts with C(peplink_config_) is a layer. A layer is a mapping of sections, in the format of the options of
    M(wanfleet.peplink.peplink_config). The filter merges any number of layers into one mapping with the same options.
  - Layers are merged in the order of their names, and later layers take precedence, such as C(peplink_config_10_fleet),
    C(peplink_config_50_site) and C(peplink_config_90_router). It does not matter where in the inventory a layer is set. Names are compared as
    text, so use the same number of digits in all names.
  - Entries of a section are merged by their key, not by their position. The key is O(wanfleet.peplink.peplink_config#module:wan_connections[].id)
    or the name of a WAN or an SSID, the id or the mesh id of a mesh, the MAC address or the SSID of Connect Protect, the id of a GPIO pin,
    the module and port of a port. Mappings are merged recursively, and so are SIMs by their id and private keys of an SSID by their name. All other
    lists and values are replaced.
  - An entry with only its key and C(state=absent) drops the entry of lower layers. The router is not changed by that; the entry is just no
    longer part of the intent. To drop an option or a section, set it to C(null).
  - In addition to sections, a layer can contain O(wanfleet.peplink.peplink_config#module:states) and O(wanfleet.peplink.peplink_config#module:health), which
    are part of the desired state. Options of a run, such as timeouts and consents, belong in the task or the role.
  - If one layer identifies an entry by its id, another layer must not identify it by its name alone, because only the router knows whether
    they are the same. An entry with both, in any layer, links them.
options:
  _input:
    description:
      - Variables by name. Variables that are not layers are ignored.
    type: dict
    required: true
notes:
  - Do not use C(vars) as input. Old versions of ansible-core do not template its values, and new versions deprecate it. The examples work with
    all versions.
  - Errors name the variable and the path in it, and show no values.
  - The JSON Schema of a file with layers is C(docs/intent.schema.json), for completion in editors.
seealso:
  - module: wanfleet.peplink.peplink_config
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
# group_vars/all.yml:
#   peplink_config_10_fleet:
#     ssid_profiles:
#       - id: 1
#         name: Crew
#         security: {policy: wpa2_personal, key: "{{ vault_ssid_key }}"}
#
# host_vars/van.yml:
#   peplink_config_90_router:
#     ssid_profiles:
#       - id: 1
#         vlan: 20
#     health:
#       min_connected_wans: 1

- name: Configure the router from its layers
  wanfleet.peplink.peplink_config:
    intent: "{{ dict(layers | zip(query('ansible.builtin.vars', *layers))) | wanfleet.peplink.merge_config }}"
  vars:
    layers: "{{ query('ansible.builtin.varnames', '^peplink_config_') }}"

- name: Show the merged intent
  ansible.builtin.debug:
    msg: "{{ dict(layers | zip(query('ansible.builtin.vars', *layers))) | wanfleet.peplink.merge_config }}"
  vars:
    layers: "{{ query('ansible.builtin.varnames', '^peplink_config_') }}"
"""

RETURN = r"""
_value:
  description:
    - The desired state of the router, as options of M(wanfleet.peplink.peplink_config). Contains only options that a layer sets.
  type: dict
  sample:
    ssid_profiles:
      - id: 1
        name: Crew
        security: {policy: wpa2_personal, key: depot-key-1}
        vlan: 20
    health:
      min_connected_wans: 1
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.merging import merge_layers
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._intent.validation import LayerError


def merge_config(variables: Any) -> dict[str, Any]:
    """The filter. Raises AnsibleFilterError."""
    if not isinstance(variables, Mapping):
        raise AnsibleFilterError("merge_config takes a mapping of variables by name; see its documentation for how to get one")
    try:
        return merge_layers(variables)
    except LayerError as error:
        raise AnsibleFilterError(str(error)) from None


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"merge_config": merge_config}
