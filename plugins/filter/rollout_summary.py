# Copyright (c) wanfleet.peplink contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: rollout_summary
short_description: Summarise the results of a rollout
version_added: 0.1.0
description:
  - Takes the results of M(wanfleet.peplink.peplink_config), one per router, and returns the outcome of each router as data.
  - The role C(provision) writes it to C(rollout.json) in its report directory.
options:
  _input:
    description:
      - Results of M(wanfleet.peplink.peplink_config) by the name of the router. Empty for routers that were not reached.
    type: dict
    required: true
  gates:
    description:
      - Results of the second check of the routers, by name. A router that fails the check counts as failed.
    type: dict
    default: {}
  check_mode:
    description:
      - Whether the results are those of check mode.
    type: bool
    default: false
  plans:
    description:
      - What M(wanfleet.peplink.peplink_fleet_plan) returned of routers that got no task of their own, by name. It counts as their result. A router
        that is in step is unchanged, one whose intent is not valid has failed.
    type: dict
    default: {}
  time:
    description:
      - Time that the report shows, used unmodified. The recommended format is V(2026-11-25T02:00:00Z).
    type: str
    default: ''
  canaries:
    description:
      - Names of the canaries.
    type: list
    elements: str
    default: []
  batches:
    description:
      - Lists of the names of the routers of each batch that began.
    type: list
    elements: list
    default: []
  max_fail_percentage:
    description:
      - Percentage of a batch that may fail. If not set, failures do not end the rollout.
    type: float
seealso:
  - plugin: wanfleet.peplink.rollout_report
    plugin_type: filter
author:
  - wanfleet.peplink contributors (@wanfleet)
"""

EXAMPLES = r"""
- name: Show the summary of the rollout
  ansible.builtin.debug:
    msg: "{{ dict(routers | zip(routers | map('extract', hostvars) | map(attribute='provision_result', default={}))) | wanfleet.peplink.rollout_summary }}"
  run_once: true
  vars:
    routers: "{{ ansible_play_hosts_all }}"
"""

RETURN = r"""
_value:
  description:
    - C(format), a number that rises when this form changes. C(check_mode) as given. C(summary), the number of routers by status. C(routers), a list
      of mappings with C(name), C(status), C(message) (of a failure), C(changes) (each with C(section), C(item), C(option), C(before) and C(after),
      secrets masked; without those of a router where they are not in effect), C(reverted), C(skipped) (sections that the router does not have),
      C(address), C(canary) and C(batch), a number from 1, or null. C(time) as given. C(stopped), why routers were not reached, or an empty text.
    - The status is V(failed), V(stale) (no longer as planned, so nothing was written), V(offline) (it never answered, so nothing was written),
      V(untouched) (its turn did not come), V(changed) or V(unchanged).
  type: dict
  sample:
    format: 1
    check_mode: false
    time: '2026-11-25T02:00:00Z'
    stopped: ''
    summary: {failed: 0, stale: 0, offline: 1, untouched: 0, changed: 0, unchanged: 0}
    routers:
      - name: van
        address: 192.0.2.10:443
        canary: false
        batch: 1
        status: offline
        message: "192.0.2.10:443: it does not answer (while reading config.wan.connection). Check the power."
        changes: []
        reverted: false
        skipped: []
"""

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ansible_collections.wanfleet.peplink.plugins.plugin_utils._report.rollout import Course, Findings, rollout


def rollout_summary(
    results: Any,
    gates: Any = None,
    check_mode: bool = False,
    plans: Any = None,
    time: str = "",
    canaries: Any = (),
    batches: Any = (),
    max_fail_percentage: Any = None,
) -> dict[str, Any]:
    """The filter. Raises AnsibleFilterError."""
    if not isinstance(results, Mapping):
        raise AnsibleFilterError("rollout_summary takes a mapping of results by the name of the router")
    try:
        most = None if max_fail_percentage is None else float(max_fail_percentage)
    except ValueError:
        raise AnsibleFilterError(f"rollout_summary: max_fail_percentage must be a number, not {max_fail_percentage!r}") from None
    course = Course(check_mode=check_mode, time=str(time), canaries=canaries, batches=batches, max_fail=most)
    return rollout(Findings(results, plans or {}, gates or {}), course)


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"rollout_summary": rollout_summary}
