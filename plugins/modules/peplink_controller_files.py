# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documentation of an action plugin that has no module behind it."""

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_controller_files
short_description: Write reports and backups on the controller
version_added: 0.1.0
description:
  - Writes text files into one directory of the controller, each as a whole or not at all, and only if it differs.
  - The roles of this collection use it for their reports and backups, because M(ansible.builtin.copy) needs more than a second of processor time for
    each file. Use that module for everything else.
  - Contacts no router.
options:
  directory:
    description:
      - The directory. Created with its parents if it does not exist. A relative path starts in the directory in which Ansible was started.
    type: path
    required: true
  files:
    description:
      - Text by the name of the file. End a template that gives JSON with C(| string), because ansible-core below 2.19 makes a mapping of it.
    type: dict
    required: true
  private:
    description:
      - Whether only the owner may read the files, and a directory that is created.
    type: bool
    default: false
attributes:
  check_mode:
    support: full
    description: Can run in C(check_mode) and return changed status prediction without modifying target.
    details:
      - In check mode, the module also fails if the files could not be written.
  diff_mode:
    support: none
    description: Returns details on what has changed (or possibly needs changing in C(check_mode)), when in diff mode.
  async:
    support: none
    description: Supports being used with the C(async) keyword.
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Write a report of the clients
  wanfleet.peplink.peplink_controller_files:
    directory: reports
    files:
      clients.json: "{{ clients | to_nice_json | string }}"
  run_once: true
"""

RETURN = r"""
directory:
  description:
    - The directory, as an absolute path.
  returned: success
  type: str
  sample: /srv/fleet/reports
"""
