# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation of an action plugin that has no module behind it."""

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_options
short_description: Check the options of a role or playbook of this collection
version_added: 0.1.0
description:
  - Checks the values of all options, and fails with one line that says which of them are wrong. The roles and playbooks of this collection do this
    before anything else.
  - For a playbook, also warns of variables that look like misspelt options or layers, and fails if the option that says on which routers the playbook
    runs is misspelt on the command line, because it would run on all.
  - Contacts no router.
options:
  role:
    description:
      - Name of the role, without the collection.
    type: str
    choices: [audit, backup, bootstrap, figures, probe, provision]
  entry_point:
    description:
      - Entry point of the role.
    type: str
    default: main
  playbook:
    description:
      - Name of the playbook, without the collection. The options of its roles are not checked.
    type: str
    choices: [audit, backup, bootstrap, figures, fingerprints, plan, probe, provision, restore, rollout, validate]
attributes:
  check_mode:
    support: full
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
  diff_mode:
    support: N/A
    description: Returns details on what has changed (or possibly needs changing in C(check_mode)), when in diff mode.
  async:
    support: none
    description: Supports being used with the C(async) keyword.
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Check the options of the role backup
  wanfleet.peplink.peplink_options:
    role: backup
"""

RETURN = r""" # """
