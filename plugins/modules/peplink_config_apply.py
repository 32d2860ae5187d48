#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_config_apply
short_description: Apply or discard the pending configuration of a Peplink router
description:
  - Makes everything that is pending on the router live, or drops it.
  - A router has one store of pending changes. It is shared by all users of the API and of Web Admin, and it cannot be
    queried. So this module applies or discards other people's edits too, and always reports a change.
  - The configuration modules apply on their own. This module is for their option O(apply=false), which only stages.
options:
  state:
    description:
      - V(applied) makes the pending configuration live. A connection that is cut by the apply is waited for.
      - V(discarded) drops it.
    type: str
    choices: [applied, discarded]
    default: applied
  wait_timeout:
    description:
      - How long to wait for a router that does not answer after the apply, in seconds.
    type: int
    default: 60
  record_dir:
    description:
      - Directory on the controller with what was staged from here. See M(wanfleet.peplink.peplink_wan_connection).
    type: path
    default: ~/.ansible/peplink/records
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
attributes:
  check_mode:
    support: full
    details: Nothing is sent in check mode.
  diff_mode:
    support: none
    details: What is pending cannot be read.
  idempotent:
    support: none
    details: The router cannot be asked whether anything is pending.
seealso:
  - module: wanfleet.peplink.peplink_wan_connection
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Stage a change without making it live
  wanfleet.peplink.peplink_wan_connection:
    config:
      - id: 1
        mtu: 1400
    apply: false

- name: Make it live
  wanfleet.peplink.peplink_config_apply:

- name: Drop whatever is pending on the router
  wanfleet.peplink.peplink_config_apply:
    state: discarded
"""

RETURN = r"""
applied:
  description: Whether the router was made to apply what was pending.
  returned: always
  type: bool
  sample: true
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._module import Module, Task
from ansible_collections.wanfleet.peplink.plugins.module_utils._pending import apply_pending, discard_pending
from ansible_collections.wanfleet.peplink.plugins.module_utils._records import Records


def run(task: Task) -> None:
    applying = task.params["state"] == "applied"
    task.result |= {"changed": True, "applied": False}
    if task.check_mode:
        return
    records = Records(task.params["record_dir"], task.session.device)
    if applying:
        apply_pending(task.session, task.clock, task.params["wait_timeout"])
        records.applied()
    else:
        discard_pending(task.session)
        records.discarded()
    task.result["applied"] = applying


MODULE = Module(
    {
        "state": {"type": "str", "choices": ["applied", "discarded"], "default": "applied"},
        "wait_timeout": {"type": "int", "default": 60},
        "record_dir": {"type": "path", "default": "~/.ansible/peplink/records"},
    },
    run,
)


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
