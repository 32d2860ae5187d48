#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_api_client_info
short_description: Read the API clients of a Peplink router and their tokens
version_added: 0.1.0
description:
  - Returns the API clients of a Peplink or Pepwave router and their access tokens.
  - The router shows all secrets in clear text. The module masks them unless O(include_secret=true).
options:
  name:
    description:
      - Return only clients of this name. There can be several.
    type: str
  id:
    description:
      - Return only the client with this id.
    type: str
  include_secret:
    description:
      - Whether to return secrets and tokens in clear text. Set C(no_log) on the task.
    type: bool
    default: false
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command.admin
attributes:
  check_mode:
    support: full
    details:
      - The module changes nothing.
  diff_mode:
    support: N/A
    details:
      - The module changes nothing.
  idempotent:
    support: full
seealso:
  - module: wanfleet.peplink.peplink_api_client
  - module: wanfleet.peplink.peplink_api_token
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read all clients and their tokens
  wanfleet.peplink.peplink_api_client_info:
    username: "{{ vault_admin_name }}"
    password: "{{ vault_admin_password }}"

- name: Read the secret of one client
  wanfleet.peplink.peplink_api_client_info:
    name: ansible
    include_secret: true
    username: "{{ vault_admin_name }}"
    password: "{{ vault_admin_password }}"
  no_log: true
"""

RETURN = r"""
clients:
  description:
    - The clients, in the order of the router.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: Its name.
      type: str
      sample: ansible
    id:
      description: Its id.
      type: str
      sample: 0a1b2c3d4e5f60718293a4b5c6d7e8f9
    scope:
      description: What it may do, V(api) or V(api.read-only).
      type: str
      sample: api
    created:
      description: When it was created, as the router tells it. Some routers do not count from 1970.
      type: int
      sample: 1750003200
    secret:
      description: Its secret, masked unless O(include_secret=true).
      type: str
      sample: '********'
    tokens:
      description: The tokens that it holds. Routers do not tell when they end.
      type: list
      elements: dict
      contains:
        token:
          description: The token, masked unless O(include_secret=true).
          type: str
          sample: '********'
        scope:
          description: What it allows.
          type: str
          sample: api
        created:
          description: When it was granted, as the router tells it.
          type: int
          sample: 1750003260
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.api_clients import API_CLIENT_INFO

MODULE = API_CLIENT_INFO


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
