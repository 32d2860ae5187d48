#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_api_token
short_description: Grant and revoke access tokens of a Peplink router
version_added: 0.1.0
description:
  - Grants an access token to an API client of a Peplink or Pepwave router, revokes one token, or revokes all tokens of a client.
  - Tasks of this collection do not need it. With O(client_id) and O(client_secret), they request and cache their own token. Use this module
    for tokens of other programs, and to revoke tokens.
options:
  name:
    description:
      - Name of the client. The task fails if several have it.
    type: str
  id:
    description:
      - Id of the client.
    type: str
  state:
    description:
      - V(granted) requests a new token on each run. Tokens expire, usually after two days.
      - V(revoked) revokes the token O(token), or all tokens of the client that O(name) or O(id) names.
    type: str
    choices: [granted, revoked]
    default: granted
  scope:
    description:
      - Scope of a new token, if it is narrower than the scope of the client. Some routers with firmware 8.5 are said to refuse this.
    type: str
    choices: [api, api.read-only]
  token:
    description:
      - The token to revoke.
    type: str
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
  - wanfleet.peplink.command.admin
attributes:
  check_mode:
    support: full
    details:
      - In check mode no token is granted or revoked.
  diff_mode:
    support: none
    details:
      - Tokens are secret.
  idempotent:
    support: partial
    details:
      - O(state=revoked) is idempotent. O(state=granted) returns a new token on each run.
notes:
  - The result of a task that grants a token contains the token. Set C(no_log) on the task.
  - If a router refuses to grant a token right after a change of its clients, the module retries for three seconds.
seealso:
  - module: wanfleet.peplink.peplink_api_client
  - module: wanfleet.peplink.peplink_api_client_info
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Grant a read-only token
  wanfleet.peplink.peplink_api_token:
    name: "{{ client_name }}"
    scope: api.read-only
    username: "{{ vault_admin_name }}"
    password: "{{ vault_admin_password }}"
  no_log: true

- name: Revoke all tokens of a client
  wanfleet.peplink.peplink_api_token:
    name: "{{ client_name }}"
    state: revoked
    username: "{{ vault_admin_name }}"
    password: "{{ vault_admin_password }}"

- name: Revoke one token
  wanfleet.peplink.peplink_api_token:
    token: "{{ vault_leaked_token }}"
    state: revoked
    username: "{{ vault_admin_name }}"
    password: "{{ vault_admin_password }}"
"""

RETURN = r"""
token:
  description:
    - The new token. Null if none was granted, as in check mode.
  returned: always
  type: dict
  contains:
    token:
      description: The token, the O(access_token) of the other modules.
      type: str
      sample: 9999aaaabbbbccccddddeeeeffff0000
    scope:
      description: What it allows.
      type: str
      sample: api.read-only
    expires_in:
      description: Its life in seconds.
      type: int
      sample: 172800
revoked:
  description:
    - How many tokens were revoked. In check mode, how many would be.
  returned: always
  type: int
  sample: 0
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.api_clients import API_TOKEN

MODULE = API_TOKEN


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
