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
  - Calls one function of the Peplink Router API and returns its answer as it is.
  - It is meant for functions that no other module covers. It neither compares nor applies anything. To configure prefer
    M(wanfleet.peplink.peplink_config) or the modules of its sections.
  - A failure that the router reports fails the task, with the error code and the text of the router.
options:
  function:
    description:
      - Name of the function, such as V(status.wan.connection). No slash, no C(/api/), no query.
    type: str
    required: true
  method:
    description:
      - V(GET) to read, V(POST) to act or to write.
      - Never call a function that acts, such as those that start with C(cmd.), with V(GET). Some routers carry it out all the same.
    type: str
    choices: [GET, POST]
    default: GET
  arguments:
    description:
      - Arguments of the function, with the names that the API uses.
      - With O(method=GET) they go into the URL. Booleans are sent as V(yes) and V(no), and the members of a list are separated by a blank.
        Members that are null and empty lists are left out.
      - With O(method=POST) they are the JSON body. Null is sent and clears, where the function allows that. Templates yield text, so use
        filters such as P(ansible.builtin.int#filter) where the router wants a number.
    type: dict
  secrets:
    description:
      - V(omit) masks everything in the answer whose name is that of a secret, such as passwords, keys, PINs and tokens.
      - V(include) returns it as it is. Set C(no_log) on the task then.
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
  - What stands in O(arguments) under a name such as C(password), C(key) or C(simPin) is hidden in all output. A secret under another name is
    not recognised; set C(no_log) on such a task.
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

- name: Read it with the secrets that the router shows
  wanfleet.peplink.peplink_api:
    function: config.wan.connection
    secrets: include
  no_log: true
  register: with_secrets

- name: Stage another priority for a WAN
  wanfleet.peplink.peplink_api:
    function: config.wan.connection.priority
    method: POST
    arguments:
      list:
        - connId: 1
          priority: 2

- name: Drop everything that is pending
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
