#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_api
short_description: Call any function of the Peplink Router API
version_added: 0.1.0
description:
  - Calls one function of the Peplink Router API and returns the unmodified answer.
  - Use it for functions that no other module covers. It neither compares nor applies anything. To configure a router, prefer
    M(wanfleet.peplink.peplink_config) or the modules of its sections.
  - If the router reports a failure, the task fails with the error code and the text of the router.
options:
  function:
    description:
      - Name of the function, such as V(status.wan.connection). No slash, no C(/api/), no query.
    type: str
    required: true
  method:
    description:
      - V(GET) to read, V(POST) to act or to write.
      - Never call a function that acts, such as those that start with C(cmd.), with V(GET). Some routers execute it anyway.
    type: str
    choices: [GET, POST]
    default: GET
  arguments:
    description:
      - Arguments of the function, with the names that the API uses.
      - With O(method=GET), they are sent in the URL. Booleans are sent as V(yes) and V(no), and the members of a list are separated by spaces.
        Null values and empty lists are omitted.
      - With O(method=POST), they are the JSON body. Null values are sent, and clear a setting where the function allows it. Templates give
        strings, so use filters such as P(ansible.builtin.int#filter) where the router expects a number.
    type: dict
  secrets:
    description:
      - V(omit) masks every member of the answer that has the name of a secret, such as passwords, keys, PINs and tokens.
      - V(include) returns the unmodified answer. Set C(no_log) on the task.
    type: str
    choices: [omit, include]
    default: omit
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
attributes:
  check_mode:
    support: full
    details:
      - In check mode a V(POST) is not sent, and RV(response) is null. A V(GET) is sent.
  diff_mode:
    support: none
    details:
      - The module does not know what a function changes.
  idempotent:
    support: partial
    details:
      - A V(GET) never reports a change, a V(POST) always does.
notes:
  - Functions of the configuration (C(config.*)) only stage what they write. Use M(wanfleet.peplink.peplink_config_apply) to make it live.
  - Members of O(arguments) with a name such as C(password), C(key) or C(simPin) are masked in all output. Secrets with other names are not
    recognised; set C(no_log) on such a task.
  - The functions that manage API clients (C(auth.client)) need O(username) and O(password) of an admin, and neither O(client_id) nor
    O(access_token).
seealso:
  - module: wanfleet.peplink.peplink_config
  - module: wanfleet.peplink.peplink_config_info
  - module: wanfleet.peplink.peplink_config_apply
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Read the status of all WANs
  wanfleet.peplink.peplink_api:
    function: status.wan.connection
  register: wans

- name: Show which WANs are connected
  ansible.builtin.debug:
    msg: "{{ wans.response.order | map('string') | map('extract', wans.response) | map(attribute='message') | list }}"

- name: Read two sections of the configuration of two WANs
  wanfleet.peplink.peplink_api:
    function: config.wan.connection
    arguments:
      id: [1, 2]
      infoType: [connection, healthcheck]

- name: Read the configuration with secrets
  wanfleet.peplink.peplink_api:
    function: config.wan.connection
    secrets: include
  no_log: true
  register: with_secrets

- name: Stage a new priority for a WAN
  wanfleet.peplink.peplink_api:
    function: config.wan.connection.priority
    method: POST
    arguments:
      list:
        - connId: 1
          priority: 2

- name: Discard all pending changes
  wanfleet.peplink.peplink_api:
    function: cmd.config.discard
    method: POST
"""

RETURN = r"""
response:
  description:
    - The answer of the router, without its envelope. Null if it sends none, and for O(method=POST) in check mode.
  returned: always
  type: raw
  sample:
    '1':
      name: WAN
      enable: true
      statusLed: green
      message: Connected
      ip: 203.0.113.70
    order: [1]
calls:
  description:
    - The requests that were sent to the router, in order, without secrets.
  returned: always
  type: list
  elements: dict
  contains:
    method:
      description: V(GET) or V(POST).
      type: str
      sample: POST
    function:
      description: Name of the function of the Router API.
      type: str
      sample: config.wan.connection
    query:
      description: Arguments in the URL.
      returned: if there were any
      type: dict
      sample: {id: 1 2}
    body:
      description: The body of the request.
      returned: if there was one
      type: dict
      sample: {action: update, list: [{id: 1, physical: {mtu: 1492}}]}
    outcome:
      description:
        - V(ok), C(fail) with code and text, V(cut) if the connection was lost, or what answered instead of the API.
      type: str
      sample: ok
device:
  description:
    - The router.
  returned: always
  type: dict
  contains:
    host:
      description: The host that was asked.
      type: str
      sample: 192.0.2.10
    port:
      description: The port that was asked.
      type: int
      sample: 443
    firmware:
      description: The running firmware, if the module has met it on its way, else null.
      type: str
      sample: 8.5.2s011 build 5401
"""

from ansible_collections.wanfleet.peplink.plugins.module_utils._commands.api import API

MODULE = API


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
