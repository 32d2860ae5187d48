#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_api_client
short_description: Manage the API clients of a Peplink router
version_added: 0.1.0
description:
  - Creates and removes API clients of a Peplink or Pepwave router. With the id and the secret of a client, the other modules need no user.
  - The name identifies a client. If a client of that name exists, the module does nothing. Routers allow several clients of the same name,
    but this module never creates a second one.
  - Routers cannot change a client. To change the scope, remove the client and create it again. It then has a new id and a new secret.
options:
  name:
    description:
      - Name of the client. Required for O(state=present).
      - With O(state=absent), the task fails if several clients have that name. Set O(id) in this case.
    type: str
  id:
    description:
      - Id of the client to remove.
    type: str
  state:
    description:
      - V(present) creates the client unless one of that name exists.
      - V(absent) removes the client and all its tokens.
    type: str
    choices: [present, absent]
    default: present
  scope:
    description:
      - Scope of a new client. V(api) allows changes, V(api.read-only) allows reading only.
      - If the client exists with another scope, the task fails.
    type: str
    choices: [api, api.read-only]
    default: api
  include_secret:
    description:
      - Whether to return the secret of an existing client. The secret of a new client is always returned.
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command.admin
attributes:
  check_mode:
    support: full
  diff_mode:
    support: full
  idempotent:
    support: full
notes:
  - The result of a task that creates a client contains its secret. Set C(no_log) on the task, and store the secret.
  - After a change, the module waits one second, because routers refuse to grant tokens right after a change. The other modules retry anyway.
seealso:
  - module: wanfleet.peplink.peplink_api_client_info
  - module: wanfleet.peplink.peplink_api_token
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Create an API client for this collection
  wanfleet.peplink.peplink_api_client:
    name: ansible
    username: "{{ vault_admin_name }}"
    password: "{{ vault_admin_password }}"
  no_log: true
  register: created

- name: Create a read-only client, and return its secret even if it exists
  wanfleet.peplink.peplink_api_client:
    name: monitoring
    scope: api.read-only
    include_secret: true
    username: "{{ vault_admin_name }}"
    password: "{{ vault_admin_password }}"
  no_log: true

- name: Remove a client
  wanfleet.peplink.peplink_api_client:
    name: monitoring
    state: absent
    username: "{{ vault_admin_name }}"
    password: "{{ vault_admin_password }}"
"""

RETURN = r"""
client:
  description:
    - The client, as it is or as it was removed. In check mode a new one has only its name and scope. Null if there is none.
  returned: always
  type: dict
  contains:
    name:
      description: Its name.
      type: str
      sample: ansible
    id:
      description: Its id, the O(client_id) of the other modules.
      type: str
      sample: 0a1b2c3d4e5f60718293a4b5c6d7e8f9
    scope:
      description: What it may do.
      type: str
      sample: api
    created:
      description: When it was created, as the router tells it. Some routers do not count from 1970.
      type: int
      sample: 1750003200
    secret:
      description: Its secret, the O(client_secret) of the other modules.
      returned: for a new client, and with O(include_secret=true)
      type: str
      sample: f9e8d7c6b5a4938271605f4e3d2c1b0a
diff:
  description:
    - What changes, for display in diff mode, as YAML.
  returned: always
  type: dict
  contains:
    before:
      description: Name and scope before. Empty if there was no such client, or nothing changes.
      type: str
      sample: ""
    after:
      description: Name and scope after. Empty if there is no such client, or nothing changes.
      type: str
      sample: "name: ansible\nscope: api\n"
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.api_clients import API_CLIENT

MODULE = API_CLIENT


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
