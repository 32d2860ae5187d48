# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: merge_config
short_description: Merge layers of intent into what one router shall be
version_added: 0.1.0
description:
  - Every variable whose name starts with C(peplink_config_) is a layer. A layer is a mapping of sections, in the shape of the options of
    M(wanfleet.peplink.peplink_config). Any number of layers is merged into one mapping with the same options.
  - Layers are merged in the order of their names, later ones over earlier ones. C(peplink_config_10_fleet), C(peplink_config_50_site) and
    C(peplink_config_90_router) say which is which, wherever in the inventory each is set. Names are compared as text, so give all numbers the
    same count of digits.
  - Entries of a section are merged by what names them, not by their position. That is O(wanfleet.peplink.peplink_config#module:wan_connections[].id)
    or the name of a WAN or an SSID, the id or the mesh id of a mesh, the MAC address or the SSID of Connect Protect, the id of a GPIO pin,
    the module and port of a port. Mappings are merged deep, and so are lists whose entries have names, SIMs by their id and private keys of an SSID by
    their name. All other lists and values are replaced.
  - An entry with C(state=absent), and nothing else but what names it, drops what lower layers say about it. Nothing is removed from the router
    by that, it is merely no longer mentioned. An option or a section is dropped with C(null).
  - Beside sections, a layer may have O(wanfleet.peplink.peplink_config#module:states) and O(wanfleet.peplink.peplink_config#module:health), which
    also say what a router shall be. How a run goes about it, such as time-outs and consents, is for the task or the role.
  - One layer must not name an entry by its id and another one by its name alone, because only the router knows whether these are the
    same. An entry with both, in any layer, tells that they are.
options:
  _input:
    description:
      - Variables by name. Those that are no layers are not looked at.
    type: dict
    required: true
notes:
  - Do not use C(vars) as input. Its values are not templated in old versions of ansible-core, and new versions deprecate it. The examples show
    what works in all of them.
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

- name: Bring the router to what its layers say
  wanfleet.peplink.peplink_config:
    intent: "{{ dict(layers | zip(query('ansible.builtin.vars', *layers))) | wanfleet.peplink.merge_config }}"
  vars:
    layers: "{{ query('ansible.builtin.varnames', '^peplink_config_') }}"

- name: Show what the router shall be
  ansible.builtin.debug:
    msg: "{{ dict(layers | zip(query('ansible.builtin.vars', *layers))) | wanfleet.peplink.merge_config }}"
  vars:
    layers: "{{ query('ansible.builtin.varnames', '^peplink_config_') }}"
"""

RETURN = r"""
_value:
  description:
    - What the router shall be, as options of M(wanfleet.peplink.peplink_config). Only those that a layer has.
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
