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
  - Adds, changes and removes wireless mesh profiles of a Peplink or Pepwave router, as O(config) and O(state) say.
  - Reads and compares the configuration, stages the differences, applies once and waits until the router shows the change. If nothing
    differs, nothing is written.
  - Omitted options leave the settings of an existing profile unchanged.
  - Routers usually show passphrases in clear text to API clients, so the module compares them. A passphrase that the router masks is treated
    as write-only, and O(unreadable) controls when it is written.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.transaction
  - wanfleet.peplink.conditions.health
  - wanfleet.peplink.transaction.state
  - wanfleet.peplink.transaction.deletion_guard
  - wanfleet.peplink.mesh
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
    details:
      - Shows the values that change. Secrets are masked; a new secret is marked as changed.
  idempotent:
    support: full
    details:
      - Values that the router does not show are written once and then recorded in O(record_dir). With O(unreadable=always), they are
        written on each run.
notes:
  - The firmware must be 8.3.2 or later, on a model that has a wireless mesh.
  - The vendor does not document whether a change of a mesh profile waits for an apply. The module works either way. With O(apply=false),
    the change can still become live.
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_ssid_profile
  - module: wanfleet.peplink.peplink_config_apply
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Create or update a mesh
  wanfleet.peplink.peplink_mesh:
    config:
      - mesh_id: deck-mesh
        passphrase: "{{ vault_mesh_passphrase }}"
        frequency_band: 5ghz
        profile_ids:
          - 1

- name: Change the name and the passphrase of a mesh
  wanfleet.peplink.peplink_mesh:
    config:
      - id: 1
        mesh_id: quay-mesh
        passphrase: "{{ vault_mesh_passphrase }}"

- name: Disable a mesh and remove it from all AP profiles
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

- name: Keep only this mesh, but never remove more than one
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
    - After a failure that left everything as it was, the same as before; the task is not changed then.
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
