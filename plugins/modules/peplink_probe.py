#!/usr/bin/python
# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_probe
short_description: Find out what a Peplink router does where the Router API is unclear
version_added: 0.1.0
description:
  - The vendor leaves much of the Router API open, so the other modules rest on assumptions. This module asks a router, and says for each
    assumption whether it holds, what holds instead, or why that cannot be told.
  - At O(level=read) it calls every function that only reads, each once, with at most 60 requests, and changes nothing on the router.
  - At O(level=reversible) it also makes small changes to a router that is on a desk, and undoes each of them. It renames a WAN, applies that and
    applies it back; it stages and discards other changes of this WAN, of an SSID, a mesh that is off, a GPIO pin and a client of SpeedFusion
    Connect Protect; it asks for tokens and revokes them. If every SSID is on, it switches one off and on. It never reboots or resets the router,
    interrupts a link by a scan, sends messages, touches carriers and PINs, or changes the WAN that carries the connection.
  - Before each change, the module records in O(record_dir) what undoes it. If it is killed, the next task with O(level=reversible) or O(undo)
    restores the router first. At the end it compares the configuration with that before, byte for byte, and fails if they differ.
  - Use the role P(wanfleet.peplink.probe#role) to get a report. It writes the results to files.
extends_documentation_fragment:
  - wanfleet.peplink.attributes
  - wanfleet.peplink.connection
attributes:
  check_mode:
    support: full
    details:
      - In check mode, the module only reads, at every level, and says whether it would write.
  diff_mode:
    support: N/A
    details:
      - The router is as before in the end.
  idempotent:
    support: none
    details:
      - At O(level=reversible), each run changes the router and changes it back.
options:
  level:
    description:
      - What the probe may do. V(read) only reads. V(reversible) makes small changes and undoes them.
    type: str
    choices: [read, reversible]
    default: read
  confirm:
    description:
      - Consent to O(level=reversible), which is refused without it. The SHA-256 fingerprint of the router's certificate; without TLS, the O(host) as it
        is in the inventory.
    type: str
  management_wan:
    description:
      - Name or id of the WAN that carries the connection to the router, which the probe does not change. Defaults to the WAN with the address of
        O(host). If neither a WAN nor a LAN profile has it, O(level=reversible) is refused without this option.
    type: str
  undo:
    description:
      - Only restore what a probe that was interrupted has changed. Does nothing if there is no record of one.
    type: bool
    default: false
  reading_posts:
    description:
      - Also call the functions that only read, but by POST, such as C(config.gpio) with an empty list.
    type: bool
    default: false
  source:
    description:
      - What answers, as the recording says it.
    type: str
    choices: [router, simulator]
    default: router
notes:
  - O(level=reversible) is refused if a WAN has another name or state in the configuration than in the status, because something may be pending
    then, and if no WAN is connected but the one that carries the connection. Edits of other users that cannot be seen are discarded.
  - A function that fails, or answers with something that is not the Router API, is recorded and does not end the task. Wrong credentials and a
    router that cannot be reached do.
  - The result has the answers of the router without personal values. RV(review) says what was replaced.
  - Log in with username and password to have the API clients looked at too, which tokens cannot do.
seealso:
  - module: wanfleet.peplink.peplink_api
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Probe the router
  wanfleet.peplink.peplink_probe:
  register: router

- name: Show which assumptions do not hold
  ansible.builtin.debug:
    msg: "{{ router.findings | rejectattr('as_assumed') | rejectattr('status', 'eq', 'undecided') }}"

- name: Probe a router on a desk with small changes that are undone
  wanfleet.peplink.peplink_probe:
    level: reversible
    confirm: "{{ vault_cert_fingerprint }}"
    management_wan: "1"

- name: Restore what a probe that was interrupted has changed
  wanfleet.peplink.peplink_probe:
    undo: true
"""

RETURN = r"""
findings:
  description:
    - The answer to each question.
  returned: success
  type: list
  elements: dict
  contains:
    switch:
      description: Name of the question, which is that of a switch of the simulator if it has one.
      type: str
      sample: method_words
    row:
      description: Row of the table in section 10 of docs/router-api/behaviour.md, or another place in it.
      type: str
      sample: "21"
    status:
      description: V(decided), V(undecided), or V(other) if the router does a third thing.
      type: str
      sample: decided
    assumed:
      description: What the modules assume.
      type: raw
      sample: camel
    value:
      description: What the router does. V(null) unless decided.
      type: raw
      sample: table
    as_assumed:
      description: Whether it was decided, and the router does as assumed.
      type: bool
    reason:
      description: Why it could not be decided, or what the router does instead. Empty if decided.
      type: str
    meaning:
      description: What another answer than the assumed one means for the modules.
      type: str
      sample: Modules read both spellings of the method.
    calls:
      description: The calls of the recording that it rests on, counted from 1.
      type: list
      elements: int
not_decoded:
  description:
    - Places of answers whose content the other modules do not understand and leave out.
  returned: success
  type: list
  elements: str
  sample: ["wan: wan.#.statusLed"]
personality:
  description:
    - The decided values of the questions that are switches of the simulator, as it takes them.
  returned: success
  type: dict
  sample: {method_words: table}
notes:
  description:
    - What was assumed at O(level=reversible), and how long an applied change took.
  returned: success
  type: list
  elements: str
  sample: ["After apply, status.wan.connection showed the name at reading 1, 0.0 s later."]
recording:
  description:
    - What was asked and answered, as text of a recording, without personal values.
  returned: success
  type: str
  sample: '{"format": 1, "source": "router", "level": "read", "calls": []}'
review:
  description:
    - Which kinds of values were replaced where, as Markdown.
  returned: success
  type: str
  sample: "# What was replaced"
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

from ansible_collections.wanfleet.peplink.plugins.module_utils._probe.probe import PROBE

MODULE = PROBE


def main() -> None:
    MODULE.main()


if __name__ == "__main__":
    main()
