#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_mesh
short_description: Configure the wireless mesh profiles of a Peplink router
version_added: 0.1.0
description:
  - Brings the wireless mesh profiles of a Peplink or Pepwave router to what O(config) and O(state) say. Profiles can be added, changed and
    removed.
  - Reads the configuration, compares, stages the differences, applies once and waits until the router shows them. When nothing differs,
    nothing is written.
  - An option that is left out leaves the setting of an existing profile as it is.
  - Routers usually show the passphrases in clear to API clients, so they are compared. One that the router masks is treated as write-only,
    and O(unreadable) says when it is written.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.transaction.state
  - wanfleet.peplink.transaction.deletion_guard
  - wanfleet.peplink.mesh
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - Shows the values that change. Secrets are masked, and one that replaces another is marked as changed.
  idempotent:
    support: full
    details:
      - What the router does not show is written once and then remembered in O(record_dir). With O(unreadable=always) it is
        written on each run.
notes:
  - The firmware must be 8.3.2 or later, on a model that has a wireless mesh.
  - The vendor does not document whether a change of a mesh profile waits for an apply. The module works either way. With O(apply=false)
    the change may be live all the same.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_ssid_profile
  - module: wanfleet.peplink.peplink_config_apply
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Have a mesh, whether it exists or not
  wanfleet.peplink.peplink_mesh:
    config:
      - mesh_id: deck-mesh
        passphrase: "{{ vault_mesh_passphrase }}"
        frequency_band: 5ghz
        profile_ids:
          - 1

- name: Give an existing mesh another name and another passphrase
  wanfleet.peplink.peplink_mesh:
    config:
      - id: 1
        mesh_id: quay-mesh
        passphrase: "{{ vault_mesh_passphrase }}"

- name: Switch a mesh off and take it from all AP profiles
  wanfleet.peplink.peplink_mesh:
    config:
      - mesh_id: yard-mesh
        enable: false
        profile_ids: []

- name: Remove a mesh
  wanfleet.peplink.peplink_mesh:
    config:
      - mesh_id: dock-mesh
    state: deleted

- name: Have this mesh and no other, but never remove more than one
  wanfleet.peplink.peplink_mesh:
    config:
      - mesh_id: yard-mesh
        enable: true
    state: overridden
    allow_delete: true
    max_deletions: 1
"""

RETURN = r"""
before:
  description:
    - The named profiles before the change, in the order and in the shape of O(config).
    - Those that are to be added are not there yet. With O(state=overridden) those that are to be removed are listed too.
    - Holds the options that were asked for, and those that must be written with them. All that the router shows of those
      that are to be removed. Values that the router does not show are left out.
    - Empty when the task failed before the configuration was read.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 1
      mesh_id: yard-mesh
      frequency_band: 5ghz
after:
  description:
    - The same after the change. In check mode as predicted. After a real run as predicted too, except where the router shows otherwise.
    - Those that were added are there, those that were removed are not.
    - Secrets are masked.
  returned: always
  type: list
  elements: dict
  sample:
    - id: 1
      mesh_id: yard-mesh
      frequency_band: 2.4ghz
    - id: 3
      mesh_id: deck-mesh
      frequency_band: 5ghz
      passphrase: '********'
diff:
  description:
    - What changes, for display in diff mode. Only the options that are written. See RV(wanfleet.peplink.peplink_config#module:diff).
  returned: always
  type: dict
staged:
  description:
    - Whether changes were staged on the router.
  returned: always
  type: bool
  sample: true
applied:
  description:
    - Whether the router applied its pending configuration.
    - V(true) with RV(staged=false) means that what an earlier run had left pending was applied.
  returned: always
  type: bool
  sample: true
reverted:
  description:
    - Whether the former configuration is back, but for what the error message names. V(false) means that reverting failed as well.
  returned: when O(verify) or O(health) failed, O(revert_on_failure=true) and the router still answered
  type: bool
  sample: true
calls:
  description:
    - The requests that were sent to the router, in order, without secrets. See RV(wanfleet.peplink.peplink_api#module:calls).
  returned: always
  type: list
  elements: dict
  sample: [{method: GET, function: info.firmware, outcome: ok}]
device:
  description:
    - The router and its firmware. See RV(wanfleet.peplink.peplink_api#module:device).
  returned: always
  type: dict
  sample: {host: 192.0.2.10, port: 443, firmware: 8.5.2s011 build 5401}
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.config_module import config_module
from ansible_collections.wanfleet.peplink.plugins.module_utils._configuration.resources.mesh import MESH

MODULE = config_module(MESH)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
