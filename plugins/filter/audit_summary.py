# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: audit_summary
short_description: Summarise check mode results as the audit of a fleet
version_added: 0.1.0
description:
  - Takes the check mode results of M(wanfleet.peplink.peplink_config) for each router, including failures, and reports whether and where the
    router differs from its intent.
  - Merges audits of parts of a fleet, such as those of several controllers or of the slices of a job. If a router is in more than one, the
    last counts. The time is the latest.
  - Checks an audit against limits.
  - Equal results and an equal time give an equal audit. It contains no secrets, because the results contain none.
options:
  _input:
    description:
      - Results by the name of the router, together with O(time). A router without a usable result counts as failed.
      - Or an audit that this filter gave before, or a list of such audits, which are merged.
    type: raw
    required: true
  time:
    description:
      - Time of the audit, used unmodified. The recommended format is V(2026-11-25T02:00:00Z).
      - Required for results. Audits have one.
    type: str
  limits:
    description:
      - How many routers may have a status, as a number, or as a percentage of all routers such as V(2.5%). A status that is not mentioned or null
        has no limit.
      - RV(_value.exceeded) says which limits are exceeded.
    type: dict
    suboptions:
      drifted: &limit
        description:
          - The limit for this status.
        type: raw
      unreachable: *limit
      failed: *limit
      unknown: *limit
      unsupported: *limit
seealso:
  - plugin: wanfleet.peplink.audit_html
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Compare the routers with their intent
  wanfleet.peplink.peplink_config:
    wan_priorities:
      - id: 1
        priority: 1
    unsupported: skip
    ask_firmware: true
  check_mode: true
  ignore_errors: true
  register: compared

- name: Show the number of compliant routers
  ansible.builtin.debug:
    msg: "{{ (results | wanfleet.peplink.audit_summary(time='2026-11-25T02:00:00Z')).summary.status.in_step }}"
  vars:
    results: "{{ dict(ansible_play_hosts_all | zip(ansible_play_hosts_all | map('extract', hostvars, 'compared'))) }}"
  run_once: true

- name: Merge the audits of several controllers
  ansible.builtin.copy:
    content: "{{ audits | wanfleet.peplink.audit_summary | to_nice_json(indent=1) }}"
    dest: reports/audit.json
    mode: "0644"
  vars:
    audits: "{{ query('ansible.builtin.fileglob', 'reports/*/audit.json') | map('ansible.builtin.file') | map('from_json') }}"

- name: Fail if more than one router in fifty drifted
  ansible.builtin.assert:
    that: audit.exceeded | length == 0
    fail_msg: "{{ audit.exceeded | join('; ') }}"
  vars:
    audit: "{{ lookup('ansible.builtin.file', 'reports/audit.json') | from_json | wanfleet.peplink.audit_summary(limits={'drifted': '2%'}) }}"
"""

RETURN = r"""
_value:
  description:
    - The audit.
  type: dict
  contains:
    format:
      description:
        - Version of this layout. Another number when something changes its meaning or is no longer there.
      type: int
      sample: 1
    time:
      description: The time that was given.
      type: str
      sample: '2026-11-25T02:00:00Z'
    summary:
      description:
        - Counts of routers.
      type: dict
      contains:
        routers:
          description: How many there are.
          type: int
          sample: 3
        status:
          description: How many have each status. All are listed.
          type: dict
          sample: {drifted: 1, failed: 0, unreachable: 1, unsupported: 0, unknown: 0, in_step: 1}
        sections:
          description: By section of the intent, how many have each status there.
          type: dict
          sample: {wan_priorities: {drifted: 1, in_step: 1}}
        options:
          description:
            - How many drifted in each option, most first. The option is null for entries that are missing or too many.
          type: list
          elements: dict
          sample: [{section: wan_priorities, option: priority, routers: 1}]
        firmware:
          description: How many run each firmware, most first. Null where it is not known.
          type: list
          elements: dict
          sample: [{version: 8.5.2s011 build 5401, routers: 2}, {version: null, routers: 1}]
        errors:
          description: How many have each kind of error.
          type: dict
          sample: {unreachable: 1}
    text:
      description:
        - The audit for a job log. A line with the numbers and the drifted routers, and a line for each error with its routers.
      returned: if O(limits) are given
      type: str
      sample: "4 in step, 2 drifted: ship (SSIDs), van (WANs)"
    exceeded:
      description:
        - A text for each limit that is exceeded.
      returned: if O(limits) are given
      type: list
      elements: str
      sample: ["3 of 40 routers are drifted, more than 2%"]
    routers:
      description:
        - The routers, by name.
      type: list
      elements: dict
      contains:
        name:
          description: Name in the inventory.
          type: str
          sample: van
        address:
          description: Host and port that were asked, null if that is not known.
          type: str
          sample: 192.0.2.10:443
        firmware:
          description: The running firmware, null if it is not known.
          type: str
          sample: 8.5.2s011 build 5401
        status:
          description:
            - V(drifted). At least one setting is not as wanted.
            - V(failed). It could not be compared, C(error) says why.
            - V(unreachable). It did not answer.
            - V(unsupported). It lacks a section that the intent has. The rest is as wanted.
            - V(unknown). At least one setting is not shown by the router, and no record says that it was written from here. The rest is as
              wanted.
            - V(in_step). All is as wanted. Settings that the router does not show are as they were last written from here.
          type: str
          sample: drifted
        error:
          description:
            - Why the comparison failed, or why the drift could not be put right, else null.
          type: dict
          contains:
            kind:
              description:
                - The word for the kind of failure that the modules return, V(invalid) if the options cannot be used, or V(other).
              type: str
              sample: refused
            message:
              description: The message.
              type: str
        sections:
          description:
            - By section of the intent, what the comparison gave. Empty if it failed.
          type: dict
          contains:
            status:
              description: V(drifted), V(unsupported), V(unknown) or V(in_step), as above.
              type: str
              sample: drifted
            drift:
              description:
                - The settings that are not as wanted. C(item), C(option), C(before) as the router shows it, C(after) as wanted. Secrets are masked.
                - An entry that is missing, or one too many, has the option null, and C(before) or C(after) is null.
              type: list
              elements: dict
              sample: [{item: WAN 1 (WAN), option: priority, before: 1, after: 2}]
            unknown:
              description:
                - The settings that the router does not show. C(item), C(option), and C(remembered), whether the wanted value was the last one
                  written from here.
              type: list
              elements: dict
              sample: [{item: WAN 2 (Cellular), option: cellular.sims.1, remembered: true}]
"""

from collections.abc import Callable
from typing import Any

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.audit import STATUSES, audit, exceeded, is_audit, merged
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.audit_text import summary
from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.document_filter import DocumentFilter

audit_summary = DocumentFilter(
    "audit_summary",
    "results by the name of the router, an audit as audit_summary gives it, or a list of audits; its limits are a mapping of " + ", ".join(STATUSES),
    audit,
    merged,
    is_audit,
    exceeded,
    summary,
)


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"audit_summary": audit_summary}
